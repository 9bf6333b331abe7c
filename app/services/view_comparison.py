"""View how the banners that a site compares are answered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from app.domain.comparison import VARIANT, Comparison
from app.domain.errors import UnknownComparison
from app.domain.rates import NOBODY_ASKED, Answers, Share
from app.domain.site import Site
from app.domain.verdict import Gap, Verdict, gaps, is_split_as_promised, leader, verdict
from app.services.transaction import reading
from app.store import banners, tallies
from app.store.tallies import Run


@dataclass(frozen=True, slots=True)
class Answered:
    """How one of the banners was answered, and the newest revision under which it was shown."""

    letter: str
    answers: Answers
    revision: str

    @property
    def share(self) -> Share:
        """Return how many of its showings were answered."""
        return Share(min(self.answers.answered, self.answers.asked), self.answers.asked)


@dataclass(frozen=True, slots=True)
class Result:
    """What a comparison came to so far; nobody was shown anything before `first`, or where there is none."""

    id: str
    banners: tuple[Answered, ...]
    first: date | None = None
    last: date | None = None
    is_split_as_promised: bool = True

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return the differences between every two of the banners, by their letters."""
        return gaps({each.letter: each.share for each in self.banners})

    @property
    def leader(self) -> str | None:
        """Return the letter of the banner that is answered more often than each of the others."""
        return leader(self.gaps)

    @property
    def verdict(self) -> Verdict:
        """Return in a word what the differences say."""
        return verdict(self.gaps)


@dataclass(frozen=True, slots=True)
class Results:
    """What the site compares now, None where it does not, and what it compared before, the last one first."""

    now: Result | None
    before: tuple[Result, ...]


def view_comparison(site: Site) -> Results:
    """Return the results of a site's comparisons, from the daily sums alone."""
    with reading() as connection:
        runs = tallies.of_dimension(connection, site.id, VARIANT)
        revisions = banners.variants(connection, site.id)
    found = {each.id: each for each in _results(runs, revisions)}
    now = None if site.comparison is None else _running(site.comparison, found, revisions)
    before = [each for each in found.values() if now is None or each.id != now.id]
    return Results(now, tuple(sorted(before, key=lambda each: (each.last, each.first, each.id), reverse=True)))


def find_result(site: Site, comparison: str) -> tuple[Result, bool]:
    """Return the result of one of a site's comparisons, and whether it is the one that runs; UnknownComparison else."""
    results = view_comparison(site)
    for each in (results.now, *results.before):
        if each is not None and each.id == comparison:
            return each, each is results.now
    raise UnknownComparison(comparison)


def _results(runs: Mapping[str, Run], revisions: Mapping[str, str]) -> Iterator[Result]:
    for each in {name.partition("/")[0] for name in runs}:
        names = sorted(name for name in revisions if name.startswith(f"{each}/"))
        counted = [runs[name] for name in names if name in runs]
        yield Result(
            each,
            tuple(_answered(name, runs, revisions) for name in names),
            min(run.first for run in counted),
            max(run.last for run in counted),
        )


def _running(comparison: Comparison, found: Mapping[str, Result], revisions: Mapping[str, str]) -> Result:
    """Return the result of what is compared now, also where nobody was shown anything yet."""
    so_far = found.get(comparison.id)
    if so_far is None:
        names = map(comparison.name_of, comparison.variants)
        return Result(comparison.id, tuple(_answered(name, {}, revisions) for name in names))
    shown = [each.answers.asked for each in so_far.banners]
    weights = [variant.weight for variant in comparison.variants]
    return replace(so_far, is_split_as_promised=is_split_as_promised(shown, weights))


def _answered(name: str, runs: Mapping[str, Run], revisions: Mapping[str, str]) -> Answered:
    return Answered(name.partition("/")[2], runs[name].answers if name in runs else NOBODY_ASKED, revisions[name])
