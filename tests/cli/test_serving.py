"""What starting the service, or the demo, does before it serves."""

import re
from pathlib import Path

import pytest
from flask import Flask

from app import cli
from app.domain.site import Site
from app.services.find_site import find_site
from app.services.list_sites import list_sites
from app.settings import Settings
from app.store.database import db
from tests.cli.calling import failure, output, run
from tests.makers import a_site
from tests.site_files.files import WHOLE, written

_APTEKA = WHOLE.replace("site: cap", "site: apteka").replace("https://cap.kz", "https://apteka.kz")


def test_running_brings_the_store_and_its_banners_up_and_serves(
    tmp_path: Path, served: list[tuple[Flask, Settings]]
) -> None:
    output("site", "apply", written(tmp_path))
    run("run")
    ((app, settings),) = served
    assert settings == Settings.from_environment()
    assert app.test_client().get("/v1/sites/cap/kelisim.js").status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_running_composes_the_banners_of_this_release_anew(
    tmp_path: Path, served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    output("site", "apply", written(tmp_path))
    monkeypatch.setattr("app.services.composing.wording.text", lambda _language, key: f"new {key}")
    assert run("run").exit_code == 0
    ((app, _),) = served
    assert "new banner.title" in app.test_client().get("/v1/sites/cap/kelisim.js").get_data(as_text=True)
    with app.app_context():
        db.engine.dispose()


def test_a_site_that_this_release_no_longer_understands_is_told(
    tmp_path: Path, served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    output("site", "apply", written(tmp_path))
    monkeypatch.setattr("app.site_files.checks.languages", lambda: ("en", "ru"))
    assert "the store:1: languages.1: kk is not known" in failure("run")
    assert served == []


def test_the_demo_serves_its_five_sites_at_home(served: list[tuple[Flask, Settings]]) -> None:
    said = output("demo", "--no-answers")
    assert said.endswith("Kelisim serves its demo on http://127.0.0.1:8000/demo/ (Ctrl+C stops it)\n")
    ((app, settings),) = served
    assert settings.demo
    for site in ("benton", "cap", "cent", "clinic", "studyexpert"):
        assert f"  http://127.0.0.1:8000/demo/{site}\n" in said
        assert app.test_client().get(f"/demo/{site}").status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_the_first_start_prints_a_one_time_link_as_long_as_nobody_can_sign_in(
    served: list[tuple[Flask, Settings]],
) -> None:
    link = re.search(r"http://127\.0\.0\.1:8000(/admin/welcome/\S+)", output("demo", "--no-answers"))
    assert link is not None
    ((app, _),) = served
    fields = {"sign_in": "aigul", "password": "correct horse battery"}
    became = app.test_client().post(link[1], data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert became.status_code == 303
    with app.app_context():
        db.engine.dispose()
    assert "/admin/welcome/" not in output("demo", "--no-answers")
    assert "/admin/welcome/" not in output("run")
    assert output("user", "list") == "aigul  owner of every site\n"


def test_the_demo_says_which_site_has_answers_made_by_chance(
    served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.make_answers", lambda site, *_: site.id == "cent")
    assert "cent has 90 days of answers to two banners, made by chance" in output("demo")
    assert [site.id for site in _comparing(served)] == ["cent"]
    output("demo", "--no-answers")
    assert _comparing(served) == []
    assert len(served) == 2


def _comparing(served: list[tuple[Flask, Settings]]) -> list[Site]:
    """Return the sites that compare their banner, in what is served last."""
    with served[-1][0].app_context():
        found = [site for site in list_sites() if site.comparison is not None]
        db.engine.dispose()
    return found


def test_a_service_prints_one_too(served: list[tuple[Flask, Settings]]) -> None:
    assert "/admin/welcome/" in output("run")
    assert len(served) == 1


def test_the_demo_makes_a_key_once(tmp_path: Path, served: list[tuple[Flask, Settings]]) -> None:
    output("demo", "--no-answers")
    made = (tmp_path / "keys.json").read_bytes()
    output("demo", "--no-answers")
    assert (tmp_path / "keys.json").read_bytes() == made
    assert len(served) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "localhost", "127.0.0.1"])  # noqa: S104 - what an operator may set
def test_the_demo_is_found_on_this_machine_whatever_it_listens_to(
    host: str, served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOST", host)
    assert "Kelisim serves its demo on http://127.0.0.1:8000/demo/ (Ctrl+C stops it)\n" in output(
        "demo", "--no-answers"
    )
    ((app, _),) = served
    with app.app_context():
        origins = find_site(a_site().id).origins
        db.engine.dispose()
    assert origins[-2:] == ("http://127.0.0.1:8000", "http://localhost:8000")


def test_the_demo_is_at_home_on_a_host_of_its_own(
    served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOST", "demo.example")
    assert "Kelisim serves its demo on http://demo.example:8000/demo/ (Ctrl+C stops it)\n" in output(
        "demo", "--no-answers"
    )
    ((app, _),) = served
    with app.app_context():
        assert find_site(a_site().id).origins[-1] == "http://demo.example:8000"
        db.engine.dispose()


def test_nothing_that_a_server_forks_holds_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's connections must not cross a fork; see its "How To Corrupt An SQLite Database File"."""
    output("site", "apply", written(tmp_path))
    open_files: list[str] = []

    def look(*_: object) -> None:
        open_files.extend(str(link.resolve()) for link in Path("/proc/self/fd").iterdir() if link.exists())

    monkeypatch.setattr(cli, "serve", look)
    run("run")
    assert open_files
    assert [file for file in open_files if str(tmp_path) in file] == []
