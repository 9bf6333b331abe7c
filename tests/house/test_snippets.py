"""The lines with which a site's own server reads the cookie, as docs/embedding.md gives them, do what they say."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.house.tree import ROOT

ASKS = 3
VISITOR = "q3ZzT1yJTe2xq0u7p0m3Yw"
COOKIES = {
    f"1.{VISITOR}.3.1795241400.necessary~analytics~yandex-metrica": True,
    f"1.{VISITOR}.12.1795241400.yandex-metrica": True,
    f"1.{VISITOR}.3.1795241400.necessary~analytics": False,
    f"1.{VISITOR}.3.1795241400.necessary~yandex-metrica-2": False,
    f"1.{VISITOR}.2.1795241400.necessary~yandex-metrica": False,
    f"0.{VISITOR}.3.1795241400.necessary~yandex-metrica": False,
    f"2.{VISITOR}.3.1795241400.necessary~yandex-metrica": False,
    f"{VISITOR}.3.1795241400.necessary~yandex-metrica": False,
    f"1.{VISITOR}.three.1795241400.yandex-metrica": False,
    f"1.{VISITOR}.3.1795241400.x.yandex-metrica": False,
    f"1.{VISITOR}.3.17952414000000.yandex-metrica": False,
    f"1.{VISITOR}.1234567890.1795241400.yandex-metrica": False,
    f"1.{VISITOR}.3.1795241400.": False,
    "1.-.3.1795241400.necessary": False,
    "yandex-metrica": False,
    "": False,
}

GO = """package main

import ("encoding/json"; "net/http"; "os"; "regexp"; "strconv"; "strings")

const ASKS = %d
%s
func main() {
	var values []string
	answers := []bool{}
	json.Unmarshal([]byte(os.Args[1]), &values)
	for _, value := range values {
		request, _ := http.NewRequest("GET", "/", nil)
		request.Header.Set("Cookie", "kelisim=" + value)
		answers = append(answers, allows(request, "yandex-metrica"))
	}
	json.NewEncoder(os.Stdout).Encode(answers)
}
"""
PHP = """<?php
const ASKS = %d;
$answers = [];
foreach (json_decode($argv[1]) as $value) {
    $_COOKIE = ['kelisim' => $value];
    %s
    $answers[] = $allowed;
}
echo json_encode($answers);
"""
JAVASCRIPT = """const ASKS = %d;
const read = globalThis.process?.argv[2] ?? Deno.args[0];
console.log(JSON.stringify(JSON.parse(read).map((value) => {
    const cookies = { kelisim: value };
    %s
    return allowed;
})));
"""


def snippet(language: str) -> str:
    """Return the only lines of that language about the cookie."""
    page = (ROOT / "docs/embedding.md").read_text(encoding="utf-8")
    section = page.partition("\n## The cookie\n")[2].partition("\n## ")[0]
    [lines] = re.findall(rf"```{language}\n(.*?)```", section, flags=re.DOTALL)
    return str(lines)


def _run(command: list[str | Path], program: Path, text: str) -> list[bool]:
    program.write_text(text, encoding="utf-8")
    ran = subprocess.run([*command, program, json.dumps(list(COOKIES))], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    answers: list[bool] = json.loads(ran.stdout)
    return answers


def by_python(_: Path) -> list[bool]:
    """Run the lines of Python here."""
    answers = []
    for value in COOKIES:
        known: dict[str, Any] = {"re": re, "ASKS": ASKS, "request": SimpleNamespace(cookies={"kelisim": value})}
        exec(snippet("python"), known)  # noqa: S102 - our own page
        answers.append(known["allowed"])
    return answers


def by_deno(folder: Path) -> list[bool]:
    """Run the lines of JavaScript in the runtime that builds the banner."""
    deno = Path(sys.executable).with_name("deno")
    return _run([deno, "run", "--quiet"], folder / "read.js", JAVASCRIPT % (ASKS, snippet("js")))


def by_node(folder: Path) -> list[bool]:
    """Run the same lines in Node, where the machine has it."""
    return _run([_found("node")], folder / "read.mjs", JAVASCRIPT % (ASKS, snippet("js")))


def by_php(folder: Path) -> list[bool]:
    """Run the lines of PHP, where the machine has it."""
    return _run([_found("php")], folder / "read.php", PHP % (ASKS, snippet("php")))


def by_go(folder: Path) -> list[bool]:
    """Run the lines of Go, where the machine has it."""
    return _run([_found("go"), "run"], folder / "read.go", GO % (ASKS, snippet("go")))


def _found(interpreter: str) -> str:
    return shutil.which(interpreter) or pytest.skip(f"{interpreter} is not on PATH: its lines were not run")


@pytest.mark.parametrize("read", [by_python, by_deno, by_node, by_php, by_go])
def test_a_sites_server_reads_the_cookie_rightly(read: Callable[[Path], list[bool]], tmp_path: Path) -> None:
    assert dict(zip(COOKIES, read(tmp_path), strict=True)) == COOKIES


def test_without_a_cookie_nothing_is_allowed() -> None:
    known: dict[str, Any] = {"re": re, "ASKS": ASKS, "request": SimpleNamespace(cookies={})}
    exec(snippet("python"), known)  # noqa: S102 - our own page
    assert known["allowed"] is False
