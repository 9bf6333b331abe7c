"""One word for one thing: the words that the house has decided against name nothing in it."""

import io
import keyword
import re
import tokenize
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.house.tree import shown, sources

# Wrong word → the house's word. Words that also have an honest meaning of their own (version of the
# software, vendor of a counter, the services floor, type, purpose, denied, accepted) are not among them,
# or are wrong only in the pairs below.
SYNONYMS = {
    "chain": "seal",
    "choice": "decision",
    "choices": "decision",
    "client": "controller, or visitor",
    "clients": "controller, or visitor",
    "library": "catalogue",
    "metric": "tally",
    "metrics": "tallies",
    "owner": "controller",
    "owners": "controllers",
    "prefs": "decision",
    "project": "site",
    "projects": "sites",
    "proof": "receipt",
    "registry": "catalogue",
    "state": "standing",
    "tenant": "site",
    "tenants": "sites",
    "token": "receipt",
    "tokens": "receipts",
    "tracker": "counter",
    "trackers": "counters",
    "user": "visitor",
    "users": "visitors",
}
PAIRS = {
    ("log", "entry"): "record",
    ("policy", "version"): "edition",
    ("purpose", "group"): "category",
    ("service", "id"): "counter",
    ("vendor", "id"): "counter",
}
# Identifiers that carry such a word for a reason.
MEANT = {
    "user_agent": "the User-Agent of HTTP: the browser, not the visitor",
    "userAgent": "the same in the browser",
    "client": "gunicorn's: the machine at the other end of a connection",
    "on_client_socket_readable": "gunicorn's",
    "metrics": "Prometheus's: where it asks for figures, and the setting that says who may",
    "registry": "the same: what the figures of a process are listed in",
    "CollectorRegistry": "the same",
    "prometheus_client": "the library",
}

# The console has users, and owners among them (DESIGN: "user, kept for the console"): its pages and who imports them.
OF_THE_CONSOLE = frozenset({"user", "users", "owner", "owners"})
CONSOLE = re.compile(r"app/domain/user\.py|app/web/console/|from app\.domain\.user import|class UserRow")

# Names that say nothing of what a thing does or is.
EMPTY = re.compile(r"^_?(?:get|handle|process)_|(?:^|_)(?:utils?|helpers?|manager|data|info)$", re.IGNORECASE)
# Names that others fixed: overridden methods of libraries.
FIXED = {
    "get_cookie_path": "Flask calls it",
    "get_cookie_secure": "the same",
    "get_expiry": "limits calls it",
    "handle_endtag": "HTMLParser calls it",
    "handle_starttag": "the same",
    "process_bind_param": "SQLAlchemy calls it",
    "process_result_value": "SQLAlchemy calls it",
}

SCRIPT_NOISE = re.compile(r"/\*.*?\*/|//[^\n]*|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`", re.DOTALL)
SCRIPT_NAME = re.compile(r"(?<![\w$.])(?:\.\.\.)?([A-Za-z_$][\w$]*)")


def python_names(source: str) -> Iterator[str]:
    """Yield the names that a Python source brings in; what follows a dot is another's, but for `self.`."""
    before = ("", "")
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.NAME and not keyword.iskeyword(token.string):
            own = before[1] != "." or before[0] in {"self", "cls"}
            if own:
                yield token.string
        before = (before[1], token.string)


def script_names(source: str) -> Iterator[str]:
    """Yield the names that a script brings in: no comments, no strings, nothing that follows a dot."""
    yield from SCRIPT_NAME.findall(SCRIPT_NOISE.sub(" ", source))


def wrong(name: str, meant: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield what the house says instead of each wrong word in an identifier, but for words that are meant."""
    if name in MEANT:
        return
    found = (word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+", name))
    words = [word for word in found if word not in meant]
    yield from (f"{word} (say {SYNONYMS[word]})" for word in words if word in SYNONYMS)
    yield from (f"{' '.join(pair)} (say {PAIRS[pair]})" for pair in pairwise(words) if pair in PAIRS)


def _names() -> Iterator[tuple[Path, str]]:
    for path in sources("app", ".py"):
        yield from ((path, name) for name in {path.stem, *python_names(path.read_text(encoding="utf-8"))})
    for path in sources("static/banner/src", ".js", ".ts"):
        stem = path.name.partition(".")[0].replace("-", "_")
        yield from ((path, name) for name in {stem, *script_names(path.read_text(encoding="utf-8"))})


def test_no_identifier_uses_a_forbidden_synonym() -> None:
    assert sorted(f"{shown(path)}: {name}: {why}" for path, name in _names() for why in wrong(name, _meant(path))) == []


def _meant(path: Path) -> frozenset[str]:
    """Return the words that only the console uses, where a file speaks of it."""
    speaks = CONSOLE.search(f"{shown(path)}\n{path.read_text(encoding='utf-8')}")
    return OF_THE_CONSOLE if speaks else frozenset()


def test_no_function_or_file_has_an_empty_name() -> None:
    empty = {f"{shown(path)}: {name}" for path, name in _defined() if EMPTY.search(name) and name not in FIXED}
    assert sorted(empty) == []


def _defined() -> Iterator[tuple[Path, str]]:
    for path in sources("app", ".py") + sources("static/banner/src", ".js"):
        source = path.read_text(encoding="utf-8")
        yield path, path.stem
        yield from ((path, name) for name in re.findall(r"\b(?:def|function|class)\s+(\w+)", source))


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("tenant = 1", {"tenant"}),
        ("self.token = secrets.token_urlsafe()", {"self", "token", "secrets"}),
        ("def read(owner_name: str) -> None: ...", {"read", "owner_name", "str"}),
    ],
)
def test_names_of_python_are_found(source: str, names: set[str]) -> None:
    assert set(python_names(source)) == names


def test_names_of_scripts_are_found() -> None:
    source = "const {prefs, ...rest} = window.state; /* token */ call('user', { choice: 1 }) // metric"
    assert set(script_names(source)) == {"const", "prefs", "rest", "window", "call", "choice"}


@pytest.mark.parametrize("name", ["tenant", "ConsentToken", "userChoice", "TENANT_ID", "vendorId", "policy_version"])
def test_wrong_words_are_seen_in_any_case(name: str) -> None:
    assert list(wrong(name))


@pytest.mark.parametrize("name", ["user_agent", "vendor", "userAgent", "statement", "tokenize", "services"])
def test_honest_words_are_left_alone(name: str) -> None:
    assert list(wrong(name)) == []
