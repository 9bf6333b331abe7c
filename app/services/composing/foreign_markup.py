"""The markup of other products that a site may keep, and the cookies in which they keep what was answered."""

from dataclasses import dataclass
from typing import Any

from app.domain.ids import NECESSARY
from app.domain.site import Site


@dataclass(frozen=True, slots=True)
class _Product:
    """`form` is a word as it stands in the markup, `yes` as it stands in the cookie, `{}` being the word."""

    find: str
    attribute: str
    source: str
    words: dict[str, str]
    answered: str
    yes: str
    form: str = "{}"


_PRODUCTS = {
    "cookiebot": _Product(
        find="[data-cookieconsent]",
        attribute="data-cookieconsent",
        source="data-cookieblock-src",
        words={"preferences": "functional", "statistics": "analytics", "marketing": "advertising"},
        answered="CookieConsent={",
        yes="{}:true",
    ),
    "klaro": _Product(
        find="[data-name]", attribute="data-name", source="data-src", words={}, answered="klaro=", yes='"{}":true'
    ),
    "onetrust": _Product(
        find='[class*="optanon-category-"]',
        attribute="class",
        source="data-src",
        words={"C0003": "functional", "C0002": "analytics", "C0004": "advertising", "C0005": "advertising"},
        answered="OptanonAlertBoxClosed=",
        yes="{}:1",
        form="optanon-category-{}",
    ),
    "cookieyes": _Product(
        find="[data-cookieyes]",
        attribute="data-cookieyes",
        source="data-src",
        words={
            "functional": "functional",
            "performance": "analytics",
            "analytics": "analytics",
            "advertisement": "advertising",
        },
        answered="action:yes",
        yes="{}:yes",
        form="cookieyes-{}",
    ),
    "complianz": _Product(
        find="[data-category]",
        attribute="data-category",
        source="data-src-cmplz",
        words={
            "functional": "necessary",
            "preferences": "functional",
            "statistics": "analytics",
            "marketing": "advertising",
        },
        answered="cmplz_banner-status=dismissed",
        yes="cmplz_{}=allow",
    ),
    "iubenda": _Product(
        find="[data-iub-purposes]",
        attribute="data-iub-purposes",
        source="data-suppressedsrc",
        words={"2": "functional", "3": "functional", "4": "analytics", "5": "advertising"},
        answered="_iub_cs-",
        yes='"{}":true',
    ),
}


def foreign_markup(site: Site) -> dict[str, Any]:
    """Return `ForeignMarkup` of the banner's `types.d.ts`; nothing where the site has its own markup only."""
    if site.markup is None:
        return {}
    product = _PRODUCTS[site.markup.product]
    words = {**product.words, **site.markup.words} or {str(counter.id): str(counter.id) for counter in site.counters}
    told = {
        "find": product.find,
        "attribute": product.attribute,
        "source": product.source,
        "words": {product.form.format(word): meant for word, meant in words.items()},
        "answers": {
            decides: [product.yes.replace("{}", word) for word, meant in words.items() if meant == decides]
            for decides in words.values()
            if decides != NECESSARY
        },
    }
    return {**told, "answered": product.answered} if site.markup.takes_over else told
