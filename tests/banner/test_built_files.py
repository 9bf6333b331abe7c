"""The files that a page loads are built from what stands in src/, sound in their types, and small."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import brotli
import pytest

from app.web.composed import compose_details, compose_script
from tests.banner.service import BUILT, SOURCES, sample_details, sample_settings

DENO = Path(sys.executable).with_name("deno")
FIRST_FILE = 8192
SECOND_FILE = 4096


def digest() -> str:
    """Return the digest that build.js writes: over path and content of each source, in the order of paths."""
    sources = {path.relative_to(SOURCES).as_posix(): path for path in SOURCES.rglob("*") if path.is_file()}
    parts = [f"{name}\0".encode() + sources[name].read_bytes() for name in sorted(sources)]
    return hashlib.sha256(b"".join(parts)).hexdigest()[:8]


def test_every_module_is_built() -> None:
    assert {file.name for file in (BUILT / "modules").iterdir()} == {
        file.name for file in (SOURCES / "modules").iterdir()
    }


@pytest.mark.parametrize("file", ["kelisim.js", "kelisim.rich.js", "details.js", "release.js"])
def test_a_built_file_is_fresh(file: str) -> None:
    first, _, _ = (BUILT / file).read_text(encoding="utf-8").partition("\n")
    assert first == f"// Kelisim {digest()}", "run `make banner`"


def test_both_files_know_each_other() -> None:
    assert f"?{digest()}" in (BUILT / "kelisim.js").read_text(encoding="utf-8")


def test_the_types_hold() -> None:
    config = BUILT / "deno.json"
    places = [SOURCES, BUILT / "build.js", Path(__file__).parent / "typed_page.ts"]
    check = subprocess.run(
        [DENO, "check", "--quiet", "--config", config, *places], capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stderr


def test_the_first_file_keeps_within_its_budget() -> None:
    size = len(brotli.compress(compose_script(json.dumps(sample_settings()))))
    sys.stdout.write(f"first file: {size} of {FIRST_FILE} bytes, brotli\n")
    assert size <= FIRST_FILE


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_second_file_keeps_within_its_budget(language: str) -> None:
    size = len(brotli.compress(compose_details(sample_details(language))))
    sys.stdout.write(f"second file, {language}: {size} of {SECOND_FILE} bytes, brotli\n")
    assert size <= SECOND_FILE


def test_the_sample_is_the_studyexpert_of_three_languages_and_five_counters() -> None:
    settings = sample_settings()
    assert settings["site"] == "studyexpert"
    assert len(settings["languages"]) == 3
    assert len(settings["counters"]) == 5
