"""How a command fails."""

import click


class Failure(click.ClickException):
    """What went wrong, told in one line or a few; the command exits with 1."""
