"""A new site, by one form: nobody sees anything of it before its tag stands on its pages."""

from http import HTTPStatus

from flask import Blueprint, Response, request, url_for

from app.site_files.applying import apply_read
from app.site_files.faults import FaultySiteFiles
from app.site_files.form.beginning import begun, blank
from app.site_files.form.fields import shown_in, typed_over
from app.site_files.form.picker import offered
from app.site_files.form.place import PLACES
from app.site_files.form.sections import NEW, SEEN
from app.site_files.read_sites import read_kept
from app.translations import languages
from app.translations.locales import language_name
from app.web.clock import now
from app.web.console.errors import tell_errors
from app.web.console.form import Form, named, typed
from app.web.console.known import known_words
from app.web.console.leading import lead_to
from app.web.console.mending import is_clash
from app.web.console.new_preview import folded
from app.web.console.page import page
from app.web.console.session import here
from app.web.console.texts import language

blueprint = Blueprint("console_new_site", __name__)
tell_errors(blueprint)

_USUAL_PATH = "/"


@blueprint.get("")
def form() -> Response:
    """Return the form of a new site."""
    return _page(Form(shown_in(NEW, blank(language()))))


@blueprint.post("")
def create() -> Response:
    """Make the site; where something is at fault, return the form as it was filled in."""
    filled = typed_over(NEW, {}, typed())
    policy = f"{request.url_root}sites/{{site}}/policy"
    content = begun(filled, policy, now().date())
    try:
        (made,) = apply_read([read_kept(content)], now(), only_new=True, by=here().user.actor)
    except FaultySiteFiles as error:
        form = Form(shown_in(NEW, filled), _to_mend(named(content, error.faults)))
        clashes = any(is_clash(fault.message) for fault in error.faults)
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY, clashes=clashes)
    return lead_to(url_for("console_site.tag", site=made.site))


def _to_mend(faults: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out that there is no id where there is no origin that it could be taken from."""
    lacks_origin = any(where == "origins" for where, _ in faults)
    return [(where, message) for where, message in faults if where != "site" or not lacks_origin]


def _page(form: Form, status: int = HTTPStatus.OK, *, clashes: bool = False) -> Response:
    """Return the form; a path for the cookie is asked for only where another site's is in the way."""
    spoken = language()
    return page(
        "new_site",
        status,
        form=form,
        asks_path=clashes or form.value("cookie.path") != _USUAL_PATH,
        languages_said=[(each, language_name(each)) for each in sorted(languages(), key=spoken.__ne__)],
        counters=offered({}, spoken),
        places=PLACES,
        seen=[field.name for field in SEEN],
        typed=folded({name: values for name, values in form.values.items() if values and _is_seen(name)}),
        **known_words(spoken),
    )


def _is_seen(name: str) -> bool:
    return name.startswith("own.") or any(name == field.name for field in SEEN)
