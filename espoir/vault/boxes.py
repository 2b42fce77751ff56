"""Sealed records: one box a row, padded, bound to its organisation, its person and its row."""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from copy import copy
from typing import Any, Generic, TypeVar, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from espoir.vault import keys
from espoir.vault.keys import Gone, WrongKey

VERSION = b"\x01"
PADDING = 256

T = TypeVar("T")


def seal(scope: str, subject: str, place: str, values: Mapping[str, Any]) -> bytes:
    """Seal `values` under the subject's key; the box opens only at `place` (model|row|field)."""
    text = json.dumps(values, cls=DjangoJSONEncoder, ensure_ascii=False).encode()
    text += b" " * (-len(text) % PADDING)  # white space means nothing in JSON: the length says nothing either
    return seal_bytes(scope, subject, place, text)


def unseal(scope: str, subject: str, place: str, box: bytes) -> dict[str, Any]:
    """Open a box. Raises `Gone` after shredding, `WrongKey` when the box was moved from where it was sealed."""
    return cast("dict[str, Any]", json.loads(unseal_bytes(scope, subject, place, box)))


def seal_bytes(scope: str, subject: str, place: str, content: bytes) -> bytes:
    """Seal a whole file. Its length shows."""
    nonce = secrets.token_bytes(12)
    return VERSION + nonce + AESGCM(_fields_key(scope, subject)).encrypt(nonce, content, _bound(scope, subject, place))


def unseal_bytes(scope: str, subject: str, place: str, box: bytes) -> bytes:
    """Open what `seal_bytes` sealed, with the same refusals as `unseal`."""
    try:
        return AESGCM(_fields_key(scope, subject)).decrypt(box[1:13], box[13:], _bound(scope, subject, place))
    except InvalidTag as wrong:
        raise WrongKey(place) from wrong


def tag(scope: str, subject: str, purpose: str) -> str:
    """A stable mark of this subject that points to nobody once the key is shredded. Raises `Gone`."""
    return hmac.digest(keys.subject_key(scope, subject), b"tag|" + purpose.encode(), "sha256").hex()[:32]


def _fields_key(scope: str, subject: str) -> bytes:
    return hmac.digest(keys.subject_key(scope, subject), b"fields", "sha256")


def _bound(scope: str, subject: str, place: str) -> bytes:
    return f"{scope}|{subject}|{place}".encode()


class SealedBox(models.BinaryField):  # type: ignore[type-arg]
    """The column that holds a row's sealed values. `under` names the attribute with the id of whose key it is."""

    def __init__(self, *, under: str, **kwargs: Any) -> None:
        self.under = under
        kwargs.setdefault("default", b"")
        kwargs.setdefault("editable", False)
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "under": self.under}

    def place(self, row: models.Model) -> tuple[str, str, str]:
        scope = getattr(row, "organisation_id", None) or keys.HOUSE
        return scope, getattr(row, self.under), f"{row._meta.label_lower}|{row.pk}|{self.name}"

    def opened(self, row: models.Model) -> dict[str, Any] | None:
        """The values inside, read once a row; None when the key is gone."""
        raw = row.__dict__.get(self.attname, b"")
        seen = row.__dict__.get(f"_{self.name}")
        if seen is None or seen[0] is not raw:
            seen = row.__dict__[f"_{self.name}"] = (raw, self._read(row, bytes(raw)))
        values: dict[str, Any] | None = seen[1]
        return values

    def _read(self, row: models.Model, raw: bytes) -> dict[str, Any] | None:
        if not raw:
            return {}
        try:
            return unseal(*self.place(row), raw)
        except Gone:
            return None

    def pre_save(self, row: models.Model, add: bool) -> bytes:
        seen = row.__dict__.get(f"_{self.name}")
        if seen is not None and seen[1] is not None and seen[0] is row.__dict__.get(self.attname):
            box = seal(*self.place(row), seen[1]) if seen[1] else b""
            row.__dict__[self.attname] = box
            row.__dict__[f"_{self.name}"] = (box, seen[1])
        return bytes(row.__dict__[self.attname])


class Sealed(property, Generic[T]):
    """One value inside a row's box: `note = Sealed("")`, then `row.note`. Reads as its default once the key is gone."""

    def __init__(self, default: T, *, box: str = "box") -> None:
        super().__init__()
        self.default, self.box = default, box

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> T:  # type: ignore[override]
        if row is None:
            return cast("T", self)
        values = self._box(row).opened(row)
        return cast("T", values[self.name]) if values and self.name in values else copy(self.default)

    def __set__(self, row: Any, value: T) -> None:
        values = self._box(row).opened(row)
        if values is None:
            raise Gone(self.name)
        values[self.name] = value

    def _box(self, row: models.Model) -> SealedBox:
        return cast(SealedBox, row._meta.get_field(self.box))
