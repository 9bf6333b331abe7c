"""The facts of a site that its policy promises to tell, as labelled lines in one language."""

from collections.abc import Iterator

from app.domain.ids import Language
from app.domain.site import Site
from app.services.composing.wording import category_title, say
from app.translations.dates import day_in_words
from app.translations.durations import duration_in_words
from app.translations.locales import isolated
from app.translations.places import country_name


def facts_of(site: Site, language: Language) -> list[list[str]]:
    """Return pairs of label and fact, in the order in which they are read."""
    return [
        [say(site, language, f"fact.{name}"), isolated(fact, language)] for name, fact in _facts(site, language) if fact
    ]


def _facts(site: Site, language: Language) -> Iterator[tuple[str, str | None]]:
    controller = site.controller
    yield "controller", controller.name
    yield "registration", controller.registration
    yield "address", controller.address
    yield "email", controller.email
    yield "phone", controller.phone
    yield "country", country_name(controller.country, language)
    yield "group", site.group
    yield "storage", country_name(site.storage_country, language)
    yield "data_collected", ", ".join(say(site, language, f"data.{code}") for code in site.data_collected)
    yield "geo", say(site, language, f"geo.{site.geo}")
    yield "validity", duration_in_words(f"P{site.validity_days}D", language)
    yield "retention", duration_in_words(f"P{site.retention_years}Y", language)
    yield "requires", "; ".join(_requirements(site, language))
    yield "erasure", say(site, language, f"erasure.{site.erasure}")
    yield "edition", f"{site.edition.number} ({day_in_words(site.edition.effective, language)})"
    yield "changes", None if site.edition.changes is None else site.edition.changes[language]


def _requirements(site: Site, language: Language) -> Iterator[str]:
    titles = {category.id: category_title(site, language, category) for category in site.categories}
    for requirement in site.requires:
        yield f"{requirement.why[language]} ({titles[requirement.category]})"
