"""What a site file says, as a site."""

from collections.abc import Mapping
from typing import Any

from app.domain.category import Category
from app.domain.edition import Edition, newest_that_asks
from app.domain.ids import STANDARD_CATEGORIES, CategoryId, Language, SiteId
from app.domain.regime import Regime
from app.domain.site import Blocking, ConsentMode, Controller, Refusals, Requirement, Site
from app.site_files.checks import check_words
from app.site_files.comparing import comparison_in
from app.site_files.counters import counters_of
from app.site_files.faults import Findings, suggest
from app.site_files.looks import look_of
from app.site_files.words import text_in


def site_of(written: Mapping[str, Any], findings: Findings) -> Site:
    """Return the site that a document of the right shape describes; what cannot be so is found at fault."""
    languages = tuple(Language(language) for language in written["languages"])
    check_words(written, findings)
    categories = _categories(written, languages, findings)
    names = tuple(category.id for category in categories)
    policy = written["policy"]
    edition = Edition(
        number=policy["edition"],
        effective=policy["effective"],
        asks_again=policy["asks_again"],
        changes=None
        if policy["changes"] is None
        else text_in(languages, policy["changes"], ("policy", "changes"), findings),
    )
    look = look_of(written["banner"], written["origins"], findings)
    site = Site(
        id=SiteId(written["site"]),
        name=text_in(languages, written["name"], ("name",), findings),
        origins=tuple(written["origins"]),
        languages=languages,
        timezone=written["timezone"],
        controller=Controller(**written["controller"]),
        group=written["group"],
        storage_country=written["storage"]["country"],
        geo=written["geo"],
        policy=policy["url"],
        edition=edition,
        asks=newest_that_asks([edition]),
        validity_days=written["validity_days"],
        retention_years=written["retention_years"],
        refusals=Refusals(written["refusals"]),
        erasure=written["erasure"],
        data_collected=tuple(written["data_collected"]),
        categories=categories,
        counters=counters_of(written["counters"], languages, names, findings),
        requires=_requirements(written, languages, names, findings),
        look=look,
        texts={Language(language): dict(texts) for language, texts in written["texts"].items()},
        cookie_path=written["cookie"]["path"],
        consent_mode=written["consent_mode"],
        blocking=Blocking(written["blocking"]),
        markup=written["markup"],
        trusted_types=written["trusted_types"],
        has_detailed_placeholders=written["placeholders"] == "detailed",
        regimes=_regimes(written, findings),
        comparison=comparison_in(written, look, findings),
    )
    _check_consent_mode(site, findings)
    _check_blocking(site, findings)
    _check_markup(site, findings)
    return site


def _check_consent_mode(site: Site, findings: Findings) -> None:
    if site.consent_mode != ConsentMode() and not any(counter.google_types() for counter in site.counters):
        findings.add(("consent_mode",), "no counter of this site listens to Google's consent mode; leave it out.")


def _check_markup(site: Site, findings: Findings) -> None:
    known = [*(category.id for category in site.categories), *(counter.id for counter in site.counters)]
    for word, meant in site.markup.words.items() if site.markup else ():
        if meant not in known:
            findings.add(("markup", "words", word), f"no such category or counter; {suggest(meant, known)}")


def _check_blocking(site: Site, findings: Findings) -> None:
    optional = site.optional_counters()
    if site.blocking is Blocking.UNTOUCHED and not any(
        counter.scripts for counter in site.counters if counter.id in optional
    ):
        findings.add(("blocking",), "no counter of this site that may be refused has `scripts`; write marked.")


def _categories(
    written: Mapping[str, Any], languages: tuple[Language, ...], findings: Findings
) -> tuple[Category, ...]:
    own = {category["id"]: (place, category) for place, category in enumerate(written["categories"])}
    names = (*STANDARD_CATEGORIES, *(name for name in own if name not in STANDARD_CATEGORIES))
    for name in written["purposes"]:
        if name not in names:
            findings.add(("purposes", name), f"no such category; {suggest(name, list(names))}")
    return tuple(_category(CategoryId(name), own.get(name), written, languages, findings) for name in names)


def _category(
    name: CategoryId,
    own: tuple[int, dict[str, Any]] | None,
    written: Mapping[str, Any],
    languages: tuple[Language, ...],
    findings: Findings,
) -> Category:
    title = text = None
    if own is not None:
        place, category = own
        title = text_in(languages, category["title"], ("categories", place, "title"), findings)
        text = text_in(languages, category["text"], ("categories", place, "text"), findings)
    purposes = tuple(
        text_in(languages, purpose, ("purposes", name, place), findings)
        for place, purpose in enumerate(written["purposes"].get(name, ()))
    )
    return Category(name, title, text, purposes)


def _requirements(
    written: Mapping[str, Any],
    languages: tuple[Language, ...],
    categories: tuple[CategoryId, ...],
    findings: Findings,
) -> tuple[Requirement, ...]:
    requirements = []
    for place, requirement in enumerate(written["requires"]):
        if requirement["category"] not in categories:
            hint = suggest(requirement["category"], list(categories))
            findings.add(("requires", place, "category"), f"no such category; {hint}")
        why = text_in(languages, requirement["why"], ("requires", place, "why"), findings)
        requirements.append(Requirement(requirement["feature"], CategoryId(requirement["category"]), why))
    return tuple(requirements)


def _regimes(written: Mapping[str, Any], findings: Findings) -> dict[str, Regime]:
    """Return the regimes of countries where not all are asked; whoever wants one looks at where visitors come from."""
    regimes = {country: Regime(regime) for country, regime in sorted(written["regions"].items())}
    others = ((country, regime) for country, regime in regimes.items() if regime is not Regime.OPT_IN)
    elsewhere: dict[str, Regime] = dict(others)
    if elsewhere and written["geo"] == "none":
        findings.add(("regions",), "needs a policy that admits to look at the country; write geo: country.")
    return elsewhere
