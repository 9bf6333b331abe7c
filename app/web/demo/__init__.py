"""The demo: believable pages of five sites, whose counters are pointed at this same service."""

from flask import Blueprint

from app.web.demo.collector import collect
from app.web.demo.pages import declaration, index, page
from app.web.demo.places import DEMO

blueprint = Blueprint("demo", __name__, static_folder=DEMO, static_url_path="/static")

blueprint.add_url_rule("/", view_func=index)
blueprint.add_url_rule("/collector/<path:address>", view_func=collect, methods=["GET", "POST"])
blueprint.add_url_rule("/<site_id>", view_func=page)
blueprint.add_url_rule("/<site_id>/cookies", view_func=declaration)
blueprint.add_url_rule("/<site_id>/<name>", view_func=page)
