"""Any valid document of a site, made by Hypothesis."""

import re
from typing import Any

from hypothesis import strategies as st

from app.catalogue import entries
from app.domain.ids import STANDARD_CATEGORIES
from app.site_files.form.place import PLACES
from app.translations import keys

_SPOKEN = ("ru", "kk", "en")
_OWN_CATEGORIES = ("research", "payments")
_COLLECTED = [key.removeprefix("data.") for key in keys() if key.startswith("data.")]
_words = st.from_regex(re.compile(r"[A-Za-zА-Яа-я«»\"'<&][A-Za-zА-Яа-я «»\"'<&-]{0,8}[A-Za-zА-Яа-я]"), fullmatch=True)
_names = st.from_regex(re.compile(r"[a-z][a-z0-9]{2,6}"), fullmatch=True)
_countries = st.sampled_from(("KZ", "RU", "US", "JP", "DE"))
_lists = st.lists(_names, max_size=3, unique=True)
_calls = st.lists(
    st.builds(lambda name, rest: [name, *rest], _names, st.lists(st.one_of(_words, st.booleans()), max_size=2)),
    max_size=2,
)
_cookies = st.lists(
    st.fixed_dictionaries(
        {"name": _names},
        optional={"lifetime": st.sampled_from(("P1Y", "session", None)), "party": st.sampled_from(("first", "third"))},
    ),
    max_size=2,
)


def _texts(languages: list[str]) -> st.SearchStrategy[Any]:
    return st.one_of(_words, st.fixed_dictionaries(dict.fromkeys(languages, _words)))


def _facts(languages: list[str], categories: list[str]) -> dict[str, Any]:
    return {
        "name": _texts(languages),
        "vendor": _words,
        "category": st.sampled_from(categories),
        "purpose": _texts(languages),
        "country": st.one_of(st.none(), _countries),
        "account": _names,
        "own": st.booleans(),
        "scripts": _lists,
        "cookies": _cookies,
        "storage": _lists,
        "grant": _calls,
        "revoke": _calls,
        "before": _calls,
    }


def _counters(languages: list[str], categories: list[str]) -> st.SearchStrategy[Any]:
    facts = _facts(languages, categories)
    needed = {each: facts[each] for each in ("name", "vendor", "category", "purpose")}
    others = {each: fact for each, fact in facts.items() if each not in needed}
    own = st.fixed_dictionaries({"id": _names.map("own-{}".format), **needed}, optional=others)
    known = st.fixed_dictionaries({"use": st.sampled_from(["google-ads", "matomo", *entries()])}, optional=facts)
    return st.lists(st.one_of(known, own), max_size=3, unique_by=lambda each: each.get("use", each.get("id")))


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document that the reader of site files takes."""
    languages = draw(st.lists(st.sampled_from(_SPOKEN), min_size=1, max_size=3, unique=True))
    texts = _texts(languages)
    own = draw(st.lists(st.sampled_from((*_OWN_CATEGORIES, "analytics")), max_size=2, unique=True))
    categories = list(dict.fromkeys([*STANDARD_CATEGORIES, *own]))
    layout, _, position = draw(st.sampled_from(PLACES)).partition(" ")
    listens = {"use": "google-ads"}
    counters = [listens, *(each for each in draw(_counters(languages, categories)) if each.get("use") != "google-ads")]
    optional = {
        "group": _names,
        "timezone": st.sampled_from(("Asia/Almaty", "Asia/Aqtau")),
        "geo": st.sampled_from(("country", "city")),
        "validity_days": st.integers(1, 3_660),
        "retention_years": st.integers(1, 100),
        "refusals": st.sampled_from(("recorded", "counted")),
        "erasure": st.sampled_from(("visitor", "account")),
        "data_collected": st.lists(st.sampled_from(_COLLECTED), unique=True),
        "purposes": st.dictionaries(st.sampled_from(categories), st.lists(texts, max_size=2)),
        "requires": st.lists(
            st.fixed_dictionaries({"feature": _names, "category": st.sampled_from(categories), "why": texts}),
            max_size=2,
            unique_by=lambda each: each["feature"],
        ),
        "banner": st.fixed_dictionaries(
            {"layout": st.just(layout), "position": st.just(position)},
            optional={
                "colours": st.just({"background": "#fdf6e3", "text": "#222222"}),
                "dark": st.just({"button": "#333333"}),
                "radius": st.integers(0, 40),
                "first": st.sampled_from(("accept", "reject")),
                "logo": st.just("/logo.svg"),
                "button": st.just("top-left"),
            },
        ),
        "texts": st.dictionaries(
            st.sampled_from(languages), st.dictionaries(st.sampled_from(("banner.title", "button.save")), _words)
        ),
        "placeholders": st.sampled_from(("plain", "detailed")),
        "cookie": st.just({"path": "/shop"}),
        "blocking": st.sampled_from(("marked", "untouched")),
        "trusted_types": st.booleans(),
        "markup": st.fixed_dictionaries(
            {"product": st.sampled_from(("cookiebot", "klaro"))},
            optional={
                "words": st.dictionaries(_names, st.sampled_from(categories), max_size=2),
                "take_over": st.booleans(),
            },
        ),
        "consent_mode": st.fixed_dictionaries(
            {},
            optional={
                "mode": st.sampled_from(("basic", "advanced", "none")),
                "wait_for_update": st.integers(0, 10_000),
                "regions": st.lists(st.sampled_from(("KZ", "US-CA")), unique=True),
                "ads_data_redaction": st.booleans(),
                "url_passthrough": st.booleans(),
            },
        ),
    }
    document: dict[str, Any] = {
        "site": draw(_names),
        "name": draw(texts),
        "origins": draw(st.lists(_names.map("https://{}.kz".format), min_size=1, max_size=2, unique=True)),
        "languages": languages,
        "controller": draw(
            st.fixed_dictionaries(
                {"name": _words, "country": _countries},
                optional={
                    "registration": _words,
                    "address": _words,
                    "email": st.just("privacy@example.kz"),
                    "phone": _words,
                },
            )
        ),
        "storage": {"country": draw(_countries)},
        "policy": {
            "url": "https://example.kz/privacy",
            "edition": draw(st.integers(1, 9)),
            "effective": "2026-10-01",
            "asks_again": draw(st.booleans()),
            **draw(st.fixed_dictionaries({}, optional={"changes": texts})),
        },
        "counters": counters,
        "categories": [{"id": each, "title": draw(texts), "text": draw(texts)} for each in own],
        **draw(st.fixed_dictionaries({}, optional=optional)),
    }
    if document.get("geo"):
        document["regions"] = draw(st.dictionaries(_countries, st.sampled_from(("opt-in", "opt-out", "none"))))
    return document
