"""A user's second factor: begun, confirmed by a first code, used, and turned off.

The keys are read only where the app's secret is needed: a recovery code is good without them.
"""

from dataclasses import replace
from datetime import datetime
from hmac import compare_digest
from io import BytesIO

import pyotp
import segno
from sqlalchemy import Connection

from app.domain.access import Act
from app.domain.device import Device
from app.domain.signing_in import Fault, Unfit
from app.domain.two_factor import TwoFactor, kept_of, new_recovery_codes, plain
from app.domain.user import User, UserId
from app.services.note_managing import note_own
from app.services.sign_in import begin_session
from app.services.transaction import reading, writing
from app.signing.encryption import decrypted, encrypted, is_encrypted
from app.signing.keyring import Keys
from app.store import sessions, users

_ISSUER = "Kelisim"


def begin_two_factor(keys: Keys, user: User) -> None:
    """Make a secret for a user's app, in the place of one that no code has confirmed; one that is on stays.

    Raises UnusableKeys where there are no keys to encrypt it with.
    """
    with writing() as connection:
        kept = users.two_factor(connection, user.id)
        if kept is None or kept.step is None:
            users.keep_two_factor(connection, user.id, TwoFactor(encrypted(keys(), pyotp.random_base32(), user.id)))


def unconfirmed_secret(keys: Keys, user: User) -> str | None:
    """Return the secret that a user's app is to be given; None where there is none, or it is on already."""
    with reading() as connection:
        kept = users.two_factor(connection, user.id)
    return None if kept is None or kept.step is not None else _secret(keys, user.id, kept)


def picture_of(secret: str, sign_in: str) -> bytes:
    """Return what an app photographs to have the secret, as SVG."""
    told = pyotp.TOTP(secret).provisioning_uri(name=sign_in, issuer_name=_ISSUER)
    drawn = BytesIO()
    segno.make(told, error="m", micro=False).save(
        drawn, kind="svg", scale=6, light="#fff", svgclass=None, lineclass=None
    )
    return drawn.getvalue()


def confirm_two_factor(keys: Keys, user: User, code: str, device: Device, now: datetime) -> tuple[tuple[str, ...], str]:
    """Turn it on, and return the recovery codes, which nobody sees again, and the secret of a new session.

    All other sessions end. Raises Unfit where the code is wrong, and where there is nothing to confirm.
    """
    codes = new_recovery_codes()
    with writing() as connection:
        kept = users.two_factor(connection, user.id)
        if kept is None or kept.step is not None:
            raise Unfit("code", Fault.CODE)
        confirmed = replace(_used(keys, user.id, kept, code, now), recovery=tuple(map(kept_of, codes)))
        users.keep_two_factor(connection, user.id, confirmed)
        sessions.end(connection, user.id)
        note_own(connection, user, Act.TWO_FACTOR_ON, now)
        return codes, begin_session(connection, user.id, device, now)


def use_code(connection: Connection, keys: Keys, user: UserId, code: str, now: datetime) -> None:
    """Use a code of the app, or a recovery code, each once; raise Unfit where it is wrong or was used."""
    kept = users.two_factor(connection, user)
    if kept is None or kept.step is None:
        raise Unfit("code", Fault.CODE)
    users.keep_two_factor(connection, user, _used(keys, user, kept, code, now))


def turn_off_two_factor(keys: Keys, user: User, code: str, now: datetime) -> None:
    """Turn it off with one more code; raises Unfit where that is wrong or was used."""
    with writing() as connection:
        use_code(connection, keys, user.id, code, now)
        users.keep_two_factor(connection, user.id, None)
        note_own(connection, user, Act.TWO_FACTOR_OFF, now)


def _used(keys: Keys, user: UserId, kept: TwoFactor, code: str, now: datetime) -> TwoFactor:
    told = plain(code)
    after = kept.after_recovery(told)
    if after is None:
        step = _step_of(_secret(keys, user, kept), told, now)
        after = None if step is None else kept.after_step(step)
    if after is None:
        raise Unfit("code", Fault.CODE)
    return after


def _secret(keys: Keys, user: UserId, kept: TwoFactor) -> str:
    return decrypted(keys(), kept.secret, user) if is_encrypted(kept.secret) else kept.secret


def _step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return of which half minute a code is: this one, the one before or the next, for clocks go differently."""
    totp = pyotp.TOTP(secret)
    middle = totp.timecode(now)
    fits = (step for step in (middle, middle - 1, middle + 1) if compare_digest(_of(totp, step), code.encode()))
    return next(fits, None)


def _of(totp: pyotp.TOTP, step: int) -> bytes:
    return totp.generate_otp(step).encode()
