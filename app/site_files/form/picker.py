"""The counters of a site, picked from the catalogue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.catalogue import entries
from app.site_files.form.fields import Field, Typed
from app.site_files.form.values import Content


@dataclass(frozen=True, slots=True)
class Offered:
    """A counter that may be ticked: what the catalogue or the document says of it."""

    id: str
    name: str
    vendor: str
    country: str | None
    category: str
    cookies: tuple[str, ...]


class Picked(Field):
    """Ticks for the counters, and beside each the account with its vendor and whether it runs on the site's own server.

    What else is written of a counter stays as long as it is ticked.
    """

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the counters' ids, and by `account.` or `own.` and an id what is said of each."""
        written = _written(content)
        values = {"counters": list(written)}
        for name, counter in written.items():
            values[f"account.{name}"] = [counter.get("account", "")]
            values[f"own.{name}"] = ["1"] * bool(counter.get("own", _runs_here(name)))
        return {**{f"own.{entry.id}": ["1"] for entry in entries().values() if entry.own}, **values}

    def over(self, content: Content, typed: Typed) -> Content:
        """Return the document with the counters that are ticked."""
        ticks = {name: list(typed.get(name, ())) for name in self.shown(content) if not name.startswith("account.")}
        return Field.over(self, content, {**typed, **ticks, "counters": list(typed.get("counters", ()))})

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the counters: those of before in their order, then those that came."""
        written = _written(content)
        ticked = [*(name for name in written if name in typed["counters"])]
        ticked += [name for name in typed["counters"] if name not in written]
        return [_counter(written.get(name, {"use": name}), name, typed) for name in ticked] or None


def offered(content: Content, language: str) -> Sequence[Offered]:
    """Return every counter that can be ticked: the site's own, then those of the catalogue by their names."""
    own = [_own(name, counter, language) for name, counter in _written(content).items() if "use" not in counter]
    known = [
        Offered(
            id=entry.id,
            name=_said(entry.name, language),
            vendor=entry.vendor,
            country=entry.country,
            category=entry.category,
            cookies=tuple(cookie.name for cookie in entry.cookies),
        )
        for entry in entries().values()
    ]
    return [*own, *sorted(known, key=lambda each: each.name.lower())]


def counter_named(content: Content, place: int) -> str:
    """Return the id of the counter at a place of the document."""
    return list(_written(content))[place]


def counter_called(content: Content, name: str, language: str) -> str | None:
    """Return what a counter of the document or of the catalogue is called; None where neither knows it."""
    return next((each.name for each in offered(content, language) if each.id == name), None)


def _written(content: Content) -> dict[str, dict[str, Any]]:
    return {counter.get("use", counter.get("id")): counter for counter in content.get("counters") or []}


def _own(name: str, counter: Mapping[str, Any], language: str) -> Offered:
    cookies = tuple(cookie["name"] for cookie in counter.get("cookies", ()))
    said = _said(counter.get("name", name), language)
    return Offered(name, said, counter.get("vendor", ""), counter.get("country"), counter.get("category", ""), cookies)


def _said(text: str | Mapping[str, str], language: str) -> str:
    return text if isinstance(text, str) else text.get(language) or next(iter(text.values()))


def _runs_here(name: str) -> bool:
    """Tell whether the catalogue says that a counter runs on the site's own server."""
    return name in entries() and entries()[name].own


def _counter(written: dict[str, Any], name: str, typed: Typed) -> dict[str, Any]:
    account = next(iter(typed.get(f"account.{name}", ())), "").strip()
    own = bool(typed.get(f"own.{name}"))
    counter = {key: value for key, value in written.items() if key not in {"account", "own"}}
    if account:
        counter["account"] = account
    if own != _runs_here(name) or "own" in written:
        counter["own"] = own
    return counter
