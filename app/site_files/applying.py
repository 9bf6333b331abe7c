"""Apply what was read: a site that contradicts what is published is at fault in its document."""

from collections.abc import Sequence
from datetime import datetime

from app.domain.access import Actor
from app.services.apply_sites import Application, Applied, SitesRefused, apply_sites
from app.site_files.faults import FaultySiteFiles
from app.site_files.read_sites import ReadSite


def apply_read(
    read: Sequence[ReadSite], now: datetime, *, only_new: bool = False, by: Actor | None = None
) -> tuple[Applied, ...]:
    """Apply sites with the documents that they were read from; raise FaultySiteFiles as `apply_sites` refuses."""
    applications = [Application(each.site, each.document.content) for each in read]
    try:
        return apply_sites(applications, now, only_new=only_new, by=by)
    except SitesRefused as error:
        documents = {each.site.id: each.document for each in read}
        raise FaultySiteFiles(
            tuple(documents[each.site].fault(each.where, each.message) for each in error.refused)
        ) from error
