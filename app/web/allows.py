"""Whether a counter may run, as a proxy asks: yes is 204, everything else 403."""

from flask import Blueprint, request
from marshmallow import Schema

from app.domain.errors import NotAllowed
from app.domain.named import Named, read_named
from app.services.read_standing import read_standing
from app.web.clock import now
from app.web.described import Answer, describe
from app.web.fields import Name, NamedVisitor, meaning
from app.web.guards import asked_site
from app.web.private import keep_private

blueprint = Blueprint("allows", __name__)
keep_private(blueprint)


class AllowsQuery(Schema):
    """What is asked."""

    visitor = NamedVisitor(required=True, metadata=meaning("Her id, or all of her cookie", "q3ZzT1yJTe2xq0u7p0m3Yw"))
    counter = Name(required=True, metadata=meaning("A counter or a category", "yandex-metrica"))


@blueprint.get("/allows")
@describe(
    "Visitors",
    "Ask whether a counter may run",
    query=AllowsQuery,
    answers={204: Answer("It may")},
)
def allows(site: str) -> tuple[str, int]:
    """Return 204 where a visitor allows a counter or category; raise NotAllowed where she does not, or nobody knows."""
    named, counter = _asked()
    if not read_standing(asked_site(), named.visitor, now(), named.cookie).allows(counter):
        raise NotAllowed(f"{counter!r} is not allowed by this visitor, or not of this site.")
    return "", 204


def _asked() -> tuple[Named, str]:
    """Return what is asked. A parameter that comes twice may have come with a cookie that somebody made up."""
    told = request.args.to_dict(flat=False)
    if told.keys() != {"visitor", "counter"} or any(len(values) > 1 for values in told.values()):
        raise NotAllowed("Ask with visitor and counter, each once, and nothing else.")
    named = read_named(told["visitor"][0])
    if named is None:
        raise NotAllowed("No visitor is named: neither by 22 characters of base64url nor by all of her cookie.")
    return named, told["counter"][0]
