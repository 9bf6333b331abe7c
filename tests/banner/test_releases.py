"""Every release works with the service as it is: under its hash, on a strict page, with data and no other script."""

import base64
import hashlib
import json

import pytest
from playwright.sync_api import Page, expect

from app.web.releases import RELEASES, releases
from tests.banner.pages import await_that, html, part, press, ran, see, sent, standing
from tests.banner.service import BUILT, Answer, Service, sample_details

pytestmark = pytest.mark.usefixtures("faults")

POLICY = (
    "default-src 'none'; connect-src 'self'; style-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; "
    "require-trusted-types-for 'script'; base-uri 'none'"
)
HELD = '<script type="text/plain" nonce="abc" data-category="analytics">(window.ran ||= []).push("inline")</script>'
OWN = '<script nonce="abc">trustedTypes.createPolicy("default", {createScript: (text) => text})</script>'


@pytest.fixture(params=["release.js", *(f"releases/{name}" for name in releases())])
def release(request: pytest.FixtureRequest) -> bytes:
    assert RELEASES.parent == BUILT
    return (BUILT / str(request.param)).read_bytes()


def _open(
    page: Page, service: Service, release: bytes, served: bytes | None = None, settings: Answer | None = None
) -> None:
    integrity = "sha384-" + base64.b64encode(hashlib.sha384(release).digest()).decode()
    tag = (
        '<script async nonce="abc" src="/v1/releases/kelisim.js" data-site="studyexpert" '
        f'integrity="{integrity}" crossorigin="anonymous"></script>'
    )
    service.answers["/v1/releases/kelisim.js"] = Answer(served or release, "text/javascript")
    service.answers["kelisim.json"] = settings or Answer(json.dumps(service.settings).encode(), "application/json")
    details = json.dumps(sample_details("ru")).encode()
    service.answers[f"details/{service.settings['banner']}/ru.json"] = Answer(details, "application/json")
    service.answers["/favicon.ico"] = Answer()
    body = html(HELD, head=OWN + tag).replace('<link rel="icon" href="data:,">', "")
    service.answers["/"] = Answer(body.encode(), headers={"Content-Security-Policy": POLICY})
    page.goto(service.url())


def test_a_release_asks_explains_records_and_obeys(page: Page, service: Service, release: bytes) -> None:
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if told.type == "error" else None)
    _open(page, service, release)
    press(page, "customise")
    expect(part(page, "counter")).to_have_count(5)
    assert ran(page) == []
    page.get_by_role("dialog").locator("[part~=accept]").click()
    see(page)
    await_that(page, lambda: ran(page) == ["inline"], "what was held did not run")

    assert standing(page)["status"] == "given"
    assert sent(page, service, 1)[0].json["method"] == "accept-all"
    assert refused == []
    scripts = [each.path for each in service.asked if each.path.endswith(".js")]
    assert scripts == ["/v1/releases/kelisim.js"]


def test_a_file_that_is_not_the_release_does_not_run(page: Page, service: Service) -> None:
    release = (BUILT / "release.js").read_bytes()
    _open(page, service, release, release + b" ")
    page.wait_for_load_state()
    assert page.evaluate("window.kelisim") is None


def test_a_site_that_is_not_there_runs_nothing(page: Page, service: Service, faults: list[str]) -> None:
    nothing = Answer(b"{}", "application/problem+json", 404)
    _open(page, service, (BUILT / "release.js").read_bytes(), settings=nothing)
    await_that(page, lambda: len(faults) == 1, "nothing was said of it")
    assert "kelisim.json has no settings" in faults.pop()
    assert page.evaluate("window.kelisim") is None
