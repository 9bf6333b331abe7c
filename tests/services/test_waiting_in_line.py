"""SQLite has one writer: writers wait in line, and not for ever."""

import pytest

from app.domain.device import Device
from app.domain.errors import StoreUnavailable
from app.services import transaction
from app.services.record_consent import record_consent
from app.services.transaction import writing
from tests.makers import NOW, a_decision, a_site
from tests.stores import ON_SQLITE


@ON_SQLITE
def test_who_waits_too_long_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transaction, "BUSY_TIMEOUT_MS", 20)
    with writing(), pytest.raises(StoreUnavailable):
        record_consent(a_site(), a_decision(), Device.PHONE, NOW)
    assert record_consent(a_site(), a_decision(), Device.PHONE, NOW).is_new


def test_a_writer_who_fails_leaves_the_line() -> None:
    with pytest.raises(ZeroDivisionError), writing():
        raise ZeroDivisionError
    assert record_consent(a_site(), a_decision(), Device.PHONE, NOW).is_new
