"""What applying sites came to, told."""

from collections.abc import Sequence

import click

from app.services.apply_sites import Applied


def tell_applied(applied: Sequence[Applied]) -> None:
    """Say of each site what is new."""
    for each in applied:
        news = [f"edition {each.edition} published"] if each.is_new_edition else []
        news += [f"banner {each.banner} is new"] if each.is_new_banner else []
        click.echo(f"{each.site}: {', '.join(news) or ('changed' if each.is_changed else 'unchanged')}")
        if each.unasked:
            names = ", ".join(each.unasked)
            click.echo(f"  {names}: denied to earlier visitors until an edition asks again")
