"""The command line does what it says, says what it did, and fails with a sentence."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.ctx import AppContext

from app import cli, create_app
from app.cli import main
from app.domain.device import Device
from app.services.find_site import find_site
from app.services.read_standing import read_standing
from app.services.record_consent import record_consent
from app.settings import Settings
from app.store.database import db
from app.web.releases import integrity_of
from tests.makers import NOW, RU, VISITOR, a_decision, a_site
from tests.site_files.files import WHOLE, written
from tests.stores import FILE

_APTEKA = WHOLE.replace("site: cap", "site: apteka").replace("https://cap.kz", "https://apteka.kz")


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of the test's own, that does not exist yet; logs as they were."""
    monkeypatch.setenv("KELISIM_DATABASE_URL", f"sqlite:///{tmp_path}/{FILE}")
    monkeypatch.setenv("KELISIM_KEYS", str(tmp_path / "keys.json"))
    before = logging.getLogger().handlers[:], logging.getLogger().level
    yield
    logging.getLogger().handlers[:], level = before
    logging.getLogger().setLevel(level)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Flask, Settings]]:
    """What would be served, instead of serving it."""
    calls: list[tuple[Flask, Settings]] = []
    monkeypatch.setattr(cli, "serve", lambda make_app, settings: calls.append((make_app(), settings)))
    return calls


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def _said(*arguments: object) -> str:
    result = _run(*arguments)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def _failed(*arguments: object) -> str:
    result = _run(*arguments)
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit), "a failure is told, not thrown"
    return result.stderr


REASON = ("--reason", "she asked")


def _in_store(folder: Path) -> AppContext:
    return create_app(Settings(database_url=f"sqlite:///{folder}/{FILE}")).app_context()


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("run",),
        ("demo",),
        ("upgrade",),
        ("erase",),
        ("accesses",),
        ("export",),
        ("restrict",),
        ("retention",),
        ("import",),
        ("user",),
        ("user", "add"),
        ("user", "list"),
        ("site",),
        ("site", "apply"),
        ("site", "list"),
        ("site", "snippet"),
    ],
)
@pytest.mark.parametrize("asked", ["-h", "--help"])
def test_every_command_explains_itself(arguments: tuple[str, ...], asked: str) -> None:
    assert "Usage:" in _said(*arguments, asked)


def test_it_tells_its_version() -> None:
    assert re.fullmatch(r".*, version [0-9.]+\n", _said("--version"))


def test_a_setting_that_cannot_be_so_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELISIM_PORT", "http")
    assert _failed("site", "list") == "Error: KELISIM_PORT takes a whole number, not 'http'.\n"


def test_a_site_is_applied_to_a_store_that_was_not_there(tmp_path: Path) -> None:
    said = _said("site", "apply", written(tmp_path))
    assert re.fullmatch("cap: edition 1 published, banner [0-9a-f]{12} is new\n", said)
    with _in_store(tmp_path):
        assert find_site(a_site().id).name[RU] == "Кап"
        db.engine.dispose()


def test_applying_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    file = written(tmp_path)
    _said("site", "apply", file)
    assert _said("site", "apply", file) == "cap: unchanged\n"


def test_a_change_that_nobody_sees_is_told_as_one(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path))
    assert _said("site", "apply", written(tmp_path, f"{WHOLE}timezone: Asia/Aqtau\n")) == "cap: changed\n"


def test_a_counter_that_nobody_was_asked_about_is_told(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path))
    said = _said("site", "apply", written(tmp_path, f"{WHOLE}counters: [{{use: zero-kz}}, {{use: youtube}}]\n"))
    assert said.endswith("  zero-kz, youtube: denied to earlier visitors until an edition asks again\n")


def test_faults_are_told_and_nothing_is_applied(tmp_path: Path) -> None:
    good, bad = written(tmp_path), written(tmp_path, WHOLE.replace("site: cap", "site:"), "bad.yaml")
    told = _failed("site", "apply", good, bad)
    assert told == (f"Error: Nothing was applied.\n{bad}:1: site: is empty; write a value or leave the key out.\n")
    assert not (tmp_path / FILE).exists()


def test_an_edition_that_cannot_change_is_told_at_its_line(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path))
    file = written(tmp_path, WHOLE.replace("asks_again: true", "asks_again: false"))
    assert _failed("site", "apply", file) == (
        f"Error: Nothing was applied.\n{file}:9: policy.edition: "
        "edition 1 is published and cannot change; write 2 for what is new.\n"
    )


@pytest.mark.parametrize("is_together", [True, False])
def test_two_sites_that_would_read_each_others_cookie_are_told(tmp_path: Path, *, is_together: bool) -> None:
    cap = written(tmp_path)
    shop = written(tmp_path, WHOLE.replace("site: cap", "site: shop"), "shop.yaml")
    if not is_together:
        _said("site", "apply", cap)
    told = _failed("site", "apply", *([cap, shop] if is_together else [shop]))
    assert told == (
        f"Error: Nothing was applied.\n{shop}:3: origins.0: shop keeps its cookie on cap.kz/, and cap on"
        " cap.kz/: each would read the other's answers; write a cookie.path for each that does not lie in the other's,"
        " such as /shop and /cap, or another origin.\n"
    )
    assert "shop" not in _said("site", "list")


def test_two_sites_may_share_a_host_under_paths_of_their_own(tmp_path: Path) -> None:
    cap = written(tmp_path, WHOLE + "cookie: {path: /cap}\n")
    shop = written(tmp_path, WHOLE.replace("site: cap", "site: shop") + "cookie: {path: /shop}\n", "shop.yaml")
    _said("site", "apply", cap, shop)
    assert "shop: unchanged\n" in _said("site", "apply", shop)


def test_sites_are_listed(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path), written(tmp_path, _APTEKA, "b.yaml"))
    assert _said("site", "list") == "apteka  edition 1  https://apteka.kz\ncap  edition 1  https://cap.kz\n"


def test_the_tag_of_a_site_is_told(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path))
    assert _said("site", "snippet", "cap", "--service", "https://c.cap.kz") == (
        '<script async src="https://c.cap.kz/v1/sites/cap/kelisim.js"></script>\n'
    )


def test_a_tag_that_holds_back_untouched_snippets_runs_before_them(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path, WHOLE + "blocking: untouched\ncounters: [{use: zero-kz}]\n"))
    assert _said("site", "snippet", "cap").startswith("<script src=")


def test_the_tag_of_a_release_names_its_hash(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path))
    assert _said("site", "snippet", "cap", "--service", "https://c.cap.kz", "--release", "1.0.0") == (
        '<script async src="https://c.cap.kz/v1/releases/kelisim-1.0.0.js" data-site="cap" '
        f'integrity="{integrity_of("kelisim-1.0.0.js")}" crossorigin="anonymous"></script>\n'
    )
    told = _failed("site", "snippet", "cap", "--release", "0.0.0")
    assert told.startswith(
        "Error: There is no release 'kelisim-0.0.0.js' of the banner here. There are: kelisim-1.0.0.js"
    )


@pytest.mark.parametrize("arguments", [("site", "snippet", "nobody"), ("erase", "nobody", VISITOR, *REASON)])
def test_a_site_that_is_not_there_is_told(arguments: tuple[str, ...]) -> None:
    _said("upgrade")
    assert _failed(*arguments) == "Error: There is no site 'nobody' here.\n"


def test_a_visitor_is_erased(tmp_path: Path) -> None:
    _said("site", "apply", written(tmp_path))
    with _in_store(tmp_path):
        site = find_site(a_site().id)
        record_consent(site, a_decision(edition=1), Device.PHONE, NOW)
        db.engine.dispose()
    assert _said("erase", "cap", VISITOR, *REASON) == "Erased from 1 records.\n"
    assert _said("erase", "cap", VISITOR, *REASON) == "No record of this visitor is kept, and no log names her.\n"
    with _in_store(tmp_path):
        assert read_standing(site, VISITOR, NOW).answer is None
        db.engine.dispose()


def test_what_is_no_visitors_id_is_told() -> None:
    assert _failed("erase", "cap", "me", *REASON) == "Error: A visitor's id is 22 characters of base64url.\n"


def test_the_store_is_brought_to_this_release(tmp_path: Path) -> None:
    assert _said("upgrade") == "The database is at this release.\n"
    assert (tmp_path / FILE).stat().st_size > 0
    assert _said("site", "list") == ""


@pytest.mark.parametrize("command", ["upgrade", "run", "demo"])
def test_a_store_that_cannot_be_opened_is_told(command: str, tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "Error: The store cannot be used: unable to open database file\n" in _failed(command)


@pytest.mark.parametrize(
    "arguments", [("site", "list"), ("site", "snippet", "cap"), ("erase", "cap", VISITOR, "--reason", "-")]
)
def test_a_store_that_was_never_brought_up_is_told(arguments: tuple[str, ...]) -> None:
    assert _failed(*arguments) == "Error: The database is not at this release; run `kelisim upgrade` first.\n"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "Error: The store cannot be reached; nothing was kept. Please try again.\n" in _failed("site", "list")


def test_running_brings_the_store_and_its_banners_up_and_serves(
    tmp_path: Path, served: list[tuple[Flask, Settings]]
) -> None:
    _said("site", "apply", written(tmp_path))
    _run("run")
    ((app, settings),) = served
    assert settings == Settings.from_environment()
    assert app.test_client().get("/v1/sites/cap/kelisim.js").status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_running_composes_the_banners_of_this_release_anew(
    tmp_path: Path, served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _said("site", "apply", written(tmp_path))
    monkeypatch.setattr("app.services.composing.wording.text", lambda _language, key: f"new {key}")
    assert _run("run").exit_code == 0
    ((app, _),) = served
    assert "new banner.title" in app.test_client().get("/v1/sites/cap/kelisim.js").get_data(as_text=True)
    with app.app_context():
        db.engine.dispose()


def test_a_site_that_this_release_no_longer_understands_is_told(
    tmp_path: Path, served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    _said("site", "apply", written(tmp_path))
    monkeypatch.setattr("app.site_files.checks.languages", lambda: ("en", "ru"))
    assert "the store:1: languages.1: kk is not known" in _failed("run")
    assert served == []


def test_the_demo_serves_its_five_sites_at_home(served: list[tuple[Flask, Settings]]) -> None:
    said = _said("demo", "--no-answers")
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
    link = re.search(r"http://127\.0\.0\.1:8000(/admin/welcome/\S+)", _said("demo", "--no-answers"))
    assert link is not None
    ((app, _),) = served
    fields = {"sign_in": "aigul", "password": "correct horse battery"}
    became = app.test_client().post(link[1], data=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert became.status_code == 303
    with app.app_context():
        db.engine.dispose()
    assert "/admin/welcome/" not in _said("demo", "--no-answers")
    assert "/admin/welcome/" not in _said("run")
    assert _said("user", "list") == "aigul  owner of every site\n"


def test_the_demo_says_which_site_has_answers_made_by_chance(
    served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.cli.make_answers", lambda site, *_: site.id == "cent")
    assert "cent has 90 days of answers made by chance" in _said("demo")
    assert len(served) == 1


def test_a_service_prints_one_too(served: list[tuple[Flask, Settings]]) -> None:
    assert "/admin/welcome/" in _said("run")
    assert len(served) == 1


def test_the_demo_makes_a_key_once(tmp_path: Path, served: list[tuple[Flask, Settings]]) -> None:
    _said("demo", "--no-answers")
    made = (tmp_path / "keys.json").read_bytes()
    _said("demo", "--no-answers")
    assert (tmp_path / "keys.json").read_bytes() == made
    assert len(served) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "localhost", "127.0.0.1"])  # noqa: S104 - what an operator may set
def test_the_demo_is_found_on_this_machine_whatever_it_listens_to(
    host: str, served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOST", host)
    assert "Kelisim serves its demo on http://127.0.0.1:8000/demo/ (Ctrl+C stops it)\n" in _said("demo", "--no-answers")
    ((app, _),) = served
    with app.app_context():
        origins = find_site(a_site().id).origins
        db.engine.dispose()
    assert origins[-2:] == ("http://127.0.0.1:8000", "http://localhost:8000")


def test_the_demo_is_at_home_on_a_host_of_its_own(
    served: list[tuple[Flask, Settings]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KELISIM_HOST", "demo.example")
    assert "Kelisim serves its demo on http://demo.example:8000/demo/ (Ctrl+C stops it)\n" in _said(
        "demo", "--no-answers"
    )
    ((app, _),) = served
    with app.app_context():
        assert find_site(a_site().id).origins[-1] == "http://demo.example:8000"
        db.engine.dispose()


def test_nothing_that_a_server_forks_holds_a_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite's connections must not cross a fork; see its "How To Corrupt An SQLite Database File"."""
    _said("site", "apply", written(tmp_path))
    open_files: list[str] = []

    def look(*_: object) -> None:
        open_files.extend(str(link.resolve()) for link in Path("/proc/self/fd").iterdir() if link.exists())

    monkeypatch.setattr(cli, "serve", look)
    _run("run")
    assert open_files
    assert [file for file in open_files if str(tmp_path) in file] == []
