"""What came of a comparison, from the daily sums: now, before, and where nobody was shown anything yet."""

from datetime import date, timedelta

from app.domain.device import Device
from app.domain.look import Look
from app.domain.rates import Answers, Share
from app.domain.showing import Showing
from app.domain.site import Site
from app.domain.tally import Slice
from app.services.record_consent import record_consent
from app.services.record_shown import record_shown
from app.services.transaction import noting
from app.services.view_comparison import Answered, Result, Results, view_comparison
from app.store import tallies
from tests.comparing import a_comparing_site, a_comparison, revision_in
from tests.makers import NOW, RU, a_decision, a_record_id, a_site
from tests.stores import apply

SITE = a_comparing_site()
TODAY = date(2026, 11, 21)


def _count(site: Site, letter: str, day: date = TODAY, **answers: int) -> None:
    assert site.comparison is not None
    name = f"{site.comparison.id}/{letter}"
    with noting() as connection:
        for answer, count in answers.items():
            for _ in range(count):
                tallies.add_one(connection, site.id, (Slice(day, "variant", name, answer),))


def _compared(site: Site) -> Result:
    now = view_comparison(site).now
    assert now is not None
    return now


def test_a_site_that_never_compared_anything_has_no_result() -> None:
    assert view_comparison(a_site()) == Results(None, ())


def test_before_anybody_was_shown_anything_every_banner_is_there() -> None:
    apply(SITE)
    nobody = Answers(0, 0, 0, 0, 0)
    assert _compared(SITE) == Result(
        a_comparison().id,
        (Answered("a", nobody, revision_in(SITE, "a")), Answered("b", nobody, revision_in(SITE, "b"))),
    )
    assert _compared(SITE).leader is None


def test_what_was_shown_and_answered_is_told_of_each() -> None:
    apply(SITE)
    for letter, at in (("a", NOW), ("b", NOW), ("b", NOW + timedelta(days=2))):
        record_shown(SITE, Showing(3, revision_in(SITE, letter), RU), Device.PHONE, at)
    record_consent(SITE, a_decision(banner=revision_in(SITE, "b")), Device.PHONE, NOW)
    now = _compared(SITE)
    assert [(each.letter, each.answers) for each in now.banners] == [
        ("a", Answers(1, 0, 0, 0, 0)),
        ("b", Answers(2, 1, 0, 0, 0)),
    ]
    assert (now.first, now.last) == (TODAY, TODAY + timedelta(days=2))
    assert now.is_split_as_promised


def test_a_banner_that_nobody_was_shown_yet_stands_beside_the_other() -> None:
    apply(SITE)
    _count(SITE, "b", asked=1)
    assert [each.answers.asked for each in _compared(SITE).banners] == [0, 1]


def test_a_difference_is_seen_when_it_is_there() -> None:
    apply(SITE)
    _count(SITE, "a", asked=400, accepted=60, refused=40)
    _count(SITE, "b", asked=400, accepted=150, refused=90, chosen=10)
    now = _compared(SITE)
    assert now.leader == "b"
    (gap,) = now.gaps
    assert gap.by is not None
    assert 0.25 < gap.by[0] < 0.375 < gap.by[1] < 0.5


def test_who_answers_without_having_been_counted_as_asked_makes_no_share_above_one() -> None:
    apply(SITE)
    _count(SITE, "a", asked=1, accepted=2)
    assert _compared(SITE).banners[0].share == Share(1, 1)


def test_a_split_that_is_not_as_planned_is_told() -> None:
    apply(SITE)
    _count(SITE, "a", asked=300)
    _count(SITE, "b", asked=100)
    assert not _compared(SITE).is_split_as_promised


def test_what_is_changed_begins_anew_and_the_earlier_one_stays_to_be_read() -> None:
    apply(SITE)
    _count(SITE, "a", asked=3)
    changed = a_comparing_site(2, 1)
    apply(changed)
    _count(changed, "b", TODAY + timedelta(days=1), asked=2)
    results = view_comparison(changed)
    assert results.now is not None
    assert [each.answers.asked for each in results.now.banners] == [0, 2]
    (before,) = results.before
    assert (before.id, before.first, before.last) == (a_comparison().id, TODAY, TODAY)
    apply(a_site())
    over = view_comparison(a_site())
    assert over.now is None
    assert [each.id for each in over.before] == [results.now.id, before.id]


def test_where_the_site_itself_changed_meanwhile_the_newest_revision_is_told() -> None:
    apply(SITE)
    _count(SITE, "a", asked=1)
    later = a_comparing_site(policy="https://cap.kz/new")
    assert later.comparison == SITE.comparison
    assert later.look == Look("box", "bottom-left")
    apply(later)
    told = {each.revision for each in _compared(later).banners}
    assert told <= {revision_in(site, letter) for site in (SITE, later) for letter in "ab"}
    assert len(told) == 2


def test_an_answer_is_counted_with_its_record_or_not_at_all() -> None:
    apply(SITE)
    decision = a_decision(id=a_record_id(5), banner=revision_in(SITE, "a"))
    for _ in range(3):
        record_consent(SITE, decision, Device.PHONE, NOW)
    assert [each.answers.answered for each in _compared(SITE).banners] == [1, 0]
