"""Counters of a site file: the catalogue's facts, with the site's own in their place."""

from pathlib import Path
from typing import Any

import pytest

from app.catalogue import entry
from app.domain.counter import Cookie, Counter
from app.domain.ids import CounterId
from tests.makers import ANALYTICS, KK, RU
from tests.site_files.files import WHOLE, faults_of, read

_OWN = "id: own-tag, name: Своя, vendor: Кап, category: analytics, purpose: Считает"


def _counter(folder: Path, written: str) -> Counter:
    (counter,) = read(folder, f"{WHOLE}counters: [{{{written}}}]\n").site.counters
    return counter


def test_a_counter_of_the_catalogue_brings_its_facts(tmp_path: Path) -> None:
    counter, known = _counter(tmp_path, 'use: yandex-metrica, account: "42"'), entry("yandex-metrica")
    assert (counter.id, counter.category, counter.vendor) == (known.id, known.category, known.vendor)
    assert (counter.account, counter.country, counter.own) == ("42", "RU", False)
    assert counter.name == known.name
    assert counter.cookies == tuple(Cookie(each.name, each.lifetime, third=each.third) for each in known.cookies)
    assert counter.scripts == known.scripts
    assert list(map(list, counter.revoke)) == list(map(list, known.revoke))


@pytest.mark.parametrize(
    ("written", "fact", "expected"),
    [
        ("category: functional", "category", "functional"),
        ("country: KZ", "country", "KZ"),
        ("country: null", "country", None),
        ("own: true", "own", True),
        ("vendor: Другие", "vendor", "Другие"),
        ("name: Иначе", "name", {"ru": "Иначе", "kk": "Иначе"}),
        ("purpose: {ru: Зачем, kk: Неге}", "purpose", {"ru": "Зачем", "kk": "Неге"}),
        ("cookies: []", "cookies", ()),
        ("cookies: [{name: _x*, lifetime: P1Y, party: third}]", "cookies", (Cookie("_x*", "P1Y", third=True),)),
        ("cookies: [{name: _x}]", "cookies", (Cookie("_x", None, third=False),)),
        ("storage: [_x*]", "storage", ("_x*",)),
        ("scripts: ['cap\\.kz/tag\\.js']", "scripts", ("cap\\.kz/tag\\.js",)),
        ("grant: [[start, {id: 1}]]", "grant", (("start", {"id": 1}),)),
        ("revoke: []", "revoke", ()),
    ],
)
def test_any_fact_may_be_the_sites_own(tmp_path: Path, written: str, fact: str, expected: Any) -> None:
    assert getattr(_counter(tmp_path, f"use: yandex-metrica, {written}"), fact) == expected


def test_a_counter_of_the_sites_own_needs_only_its_words(tmp_path: Path) -> None:
    assert _counter(tmp_path, _OWN) == Counter(
        id=CounterId("own-tag"),
        category=ANALYTICS,
        name={RU: "Своя", KK: "Своя"},
        vendor="Кап",
        country=None,
        purpose={RU: "Считает", KK: "Считает"},
        account=None,
        own=False,
        mode="gate",
        scripts=(),
        cookies=(),
        storage=(),
        grant=(),
        revoke=(),
    )


def test_a_counter_may_lie_in_a_category_of_the_sites_own(tmp_path: Path) -> None:
    games = "categories: [{id: games, title: Игры, text: Играть}]\n"
    text = f"{WHOLE}{games}counters: [{{use: youtube, category: games}}]\n"
    assert read(tmp_path, text).site.counters[0].category == "games"


def test_counters_keep_the_order_in_which_they_are_written(tmp_path: Path) -> None:
    text = f"{WHOLE}counters: [{{use: zero-kz}}, {{{_OWN}}}, {{use: meta-pixel}}]\n"
    assert [counter.id for counter in read(tmp_path, text).site.counters] == ["zero-kz", "own-tag", "meta-pixel"]


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("account: x", "counters.0: write either use: with a counter of the catalogue, or id: with one of your own."),
        (
            "use: youtube, id: mine",
            "counters.0: write either use: with a counter of the catalogue, or id: with one of your own.",
        ),
        (
            "use: yandex-metrika",
            "counters.0.use: the catalogue has no counter 'yandex-metrika'; close to it: yandex-metrica",
        ),
        ("use: youtube, category: video", "counters.0.category: no such category; known are: "),
        ("id: own-tag", "counters.0.vendor: is missing; the catalogue does not know this counter, so say it here."),
        ("use: youtube, acount: x", "counters.0.acount: no such key; did you mean 'account'?"),
        ("use: youtube, account: 5", "counters.0.account: write a text, in quotes where it looks like a number."),
        ("use: youtube, own: 1", "counters.0.own: write true or false."),
        (
            "use: youtube, scripts: ['(?i)cap']",
            "counters.0.scripts.0: write it in plainer signs, which every browser reads alike.",
        ),
        (
            r"use: youtube, scripts: ['\Acap\.kz/']",
            "counters.0.scripts.0: write it in plainer signs, which every browser reads alike.",
        ),
        ("use: youtube, scripts: ['(']", "counters.0.scripts.0: is no regular expression: "),
        (f"use: youtube, scripts: ['{'(' * 499}']", "counters.0.scripts.0: is no regular expression: "),
        (f"use: youtube, scripts: ['{'a' * 501}']", "counters.0.scripts.0: write it in at most 500 signs."),
        (  # each of them doubled the time that it took to say so
            f"use: youtube, scripts: ['{'[^a]' * 99}!']",
            "counters.0.scripts.0: write it in plainer signs, which every browser reads alike.",
        ),
        (  # this took the square of its length
            f"use: youtube, cookies: [{{name: '{'a' * 90_000}!'}}]",
            "counters.0.cookies.0.name: write a cookie's name; * stands for any characters beside others.",
        ),
        (
            "use: youtube, cookies: [{name: 'a b'}]",
            "counters.0.cookies.0.name: write a cookie's name; * stands for any characters beside others.",
        ),
        (
            "use: youtube, cookies: [{name: a, lifetime: 1 year}]",
            "counters.0.cookies.0.lifetime: write session, persistent, or a span such as P1Y, P90D, PT30M.",
        ),
        ("use: youtube, cookies: [{name: a, party: 3}]", "counters.0.cookies.0.party: "),
        ("use: youtube, cookies: [{nam: a}]", "counters.0.cookies.0.nam: no such key; did you mean 'name'?"),
        (
            "use: youtube, storage: ['a b']",
            "counters.0.storage.0: write a key; * stands for any characters beside others.",
        ),
        ("use: youtube, cookies: [{name: '*'}]", "counters.0.cookies.0.name: write a cookie's name; "),
        ("use: youtube, storage: ['**']", "counters.0.storage.0: write a key; "),
        (
            "id: analytics, name: x, vendor: x, category: analytics, purpose: x",
            "counters.0.id: analytics is a category of this site; give the counter another id.",
        ),
        ("id: necessary, name: x, vendor: x, category: analytics, purpose: x", "counters.0.id: necessary is a"),
        ("use: youtube, grant: [[]]", "counters.0.grant.0: write a call: [the global's name, then its arguments]."),
        ("use: youtube, revoke: [[1]]", "counters.0.revoke.0: write a call: [the global's name, then its arguments]."),
        ("use: youtube, name: {ru: x}", "counters.0.name: write it in kk too."),
    ],
)
def test_a_fault_in_a_counter_is_told(tmp_path: Path, written: str, fault: str) -> None:
    told = faults_of(tmp_path, f"{WHOLE}counters: [{{{written}}}]\n")
    assert [each for each in told if each.startswith(f"a.yaml:12: {fault}")], told


def test_a_counter_with_the_id_of_a_category_of_the_sites_own_is_a_fault(tmp_path: Path) -> None:
    text = f"{WHOLE}categories: [{{id: youtube, title: x, text: x}}]\ncounters: [{{use: youtube}}]\n"
    assert faults_of(tmp_path, text) == [
        "a.yaml:13: counters.0.id: youtube is a category of this site; give the counter another id."
    ]


def test_a_fault_is_told_on_the_line_of_its_counter(tmp_path: Path) -> None:
    text = f"{WHOLE}counters:\n  - use: zero-kz\n  - use: youtube\n    country: kz\n"
    assert faults_of(tmp_path, text) == [
        "a.yaml:15: counters.1.country: write a country code of two capitals, such as KZ."
    ]


def test_a_counter_that_is_listed_twice_is_a_fault(tmp_path: Path) -> None:
    text = f"{WHOLE}counters:\n  - use: youtube\n  - use: youtube\n"
    assert faults_of(tmp_path, text) == ["a.yaml:14: counters.1: youtube is listed twice; keep one."]
