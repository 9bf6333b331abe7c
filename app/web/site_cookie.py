"""The visitor's cookie, set by the answer to her decision where the service is same-site with the page.

Browsers cap what scripts write at seven days (Safari's ITP); what a server sets lives its full time.
"""

from datetime import datetime

from flask import Response, request

from app.domain.cookie import COOKIE_NAME, write_cookie
from app.domain.origin import cookie_domain, cookie_hosts, host_of, is_same_site
from app.domain.site import Site
from app.domain.standing import Standing


def set_site_cookie(response: Response, site: Site, standing: Standing, origin: str | None, now: datetime) -> None:
    """Set the cookie for the page that asked, with the time that its answer still holds."""
    hosts = cookie_hosts(site.origins)
    page = host_of(origin or "")
    if standing.answer is None or standing.expires_at is None or not is_same_site(_service(), page, hosts):
        return
    response.set_cookie(
        COOKIE_NAME,
        write_cookie(standing.answer),
        max_age=int((standing.expires_at - now).total_seconds()),
        path=site.cookie_path,
        domain=cookie_domain(hosts, page),
        secure=(origin or "").startswith("https:"),
        samesite="Lax",
    )


def _service() -> str:
    return host_of(f"//{request.host}")
