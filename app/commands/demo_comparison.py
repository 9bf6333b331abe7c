"""What the demo compares: on one of its sites the banner as it is, and one that goes over the whole width."""

from dataclasses import replace

from app.site_files.read_sites import ReadSite, read_site

_COMPARED = {"b": {"banner": {"layout": "bar", "position": "bottom"}}}


def comparing(read: ReadSite) -> ReadSite:
    """Return a site that is as it was read, and shows half of its visitors the other banner."""
    return read_site(replace(read.document, content={**read.document.content, "comparison": _COMPARED}))
