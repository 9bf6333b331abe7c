"""The markup of other products that a site may keep, and the cookies in which they keep what was answered.

How those cookies look was read in 2026, in documentation and in cookies that public code holds:

- Cookiebot: `CookieConsent={stamp:'…',necessary:true,preferences:false,…,method:'explicit',ver:1,utc:…}`, commas and
  quotes encoded. `method` is `implied` where nobody was asked, and counts as such where it is missing
  (https://www.cookiebot.com/en/developer/).
- Klaro: `klaro={"name":true,…}` as encoded JSON, written when she confirms (`saveConsents` in
  https://github.com/klaro-org/klaro-js, src/consent-manager.js). With `storageMethod: localStorage` there is none.
- OneTrust: `OptanonConsent=…&groups=C0001:1,C0002:0,…` from the first page on; `OptanonAlertBoxClosed=<time>` once she
  has answered or closed it. A site has only some of the groups
  (https://my.onetrust.com/articles/en_US/Knowledge/UUID-2dc719a8-4be5-8d16-1dc8-c7b4147b88e0).
- CookieYes: `cookieyes-consent=consentid:…,consent:yes,action:yes,necessary:yes,analytics:no,…`; `action:no` and
  `action:` with all its yeses are what stands before she answers. A site has only some of the categories.
- Complianz: `cmplz_banner-status=dismissed`, and `cmplz_statistics=allow` or `deny` for each category.
- iubenda: `_iub_cs-<site>={"timestamp":…,"purposes":{"1":true,"4":false},"id":…}` as encoded JSON, with the site's
  purposes only. Without purposes it holds one answer to all, or none yet, and is not taken over.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.ids import NECESSARY
from app.domain.site import Site


@dataclass(frozen=True, slots=True)
class _Product:
    """`form` is a word as it stands in the markup, `said` as it stands in the cookie before `yes`, `{}` being the word.

    `cookie` is how the cookies' names begin, `answered` what they hold once she has answered herself.
    """

    find: str
    attribute: str
    source: str
    words: dict[str, str]
    cookie: str
    answered: str
    said: str
    yes: str
    form: str = "{}"


_PRODUCTS = {
    "cookiebot": _Product(
        find="[data-cookieconsent]",
        attribute="data-cookieconsent",
        source="data-cookieblock-src",
        words={"preferences": "functional", "statistics": "analytics", "marketing": "advertising"},
        cookie="CookieConsent=",
        answered="method:'explicit'",
        said="{}:",
        yes="true",
    ),
    "klaro": _Product(
        find="[data-name]",
        attribute="data-name",
        source="data-src",
        words={},
        cookie="klaro=",
        answered="klaro=",
        said='"{}":',
        yes="true",
    ),
    "onetrust": _Product(
        find='[class*="optanon-category-"]',
        attribute="class",
        source="data-src",
        words={"C0003": "functional", "C0002": "analytics", "C0004": "advertising", "C0005": "advertising"},
        cookie="Optanon",
        answered="OptanonAlertBoxClosed=",
        said="{}:",
        yes="1",
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
        cookie="cookieyes-consent=",
        answered="action:yes",
        said="{}:",
        yes="yes",
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
        cookie="cmplz_",
        answered="cmplz_banner-status=dismissed",
        said="cmplz_{}=",
        yes="allow",
    ),
    "iubenda": _Product(
        find="[data-iub-purposes]",
        attribute="data-iub-purposes",
        source="data-suppressedsrc",
        words={"2": "functional", "3": "functional", "4": "analytics", "5": "advertising"},
        cookie="_iub_cs-",
        answered='"purposes":',
        said='"{}":',
        yes="true",
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
    }
    return {**told, "keeps": _keeps(product, words)} if site.markup.takes_over else told


def _keeps(product: _Product, words: dict[str, str]) -> dict[str, Any]:
    return {
        "cookie": product.cookie,
        "answered": product.answered,
        "yes": product.yes,
        "said": {
            decides: [product.said.replace("{}", word) for word, meant in words.items() if meant == decides]
            for decides in words.values()
            if decides != NECESSARY
        },
    }
