"""Where the files beside the code lie: at the top of a checkout, or inside the installed package."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_HOME = _PACKAGE if (_PACKAGE / "static").is_dir() else _PACKAGE.parent

STATIC = _HOME / "static"
MIGRATIONS = _HOME / "migrations"
EXAMPLES = _HOME / "examples"
RECEIPT_SCHEMA = _PACKAGE / "receipts" / "receipt.schema.json"
