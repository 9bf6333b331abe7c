"""Answers of other products are taken in once, are read as any other, and the book verifies."""

from datetime import timedelta

import pytest

from app.domain.access import HERSELF, Act, Occasion
from app.domain.finding import Fault as Found
from app.domain.ids import NECESSARY
from app.domain.imported import ForeignAnswer, Told, visitor_of
from app.domain.site import Refusals
from app.domain.standing import Status
from app.services.erase_visitor import erase_visitor
from app.services.import_answers import Imported, import_answers
from app.services.importing.rows import Fault, rows
from app.services.list_accesses import list_accesses
from app.services.read_standing import read_standing
from tests.makers import ANALYTICS, FUNCTIONAL, NOW, RU, a_site
from tests.services.books import HOUR, OPERATOR, seal, verify
from tests.services.sums import sums

pytestmark = pytest.mark.usefixtures("app")

TOLD = Told(edition=3, language=RU, names_counters=True, secret="of here")
OCCASION = Occasion(OPERATOR, NOW, "from the banner before")
GIVEN = ForeignAnswer("one", NOW - 24 * HOUR, frozenset({ANALYTICS}))
REFUSED = ForeignAnswer("two", NOW - 24 * HOUR, frozenset())
ANSWERS = [GIVEN, REFUSED]
ONE = visitor_of(TOLD.secret, a_site().id, "one")
HEADING = "visitor,time,categories\n"


def _rows(*lines: str, heading: str = HEADING) -> list[ForeignAnswer | Fault]:
    return list(rows(a_site(), [heading, *lines], NOW))


def _faults(*lines: str, heading: str = HEADING) -> list[tuple[int, str]]:
    found = _rows(*lines, heading=heading)
    return [(each.line, each.message.partition(":")[0]) for each in found if isinstance(each, Fault)]


def test_what_is_taken_in_holds_and_verifies() -> None:
    assert import_answers(a_site(), TOLD, ANSWERS, OCCASION) == Imported(2, 0, 0)
    standing = read_standing(a_site(), ONE, NOW)
    assert (standing.status, standing.categories[ANALYTICS]) == (Status.GIVEN, True)
    assert read_standing(a_site(), visitor_of(TOLD.secret, a_site().id, "two"), NOW).status is Status.REFUSED
    seal()
    verified = verify()
    assert (verified.findings, verified.records, verified.accesses) == ((), 2, 1)
    assert Found.INSERTED not in [finding.fault for finding in verified.findings]


def test_what_was_taken_in_before_stays_as_it_is() -> None:
    import_answers(a_site(), TOLD, ANSWERS, OCCASION)
    assert import_answers(a_site(), TOLD, ANSWERS, OCCASION) == Imported(0, 2, 0)
    (access,) = list_accesses(a_site(), NOW)
    assert (access.act, access.records, access.reason) == (Act.IMPORT, 2, OCCASION.reason)


def test_one_who_was_erased_does_not_come_back() -> None:
    import_answers(a_site(), TOLD, ANSWERS, OCCASION)
    erase_visitor(a_site(), ONE, Occasion(HERSELF, NOW))
    assert import_answers(a_site(), TOLD, ANSWERS, OCCASION) == Imported(0, 2, 0)
    assert read_standing(a_site(), ONE, NOW).status is Status.UNKNOWN


def test_what_is_nothing_to_keep_is_left_out() -> None:
    site = a_site(refusals=Refusals.COUNTED)
    old = ForeignAnswer("old", NOW - timedelta(days=4 * 366), frozenset({ANALYTICS}))
    assert import_answers(site, TOLD, [*ANSWERS, old], OCCASION) == Imported(1, 0, 2)


def test_sums_are_of_those_who_were_asked_here() -> None:
    import_answers(a_site(), TOLD, ANSWERS, OCCASION)
    assert sums("all") == {}


def test_a_table_is_read() -> None:
    lines = ("one,2026-11-20T06:10:00Z,analytics\n", "\n", '"two",2026-11-20T12:10:00+06:00,"functional; analytics"\n')
    assert _rows(*lines) == [
        GIVEN,
        ForeignAnswer("two", GIVEN.at, frozenset({FUNCTIONAL, ANALYTICS})),
    ]


def test_columns_stand_in_any_order() -> None:
    assert _rows("necessary|analytics, one,2026-11-20T06:10:00Z\n", heading="categories,visitor,time\n") == [
        ForeignAnswer("one", GIVEN.at, frozenset({NECESSARY, ANALYTICS}))
    ]


@pytest.mark.parametrize("heading", ["", "visitor,time\n", "visitor,time,categories,page\n"])
def test_another_heading_is_a_fault(heading: str) -> None:
    assert _faults("one,2026-11-20T06:10:00Z,\n", heading=heading) == [(1, "The heading names exactly these columns")]


def test_every_fault_is_named_with_its_line() -> None:
    assert _faults(
        ",2026-11-20T06:10:00Z,\n",
        "one,yesterday,\n",
        "one,2026-11-20T06:10:00,\n",
        "one,2026-11-22T06:10:00Z,\n",
        "one,2026-11-20T06:10:00Z,statistics\n",
        '"one\n',
        'more",2026-11-20T06:10:00Z,statistics\n',
        "one\n",
    ) == [
        (2, "visitor"),
        (3, "time"),
        (4, "time"),
        (5, "time"),
        (6, "categories"),
        (8, "categories"),
        (9, "A column is missing."),
    ]


def test_what_is_no_csv_is_a_fault() -> None:
    assert _faults('one,"2026"-11,\n', "one,2026-11-20T06:10:00Z,\n") == [(2, "This cannot be read as CSV")]
