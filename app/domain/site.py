"""A web property: whose it is, where it lives, what it asks about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import cached_property

from app.domain.category import Category
from app.domain.comparison import Comparison
from app.domain.counter import Counter
from app.domain.edition import Edition
from app.domain.ids import NECESSARY, CategoryId, CounterId, Language, SiteId
from app.domain.look import Look
from app.domain.regime import Regime
from app.domain.text import Text


class Refusals(StrEnum):
    """Whether one who refuses all leaves a record, or is only counted."""

    RECORDED = "recorded"
    COUNTED = "counted"


class Blocking(StrEnum):
    """What waits for an answer: only what the site marked up, or untouched snippets of its counters too."""

    MARKED = "marked"
    UNTOUCHED = "untouched"


@dataclass(frozen=True, slots=True)
class Controller:
    """The legal person responsible. `country` is ISO 3166-1 alpha-2."""

    name: str
    country: str
    registration: str | None
    address: str | None
    email: str | None
    phone: str | None


@dataclass(frozen=True, slots=True)
class Requirement:
    """A feature of the site that only works with cookies of a category, and why."""

    feature: str
    category: CategoryId
    why: Text


@dataclass(frozen=True, slots=True)
class ConsentMode:
    """How Google's tags are told what holds. `mode` is basic, advanced (they may load before an answer), or none.

    `wait_for_update` is in milliseconds; `regions` are ISO 3166-2 codes, none for everywhere.
    """

    mode: str = "basic"
    wait_for_update: int | None = None
    regions: tuple[str, ...] = ()
    ads_data_redaction: bool = False
    url_passthrough: bool = False


PRODUCTS = ("cookiebot", "klaro", "onetrust", "cookieyes", "complianz", "iubenda")
"""Whose markup a site may keep."""


@dataclass(frozen=True, slots=True)
class ForeignMarkup:
    """The product whose markup the pages still carry. `words` are its own: category or counter by the word."""

    product: str
    words: dict[str, str]
    takes_over: bool


@dataclass(frozen=True)  # without slots, to remember what every answer asks for
class Site:
    """A site with its current edition; languages and categories stand in the order in which they are shown.

    `asks` is the number of the newest edition that asks again, 0 where none does. `geo` is the finest
    geography that the site admits: none, country, region or city. `regimes` are those of countries (ISO 3166-1) where
    it is another than to ask first.
    """

    id: SiteId
    name: Text
    origins: tuple[str, ...]
    languages: tuple[Language, ...]
    timezone: str
    controller: Controller
    group: str | None
    storage_country: str
    geo: str
    policy: str
    edition: Edition
    asks: int
    validity_days: int
    retention_years: int
    refusals: Refusals
    erasure: str
    data_collected: tuple[str, ...]
    categories: tuple[Category, ...]
    counters: tuple[Counter, ...]
    requires: tuple[Requirement, ...]
    look: Look
    texts: dict[Language, dict[str, str]]
    cookie_path: str
    consent_mode: ConsentMode = ConsentMode()
    blocking: Blocking = Blocking.MARKED
    markup: ForeignMarkup | None = None
    trusted_types: bool = False
    has_detailed_placeholders: bool = False
    regimes: Mapping[str, Regime] = field(default_factory=dict)
    comparison: Comparison | None = None

    @property
    def validity(self) -> timedelta:
        """How long an answer holds."""
        return timedelta(days=self.validity_days)

    def optional_categories(self) -> tuple[CategoryId, ...]:
        """Return the categories that a visitor may refuse, in the order shown."""
        return self._optional_categories

    def optional_counters(self) -> dict[CounterId, CategoryId]:
        """Return the counters that a visitor may refuse, each with its category, in the order shown."""
        return self._optional_counters

    def speaks_consent_mode(self) -> bool:
        """Tell whether the banner tells Google's tags what holds: where the site has some and does not forbid it."""
        return self.consent_mode.mode != "none" and any(counter.google_types() for counter in self.counters)

    @cached_property
    def _optional_categories(self) -> tuple[CategoryId, ...]:
        return tuple(category.id for category in self.categories if category.id != NECESSARY)

    @cached_property
    def _optional_counters(self) -> dict[CounterId, CategoryId]:
        return {counter.id: counter.category for counter in self.counters if counter.category != NECESSARY}
