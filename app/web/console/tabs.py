"""What there is of a site in the console: a tab for each, for those who may see it."""

from dataclasses import dataclass

from app.domain.ids import SiteId
from app.domain.user import Right, User


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of every site: its view, who may see it, and the key of its name in the console's texts."""

    view: str
    right: Right
    name: str


TABS = (
    Tab("console_rates.rates", Right.SEE_RATES, "rates.title"),
    Tab("console_comparison.results", Right.SEE_RATES, "comparison.title"),
    Tab("console_records.records", Right.SEE_RECORDS, "records.title"),
    Tab("console_accesses.accesses", Right.SEE_RECORDS, "accesses.title"),
    Tab("console_edit.begin", Right.EDIT_SITE, "edit.title"),
    Tab("console_editions.editions", Right.EDIT_SITE, "editions.title"),
    Tab("console_site.tag", Right.EDIT_SITE, "site.tag"),
)
"""Every tab, in the order in which they stand."""


def tabs_of(user: User, site: SiteId) -> tuple[Tab, ...]:
    """Return the tabs that a user may open at a site."""
    return tuple(tab for tab in TABS if user.may(tab.right, site))
