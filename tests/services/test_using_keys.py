"""A site's server comes in with a key of its site, and the log says on which days."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.domain.api_key import ApiKey, Scope
from app.domain.errors import KeyOfAnotherSite, MissingScope, UnknownKey
from app.services.add_key import add_key
from app.services.list_accesses import list_accesses
from app.services.list_keys import list_keys
from app.services.revoke_key import revoke_key
from app.services.transaction import reading, writing
from app.services.use_key import use_key
from app.store import api_keys
from app.store.tables import ApiKeyRow
from tests.makers import NOW, a_site, another_site
from tests.services.books import HOUR
from tests.stores import apply

pytestmark = pytest.mark.usefixtures("app")

CAP = a_site().id


@pytest.fixture
def told() -> str:
    """A key of the site that may read, as it was told; another one stands beside it."""
    add_key(a_site(), "another", {Scope.READ, Scope.WRITE}, NOW - HOUR)
    return add_key(a_site(), "shop", {Scope.READ}, NOW)


def _kept() -> ApiKey:
    return list_keys(a_site())[-1]


def _acts() -> list[tuple[str, str, int]]:
    return [(each.actor, each.act, each.records) for each in list_accesses(a_site(), NOW) if each.is_about_records]


def test_a_key_opens_what_it_is_for(told: str) -> None:
    key = use_key(CAP, told, Scope.READ, NOW)
    assert (key.id, key.name, key.scopes) == (_kept().id, "shop", {Scope.READ})


def test_the_secret_is_not_kept(told: str) -> None:
    with reading() as connection:
        rows = [repr(tuple(row)) for row in connection.execute(select(ApiKeyRow.__table__))]
    secret = told.split("_", 2)[2]
    assert len(rows) == 2
    assert not any(secret in row for row in rows)


def test_a_key_does_not_open_more(told: str) -> None:
    with pytest.raises(MissingScope):
        use_key(CAP, told, Scope.WRITE, NOW)


def test_the_first_use_of_a_day_is_noted_and_no_other(told: str) -> None:
    for after in (0, 1, 17, 18, 19):
        use_key(CAP, told, Scope.READ, NOW + after * HOUR)
    assert _acts() == [(_kept().actor, "use", 0)] * 2
    assert _kept().used_on == (NOW + timedelta(days=1)).date()


def test_of_two_first_uses_at_once_one_is_noted(told: str) -> None:
    use_key(CAP, told, Scope.READ, NOW)
    with writing() as connection:
        assert not api_keys.use(connection, CAP, _kept().id, NOW.date())


def test_two_that_see_no_use_yet_note_one(told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _kept()
    use_key(CAP, told, Scope.READ, NOW)
    monkeypatch.setattr(api_keys, "of_id", lambda *_: before)
    use_key(CAP, told, Scope.READ, NOW)
    assert len(_acts()) == 1


def test_a_revoked_key_opens_nothing_and_stays_in_the_list(told: str) -> None:
    assert revoke_key(a_site(), _kept().id, NOW)
    assert not revoke_key(a_site(), _kept().id, NOW + HOUR)
    assert _kept().revoked_at == NOW
    with pytest.raises(UnknownKey):
        use_key(CAP, told, Scope.READ, NOW)


def test_a_key_of_another_site_is_told_apart(told: str) -> None:
    apply(another_site("cent"))
    with pytest.raises(KeyOfAnotherSite):
        use_key(another_site("cent").id, told, Scope.READ, NOW)


def test_a_forged_key_is_unknown_at_every_site(told: str) -> None:
    apply(another_site("cent"))
    forged = told[:-4] + ("AAAA" if told[-4:] != "AAAA" else "BBBB")
    for site in (CAP, another_site("cent").id):
        for key in (forged, "klsm_", f"klsm_{'0' * 16}_{'A' * 43}"):
            with pytest.raises(UnknownKey):
                use_key(site, key, Scope.READ, NOW)
