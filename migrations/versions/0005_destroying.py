"""What the log of accesses says of records that were destroyed."""

import sqlalchemy as sa
from alembic import op

from app.store.database import Moment

revision = "0005_destroying"
down_revision = "0004_restrictions"


def upgrade() -> None:
    """Bring it in."""
    op.add_column("accesses", sa.Column("since", Moment))
    op.add_column("accesses", sa.Column("until", Moment))
    op.add_column("accesses", sa.Column("erased", sa.Integer))
    op.add_column("accesses", sa.Column("ids", sa.LargeBinary))


def downgrade() -> None:
    """Take it out."""
    with op.batch_alter_table("accesses") as table:
        for column in ("ids", "erased", "until", "since"):
            table.drop_column(column)
