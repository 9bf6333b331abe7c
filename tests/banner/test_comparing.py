"""Several banners of a site at once: each visitor sees one, the same one whenever she comes back."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from app.services.composing.modules import modules_of
from tests.banner.pages import cookie, cookies, part, press, sent, visit
from tests.banner.service import Service, sample_settings
from tests.banner.test_accessibility import findings
from tests.comparing import a_comparing_site, revision_in

pytestmark = pytest.mark.usefixtures("faults")

SITE = a_comparing_site(1, 1, 2)
OWN = "a1f0b2c3d4e5"
BANNERS = {OWN: "a", revision_in(SITE, "b"): "b", revision_in(SITE, "c"): "c"}


@pytest.fixture(scope="module")
def rules(browser: Browser) -> Iterator[Page]:
    """Return a page that has the rule of the split."""
    with Service() as service:
        service.pages["/"] = """<!doctype html><script type="module">
            window.split = (await import("/src/split.js")).split;
            window.visitorId = (await import("/src/identifiers.js")).visitorId;
        </script>"""
        page = browser.new_page()
        page.goto(service.url())
        page.wait_for_function("window.split && window.visitorId")
        yield page
        page.close()


@pytest.fixture
def comparing(service: Service) -> Service:
    """The service of a site that compares three banners."""
    service.settings = sample_settings(banner=OWN, modules=modules_of(SITE))
    return service


def _seen(page: Page) -> str:
    """Return the letter of the banner that stands on the page."""
    expect(part(page, "banner")).to_be_visible()
    (layout,) = {"bar", "box"} & set((part(page, "banner").get_attribute("part") or "").split())
    if layout == "bar":
        return "b"
    return "c" if part(page, "title").text_content() == "Бола ма?" else "a"


@pytest.mark.parametrize("weights", [[1, 1], [3, 1], [1, 1, 1, 1], [50, 30, 20]])
def test_the_split_is_as_the_weights_say_and_stable(rules: Page, weights: list[int]) -> None:
    """Five standard deviations around the expected number of each: one run in a million is outside by chance."""
    count = 20_000
    found = rules.evaluate(
        """([weights, count]) => {
            const ids = Array.from({length: count}, visitorId);
            const split_ = () => ids.map((id) => split("1f2e3d4c", id, weights));
            const first = split_();
            return [first, JSON.stringify(first) == JSON.stringify(split_())];
        }""",
        [weights, count],
    )
    numbers, is_stable = Counter(found[0]), found[1]
    assert is_stable
    assert set(numbers) == set(range(len(weights)))
    for number, weight in enumerate(weights):
        share = weight / sum(weights)
        assert abs(numbers[number] - count * share) <= 5 * (count * share * (1 - share)) ** 0.5


def test_ids_that_are_alike_are_split_evenly_and_another_comparison_splits_anew(rules: Page) -> None:
    one, other = rules.evaluate(
        """() => ["1f2e3d4c", "1f2e3d4d"].map((id) =>
            Array.from({length: 20000}, (_, number) => split(id, `visitor-${number}`, [1, 1])))"""
    )
    both = Counter(zip(one, other, strict=True))
    assert set(both) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert all(abs(count - 5_000) <= 5 * (20_000 * 3 / 16) ** 0.5 for count in both.values())


def test_whoever_sees_a_banner_answers_to_it_and_sees_it_again(page: Page, comparing: Service) -> None:
    met = set()
    for _ in range(40):
        page.context.clear_cookies()
        visit(page, comparing, lang="kk")
        page.evaluate("sessionStorage.clear(), localStorage.clear()")
        visit(page, comparing, lang="kk")
        seen = _seen(page)
        if seen in met:
            continue
        met.add(seen)
        press(page, "accept")
        decision = sent(page, comparing, len(met))[-1].json
        assert BANNERS[decision["banner"]] == seen
        for _ in range(3):  # her answer has run out
            visitor = cookie(page).split(".")[1]
            page.evaluate("sessionStorage.clear()")
            stale = f"1.{visitor}.1.1000000000.necessary"
            page.context.add_cookies([{"name": "kelisim", "value": stale, "url": comparing.url()}])
            visit(page, comparing, lang="kk")
            assert _seen(page) == seen
        if len(met) == len(BANNERS):
            break
    assert met == {"a", "b", "c"}


def test_who_does_not_answer_sees_the_same_banner_for_as_long_as_her_session(page: Page, comparing: Service) -> None:
    visit(page, comparing, lang="kk")
    seen = _seen(page)
    (showing,) = sent(page, comparing, 1, "shown")
    assert BANNERS[showing.json["banner"]] == seen
    for _ in range(6):
        visit(page, comparing, lang="kk")
        assert _seen(page) == seen
    assert len(comparing.sent("shown")) == 1
    assert BANNERS[page.evaluate("sessionStorage['kelisim.studyexpert']")] == seen
    assert page.evaluate("[Object.keys(sessionStorage), Object.keys(localStorage)]") == [["kelisim.studyexpert"], []]
    assert cookies(page) == []


def test_what_a_session_remembers_of_another_comparison_is_no_variant_of_this(page: Page, comparing: Service) -> None:
    visit(page, comparing)
    page.evaluate("sessionStorage['kelisim.studyexpert'] = '0123456789ab'")
    visit(page, comparing, lang="kk")
    assert _seen(page) in {"a", "b", "c"}


def test_where_refusals_are_only_counted_who_refuses_gets_no_id(page: Page, comparing: Service) -> None:
    comparing.settings = {**comparing.settings, "refusals": "counted"}
    visit(page, comparing, lang="kk")
    seen = _seen(page)
    press(page, "reject")
    (decision,) = sent(page, comparing, 1)
    assert (decision.json["visitor"], BANNERS[decision.json["banner"]]) == ("-", seen)
    assert cookie(page).startswith("1.-.")


def test_a_page_that_may_keep_nothing_is_asked_too(page: Page, comparing: Service) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new DOMException('no', 'SecurityError') }})"
    )
    visit(page, comparing)
    expect(part(page, "banner")).to_be_visible()


def test_the_second_layer_is_that_of_the_variant(page: Page, comparing: Service) -> None:
    visit(page, comparing, lang="kk")
    seen = _seen(page)
    press(page, "customise")
    expect(page.get_by_role("dialog")).to_be_visible()
    (asked,) = [each.path for each in comparing.asked if "/details/" in each.path]
    assert BANNERS[asked.split("/details/")[1].split("/")[0]] == seen


@pytest.mark.parametrize("letter", ["a", "b", "c"])
@pytest.mark.parametrize("width", [360, 1440])
def test_in_each_both_answers_weigh_the_same(page: Page, comparing: Service, letter: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    _show(page, comparing, letter)
    measured: list[Any] = [
        part(page, "banner")
        .locator(f"[part~={name}]")
        .evaluate(
            """button => {
                const {width, height} = button.getBoundingClientRect();
                const {color, backgroundColor, font, border, opacity} = getComputedStyle(button);
                return [Math.round(width), Math.round(height), color, backgroundColor, font, border, opacity];
            }"""
        )
        for name in ("accept", "reject")
    ]
    assert measured[0] == measured[1]
    assert findings(page) == []


def _show(page: Page, service: Service, letter: str) -> None:
    """Open the page as a visitor of a variant."""
    (revision,) = (each for each, known in BANNERS.items() if known == letter)
    visit(page, service, lang="kk")
    page.evaluate("revision => { onpagehide = () => sessionStorage['kelisim.studyexpert'] = revision }", revision)
    visit(page, service, lang="kk")
    assert _seen(page) == letter


def test_the_refusal_stands_first_only_where_its_variant_says_so(page: Page, comparing: Service) -> None:
    firsts = {}
    for letter in "abc":
        _show(page, comparing, letter)
        firsts[letter] = part(page, "banner").get_by_role("button").first.get_attribute("part")
    assert firsts == {"a": "button accept", "b": "button reject", "c": "button accept"}
