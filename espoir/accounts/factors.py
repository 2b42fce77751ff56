"""Passkeys, codes from an app and backup codes: allauth's mechanics, sealed under the account's own key."""

from __future__ import annotations

import base64
import hmac
import io
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from qrcode.image.svg import SvgPathImage

from espoir.organisations.models import Account, Person, Submission
from espoir.vault import boxes, keys
from espoir.vault.keys import WrongKey

PASSKEY, APP, BACKUP = Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
_whose: ContextVar[str] = ContextVar("whose")
_PLACE = "accounts|means"
NEUTRAL = "Carnet"


@contextmanager
def _of(account: Account) -> Iterator[None]:
    token = _whose.set(account.pk)
    try:
        yield
    finally:
        _whose.reset(token)


class SealedMeans(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth stores is sealed under the key of the account, and what a device shows says nothing."""

    def encrypt(self, text: str) -> str:
        box = boxes.seal(keys.HOUSE, _whose.get(), _PLACE, {"text": text})
        return f"{_whose.get()}:{base64.b64encode(box).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        account, _, box = encrypted_text.partition(":")
        text: str = boxes.unseal(keys.HOUSE, account, _PLACE, base64.b64decode(box))["text"]
        return text

    def get_totp_label(self, user: Account) -> str:
        return f"{NEUTRAL} {user.pk[:2]}"

    def get_totp_issuer(self) -> str:
        return NEUTRAL

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": NEUTRAL}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        label = self.get_totp_label(user)
        return {"id": user.pk.encode(), "name": label, "display_name": label}


_sealed = SealedMeans()


def seal(account: Account, text: str) -> str:
    with _of(account):
        return _sealed.encrypt(text)


def unseal(text: str) -> str:
    return _sealed.decrypt(text)


def opened(account: Account, sealed: str) -> str | None:
    """What was sealed for this account and comes back from its own page, or None."""
    if not sealed.startswith(f"{account.pk}:"):
        return None
    try:
        return unseal(sealed)
    except (WrongKey, ValueError, IndexError):
        return None


def means(account: Account, *kinds: str) -> Any:
    return Authenticator.objects.filter(user=account, type__in=kinds)


def has_passkey(account: Account) -> bool:
    return bool(means(account, PASSKEY).exists())


def has_app(account: Account) -> bool:
    return bool(means(account, APP).exists())


def has_second(account: Account) -> bool:
    return bool(means(account, PASSKEY, APP).exists())


# Passkeys


def passkeys(account: Account) -> list[Authenticator]:
    found = list(means(account, PASSKEY).order_by("pk"))
    for passkey in found:
        passkey.called = name_of(passkey)
    return found


def name_of(passkey: Authenticator) -> str:
    return unseal(passkey.data["name"]) if passkey.data["name"] else ""


def ask_for_new_passkey(account: Account) -> dict[str, Any]:
    return cast("dict[str, Any]", webauthn.begin_registration(account, True))


def add_passkey(account: Account, credential: dict[str, Any], *, called: str) -> bool:
    try:
        webauthn.parse_registration_response(credential)
        if not webauthn.complete_registration(credential).is_user_verified():
            return False
    except (ValidationError, ValueError, KeyError, TypeError):
        return False
    webauthn.WebAuthn.add(account, seal(account, called) if called else "", credential)
    return True


def rename_passkey(passkey: Authenticator, *, called: str) -> None:
    passkey.data["name"] = seal(passkey.user, called) if called else ""
    passkey.save(update_fields=["data"])


def ask_for_passkey(account: Account | None = None) -> dict[str, Any]:
    return cast("dict[str, Any]", webauthn.begin_authentication(account))


def check_passkey(credential: Any, account: Account | None = None) -> Account | None:
    """Whose passkey answered, or None. `account` is who it must be, when that is already known."""
    try:
        webauthn.parse_authentication_response(credential)
        who = webauthn.extract_user_from_response(credential)
        if account is not None and who != account:
            return None
        webauthn.complete_authentication(who, credential)
    except (ValidationError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return who if who.is_active else None


# Codes from an app


def new_secret() -> str:
    return cast(str, totp.generate_totp_secret())


def qr_of_secret(account: Account, secret: str) -> bytes:
    return qr_svg(_sealed.build_totp_url(account, secret))


def code_now(secret: str) -> str:
    counter = list(totp.yield_hotp_counters_from_time())[settings.MFA_TOTP_TOLERANCE]
    return cast(str, totp.format_hotp_value(totp.hotp_value(secret, counter)))


def add_app(account: Account, secret: str, code: str) -> bool:
    if not totp.validate_totp_code(secret, code):
        return False
    with _of(account), transaction.atomic():
        means(account, APP).delete()
        totp.TOTP.activate(account, secret)
    return True


def check_app(account: Account, code: str) -> bool:
    """A code is good once, whichever worker hears it first."""
    found = means(account, APP).first()
    if found is None or not totp.validate_totp_code(unseal(found.data["secret"]), code):
        return False
    digits = "".join(filter(str.isdigit, code))
    key = hmac.digest(settings.SECRET_KEY.encode(), f"code|{account.pk}|{digits}".encode(), "sha256").hex()[:24]
    try:
        with transaction.atomic():
            Submission.objects.create(key=key)
    except IntegrityError:
        return False
    return True


def remove_app(account: Account) -> None:
    means(account, APP).delete()


# Backup codes


def new_backup_codes(account: Account) -> list[str]:
    """Ten new codes, shown once; those from before no longer open anything."""
    with _of(account), transaction.atomic():
        means(account, BACKUP).delete()
        return [f"{code[:4]} {code[4:8]} {code[8:]}" for code in RecoveryCodes.activate(account).generate_codes()]


def backup_codes_left(account: Account) -> int:
    found = means(account, BACKUP).first()
    return len(RecoveryCodes(found).get_unused_codes()) if found else 0


def check_backup_code(account: Account | None, code: str) -> bool:
    """The same work is done for an account that does not exist."""
    found = means(account or _NOBODY, BACKUP).first()
    if found is None:
        with _of(_NOBODY):
            RecoveryCodes(Authenticator(data={"seed": _seed_of_nobody(), "used_mask": 0})).generate_codes()
        return False
    return bool(RecoveryCodes(found).validate_code(code))


_NOBODY = Account(pk="nobody", login="")


def _seed_of_nobody() -> str:
    if not keys.exists(keys.HOUSE, _NOBODY.pk):
        keys.mint(keys.HOUSE, _NOBODY.pk)
    return _sealed.encrypt(RecoveryCodes.generate_seed())


# The demonstration's


DEMONSTRATION_SECRET = "CARNETCARNETCARNETCARNETCARNETCA"  # noqa: S105 (of invented people)


def give_demonstration_code(account: Account) -> None:
    """In the demonstration, staff sign in with a code that the page itself tells."""
    with _of(account), transaction.atomic():
        means(account, APP).delete()
        totp.TOTP.activate(account, DEMONSTRATION_SECRET)


def demonstration_code(account: Account) -> str | None:
    """The code that is good now, only for the invented people of the demonstration."""
    found = means(account, APP).first() if _is_invented(account) else None
    if found is None or unseal(found.data["secret"]) != DEMONSTRATION_SECRET:
        return None
    return code_now(DEMONSTRATION_SECRET)


def _is_invented(account: Account) -> bool:
    if settings.DEMONSTRATION:
        return True
    people = Person.objects.everywhere(because="narrowed to the account's own people").filter(account=account)
    return people.exists() and all(person.organisation.is_demonstration for person in people)


def qr_svg(text: str) -> bytes:
    file = io.BytesIO()
    qrcode.make(text, image_factory=SvgPathImage, box_size=10, border=3).save(file)
    return file.getvalue()
