"""Loads a page once, under given conditions, and says what the banner cost it."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import Any

import brotli
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Response

from bench.banner.peers import Subject

# What a visitor sees, frame by frame: when the banner has an area and shows at all, and when it is opaque and at rest.
_WATCH = """
(() => {
  window.seen = {shift: 0, next: 0};
  const [outer, inner] = %s.split(" >>> ");
  const look = () => {
    const host = document.querySelector(outer);
    const banner = inner ? host?.shadowRoot?.querySelector(inner) : host;
    if (banner) {
      const {width, height, top, bottom} = banner.getBoundingClientRect();
      let opacity = 1;
      for (let node = banner; node; node = node.parentElement) opacity *= getComputedStyle(node).opacity;
      const inView = width * height > 0 && bottom > 0 && top < innerHeight;
      const shown = inView && getComputedStyle(banner).visibility == "visible" && opacity > 0.05;
      const now = performance.now();
      if (shown) seen.visible ??= now;
      const moving = banner.getAnimations().some(({playState}) => playState == "running");
      if (shown && opacity > 0.99 && !moving) return void (seen.opaque = now);
    }
    requestAnimationFrame(look);
  };
  if (outer) requestAnimationFrame(look);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.shift += entry.value;
  }).observe({type: "layout-shift", buffered: true});
  new PerformanceObserver((list) => {
    for (const {startTime} of list.getEntries()) seen.largest = startTime;
  }).observe({type: "largest-contentful-paint", buffered: true});
  new PerformanceObserver((list) => {
    for (const {name, duration} of list.getEntries()) {
      if (/^(click|pointerup|pointerdown)$/.test(name)) seen.next = Math.max(seen.next, duration);
    }
  }).observe({type: "event", durationThreshold: 16, buffered: true});
})();
"""
_NODES = """() => {
  const count = (root) => [...root.querySelectorAll("*")]
    .reduce((sum, node) => sum + 1 + (node.shadowRoot ? count(node.shadowRoot) : 0), 0);
  return count(document);
}"""
_AT_REST = "() => new Promise((rest) => requestIdleCallback(() => setTimeout(rest, 400), {timeout: 5000}))"
_FETCHED = "() => performance.getEntriesByType('resource').filter(({transferSize}) => transferSize > 0).length"
_PAINT = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
_CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
_LONG = 50

# What DevTools calls script is without microtasks, in which some banners do most of their work, ours among them; and it
# counts the time in which others have the processor. These events tell all of it, and their trace asks for no stacks.
_SCRIPT_CATEGORIES = ["v8", "v8.execute"]
_SCRIPTS = {"v8.compile", "v8.run", "v8.compileModule", "v8.evaluateModule", "v8.callFunction", "RunMicrotasks"}


@dataclass(frozen=True, slots=True)
class Condition:
    """A machine so many times slower than this one; and on request a slow network: 150 ms, 1.6 Mbit/s.

    Watching when a banner is seen, and tracing, are work in the page themselves: its scripts are timed `unwatched`.
    """

    slower: int
    slow_network: bool = False
    unwatched: bool = False


@dataclass(slots=True)
class Cost:
    """What one load came to; times in milliseconds, sizes in bytes."""

    paint: float = 0
    visible: float = 0
    opaque: float = 0
    largest: float = 0
    script: float = 0
    scripts_cpu: float = 0
    longest: float = 0
    blocking: float = 0
    shift: float = 0
    answered: float = 0
    nodes: int = 0
    heap: float = 0
    requests: int = 0
    raw: int = 0
    gzip: int = 0
    brotli: int = 0
    again_requests: int = 0
    again_script: float = 0
    again_scripts_cpu: float = 0
    again_nodes: int = 0
    again_heap: float = 0


def visit(browser: Browser, subject: Subject, url: str, condition: Condition) -> Cost:
    """Come for the first time, accept all, and come again."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    cost = Cost()
    if condition.unwatched:
        cost = _unwatched(browser, context, subject, url, condition)
    else:
        context.add_init_script(_WATCH % json.dumps(subject.banner))
        page = context.new_page()
        _slowed(context, page, condition)
        _watched(browser, page, subject, url, cost)
    context.close()
    return cost


def _unwatched(browser: Browser, context: BrowserContext, subject: Subject, url: str, condition: Condition) -> Cost:
    """Time the page's scripts, at the first visit and when she comes back, while nothing else is done in it."""
    cost = Cost()
    page = context.new_page()
    devtools = _slowed(context, page, condition)
    cost.scripts_cpu = _scripts(browser, page, url)
    cost.script = _figures(devtools)["ScriptDuration"] * 1e3
    cost.nodes = page.evaluate(_NODES)
    cost.heap = _heap(devtools)
    _accept(page, subject)
    page.close()
    _again(browser, context, url, condition, cost)
    return cost


def _watched(browser: Browser, page: Page, subject: Subject, url: str, cost: Cost) -> None:
    """See when the banner stands, what tasks the page has, what is fetched, and how soon an answer is obeyed."""
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright marks its handlers
    browser.start_tracing(page=page, categories=_CATEGORIES)
    page.goto(url)
    if subject.banner:
        page.wait_for_function("seen.opaque")
    page.evaluate(_AT_REST)
    _tasks(json.loads(browser.stop_tracing()), cost)
    seen = page.evaluate("seen")
    cost.paint = page.evaluate(_PAINT)
    cost.largest = seen.get("largest", 0)
    cost.visible, cost.opaque = seen.get("visible", 0), seen.get("opaque", 0)
    _weigh([answer for answer in answers if "/page/" not in answer.url], cost)
    if subject.banner:
        page.evaluate("seen.next = 0")
        _accept(page, subject)
        cost.answered = page.evaluate("seen.next")
    cost.shift = page.evaluate("seen.shift")


def _accept(page: Page, subject: Subject) -> None:
    """Accept all by the mouse alone: what Playwright's own click looks at would count as the page's work."""
    box = page.locator(subject.accept.replace(" >>> ", " ")).first.bounding_box() if subject.accept else None
    if box:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate(_AT_REST)


def _again(browser: Browser, context: BrowserContext, url: str, condition: Condition, cost: Cost) -> None:
    """Come back with an answer, in a new tab of the same browser."""
    page = context.new_page()
    devtools = _slowed(context, page, condition)
    cost.again_scripts_cpu = _scripts(browser, page, url)
    cost.again_script = _figures(devtools)["ScriptDuration"] * 1e3
    cost.again_nodes = page.evaluate(_NODES)
    cost.again_heap = _heap(devtools)
    cost.again_requests = page.evaluate(_FETCHED)
    page.close()


def _slowed(context: BrowserContext, page: Page, condition: Condition) -> CDPSession:
    devtools = context.new_cdp_session(page)
    devtools.send("Performance.enable")
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": condition.slower})
    if condition.slow_network:
        speed = 1.6e6 / 8
        devtools.send("Network.enable")
        slow = {"offline": False, "latency": 150, "downloadThroughput": speed, "uploadThroughput": speed}
        devtools.send("Network.emulateNetworkConditions", slow)
    return devtools


def _heap(devtools: CDPSession) -> float:
    devtools.send("HeapProfiler.collectGarbage")
    return _figures(devtools)["JSHeapUsedSize"]


def _figures(devtools: CDPSession) -> dict[str, float]:
    return {each["name"]: each["value"] for each in devtools.send("Performance.getMetrics")["metrics"]}


def _scripts(browser: Browser, page: Page, url: str) -> float:
    """Load a page and return the processor's time for all of its scripts, microtasks included."""
    browser.start_tracing(page=page, categories=_SCRIPT_CATEGORIES)
    page.goto(url)
    page.evaluate(_AT_REST)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    ran = [event for event in events if event["name"] in _SCRIPTS and "dur" in event]
    each = {(event["pid"], event["tid"]): 0.0 for event in ran}
    ended = dict.fromkeys(each, 0.0)
    for event in sorted(ran, key=lambda event: (event["ts"], -event["dur"])):
        thread = event["pid"], event["tid"]
        if event["ts"] >= ended[thread]:  # what runs inside another is counted there
            ended[thread] = event["ts"] + event["dur"]
            each[thread] += event.get("tdur", 0) / 1e3
    return max(each.values(), default=0)


def _tasks(trace: dict[str, Any], cost: Cost) -> None:
    """Read the tasks of the page's main thread out of a trace."""
    events = trace["traceEvents"]
    names = {(event["pid"], event["tid"]): event["args"]["name"] for event in events if event["name"] == "thread_name"}
    tasks = [
        event["dur"] / 1e3
        for event in events
        if event["name"] == "RunTask" and "dur" in event and names.get((event["pid"], event["tid"])) == "CrRendererMain"
    ]
    cost.longest = max(tasks, default=0)
    cost.blocking = sum(task - _LONG for task in tasks if task > _LONG)


def _weigh(answers: list[Response], cost: Cost) -> None:
    bodies = [answer.body() for answer in answers if answer.request.method == "GET" and answer.ok]
    cost.requests = len(bodies)
    cost.raw = sum(map(len, bodies))
    cost.gzip = sum(len(gzip.compress(body, 9)) for body in bodies)
    cost.brotli = sum(len(brotli.compress(body)) for body in bodies)
