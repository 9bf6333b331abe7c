"""Fields for texts, each in the site's languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.site_files.form.fields import Field, Line, Typed
from app.site_files.form.values import Content, languages_of, value_at
from app.translations import text


class Words(Field):
    """A text in each of the site's languages; one that is the same in all of them is written once."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the texts, by the name and the language."""
        written = value_at(content, self.path)
        said = written if isinstance(written, Mapping) else {}
        plain = written if isinstance(written, str) else ""
        return {f"{self.name}.{spoken}": [said.get(spoken, plain)] for spoken in languages_of(content)}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the texts; those in languages that the site does not speak stay."""
        written = value_at(content, self.path)
        spoken = languages_of(content)
        texts = {each: typed[f"{self.name}.{each}"][0].strip() for each in spoken}
        others = (
            {each: text for each, text in written.items() if each not in spoken} if isinstance(written, dict) else {}
        )
        said = {**others, **{each: text for each, text in texts.items() if text}}
        alike = len(said) == len(spoken) > 0 and len(set(said.values())) == 1 and not others
        return next(iter(said.values())) if alike else said or None


@dataclass(frozen=True, slots=True)
class Said(Line):
    """A text that is the standard one as long as nobody words it otherwise."""

    def shown(self, content: Content) -> dict[str, list[str]]:
        """Return the site's own text, else the standard one."""
        return {self.name: [value_at(content, self.path) or self._standard]}

    def read(self, content: Content, typed: Typed) -> Any:
        """Return the text, None where it is the standard one."""
        words = typed[self.name][0].strip()
        return None if words in {"", self._standard} else words

    @property
    def _standard(self) -> str:
        _, language, key = self.path
        return text(language, key)
