"""The command line does what it says, says what it did, and fails with a sentence."""

import re
import stat
from pathlib import Path

import pytest

from app.domain.device import Device
from app.services.find_site import find_site
from app.services.read_standing import read_standing
from app.services.record_consent import record_consent
from app.store.database import db
from app.web.releases import integrity_of
from tests.cli.calling import failure, in_store, output
from tests.makers import NOW, RU, VISITOR, a_decision, a_site
from tests.site_files.files import WHOLE, written
from tests.stores import FILE

_APTEKA = WHOLE.replace("site: cap", "site: apteka").replace("https://cap.kz", "https://apteka.kz")


REASON = ("--reason", "she asked")


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
    assert "Usage:" in output(*arguments, asked)


def test_it_tells_its_version() -> None:
    assert re.fullmatch(r".*, version [0-9.]+\n", output("--version"))


def test_a_setting_that_cannot_be_so_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KELISIM_PORT", "http")
    assert failure("site", "list") == "Error: KELISIM_PORT takes a whole number from 1 to 65,535, not 'http'.\n"


def test_a_site_is_applied_to_a_store_that_was_not_there(tmp_path: Path) -> None:
    said = output("site", "apply", written(tmp_path))
    assert re.fullmatch("cap: edition 1 published, banner [0-9a-f]{12} is new\n", said)
    with in_store(tmp_path):
        assert find_site(a_site().id).name[RU] == "Кап"
        db.engine.dispose()


def test_applying_again_changes_nothing_and_says_so(tmp_path: Path) -> None:
    file = written(tmp_path)
    output("site", "apply", file)
    assert output("site", "apply", file) == "cap: unchanged\n"


def test_a_change_that_nobody_sees_is_told_as_one(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path))
    assert output("site", "apply", written(tmp_path, f"{WHOLE}timezone: Asia/Aqtau\n")) == "cap: changed\n"


def test_a_counter_that_nobody_was_asked_about_is_told(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path))
    said = output("site", "apply", written(tmp_path, f"{WHOLE}counters: [{{use: zero-kz}}, {{use: youtube}}]\n"))
    assert said.endswith("  zero-kz, youtube: denied to earlier visitors until an edition asks again\n")


def test_faults_are_told_and_nothing_is_applied(tmp_path: Path) -> None:
    good, bad = written(tmp_path), written(tmp_path, WHOLE.replace("site: cap", "site:"), "bad.yaml")
    told = failure("site", "apply", good, bad)
    assert told == (f"Error: Nothing was applied.\n{bad}:1: site: is empty; write a value or leave the key out.\n")
    assert not (tmp_path / FILE).exists()


def test_an_edition_that_cannot_change_is_told_at_its_line(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path))
    file = written(tmp_path, WHOLE.replace("asks_again: true", "asks_again: false"))
    assert failure("site", "apply", file) == (
        f"Error: Nothing was applied.\n{file}:9: policy.edition: "
        "edition 1 is published and cannot change; write 2 for what is new.\n"
    )


@pytest.mark.parametrize("is_together", [True, False])
def test_two_sites_that_would_read_each_others_cookie_are_told(tmp_path: Path, *, is_together: bool) -> None:
    cap = written(tmp_path)
    shop = written(tmp_path, WHOLE.replace("site: cap", "site: shop"), "shop.yaml")
    if not is_together:
        output("site", "apply", cap)
    told = failure("site", "apply", *([cap, shop] if is_together else [shop]))
    assert told == (
        f"Error: Nothing was applied.\n{shop}:3: origins.0: shop keeps its cookie on cap.kz/, and cap on"
        " cap.kz/: each would read the other's answers; write a cookie.path for each that does not lie in the other's,"
        " such as /shop and /cap, or another origin.\n"
    )
    assert "shop" not in output("site", "list")


def test_two_sites_may_share_a_host_under_paths_of_their_own(tmp_path: Path) -> None:
    cap = written(tmp_path, WHOLE + "cookie: {path: /cap}\n")
    shop = written(tmp_path, WHOLE.replace("site: cap", "site: shop") + "cookie: {path: /shop}\n", "shop.yaml")
    output("site", "apply", cap, shop)
    assert "shop: unchanged\n" in output("site", "apply", shop)


def test_sites_are_listed(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path), written(tmp_path, _APTEKA, "b.yaml"))
    assert output("site", "list") == "apteka  edition 1  https://apteka.kz\ncap  edition 1  https://cap.kz\n"


def test_the_tag_of_a_site_is_told(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path))
    assert output("site", "snippet", "cap", "--service", "https://c.cap.kz") == (
        '<script async src="https://c.cap.kz/v1/sites/cap/kelisim.js"></script>\n'
    )


def test_a_tag_that_holds_back_untouched_snippets_runs_before_them(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path, WHOLE + "blocking: untouched\ncounters: [{use: zero-kz}]\n"))
    assert output("site", "snippet", "cap").startswith("<script src=")


def test_the_tag_of_a_release_names_its_hash(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path))
    assert output("site", "snippet", "cap", "--service", "https://c.cap.kz", "--release", "1.0.0") == (
        '<script async src="https://c.cap.kz/v1/releases/kelisim-1.0.0.js" data-site="cap" '
        f'integrity="{integrity_of("kelisim-1.0.0.js")}" crossorigin="anonymous"></script>\n'
    )
    told = failure("site", "snippet", "cap", "--release", "0.0.0")
    assert told.startswith(
        "Error: There is no release 'kelisim-0.0.0.js' of the banner here. There are: kelisim-1.0.0.js"
    )


def test_no_tag_of_a_release_is_told_where_untouched_snippets_wait(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path, WHOLE + "blocking: untouched\ncounters: [{use: zero-kz}]\n"))
    assert "they would run unasked" in failure("site", "snippet", "cap", "--release", "1.0.0")


@pytest.mark.parametrize("arguments", [("site", "snippet", "nobody"), ("erase", "nobody", VISITOR, *REASON)])
def test_a_site_that_is_not_there_is_told(arguments: tuple[str, ...]) -> None:
    output("upgrade")
    assert failure(*arguments) == "Error: There is no site 'nobody' here.\n"


def test_a_visitor_is_erased(tmp_path: Path) -> None:
    output("site", "apply", written(tmp_path))
    with in_store(tmp_path):
        site = find_site(a_site().id)
        record_consent(site, a_decision(edition=1), Device.PHONE, NOW)
        db.engine.dispose()
    assert output("erase", "cap", VISITOR, *REASON) == "Erased from 1 records.\n"
    assert output("erase", "cap", VISITOR, *REASON) == "No record of this visitor is kept, and no log names her.\n"
    with in_store(tmp_path):
        assert read_standing(site, VISITOR, NOW).answer is None
        db.engine.dispose()


def test_what_is_no_visitors_id_is_told() -> None:
    assert failure("erase", "cap", "me", *REASON) == "Error: A visitor's id is 22 characters of base64url.\n"


def test_the_store_is_brought_to_this_release(tmp_path: Path) -> None:
    assert output("upgrade") == "The database is at this release.\n"
    assert (tmp_path / FILE).stat().st_size > 0
    assert output("site", "list") == ""


def test_nobody_else_reads_the_store_that_is_made(tmp_path: Path) -> None:
    output("upgrade")
    modes = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob(f"{FILE}*")}
    assert set(modes.values()) == {0o600}


def test_who_looks_too_early_makes_no_store_that_others_read(tmp_path: Path) -> None:
    assert "run `kelisim upgrade` first" in failure("site", "list")
    output("upgrade")
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob(f"{FILE}*")} == {0o600}


@pytest.mark.parametrize("command", ["upgrade", "run", "demo"])
def test_a_store_that_cannot_be_opened_is_told(command: str, tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "Error: The store cannot be used: unable to open database file\n" in failure(command)


@pytest.mark.parametrize(
    "arguments", [("site", "list"), ("site", "snippet", "cap"), ("erase", "cap", VISITOR, "--reason", "-")]
)
def test_a_store_that_was_never_brought_up_is_told(arguments: tuple[str, ...]) -> None:
    assert failure(*arguments) == "Error: The database is not at this release; run `kelisim upgrade` first.\n"


def test_a_store_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    assert "Error: The store cannot be reached; nothing was kept. Please try again.\n" in failure("site", "list")
