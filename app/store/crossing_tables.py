"""The tables of what is counted by edition, language, device and region at once; all others are in tables.py."""

from sqlalchemy import JSON, Column, Date, Integer, String, Table, text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.crossing import TIMED
from app.domain.tally import ANSWERS
from app.store.database import Base

PLACES = 32
"""So many places of an offer one row has columns for."""

_SITE = String(64)
_OFFER = String(8)
_COUNTED = (
    *ANSWERS,
    *(f"{answer}_{seconds}" for answer, seconds in TIMED),
    *(f"allowed_{place}" for place in range(PLACES)),
)

CROSSINGS = Table(
    "crossings",
    Base.metadata,
    Column("site", _SITE, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("edition", String(16), primary_key=True),
    Column("language", String(64), primary_key=True),
    Column("device", String(16), primary_key=True),
    Column("region", String(8), primary_key=True),
    Column("offer", _OFFER, primary_key=True),
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("shard", Integer, primary_key=True, autoincrement=False),
    *(Column(name, Integer, nullable=False, server_default=text("0")) for name in _COUNTED),
    sqlite_with_rowid=False,
)
"""Daily sums by edition, language, device, region and offer at once, a column for each thing that is counted.

`accepted_3` counts who accepted after three seconds and before the next class begins; `allowed_0` who allowed what has
the first place in the offer. Of an offer with more places than columns, the rest are counted in rows of their own, by
`part`. In parts by shard, as the sums of one value are.
"""


class OfferRow(Base):
    """What visitors of a site could answer about, by the short name under which it is counted; it never changes."""

    __tablename__ = "offers"

    site: Mapped[str] = mapped_column(_SITE, primary_key=True)
    id: Mapped[str] = mapped_column(_OFFER, primary_key=True)
    categories: Mapped[list[str]] = mapped_column(JSON)
    counters: Mapped[list[str]] = mapped_column(JSON)
