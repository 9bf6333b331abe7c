"""Every way in: each blueprint with its prefix and its guard, in one list."""

from dataclasses import dataclass

from flask import Blueprint, Flask
from werkzeug.routing import BaseConverter

from app.domain.user import Right
from app.web import (
    allows,
    banner,
    comparisons,
    consent,
    demo,
    export,
    keys,
    metrics,
    operations,
    policy,
    rates,
    receipt,
    releases,
    standings,
    visitor,
)
from app.web.console import (
    accesses,
    account,
    changing,
    comparing,
    comparison,
    counter,
    edit,
    editions,
    entry,
    home,
    new_preview,
    new_site,
    people,
    picture,
    preview,
    records,
    single_sign_on,
    site,
    two_factor,
)
from app.web.console import export as console_export
from app.web.console import rates as console_rates
from app.web.console import visitor as story
from app.web.console.session import (
    everybody,
    users,
    users_at_home,
    users_who_manage,
    users_who_may,
    users_who_may_everywhere,
)
from app.web.description import views as description
from app.web.guards import (
    GUARDS,
    Guard,
    anyone,
    askers_who_hear_yes_or_no,
    pages_and_servers_of_the_site,
    servers_of_the_site,
    servers_that_export,
)
from app.web.requests import present


@dataclass(frozen=True, slots=True)
class Door:
    """A blueprint, where it lies, and who may come in."""

    blueprint: Blueprint
    prefix: str
    guard: Guard


DOORS = (
    Door(banner.blueprint, "/v1/sites/<site>", anyone),
    Door(releases.blueprint, "/v1/releases", anyone),
    Door(consent.blueprint, "/v1/sites/<site>", pages_and_servers_of_the_site),
    Door(visitor.blueprint, "/v1/sites/<site>", pages_and_servers_of_the_site),
    Door(receipt.blueprint, "/v1/sites/<site>", pages_and_servers_of_the_site),
    Door(allows.blueprint, "/v1/sites/<site>", askers_who_hear_yes_or_no),
    Door(rates.blueprint, "/v1/sites/<site>", servers_of_the_site),
    Door(comparisons.blueprint, "/v1/sites/<site>", servers_of_the_site),
    Door(standings.blueprint, "/v1/sites/<site>", servers_of_the_site),
    Door(export.blueprint, "/v1/sites/<site>", servers_that_export),
    Door(keys.blueprint, "/v1", anyone),
    Door(policy.blueprint, "/sites/<site>", anyone),
    Door(description.blueprint, "/", anyone),
    Door(operations.blueprint, "/", anyone),
    Door(entry.blueprint, "/admin", everybody),
    Door(single_sign_on.blueprint, "/admin/single-sign-on", everybody),
    Door(home.blueprint, "/admin", users),
    Door(account.blueprint, "/admin", users_at_home),
    Door(two_factor.blueprint, "/admin/account/two-factor", users_at_home),
    Door(people.blueprint, "/admin/users", users_who_manage),
    Door(new_site.blueprint, "/admin/new-site", users_who_may_everywhere(Right.EDIT_SITE)),
    Door(new_preview.blueprint, "/admin/new-site/preview", users_who_may_everywhere(Right.EDIT_SITE)),
    Door(site.blueprint, "/admin/sites/<site>", users_who_may(Right.EDIT_SITE)),
    Door(counter.blueprint, "/admin/sites/<site>", users_who_may(Right.EDIT_SITE)),
    Door(edit.blueprint, "/admin/sites/<site>", users_who_may(Right.EDIT_SITE)),
    Door(preview.blueprint, "/admin/sites/<site>", users_who_may(Right.EDIT_SITE)),
    Door(editions.blueprint, "/admin/sites/<site>", users_who_may(Right.EDIT_SITE)),
    Door(comparing.blueprint, "/admin/sites/<site>", users_who_may(Right.EDIT_SITE)),
    Door(comparison.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RATES)),
    Door(console_rates.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RATES)),
    Door(records.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RECORDS)),
    Door(accesses.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RECORDS)),
    Door(console_export.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RECORDS)),
    Door(story.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RECORDS)),
    Door(picture.blueprint, "/admin/sites/<site>", users_who_may(Right.SEE_RECORDS)),
    Door(changing.blueprint, "/admin/sites/<site>", users_who_may(Right.ERASE)),
)

DEMO_DOORS = (Door(demo.blueprint, "/demo", anyone),)

FIGURE_DOORS = (Door(metrics.blueprint, "/", metrics.readers_of_figures),)


class _Name(BaseConverter):
    """A name in an address: of anything but NUL, which PostgreSQL takes in no text, so that nothing is named by it."""

    regex = "[^/\0]+"
    part_isolating = True


def open_doors(app: Flask, doors: tuple[Door, ...]) -> None:
    """Register every door, and let its guard look at each request first."""
    app.url_map.converters["default"] = _Name
    guards = app.extensions[GUARDS] = {door.blueprint.name: door.guard for door in doors}

    @app.before_request
    def ask_guard() -> None:
        blueprint = present().blueprint
        if blueprint is not None:
            guards[blueprint]()

    for door in doors:
        app.register_blueprint(door.blueprint, url_prefix=door.prefix)
