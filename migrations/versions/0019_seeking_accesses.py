"""The log of accesses is looked through by who did something, what was done, and of whom, each in the order of time."""

from alembic import op

revision = "0019_seeking_accesses"
down_revision = "0018_unsent_forms"

_INDEXES = {
    "ix_accesses_site_at": ["site", "at", "id"],
    "ix_accesses_site_visitor_at": ["site", "visitor", "at", "id"],
    "ix_accesses_site_actor": ["site", "actor", "at", "id"],
    "ix_accesses_site_act": ["site", "act", "at", "id"],
}


def upgrade() -> None:
    """Bring it in."""
    for name, columns in _INDEXES.items():
        op.create_index(name, "accesses", columns)
    op.drop_index("ix_accesses_site_visitor", "accesses")


def downgrade() -> None:
    """Take it out."""
    op.create_index("ix_accesses_site_visitor", "accesses", ["site", "visitor"])
    for name in _INDEXES:
        op.drop_index(name, "accesses")
