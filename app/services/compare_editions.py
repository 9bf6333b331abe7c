"""Compare what visitors were shown under two editions of a site's policy."""

from dataclasses import dataclass

from app.domain.difference import Difference, differences
from app.domain.edition import Edition
from app.domain.errors import UnknownEdition
from app.domain.site import Site
from app.services.composing.shown import shown_by
from app.services.transaction import reading
from app.store import banners, editions


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions, and what is different, by language; what is said in none is under an empty one."""

    before: Edition
    after: Edition
    by_language: dict[str, list[Difference]]


def list_editions(site: Site) -> tuple[Edition, ...]:
    """Return the editions of a site, newest first."""
    with reading() as connection:
        return editions.published(connection, site.id)[::-1]


def compare_editions(site: Site, before: int, after: int) -> Comparison:
    """Return what is different in the later one; raise UnknownEdition."""
    with reading() as connection:
        known = {each.number: each for each in editions.published(connection, site.id)}
        for number in (before, after):
            if number not in known:
                raise UnknownEdition(number)
        shown = [banners.shown_under_edition(connection, site.id, number) for number in (before, after)]
    return Comparison(known[before], known[after], by_language(differences(*shown)))


def compare_sites(before: Site, after: Site) -> dict[str, list[Difference]]:
    """Return what visitors would see differently, by language."""
    return by_language(differences(shown_by(before), shown_by(after)))


def by_language(found: tuple[Difference, ...]) -> dict[str, list[Difference]]:
    """Sort differences by the language in which they are read; codes of what is said in words are left out."""
    sorted_out: dict[str, list[Difference]] = {}
    for each in found:
        where, *rest = each.place
        if where in {"first", "details"}:
            language, *place = rest
            sorted_out.setdefault(language, []).append(Difference(tuple(place), each.before, each.after))
        elif where not in {"terms", "edition", "variant"}:
            sorted_out.setdefault("", []).append(each)
    return sorted_out
