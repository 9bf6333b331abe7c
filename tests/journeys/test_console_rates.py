"""An analyst looks at some of the answers: by the keyboard, against the API, as CSV and on paper."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.service import Service
from tests.journeys.test_console import become_owner, complaints, tab_to

__all__ = ["complaints"]

_FILTERS = ("Edition", "Language", "Device", "Region")
_PAPER = 718
"""So many pixels are an A4 page wide, between edges of a centimetre."""

_ON_PAPER = """() => addEventListener("beforeprint", () => {
  const plot = document.querySelector(".plot");
  const {colorScheme} = getComputedStyle(document.documentElement);
  window.printed = [plot.querySelector("canvas").clientWidth, document.querySelector("details").open, colorScheme];
})"""


@pytest.fixture
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The demo as `make run` shows it, with ninety days of answers."""
    service = Service(tmp_path_factory.mktemp("demo"), with_answers=True)
    service.start()
    yield service
    service.stop()


def _rows(table: Locator) -> dict[str, list[str]]:
    """Return what a table says, by the heads of its rows; of a day, how a machine reads it."""
    said: list[list[str]] = (
        table.evaluate("""table => [...table.tBodies[0].rows].map(row => [...row.cells].map(cell => {
      const day = cell.querySelector("time");
      return cell.innerText.trim().replace(day?.innerText, day?.dateTime);
    }))""")
    )
    return {head: cells for head, *cells in said}


def _count(number: int) -> str:
    return f"{number:,}".replace(",", "\u202f")


def _rate(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _tiles(page: Page) -> dict[str, str]:
    """Return the large numbers by name, each with its change after a space."""
    tiles = page.locator(".tiles > div").all()
    return {tile.locator("dt").inner_text(): tile.locator("dd").inner_text().strip() for tile in tiles}


def _expected_tiles(now: dict[str, Any], before: dict[str, Any]) -> dict[str, str]:
    """Return what stands in the tiles, by the numbers of the API."""

    def change(name: str) -> str:
        return f" {(now[name] - before[name]) * 100 / before[name]:+.0f} %" if before[name] else ""

    def points(part: str, whole: str) -> str:
        if not (now[whole] and before[whole]):
            return ""
        return f" {100 * (now[part] / now[whole] - before[part] / before[whole]):+.1f} points"

    counts = {"Asked": "asked", "Answered": "answered", "Withdrew": "withdrawn"}
    rates = {
        "No answer": ("unanswered", "asked"),
        "Accepted all": ("accepted", "answered"),
        "Chose": ("chosen", "answered"),
        "Refused all": ("refused", "answered"),
    }
    told = {title: _count(now[name]) + change(name) for title, name in counts.items()}
    told |= {title: _rate(now[part], now[whole]) + points(part, whole) for title, (part, whole) in rates.items()}
    return {title: text.replace("-", "\u2212") for title, text in told.items()}


def _download(page: Page, section: Locator, folder: Path) -> list[dict[str, str]]:
    with page.expect_download() as coming:
        section.get_by_role("link", name="CSV").click()
    file = folder / coming.value.suggested_filename
    coming.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _told_by_the_api(page: Page, service: Service, key: str, query: str) -> dict[str, Any]:
    answer = page.request.get(
        f"{service.address}/v1/sites/cent/rates?{query}", headers={"Authorization": f"Bearer {key}"}
    )
    document: dict[str, Any] = answer.json()
    assert answer.status == 200, document
    return document


def test_what_is_filtered_is_what_the_api_tells_and_what_is_downloaded_and_printed(
    page: Page, demo: Service, complaints: list[str], tmp_path: Path
) -> None:
    demo.publish("cent", 5, asks_again=False, changes="More is explained.")
    become_owner(page, demo)
    page.goto(f"{demo.address}/admin/sites/cent/rates?lang=en")
    tab_to(page, page.get_by_role("link", name="7 days"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="7 days")).to_have_attribute("aria-current", "true")
    for name in _FILTERS:
        tab_to(page, page.get_by_role("combobox", name=name))
        page.keyboard.press("ArrowDown")
        if name == "Edition":
            page.keyboard.press("ArrowDown")  # the newest one has no answers yet
    tab_to(page, page.get_by_role("button", name="Show"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Everybody again")).to_be_visible()

    asked = {name.lower(): page.get_by_role("combobox", name=name).input_value() for name in _FILTERS}
    key = demo.key("cent")
    dates = f"from={page.get_by_label('From').input_value()}&to={page.get_by_label('to', exact=True).input_value()}"
    query = "&".join((dates, *(f"{name}={value}" for name, value in asked.items())))
    some = _told_by_the_api(page, demo, key, query)
    everybody = _told_by_the_api(page, demo, key, dates)
    assert all(asked.values())
    assert 0 < some["period"]["answered"] < everybody["period"]["answered"]
    assert some["before"]["asked"] > 0
    assert _tiles(page).items() >= _expected_tiles(some["period"], some["before"]).items()

    page.get_by_text("Table", exact=True).click()
    days = _rows(page.locator("#days"))
    columns = ("asked", "accepted", "chosen", "refused", "withdrawn")
    told = {each["day"]: [str(each[name]) for name in columns] for each in some["days"]}
    today = max(told)
    assert days == {f"{day} so far" if day == today else day: row for day, row in told.items()}
    written = _download(page, page.locator("section", has=page.locator("#days")), tmp_path)
    assert {row["day"]: [row[name] for name in columns] for row in written} == told
    devices = page.locator("section", has=page.get_by_role("heading", name="Devices"))
    assert [row["asked"] for row in _download(page, devices, tmp_path)] == [str(some["period"]["asked"])]
    page.get_by_text("Table", exact=True).click()

    _look_at_the_shares(page, some, tmp_path)
    assert 0 < some["first_answers"]["answers"] < everybody["first_answers"]["answers"]
    expect(page.locator("section", has=page.get_by_role("heading", name="first answer"))).to_be_visible()

    _look_at_the_paper(page, asked)
    page.get_by_role("link", name="Everybody again").click()
    expect(page.get_by_role("heading", name="Counters")).to_be_visible()
    assert _tiles(page).items() >= _expected_tiles(everybody["period"], everybody["before"]).items()
    _look_at_the_shares(page, everybody, tmp_path)
    assert complaints == []


def _look_at_the_shares(page: Page, told: dict[str, Any], folder: Path) -> None:
    """Compare what stands of categories and counters, and their files, with what the API told."""
    for heading, name in (("Categories", "category"), ("Counters", "counter")):
        section = page.locator("section", has=page.get_by_role("heading", name=heading))
        shares = told["categories" if name == "category" else "counters"]
        shown = list(_rows(section.locator("table")).values())
        assert [row[0].split(" %")[0] for row in shown] == [f"{100 * share['rate']:.1f}" for share in shares]
        between = [f"{100 * share['low']:.0f}–{100 * share['high']:.0f} %" for share in shares]
        assert [row[1:] for row in shown] == [
            [each, _count(share["answers"])] for each, share in zip(between, shares, strict=True)
        ]
        of_file = {row[name]: (row["granted"], row["answers"]) for row in _download(page, section, folder)}
        assert of_file == {share["id"]: (str(share["granted"]), str(share["answers"])) for share in shares}


def _look_at_the_paper(page: Page, asked: dict[str, str]) -> None:
    """Print in the dark: the plot fits and is drawn for white, and its table is there, below what was asked for."""
    page.emulate_media(color_scheme="dark")
    page.evaluate(_ON_PAPER)
    page.pdf()
    width, is_table_open, scheme = page.evaluate("printed")
    assert (width <= _PAPER, is_table_open, scheme) == (True, True, "light")
    page.emulate_media(media="print")
    expect(page.locator("#days")).to_be_visible()
    expect(page.locator("form.period")).to_be_hidden()
    for name in _FILTERS:
        expect(page.locator(".printed")).to_contain_text(f"{name}: ")
    expect(page.locator(".printed")).to_contain_text(f"Edition: {asked['edition']}")
    page.emulate_media(media="screen", color_scheme="light")
    expect(page.locator("#days")).to_be_hidden()
    expect(page.locator(".printed")).to_be_hidden()
