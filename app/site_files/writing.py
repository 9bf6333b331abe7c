"""Write a document as YAML that reads back as the same document."""

from collections.abc import Mapping
from typing import Any

import yaml

from app.site_files.reading import PLAIN_WORDS


class _Dumper(yaml.SafeDumper):
    """What the reader takes for a text needs no quotes: a date, for one."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - PyYAML's own
        """Say everything where it stands, however often the same was said before."""
        return True


_Dumper.yaml_implicit_resolvers = PLAIN_WORDS


def yaml_of(content: Mapping[str, Any]) -> str:
    """Return a site's file, its keys in the order in which they were written."""
    written: str = yaml.dump(dict(content), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return written
