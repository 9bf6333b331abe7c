"""Every table. Ids are made by the application; constraints and types suit SQLite and PostgreSQL alike.

What grows with visitors has its `shard` in every key, so that it can be spread over machines (docs/scale.md). What each
answer writes refers to no other row: it would lock its site's, which all answers share, and no site is ever deleted.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from app.store.database import Base, Moment

_SITE = String(64)
_VISITOR = String(22)
_RECORD = String(36)
_REVISION = String(12)
_HASH = LargeBinary(32)
_NONE = text("0")


class SiteRow(Base):
    """A site as it stands: what was applied, what it means, and the settings that its banner carries.

    `regional` holds the regimes of countries and the settings under each, where there are such.
    """

    __tablename__ = "sites"

    id: Mapped[str] = mapped_column(_SITE, primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    site: Mapped[str] = mapped_column(Text)
    settings: Mapped[str] = mapped_column(Text)
    regional: Mapped[str | None] = mapped_column(Text)
    banner: Mapped[str] = mapped_column(_REVISION)
    applied_at: Mapped[datetime] = mapped_column(Moment)


class DraftRow(Base):
    """A site as somebody is changing it; nobody is shown it before it is published."""

    __tablename__ = "drafts"

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    document: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime] = mapped_column(Moment)


class UnsentRow(Base):
    """A form that a browser sent when its session had ended: hashes of its secret and of the address, what was typed.

    `content` is encrypted under that secret.
    """

    __tablename__ = "unsent_forms"

    browser: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    action: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Moment, index=True)


class HeardRow(Base):
    """An origin whose page called for a site, and when first: the site's own, or one that was refused."""

    __tablename__ = "heard_origins"

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    origin: Mapped[str] = mapped_column(String(300), primary_key=True)
    first_at: Mapped[datetime] = mapped_column(Moment)


class EditionRow(Base):
    """An edition of a site's policy; never changed once published."""

    __tablename__ = "editions"

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    effective: Mapped[date]
    asks_again: Mapped[bool]
    changes: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    published_at: Mapped[datetime] = mapped_column(Moment)


class BannerRow(Base):
    """What visitors were shown under one banner revision; never changed."""

    __tablename__ = "banner_revisions"

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    revision: Mapped[str] = mapped_column(_REVISION, primary_key=True)
    edition: Mapped[int]
    shown: Mapped[dict[str, Any]] = mapped_column(JSON)
    first_composed_at: Mapped[datetime] = mapped_column(Moment)


class ConsentRow(Base):
    """A consent record; appended and never changed, but that erasure takes visitor, page and nonce out of it.

    `subject` is the hash that erasure leaves in their place. `leaf` is the hash of the row as it was appended.
    """

    __tablename__ = "consent_records"
    __table_args__ = (Index(None, "site", "visitor", "holds_from", "recorded_at"), Index(None, "recorded_at"))

    site: Mapped[str] = mapped_column(_SITE, primary_key=True)
    id: Mapped[str] = mapped_column(_RECORD, primary_key=True)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    visitor: Mapped[str | None] = mapped_column(_VISITOR)
    decided_at: Mapped[datetime] = mapped_column(Moment)
    holds_from: Mapped[datetime] = mapped_column(Moment)
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    method: Mapped[str] = mapped_column(String(16))
    categories: Mapped[dict[str, bool]] = mapped_column(JSON)
    counters: Mapped[dict[str, bool]] = mapped_column(JSON)
    grants: Mapped[list[str]] = mapped_column(JSON)
    edition: Mapped[int]
    banner: Mapped[str | None] = mapped_column(_REVISION)
    language: Mapped[str] = mapped_column(String(16))
    page: Mapped[str | None] = mapped_column(Text)
    gpc: Mapped[bool]
    device: Mapped[str] = mapped_column(String(16))
    nonce: Mapped[str | None] = mapped_column(String(22))
    subject: Mapped[bytes | None] = mapped_column(_HASH)
    leaf: Mapped[bytes] = mapped_column(_HASH)


class CountedRefusalRow(Base):
    """The id of a refusal that was only counted, remembered for a month: sending it again does not count it twice."""

    __tablename__ = "counted_refusals"
    __table_args__ = (Index("ix_counted_refusals_site_day", "site", "day"),)

    site: Mapped[str] = mapped_column(_SITE, primary_key=True)
    id: Mapped[str] = mapped_column(_RECORD, primary_key=True)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date]


class TallyRow(Base):
    """A part of the daily sums of one value, a column for each answer: what the writers of one shard added to them.

    SQLite keeps them in the order of their key, in which they are read.
    """

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)

    site: Mapped[str] = mapped_column(_SITE, primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    dimension: Mapped[str] = mapped_column(String(16), primary_key=True)
    value: Mapped[str] = mapped_column(String(64), primary_key=True)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)
    accepted: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)
    refused: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)
    chosen: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)
    withdrawn: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)
    granted: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)
    denied: Mapped[int] = mapped_column(BigInteger, server_default=_NONE)


class AccessRow(Base):
    """An access to records of a site; appended and never changed, but that erasure takes visitor and nonce out of it.

    `subject` is the hash that erasure leaves in their place. `leaf` is the hash of the row as it was appended.
    Of records that were destroyed, `since` and `until` say when the first and last of them came, `erased` how many of
    them were erased already, and `ids` which they were, 16 bytes each.
    """

    __tablename__ = "accesses"
    __table_args__ = (
        Index(None, "at"),
        Index("ix_accesses_site_at", "site", "at", "id"),
        Index("ix_accesses_site_visitor_at", "site", "visitor", "at", "id"),
        Index("ix_accesses_site_actor", "site", "actor", "at", "id"),
        Index("ix_accesses_site_act", "site", "act", "at", "id"),
    )

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    id: Mapped[str] = mapped_column(_RECORD, primary_key=True)
    shard: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    actor: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(16))
    visitor: Mapped[str | None] = mapped_column(_VISITOR)
    nonce: Mapped[str | None] = mapped_column(String(22))
    subject: Mapped[bytes | None] = mapped_column(_HASH)
    records: Mapped[int]
    reason: Mapped[str | None] = mapped_column(Text)
    leaf: Mapped[bytes] = mapped_column(_HASH)
    since: Mapped[datetime | None] = mapped_column(Moment)
    until: Mapped[datetime | None] = mapped_column(Moment)
    erased: Mapped[int | None]
    ids: Mapped[bytes | None] = mapped_column(LargeBinary)


class RestrictionRow(Base):
    """A visitor whose records are kept and not used, and since when."""

    __tablename__ = "restrictions"

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    visitor: Mapped[str] = mapped_column(_VISITOR, primary_key=True)
    since: Mapped[datetime] = mapped_column(Moment)


class ApiKeyRow(Base):
    """A key of a site's server: the hash of its secret, what it opens, and the last day on which it did (UTC)."""

    __tablename__ = "api_keys"

    site: Mapped[str] = mapped_column(ForeignKey("sites.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    name: Mapped[str] = mapped_column(String(80))
    scopes: Mapped[list[str]] = mapped_column(JSON)
    hash: Mapped[bytes] = mapped_column(_HASH)
    added_at: Mapped[datetime] = mapped_column(Moment)
    used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)


class UserRow(Base):
    """A user of the console: what she signs in with, the Argon2 hash of her password, and her role at each site.

    `totp` is the secret of her second factor, encrypted; it is on when there is a `totp_step`, that of the last code;
    `recovery` holds hashes of recovery codes.
    """

    __tablename__ = "users"

    id: Mapped[str] = mapped_column(_RECORD, primary_key=True)
    sign_in: Mapped[str] = mapped_column(String(120), unique=True)
    password: Mapped[str] = mapped_column(Text)
    roles: Mapped[dict[str, str]] = mapped_column(JSON)
    added_at: Mapped[datetime] = mapped_column(Moment)
    totp: Mapped[str | None] = mapped_column(String(64))
    totp_step: Mapped[int | None] = mapped_column(BigInteger)
    recovery: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))


class IdentityRow(Base):
    """A user as an identity provider knows her: the hash of issuer and subject."""

    __tablename__ = "identities"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)


class InvitationRow(Base):
    """A one-time link: the hash of its secret, the roles of who opens it, and what she is to sign in with, if told."""

    __tablename__ = "invitations"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    roles: Mapped[dict[str, str]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)
    sign_in: Mapped[str | None] = mapped_column(String(120))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment)


class SessionRow(Base):
    """A signed-in browser: the hash of the secret in its cookie; one that `needs_code` opens nothing yet."""

    __tablename__ = "sessions"

    hash: Mapped[bytes] = mapped_column(_HASH, primary_key=True)
    user: Mapped[str] = mapped_column(ForeignKey("users.id"), index=True)
    begun_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)
    device: Mapped[str] = mapped_column(String(16))
    needs_code: Mapped[bool] = mapped_column(server_default=false())


class SealRow(Base):
    """A seal as it was signed. Its records came from `since` up to `until`; the signed text says so too."""

    __tablename__ = "seals"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    since: Mapped[datetime] = mapped_column(Moment)
    until: Mapped[datetime] = mapped_column(Moment, index=True)
    signed: Mapped[str] = mapped_column(Text)


class TileRow(Base):
    """Up to 1024 leaves of a seal in their order: 16 bytes of each record's id, 32 of its hash, and their root."""

    __tablename__ = "tiles"

    seal: Mapped[int] = mapped_column(ForeignKey("seals.number"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    ids: Mapped[bytes] = mapped_column(LargeBinary)
    leaves: Mapped[bytes] = mapped_column(LargeBinary)
    root: Mapped[bytes] = mapped_column(_HASH)
