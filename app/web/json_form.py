"""The form of JSON that the service writes: compact, in the order of meaning, in readable letters."""

from flask.json.provider import DefaultJSONProvider


class JsonForm(DefaultJSONProvider):
    """Flask's own JSON, unsorted and unescaped."""

    sort_keys = False
    ensure_ascii = False
    compact = True
