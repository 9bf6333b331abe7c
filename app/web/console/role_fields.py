"""The fields in which roles are chosen: one for every site, and one for each site that somebody manages."""

from http import HTTPStatus

from flask import abort, request

from app.domain.site import Site
from app.domain.user import EVERY_SITE, Role, Roles, User
from app.services.list_sites import list_sites


def managed_sites(manager: User) -> list[Site]:
    """Return the sites at which somebody says who is what."""
    return [site for site in list_sites() if manager.manages(site.id)]


def chosen_roles(manager: User) -> Roles:
    """Return the roles that the form names, of those that she may give; what else it names is not read."""
    reach = [site.id for site in managed_sites(manager)]
    if manager.manages(EVERY_SITE):
        reach.append(EVERY_SITE)
    told = {site: request.form.get(f"role:{site}", "") for site in reach}
    try:
        return {site: Role(role) for site, role in told.items() if role}
    except ValueError:
        abort(HTTPStatus.BAD_REQUEST)
