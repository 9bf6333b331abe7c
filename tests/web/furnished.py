"""A console with something on each of its pages: people, editions, a comparison, a visitor's story, forms at fault."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.domain.device import Device
from app.domain.ids import SiteId, VisitorId
from app.domain.site import Site
from app.domain.tally import Slice
from app.domain.user import EVERY_SITE, Role
from app.places import EXAMPLES
from app.services.find_site import find_site
from app.services.hear_origin import hear_origin
from app.services.invite_user import invite_user
from app.services.record_consent import record_consent
from app.services.seal_book import seal_book
from app.services.transaction import noting, reading
from app.signing.keyring import Keyring, write_keys
from app.site_files.applying import apply_read
from app.site_files.form.sections import SECTIONS
from app.site_files.read_sites import read_kept
from app.site_files.reading import read_document
from app.store import tallies, users
from tests.comparing import revision_in
from tests.makers import EN, NOW, SOMEBODY_ELSE, VISITOR, a_decision, a_record_id, a_refusal, a_withdrawal
from tests.stores import an_app
from tests.web.console import OURS, PASSWORD, link, signed_in, submit
from tests.web.every_page import addresses

SITE = SiteId("studyexpert")
_AT = f"/admin/sites/{SITE}"
_STORY = f"{_AT}/visitors/{VISITOR}"
_RESTRICTED = VisitorId("BBBBBBBBBBBBBBBBBBBBBB")
_TWO_FACTOR = "/admin/account/two-factor"
_DAY = timedelta(days=1)

Way = Callable[[str], TestResponse]
"""How a page is come to, in a language."""


def furnished(folder: Path) -> Flask:
    """Return the service with a site that has been at work for a while."""
    ring = Keyring(()).rotated(NOW - 9 * _DAY)
    write_keys(folder / "keys.json", ring)
    provider: dict[str, Any] = {"oidc_issuer": "http://127.0.0.1:9", "oidc_id": "kelisim", "oidc_secret": "of both"}
    app = an_app(folder, keys=str(folder / "keys.json"), **provider)
    with app.app_context():
        _publish(1)
        _publish(2)
        site = find_site(SITE)
        _answer(site)
        seal_book(ring, NOW)
        for origin in ("https://studyexpert.pro", "https://staging.studyexpert.example"):
            hear_origin(SITE, origin, NOW - _DAY)
        invite_user({SITE: Role.ANALYST}, NOW, "erlan@example.kz")
    return app


def every_page(app: Flask) -> Iterator[tuple[str, Way]]:
    """Yield what every page is called, and the way to it; what changes something comes last."""
    owner = signed_in(app, {EVERY_SITE: Role.OWNER}, "aigul@example.kz")
    for address in _addresses(app):
        browser = app.test_client() if "/welcome/" in address or "sign-in" in address else owner
        yield address, _look(browser, address)
    _alter(owner)
    for address in ("publish", "edit/site", "edit/comparison?variant=c", "edit/counter?of=yandex-metrica", "rates"):
        yield f"{address} of a draft", _look(owner, f"{_AT}/{address}")
    told = f"{_AT}/records?erased=2", f"{_STORY}?done=restricted", "/admin/nowhere"
    yield from ((address, _look(owner, address)) for address in told)
    yield "refused", _look(signed_in(app, {SITE: Role.ANALYST}, "erlan"), "/admin/users")
    yield from _at_fault(app, owner)
    yield from _in_two_steps(app)
    yield "made a link", _send(owner, "/admin/users/invite", **{"role:*": "owner"})
    with app.app_context(), reading() as connection:
        dana = next(user.id for user in users.every(connection) if user.sign_in == "dana@example.kz")
    yield "one of the users", _look(owner, f"/admin/users/{dana}")
    yield "connecting at fault", _send(owner, "/admin/single-sign-on/connect", confirming="wrong")
    yield "connecting", _send(owner, "/admin/single-sign-on/connect", confirming=PASSWORD)
    submit(owner, f"{_AT}/visitors/{_RESTRICTED}/restrict", reason="She asked for it")
    yield "restricted", _look(owner, f"{_AT}/visitors/{_RESTRICTED}")
    yield "without a role", _send(owner, f"/admin/users/{dana}/remove")
    yield "discarded", _send(owner, f"{_AT}/edit/discard")


def _publish(number: int) -> None:
    """Publish an edition; the second one says more, and compares banners."""
    content = read_document(EXAMPLES / "sites" / f"{SITE}.yaml").content
    if number > 1:
        content["policy"] |= {"edition": number, "effective": "2026-11-01", "changes": "A chat has come."}
        content["counters"].append({"use": "jivo"})
        content["texts"] = {"en": {"banner.title": "May we count?"}}
        content["comparison"] = {"b": {"banner": {"layout": "bar"}}, "c": {"banner": {"first": "reject"}}}
    apply_read([read_kept(content)], NOW - 9 * _DAY)


def _answer(site: Site) -> None:
    """Let three visitors answer, and many be counted."""
    of = {"edition": 2, "banner": revision_in(site, "b"), "language": EN, "page": "https://studyexpert.pro/courses"}
    decisions = (
        a_decision(**of),
        a_refusal(id=a_record_id(1), **of),
        a_withdrawal(id=a_record_id(2), **of),
        a_decision(visitor=_RESTRICTED, id=a_record_id(3), **of),
        a_decision(visitor=SOMEBODY_ELSE, **of),
    )
    for place, decision in enumerate(decisions):
        record_consent(site, decision, Device.PHONE, NOW - (5 - place) * _DAY)
    assert site.comparison is not None
    with noting() as connection:
        for letter, answered in (("a", 30), ("b", 70), ("c", 45)):
            for answer, count in (("refused", answered), ("asked", 100)):
                slice_ = Slice(date(2026, 11, 20), "variant", f"{site.comparison.id}/{letter}", answer)
                for _ in range(count):
                    tallies.add_one(connection, SITE, (slice_,))


def _addresses(app: Flask) -> list[str]:
    with app.app_context(), reading() as connection:
        own = users.every(connection)[0].id
        site = find_site(SITE)
    values = {
        "site": (SITE,),
        "part": (*SECTIONS, "texts"),
        "spoken": ("ru",),
        "letter": ("b",),
        "language": ("ru",),
        "revision": (revision_in(site, "b"),),
        "typed": ("e30",),
        "before": ("1",),
        "after": ("2",),
        "visitor": (VISITOR,),
        "record": (a_record_id(),),
        "user": (own,),
        "secret": (link(app, {EVERY_SITE: Role.OWNER}).rpartition("/")[2],),
        "nothing": ("nothing",),
    }
    frames = re.compile(r"/(ru)/$")
    return [each for each in addresses(app, values) if not frames.search(each) and each != f"{_TWO_FACTOR}"]


def _alter(owner: FlaskClient) -> None:
    """Leave something in the draft that is to be published, and something at fault."""
    owner.post(f"{_AT}/edit/texts?in=en", data={"texts.en.banner.title": "May we?"}, headers=OURS)
    owner.post(f"{_AT}/edit/categories", data={"requires.0.feature": "A chat"}, headers=OURS)


def _at_fault(app: Flask, owner: FlaskClient) -> Iterator[tuple[str, Way]]:
    """Yield forms that come back."""
    yield "a new site at fault", _send(owner, "/admin/new-site", **{"controller.email": "nobody"})
    yield "signing in at fault", _send(app.test_client(), "/admin/sign-in", sign_in="nobody", password="wrong")
    yield "records at fault", _send(owner, f"{_AT}/records", sought="nobody")
    yield "records of several", _send(owner, f"{_AT}/records", sought=a_record_id())
    receipt = owner.get(f"{_STORY}/records/{a_record_id()}/receipt.json").get_data(as_text=True)
    yield "a receipt", _send(owner, f"{_AT}/records", sought=receipt)
    yield "a broken receipt", _send(owner, f"{_AT}/records", sought='{"book": 1}')
    yield "an export at fault", _send(owner, f"{_AT}/records/export")
    for act in ("restrict", "erase", "export"):
        yield f"{act} at fault", _send(owner, f"{_STORY}/{act}")
    yield "a password at fault", _send(owner, "/admin/account/password", current="wrong", password="short")
    yield "an invitation at fault", _send(owner, "/admin/users/invite", sign_in="two words")
    yield "YAML at fault", _send(owner, f"{_AT}/edit/yaml", yaml="site: [")


def _in_two_steps(app: Flask) -> Iterator[tuple[str, Way]]:
    """Yield what somebody sees who turns her second factor on, and then signs in."""
    dana = signed_in(app, {SITE: Role.EDITOR}, "dana@example.kz")
    submit(dana, f"{_TWO_FACTOR}/begin", beginning=PASSWORD)
    yield "a second factor", _look(dana, _TWO_FACTOR)
    yield "a second factor at fault", _send(dana, _TWO_FACTOR, code="000000")
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", dana.get(_TWO_FACTOR).get_data(as_text=True))
    assert found is not None
    told = submit(dana, _TWO_FACTOR, code=pyotp.TOTP(found[1].replace(" ", "")).at(NOW))
    yield "recovery codes", lambda _: told
    yield "an account in two steps", _look(dana, "/admin/account")
    half = app.test_client()
    submit(half, "/admin/sign-in", sign_in="dana@example.kz", password=PASSWORD)
    yield "a code", _look(half, "/admin/sign-in")
    yield "a code at fault", _send(half, "/admin/sign-in/code", code="000000")


def _look(browser: FlaskClient, address: str) -> Way:
    return lambda language: browser.get(f"{address}{'&' if '?' in address else '?'}lang={language}")


def _send(browser: FlaskClient, address: str, **fields: str) -> Way:
    return lambda language: browser.post(f"{address}?lang={language}", data=fields, headers=OURS)
