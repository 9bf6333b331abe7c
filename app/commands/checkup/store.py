"""The store: reachable, of this release, durable, no newer than the clock, and sealed."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from app.commands.checkup.keys import look_at_factors
from app.commands.checkup.remark import Remark
from app.domain.errors import StoreUnavailable
from app.domain.moment import written
from app.domain.origin import pattern_host, without_default_port
from app.domain.site import Site
from app.services.examine_store import Examined, examine_store

_CLOCKS_DIFFER = timedelta(minutes=1)
_SEALED_WITHIN = timedelta(hours=1)
_OLDEST_POSTGRESQL = 150_000
_AT_HOME = {"localhost", "127.0.0.1"}
_SQLITE = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "secure_delete": "1"}
_POSTGRESQL = {"synchronous_commit": "on", "fsync": "on", "full_page_writes": "on"}
_MEND_SQLITE = "Keep the file on a local disk, where SQLite can have its write-ahead log."
_MEND_POSTGRESQL = "Set them on in postgresql.conf: what is acknowledged has to be on disk."


def look_at_store(now: datetime, keys: Path) -> Iterator[Remark]:
    """Yield what there is to say of the store and of the sites in it; `keys` is the file of the keys beside it."""
    try:
        examined = examine_store()
    except StoreUnavailable as error:
        yield Remark("store", str(error), "Look into the log for the reason, and at KELISIM_DATABASE_URL.")
        return
    yield _durability(examined)
    if not examined.is_current:
        yield Remark("release", "The tables are not of this release.", "Run `kelisim upgrade`.")
        return
    yield Remark("release", "The tables are of this release.")
    yield _clock(examined.newest, now)
    yield _sealing(examined.first_unsealed, now)
    yield look_at_factors(keys, examined.factors)
    if not examined.sites:
        yield Remark("sites", "There are none.", "Describe one in a file and apply it: `kelisim site apply FILE`.")
    for site in examined.sites:
        yield _origins(site)


def _durability(examined: Examined) -> Remark:
    if examined.kind == "sqlite":
        wrong = _differing(examined.manners, _SQLITE)
        return Remark("store", f"SQLite, {_said(wrong or examined.manners)}.", _MEND_SQLITE if wrong else None)
    version = int(examined.manners["server_version_num"])
    if version < _OLDEST_POSTGRESQL:
        return Remark("store", f"PostgreSQL {version // 10_000}.", "Upgrade the server to PostgreSQL 15 or later.")
    wrong = _differing(examined.manners, _POSTGRESQL)
    found = f"PostgreSQL {version // 10_000}, {_said(wrong or examined.manners)}."
    return Remark("store", found, _MEND_POSTGRESQL if wrong else None)


def _differing(manners: Mapping[str, str], wanted: Mapping[str, str]) -> Mapping[str, str]:
    return {name: manners[name] for name in wanted if manners[name] != wanted[name]}


def _said(manners: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in manners.items())


def _clock(newest: datetime | None, now: datetime) -> Remark:
    if newest is None:
        return Remark("clock", f"{written(now)}; no record to compare it with.")
    found = f"{written(now)}; the newest record came at {written(newest)}."
    return Remark("clock", found, "Set the clock, by NTP." if newest > now + _CLOCKS_DIFFER else None)


def _sealing(first_unsealed: datetime | None, now: datetime) -> Remark:
    if first_unsealed is None or first_unsealed > now - _SEALED_WITHIN:
        return Remark("seals", "What came more than an hour ago is sealed.")
    found = f"Nothing that came since {written(first_unsealed)} is sealed."
    return Remark("seals", found, "Run `kelisim seal` by a timer: until then nobody can tell what is changed.")


def _origins(site: Site) -> Remark:
    bare = [origin for origin in site.origins if _is_bare(origin)]
    ported = [origin for origin in site.origins if origin != without_default_port(origin)]
    if bare:
        return Remark(site.id, f"{' '.join(bare)} without TLS.", "Serve the site by https, and name only that origin.")
    if ported:
        return Remark(
            site.id, f"{' '.join(ported)} with the port that https has anyway.", "Leave it out, as browsers do."
        )
    return Remark(site.id, " ".join(site.origins))


def _is_bare(origin: str) -> bool:
    return origin.startswith("http:") and pattern_host(origin) not in _AT_HOME
