"""Every fault is told with its file, its line and what to write instead."""

from pathlib import Path

import pytest

from app.site_files.faults import FaultySiteFiles
from app.site_files.read_sites import read_sites
from app.site_files.schema import SiteSchema
from tests.site_files.files import WHOLE, faults_of, read

_MORE = 12  # the first line after the shortest file
_KEYS = ", ".join(SiteSchema().fields)


def _with(line: str, instead: str) -> str:
    assert line in WHOLE
    return WHOLE.replace(line, instead)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            WHOLE + "markup: {product: usercentrics}\n",
            f"{_MORE}: markup.product: write one of: cookiebot, klaro, onetrust, cookieyes, complianz, iubenda.",
        ),
        (
            WHOLE + "markup: {product: klaro, words: {stat: analytics, ga: analytic}}\n",
            f"{_MORE}: markup.words.ga: no such category or counter; did you mean 'analytics'?",
        ),
        (WHOLE + "blocking: all\n", f"{_MORE}: blocking: write one of: marked, untouched."),
        (
            WHOLE + "blocking: untouched\n",
            f"{_MORE}: blocking: no counter of this site that may be refused has `scripts`; write marked.",
        ),
        (
            WHOLE + "consent_mode: {mode: strict}\n",
            f"{_MORE}: consent_mode.mode: write one of: basic, advanced, none.",
        ),
        (
            WHOLE + "consent_mode: {regions: [Kazakhstan]}\n",
            f"{_MORE}: consent_mode.regions.0: write a country or a part of one, such as KZ or US-CA.",
        ),
        (
            WHOLE + "consent_mode: {mode: advanced}\n",
            f"{_MORE}: consent_mode: no counter of this site listens to Google's consent mode; leave it out.",
        ),
        (_with("site: cap\n", ""), "1: site: is missing; a site cannot do without it."),
        (WHOLE + "value: 1\n", f"{_MORE}: value: no such key; known are: {_KEYS}."),
        (WHOLE + "_schema: 1\n", f"{_MORE}: _schema: no such key; known are: {_KEYS}."),
        (
            _with("storage: {country: KZ}", "storage: {country: KZ, key: 1}"),
            "6: storage.key: no such key; known are: country.",
        ),
        (_with("site: cap", "site: CAP!"), "1: site: write an id: small letters, digits and hyphens."),
        (_with("site: cap", "site:"), "1: site: is empty; write a value or leave the key out."),
        (_with("site: cap", "site: 5"), "1: site: write a text, in quotes where it looks like a number."),
        (_with("name: Кап", "name: {ru: Кап}"), "2: name: write it in kk too."),
        (
            _with("name: Кап", "name: {ru: Кап, kk: Қап, de: Kap}"),
            "2: name.de: no such language; known are: en, kk, ru.",
        ),
        (_with("name: Кап", "name: ' '"), "2: name: write a text, or one for each language: {ru: …, kk: …}."),
        (_with("name: Кап", "name: {}"), "2: name: write a text, or one for each language: {ru: …, kk: …}."),
        (_with('["https://cap.kz"]', "[]"), "3: origins: name at least one."),
        (
            _with('["https://cap.kz"]', "https://cap.kz"),
            "3: origins: write a list: one item a line, each after a hyphen.",
        ),
        (
            _with('["https://cap.kz"]', "[cap.kz]"),
            "3: origins.0: write https://host, or https://*.host for all of its subdomains.",
        ),
        (
            _with('["https://cap.kz"]', '\n  - https://cap.kz\n  - "https://*.kz"'),
            "5: origins.1: write https://host, or https://*.host for all of its subdomains.",
        ),
        (_with('["https://cap.kz"]', "[https://cap.kz:443]"), "3: origins.0: write https://cap.kz, as browsers do."),
        (
            _with('["https://cap.kz"]', '["http://*.cap.kz:80"]'),
            "3: origins.0: write http://*.cap.kz, as browsers do.",
        ),
        (
            _with('["https://cap.kz"]', '["https://*.com.kz"]'),
            "3: origins.0: com.kz is shared by strangers; write https://*.yours.com.kz.",
        ),
        (
            _with('["https://cap.kz"]', '["https://*.github.io:8443"]'),
            "3: origins.0: github.io is shared by strangers; write https://*.yours.github.io.",
        ),
        (
            _with('["https://cap.kz"]', "\n  - https://cap.kz\n  - https://cap.kz"),
            "5: origins.1: https://cap.kz is listed twice; keep one.",
        ),
        (_with("[ru, kk]", "[ru, kz]"), "4: languages.1: kz is not known; known are: en, kk, ru."),
        (_with("[ru, kk]", "[ru, kk, ru]"), "4: languages.2: ru is listed twice; keep one."),
        (
            _with(", country: KZ}\nstorage", ", country: kz}\nstorage"),
            "5: controller.country: write a country code of two capitals, such as KZ.",
        ),
        (_with("{name: ТОО «Кап», country: KZ}", "Кап"), "5: controller: write a mapping: `key: value`."),
        (
            _with("{name: ТОО «Кап», country: KZ}", "{name: Кап, country: KZ, email: at}"),
            "5: controller.email: write an e-mail address.",
        ),
        (_with("storage: {country: KZ}\n", ""), "1: storage: is missing; a site cannot do without it."),
        (_with("https://cap.kz/privacy", "cap.kz/privacy"), "8: policy.url: write an http(s) address."),
        (_with("https://cap.kz/privacy", "javascript:alert(1)"), "8: policy.url: write an http(s) address."),
        (_with("edition: 1", "edition: first"), "9: policy.edition: write a whole number from 1 to 999999."),
        (_with("edition: 1", "edition: 0"), "9: policy.edition: write a whole number from 1 to 999999."),
        (_with("edition: 1", "edition: true"), "9: policy.edition: write a whole number from 1 to 999999."),
        (_with("2026-09-01", "1 сентября"), "10: policy.effective: write a date such as 2026-10-01."),
        (_with("2026-09-01", "2026-09-31"), "10: policy.effective: write a date such as 2026-10-01."),
        (_with("2026-09-01", "20260901"), "10: policy.effective: write a date such as 2026-10-01."),
        (_with("asks_again: true", "asks_again: maybe"), "11: policy.asks_again: write true or false."),
        (
            _with("asks_again: true", "ask_again: true"),
            "7: policy.asks_again: is missing; a site cannot do without it.",
        ),
    ],
)
def test_a_fault_is_told_where_it_is(tmp_path: Path, text: str, fault: str) -> None:
    assert f"a.yaml:{fault}" in faults_of(tmp_path, text)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("timezone: Asia/Alma", "timezone: no such time zone; write one of the IANA list, such as Asia/Almaty."),
        ("geo: street", "geo: write one of: none, country, region, city."),
        ("validity_days: 0", "validity_days: write a whole number from 1 to 3660."),
        ("retention_years: 101", "retention_years: write a whole number from 1 to 100."),
        ("refusals: hidden", "refusals: write one of: recorded, counted."),
        ("erasure: never", "erasure: write one of: visitor, account."),
        ("group: A B", "group: write an id: small letters, digits and hyphens."),
        ("data_collected: [cookies]", "data_collected.0: cookies is not known; did you mean 'cookie'?"),
        ("purposes: {analitics: [x]}", "purposes.analitics: no such category; did you mean 'analytics'?"),
        ("purposes: {analytics: x}", "purposes.analytics: write a list: one item a line, each after a hyphen."),
        ("purposes: {analytics: [{ru: x}]}", "purposes.analytics.0: write it in kk too."),
        (
            "requires: [{feature: a, category: game, why: x}]",
            "requires.0.category: no such category; known are: necessary, functional, analytics, advertising.",
        ),
        ("requires: [{feature: a, category: functional}]", "requires.0.why: is missing; a site cannot do without it."),
        ("banner: {layout: bar, position: top-left}", "banner.position: for bar write one of: bottom, top."),
        ("banner: {layout: wall}", "banner.layout: write one of: bar, box, modal, inline."),
        ("banner: {colour: red}", "banner.colour: no such key; did you mean 'colours'?"),
        (
            "banner: {colours: {accept: '#0b57a4'}}",
            "banner.colours.accept: no such key; did you mean 'accent'?",
        ),
        ("regions: {USA: opt-out}", "regions.USA: write a country code of two capitals, such as KZ."),
        ("regions: {US: maybe}", "regions.US: write one of: opt-in, opt-out, none."),
        (
            "regions: {US: opt-out}",
            "regions: needs a policy that admits to look at the country; write geo: country.",
        ),
        ("texts: {en: {banner.title: x}}", "texts.en: the site does not speak this language."),
        ("texts: {ru: {banner.titel: x}}", "texts.ru.banner.titel: no such text; did you mean 'banner.title'?"),
        (
            "texts: {ru: {banner.title: 1}}",
            "texts.ru.banner.title: write a text, in quotes where it looks like a number.",
        ),
        ("cookie: {path: shop}", "cookie.path: write a path such as /shop."),
        ("langages: [ru]", "langages: no such key; did you mean 'languages'?"),
        (
            "categories: [{id: games, title: x, text: x}, {id: games, title: y, text: y}]",
            "categories.1: games is listed twice; keep one.",
        ),
        ("categories: [{id: games, titel: x, text: x}]", "categories.0.titel: no such key; did you mean 'title'?"),
    ],
)
def test_a_fault_in_what_a_site_may_add_is_told(tmp_path: Path, line: str, fault: str) -> None:
    told = faults_of(tmp_path, f"{WHOLE}{line}\n")
    assert f"a.yaml:{_MORE}: {fault}" in told


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    told = faults_of(
        tmp_path,
        _with("edition: 1", "edition: 0").replace("storage: {country: KZ}", "storage: {country: kz}"),
        _with("site: cap", "site: shop").replace("[ru, kk]", "[ru, de]"),
    )
    assert told == [
        "a.yaml:6: storage.country: write a country code of two capitals, such as KZ.",
        "a.yaml:9: policy.edition: write a whole number from 1 to 999999.",
        "b.yaml:4: languages.1: de is not known; known are: en, kk, ru.",
    ]


def test_a_key_that_nobody_knows_hides_no_other_fault(tmp_path: Path) -> None:
    told = faults_of(
        tmp_path,
        _with("site: cap", "site: CAP").replace("storage: {country: KZ}", "storage: {country: KZ, county: KZ}")
        + "counters: [{use: metrica, acount: '1'}]\nrequires: [{feature: x, category: game, why: y, wy: z}]\n",
    )
    assert [fault.split(":")[2].strip() for fault in told] == [
        "site",
        "storage.county",
        "counters.0.acount",
        "requires.0.wy",
    ]
    told = faults_of(tmp_path, WHOLE + "cokie: {path: /}\ncounters: [{use: metrica, acount: '1'}]\n")
    assert [fault.split(":")[2].strip() for fault in told] == ["cokie", "counters.0.use", "counters.0.acount"]


def test_the_same_site_in_two_files_is_a_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, WHOLE, WHOLE) == ["b.yaml:1: site: cap is in another file too; keep one."]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1: write a mapping: `site: …`, `origins: …` and so on."),
        ("- cap\n", "1: write a mapping: `site: …`, `origins: …` and so on."),
        ("site: cap\nname: [\n", "3: is not YAML: "),
        ("site: cap\nname: \tx: y\n", "2: is not YAML: "),
        ("site: cap\nname: \0\n", "2: is not YAML: special characters are not allowed."),
        ("site: cap\n---\nsite: shop\n", "2: is not YAML: but found another document."),
        ("site: cap\nname: !!set {a, b}\n", "2: is not YAML: write a plain value without tag:yaml.org,2002:set."),
        ("site: cap\nname: !!python/object:os.system x\n", "2: is not YAML: write a plain value without "),
        ("site: cap\nname: !!int x\n", "2: is not YAML: invalid literal for int() with base 10: 'x'."),
        ("site: cap\nname: *nobody\n", "2: is not YAML: found undefined alias 'nobody'."),
        ("site: cap\nname: &me [*me]\n", "1: is nested too deeply, or holds itself."),
        ("site: " + "[" * 1200, "1: is nested too deeply, or holds itself."),
        ("site: cap\nname: {1: x}\n", "2: name.1: write this key in quotes."),
        ("site: cap\nno: x\n", "2: no: write this key in quotes."),
        ('site: cap\nname: "\\ud83d"\n', "2: is not YAML: half of a letter stands by itself."),
        ("site: cap\nname:\n  - .nan\n", "3: is not YAML: .nan is no number."),
        ("site: cap\nname: -1.0e+400\n", "2: is not YAML: -1.0e+400 is no number."),
        ("site: cap\nname: x\nsite: shop\n", "3: site: is said twice; keep one."),
        ("site: cap\npolicy:\n  url: x\n  url: y\n", "4: policy.url: is said twice; keep one."),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path, text: str, fault: str) -> None:
    (told,) = faults_of(tmp_path, text)
    assert told.startswith(f"a.yaml:{fault}")


def test_a_few_lines_that_stand_for_millions_are_a_fault(tmp_path: Path) -> None:
    lines = [f"a{at}: &a{at} [" + ", ".join([f"*a{at - 1}" if at else "x"] * 9) + "]" for at in range(9)]
    assert faults_of(tmp_path, "\n".join(lines)) == [
        "a.yaml:1: holds more than 10,000 values, those counted that aliases repeat."
    ]


def test_what_is_said_once_may_be_repeated_by_an_alias(tmp_path: Path) -> None:
    text = WHOLE.replace("name: Кап", "name: &name {ru: Кап, kk: Қап}") + "requires:\n"
    text += "  - {feature: chat, category: functional, why: *name}\n"
    assert read(tmp_path, text).site.requires[0].why == {"ru": "Кап", "kk": "Қап"}


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(FaultySiteFiles, match=r"nowhere\.yaml:1: cannot be read: "):
        read_sites([tmp_path / "nowhere.yaml"])


def test_a_file_in_another_encoding_is_a_fault(tmp_path: Path) -> None:
    file = tmp_path / "cap.yaml"
    file.write_bytes(WHOLE.encode("cp1251"))
    with pytest.raises(FaultySiteFiles, match="cannot be read: 'utf-8' codec"):
        read_sites([file])
