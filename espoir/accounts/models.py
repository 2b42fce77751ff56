from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Account, Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

OPEN_FOR = timedelta(days=14)


def fourteen_days_on() -> datetime:
    return clock.now() + OPEN_FOR


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class InvitationQuerySet(OwnedQuerySet["Invitation"]):
    def open(self) -> InvitationQuerySet:
        return self.filter(used_at=None, expires__gt=clock.now())


class Invitation(Owned):
    """A link that opens an account once. The link itself is sealed, so that a table alone lets nobody in."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.ForeignKey(Person, models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField(default=fourteen_days_on)
    used_at = models.DateTimeField(null=True, blank=True)
    box = SealedBox(under="person_id")
    token = Sealed("")

    objects = InvitationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "person"])]

    def __str__(self) -> str:
        return self.pk

    @property
    def is_open(self) -> bool:
        return self.used_at is None and clock.now() < self.expires

    def in_plain_words(self, reader: Any) -> str:
        if self.used_at:
            return _("You used your invitation on %(day)s.") % {"day": say.day(self.used_at, year=True)}
        return _("An invitation for you, until %(day)s.") % {"day": say.day(self.expires, year=True)}


class Session(AbstractBaseSession):
    """An open session. It says whose it is, so that all of someone's can be closed; never from where or with what."""

    account = models.ForeignKey(Account, models.CASCADE, null=True, related_name="sessions")

    objects = BaseSessionManager()  # type: ignore[misc]

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> Any:
        from espoir.accounts.sessions import SessionStore  # noqa: PLC0415 (the store imports this model)

        return SessionStore


class Doorstep(models.Model):
    """What is said to an account as it comes in next, and then no more."""

    account = models.OneToOneField(Account, models.CASCADE, primary_key=True, related_name="doorstep")
    knows_the_way_out = models.BooleanField(default=False)  # the page about quick exit has been read
    renewed_on = models.DateField(null=True, blank=True)  # someone here renewed how this account is opened

    def __str__(self) -> str:
        return self.account_id


class Try(models.Model):
    """One failed try. `tag` is keyed and changes every day: it leads back to no one, and goes within the hour."""

    tag = models.CharField(max_length=32)
    at = models.DateTimeField(default=clock.machine)  # the machine's clock: a held one must not reopen a door

    class Meta:
        indexes = [models.Index(fields=["tag", "at"]), models.Index(fields=["at"])]

    def __str__(self) -> str:
        return self.tag
