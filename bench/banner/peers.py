"""The banners that are measured, each put into a page as its own documentation says, with the same four categories."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
_CATEGORIES = {"functional": "Functional", "analytics": "Analytics", "advertising": "Advertising"}
_TITLE = "Cookies on this site"
_TEXT = "We use cookies to make this site work and, with your consent, for what you choose below."


@dataclass(frozen=True, slots=True)
class Subject:
    """A banner in a page: what stands in the head, where to see it, and its button that accepts all."""

    name: str
    head: str
    banner: str
    accept: str


def _script(source: str) -> str:
    return f"<script>{source}</script>"


def _osano() -> Subject:
    asked = {"type": "opt-in", "content": {"header": _TITLE, "message": _TEXT}}
    return Subject(
        "osano 3.1.1",
        '<link rel="stylesheet" href="/cookieconsent/build/cookieconsent.min.css">'
        '<script src="/cookieconsent/build/cookieconsent.min.js"></script>'
        + _script(f"addEventListener('load', () => cookieconsent.initialise({json.dumps(asked)}))"),
        ".cc-window",
        ".cc-allow",
    )


def _orejime() -> Subject:
    purposes = [
        {"id": "necessary", "title": "Necessary", "isMandatory": True, "cookies": []},
        *({"id": name, "title": title, "cookies": []} for name, title in _CATEGORIES.items()),
    ]
    return Subject(
        "orejime 3.2.1",
        _script(f"orejimeConfig = {json.dumps({'privacyPolicyUrl': '#policy', 'purposes': purposes})}")
        + '<link rel="stylesheet" href="/orejime/dist/orejime-standard.css">'
        '<script src="/orejime/dist/orejime-standard-en.js"></script>',
        ".orejime-Banner",
        ".orejime-Banner-saveButton",
    )


def _vanilla_cookieconsent() -> Subject:
    sections = [{"title": title, "linkedCategory": name} for name, title in _CATEGORIES.items()]
    buttons = {"acceptAllBtn": "Accept all", "acceptNecessaryBtn": "Reject all"}
    words = {
        "consentModal": {"title": _TITLE, "description": _TEXT, **buttons, "showPreferencesBtn": "Customise"},
        "preferencesModal": {"title": _TITLE, **buttons, "savePreferencesBtn": "Save", "sections": sections},
    }
    asked = {
        "hideFromBots": False,
        "categories": {"necessary": {"enabled": True, "readOnly": True}, **{name: {} for name in _CATEGORIES}},
        "language": {"default": "en", "translations": {"en": words}},
    }
    return Subject(
        "vanilla-cookieconsent 3.1.0",
        '<link rel="stylesheet" href="/vanilla-cookieconsent/dist/cookieconsent.css">'
        '<script type="module">import "/vanilla-cookieconsent/dist/cookieconsent.umd.js";'
        f"CookieConsent.run({json.dumps(asked)})</script>",
        "#cc-main .cm",
        "#cc-main .cm [data-role=all]",
    )


def _klaro() -> Subject:
    titles = {name: {"title": title} for name, title in _CATEGORIES.items()}
    asked = {
        "version": 1,
        "privacyPolicy": "#policy",
        "acceptAll": True,
        "translations": {"en": {"consentNotice": {"description": _TEXT}, "purposes": titles}},
        "services": [{"name": name, "title": title, "purposes": [name]} for name, title in _CATEGORIES.items()],
    }
    return Subject(
        "klaro 0.7.22",
        _script(f"klaroConfig = {json.dumps(asked)}") + '<script defer src="/klaro/dist/klaro.js"></script>',
        ".klaro .cookie-notice",
        ".klaro .cm-btn-success",
    )


def _tarteaucitron() -> Subject:
    asked = {"privacyUrl": "#policy", "orientation": "bottom", "showIcon": False, "removeCredit": True}
    kinds = {"functional": "other", "analytics": "analytic", "advertising": "ads"}
    services = [
        f"tarteaucitron.services.{name} = {{key: '{name}', type: '{kind}', name: '{_CATEGORIES[name]}', uri: '#', "
        f"needConsent: true, cookies: [], js() {{}}}}; (tarteaucitron.job ||= []).push('{name}');"
        for name, kind in kinds.items()
    ]
    ready = f"addEventListener('load', () => {{ {''.join(services)} }})"
    return Subject(
        "tarteaucitron 1.34.0",
        '<script src="/tarteaucitronjs/tarteaucitron.min.js"></script>'
        + _script(f"tarteaucitron.init({json.dumps(asked)}); tarteaucitron.job = []; {ready}"),
        "#tarteaucitronAlertBig",
        "#tarteaucitronPersonalize2",
    )


NONE = Subject("no banner", "", "", "")


def _kelisim(name: str, way: str = "") -> Subject:
    """Return ours, by the tag of a site that holds untouched snippets back, or by that of one that marks them up."""
    return Subject(
        name,
        f'<script{way} src="/v1/sites/studyexpert/kelisim.js"></script>',
        "kelisim-banner >>> [part~=banner]",
        "kelisim-banner >>> [part~=accept]",
    )


KELISIM = _kelisim("Kelisim")
ASYNC = _kelisim("Kelisim, async", " async")
PEERS = (_orejime(), _osano(), _vanilla_cookieconsent(), _klaro(), _tarteaucitron())


def fetch() -> Path:
    """Bring the peers, as package.json pins them, into an ignored folder, and return it."""
    deno = Path(sys.executable).parent / "deno"
    subprocess.run([deno, "install", "--quiet", "--no-lock"], cwd=HERE, check=True)
    return HERE / "node_modules"
