"""Filling the forms of a page with what was typed before, as the page is written: none of its fields is named here."""

from collections.abc import Callable, Mapping, Sequence
from html import escape
from html.parser import HTMLParser

from app.domain.unsent import SECRETS

Values = Mapping[str, Sequence[str]]
Attributes = dict[str, str | None]

_TICKED = {"checkbox", "radio"}
_NOT_TYPED = {"hidden", "submit", "button", "reset", "file", "password", "image"}


def fill(content: str, values_of: Callable[[str], Values | None], note: str) -> str:
    """Return a page with its forms filled.

    `values_of` returns what was typed into a form by where it is sent, None where nothing was. The note is put above
    the fields of each form of which a field could be filled; what lies folded is unfolded.
    """
    filler = _Filler(content, values_of, note)
    filler.feed(content)
    filler.close()
    return filler.filled()


class _Filler(HTMLParser):
    """Reads a page and notes which of its places become what."""

    def __init__(self, content: str, values_of: Callable[[str], Values | None], note: str) -> None:
        super().__init__()
        self._content = content
        self._lines = [0, *(at + 1 for at, sign in enumerate(content) if sign == "\n")]
        self._values_of = values_of
        self._note = note
        self._edits: dict[int, tuple[int, str]] = {}
        self._folds: list[int] = []
        self._values: Values | None = None
        self._form = 0
        self._taken: dict[str, int] = {}
        self._chosen: Sequence[str] | None = None
        self._text: tuple[int, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Fill a field."""
        told = dict(attrs)
        if tag == "details":
            self._folds.append(self._here())
        elif tag == "form":
            self._values = self._values_of(told.get("action") or "") if told.get("method") == "post" else None
            self._form, self._taken = self._behind(), {}
        elif self._values is not None:
            self._fill(tag, told, self._values)

    def handle_endtag(self, tag: str) -> None:
        """Write what stands between two tags."""
        if tag == "details":
            self._folds.pop()
        elif tag == "form":
            self._values = None
        elif tag == "select":
            self._chosen = None
        elif tag == "textarea" and self._text is not None:
            begun, value = self._text
            self._text = None
            self._write(begun, self._here(), f"\n{escape(value)}")

    def filled(self) -> str:
        """Return the page as it becomes."""
        written, at = [], 0
        for begun, (ended, text) in sorted(self._edits.items()):
            written += [self._content[at:begun], text]
            at = ended
        return "".join([*written, self._content[at:]])

    def _fill(self, tag: str, told: Attributes, values: Values) -> None:
        name, kind = told.get("name") or "", told.get("type") or "text"
        if tag == "option" and self._chosen is not None:
            self._mark(told, "selected", is_set=told.get("value") in self._chosen)
        elif not name or name in SECRETS:
            return
        elif tag == "select":
            self._chosen = values.get(name)
        elif tag == "textarea":
            value = self._next(name, values)
            self._text = None if value is None else (self._behind(), value)
        elif tag == "input" and kind in _TICKED:
            self._mark(told, "checked", is_set=(told.get("value") or "on") in values.get(name, ()))
        elif tag == "input" and kind not in _NOT_TYPED:
            value = self._next(name, values)
            if value is not None:
                self._rewrite({**told, "value": value})

    def _next(self, name: str, values: Values) -> str | None:
        """Return what was typed into a field; of several with one name into each its own."""
        place = self._taken.get(name, 0)
        self._taken[name] = place + 1
        typed = values.get(name, ())
        return typed[place].replace("\r\n", "\n") if place < len(typed) else None

    def _mark(self, told: Attributes, mark: str, *, is_set: bool) -> None:
        others = {name: value for name, value in told.items() if name != mark}
        self._rewrite({**others, mark: None} if is_set else others)

    def _rewrite(self, told: Attributes) -> None:
        before = self.get_starttag_text() or ""
        tag = before[1:].split(maxsplit=1)[0]
        said = (name if value is None else f'{name}="{escape(value)}"' for name, value in told.items())
        self._write(self._here(), self._behind(), f"<{' '.join([tag, *said])}>")

    def _write(self, begun: int, ended: int, text: str) -> None:
        self._edits[begun] = (ended, text)
        self._edits[self._form] = (self._form, self._note)
        for fold in self._folds:
            self._edits[fold] = (fold + len("<details"), "<details open")

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _behind(self) -> int:
        return self._here() + len(self.get_starttag_text() or "")
