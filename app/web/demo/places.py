"""Where the demo's files lie."""

from pathlib import Path

from app.places import STATIC

DEMO = STATIC / "demo"
VENDORS = DEMO / "vendors"
STORIES = Path(__file__).parent / "stories"
