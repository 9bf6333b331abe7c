"""The least that Flask can do: what every figure is compared with."""

from flask import Flask

app = Flask(__name__, static_folder=None)


@app.get("/")
def hello() -> dict[str, str]:
    """Greet, as JSON."""
    return {"hello": "world"}
