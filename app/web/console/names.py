"""What a site's categories and counters are called, for who reads."""

from collections.abc import Mapping

from app.domain.site import Site
from app.services.composing.wording import category_title
from app.web.console.texts import language


def names_of(site: Site) -> Mapping[str, str]:
    """Return the names by id, in the language of who reads, else in the site's first."""
    spoken = language() if language() in site.languages else site.languages[0]
    names: dict[str, str] = {counter.id: counter.name[spoken] for counter in site.counters}
    names.update((category.id, category_title(site, spoken, category)) for category in site.categories)
    return names
