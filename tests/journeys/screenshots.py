"""Takes pictures of both layers: `python -m tests.journeys.screenshots FOLDER [SITE…]`.

Every site in each of its languages, at three widths, light and dark. With `--readme` in place of the
sites only the README's own few, under its names.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.browser import launch
from tests.journeys.service import Service
from tests.journeys.sites import NAMES, SITES
from tests.journeys.visitor import Visitor

_HEIGHTS = {320: 640, 768: 1024, 1440: 900}
_SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Picture:
    """What to take, and under which name."""

    name: str
    site: str
    language: str
    width: int
    scheme: Literal["light", "dark"]
    second: bool


README = (
    Picture("first-layer-light", "studyexpert", "en", 1440, "light", second=False),
    Picture("second-layer-light", "studyexpert", "en", 768, "light", second=True),
    Picture("first-layer-phone", "cent", "kk", 320, "dark", second=False),
)


def every_picture(sites: Sequence[str]) -> Iterator[Picture]:
    """Both layers of the sites in each of their languages, at each width, light and dark."""
    for site in sites:
        for language in map(str, SITES[site].languages):
            for width in _HEIGHTS:
                for scheme in _SCHEMES:
                    for second in (False, True):
                        layer = "second" if second else "first"
                        name = f"{site}-{language}-{width}-{scheme}-{layer}"
                        yield Picture(name, site, language, width, scheme, second)


def take(browser: Browser, service: str, picture: Picture, folder: Path) -> None:
    """Take one picture, as a visitor sees the page when it has come to rest."""
    context = browser.new_context(
        viewport={"width": picture.width, "height": _HEIGHTS[picture.width]},
        color_scheme=picture.scheme,
        reduced_motion="reduce",
    )
    visitor = Visitor(context, service)
    visitor.visit(picture.site, language=picture.language)
    visitor.first_layer.box.wait_for()
    if picture.second:
        visitor.first_layer.customise.click()
        visitor.second_layer.box.wait_for()
        visitor.page.wait_for_load_state("networkidle")
    visitor.page.screenshot(path=folder / f"{picture.name}.png")
    context.close()


def main(arguments: Sequence[str]) -> None:
    """Take the pictures that are asked for."""
    if not arguments:
        sys.exit(__doc__)
    folder, *sites = arguments
    Path(folder).mkdir(parents=True, exist_ok=True)
    wanted = README if "--readme" in sites else tuple(every_picture(sites or NAMES))
    with TemporaryDirectory() as store, sync_playwright() as playwright:
        service = Service(Path(store))
        service.start()
        browser = launch(playwright)
        for number, picture in enumerate(wanted, 1):
            take(browser, service.address, picture, Path(folder))
            sys.stdout.write(f"{number}/{len(wanted)} {picture.name}\n")
        browser.close()
        service.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
