"""The texts of the first layer, in one language."""

from typing import Any

from app.domain.ids import Language
from app.domain.regime import Regime
from app.domain.site import Site
from app.services.composing.wording import category_title, say
from app.translations.dates import day_in_words

_TEXTS = {
    "title": "banner.title",
    "body": "banner.body",
    "policy": "link.policy",
    "accept": "button.accept_all",
    "reject": "button.reject_all",
    "customise": "button.settings",
    "preferences": "link.settings_footer",
    "save": "button.save",
    "close": "button.close",
    "embed": "placeholder.embed",
    "requires": "placeholder.requires",
    "allow": "placeholder.button",
    "expired": "notice.expired",
    "gpc": "notice.gpc",
}
_WHERE_SHE_MAY_OPT_OUT = {"title": "banner.opt_out.title", "body": "banner.opt_out.body"}


def first_layer(site: Site, language: Language, regime: Regime = Regime.OPT_IN) -> dict[str, Any]:
    """Return the texts by the names of `Texts` in the banner's `types.d.ts`."""
    words = _TEXTS if regime is Regime.OPT_IN else _TEXTS | _WHERE_SHE_MAY_OPT_OUT
    texts: dict[str, Any] = {name: say(site, language, key) for name, key in words.items()}
    texts["controller"] = say(site, language, "banner.controller", controller=site.controller.name)
    texts["categories"] = {category.id: category_title(site, language, category) for category in site.categories}
    if site.requires:
        texts["why"] = {requirement.category: requirement.why[language] for requirement in reversed(site.requires)}
    notice = _notice(site, language)
    if notice:
        texts["notice"] = notice
    return texts


def _notice(site: Site, language: Language) -> str:
    """Return what is new in the current edition; the first edition has nothing new to anybody."""
    if site.edition.number == 1:
        return ""
    key = "notice.new_edition" if site.edition.asks_again else "notice.informs"
    said = say(site, language, key, date=day_in_words(site.edition.effective, language))
    if site.edition.changes is None:
        return said
    return f"{said} {site.edition.changes[language].rstrip('.')}."
