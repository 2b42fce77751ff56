from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir import clock
from espoir.i18n import say
from espoir.organisations import earlier
from espoir.organisations.ids import LENGTH, new_id
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.organisations.roles import ALLOWED, STAFF, Permission, Role
from espoir.vault import keys
from espoir.vault.boxes import Sealed, SealedBox


class AccountManager(BaseUserManager["Account"]):
    def create_user(self, login: str, password: str | None = None, **extra: Any) -> Account:
        account = self.model(login=login, **extra)
        account.set_password(password)
        account.save()
        return account


class Account(AbstractBaseUser):
    """What opens a session: three words, and a passphrase or a passkey. No name, no e-mail."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    login = models.CharField(gettext_lazy("your three words"), max_length=60, unique=True)
    language = models.CharField(max_length=5, default="fr-ca")
    is_active = models.BooleanField(default=True)
    last_login = None  # nobody keeps when someone came

    objects = AccountManager()
    USERNAME_FIELD = "login"

    def __str__(self) -> str:
        return self.pk

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not keys.exists(keys.HOUSE, self.pk):
            keys.mint(keys.HOUSE, self.pk)
        super().save(*args, **kwargs)


class Clock(models.TextChoices):
    """How long the sealed part of a kind of row is kept, in months. Each organisation sets its own lengths."""

    ENDED = "ended", gettext_lazy("after support has ended")
    NOTES = "notes", gettext_lazy("short notes about a meeting")
    SUPERVISION = "supervision", gettext_lazy("supervision notes")
    INCIDENTS = "incidents", gettext_lazy("what was reported")
    CONSENTS = "consents", gettext_lazy("receipts of choices")


CLOCKS_AT_FIRST = {
    Clock.ENDED: 12, Clock.NOTES: 3, Clock.SUPERVISION: 12, Clock.INCIDENTS: 36, Clock.CONSENTS: 24,
}  # fmt: skip


def clocks_at_first() -> dict[str, int]:
    return {str(name): months for name, months in CLOCKS_AT_FIRST.items()}


class Organisation(models.Model):
    """One organisation of the installation, walled off from the others."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    slug = models.SlugField(max_length=30, unique=True)  # neutral: it stands in addresses
    name = models.CharField(gettext_lazy("name of the organization"), max_length=120)
    site_name = models.CharField(gettext_lazy("name on the screen"), max_length=30, default="Carnet")
    languages = models.JSONField(default=list)  # BCP 47, the first is the organisation's own
    regions = models.JSONField(default=list)  # free short names, never an address
    exit_url = models.URLField(default="https://meteo.gc.ca/")
    clocks = models.JSONField(default=clocks_at_first)  # Clock → months
    opening_hours = models.JSONField(
        default=dict
    )  # {"days": ["mon", …], "from": "09:00", "to": "17:00", "on_call": person id}
    staff_idle_minutes = models.PositiveSmallIntegerField(default=30)
    idle_minutes = models.PositiveSmallIntegerField(default=20)
    is_demonstration = models.BooleanField(default=False)
    since = models.DateField(default=clock.today)

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not keys.exists(self.pk, self.pk):
            keys.mint(self.pk, self.pk)  # its own texts are sealed under its own key
        super().save(*args, **kwargs)


class PersonQuerySet(OwnedQuerySet["Person"]):
    def here(self) -> Self:
        return self.filter(state=Person.State.HERE)

    def wearing(self, *roles: Role) -> Self:
        hats = Hat.objects.everywhere(because="narrowed by the outer query").filter(role__in=roles)
        reader = earlier.reader() if Role.PEER in roles else None
        if reader is not None:  # that someone came for support lies in her earlier file
            hats = hats.exclude(role=Role.PEER, person__in=earlier.closed_to(reader))
        return self.filter(pk__in=hats.values("person"))


class Person(Owned):
    """Someone of one organisation: who wears which hats, under the name they chose. Never why they are here."""

    class State(models.TextChoices):
        HERE = "here"
        LEFT = "left"
        ERASED = "erased"

    ABOUT: ClassVar[tuple[str, ...]] = ("pk",)

    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True, related_name="people")
    state = models.CharField(max_length=6, choices=State, default=State.HERE)
    since = models.DateField(default=clock.today)
    box = SealedBox(under="pk")
    chosen_name = Sealed("")
    pronoun = Sealed("")
    language = Sealed("fr-ca")

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "account"], name="one_person_each_in_an_organisation")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What a screen calls this person, also once everything about them is erased."""
        return self.chosen_name or _("someone")

    @property
    def roles(self) -> frozenset[Role]:
        if "_roles" not in self.__dict__:
            self.__dict__["_roles"] = frozenset(Role(hat.role) for hat in self.hats.all())
        found: frozenset[Role] = self.__dict__["_roles"]
        return found

    def is_known_to_wear(self, roles: Iterable[Role]) -> None:
        """Whoever fetched them with her spares the query."""
        self.__dict__["_roles"] = frozenset(roles)

    def may(self, permission: Permission) -> bool:
        return any(permission in ALLOWED[role] for role in self.roles)

    @property
    def is_staff_here(self) -> bool:
        return bool(self.roles & STAFF)

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not keys.exists(self.organisation_id, self.pk):
            keys.mint(self.organisation_id, self.pk)
        super().save(*args, **kwargs)

    def in_plain_words(self, reader: Any) -> str:
        return _("Your chosen name: %(name)s") % {"name": self.name}


class Hat(Owned):
    """A role that a person holds here."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)

    person = models.ForeignKey(Person, models.CASCADE, related_name="hats")
    role = models.CharField(max_length=20, choices=Role)

    objects = OwnedQuerySet["Hat"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "role"], name="a_hat_is_worn_once")]
        indexes = [models.Index(fields=["organisation", "role"])]

    def __str__(self) -> str:
        return self.get_role_display()

    def in_plain_words(self, reader: Any) -> str:
        if self.role == Role.PEER:
            return _("You have a place here.")
        return _("Your role here: %(role)s") % {"role": self.get_role_display()}


class EarlierFile(Owned):
    """Someone who came for support now works here: what was entrusted before this day is closed to every colleague."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    person = models.OneToOneField(Person, models.CASCADE, related_name="earlier_file")
    since = models.DateField(default=clock.today)

    objects = OwnedQuerySet["EarlierFile"].as_manager()

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("What you entrusted before %(day)s is closed to the team.") % {
            "day": say.day(self.since, weekday=False, year=True)
        }


class Submission(models.Model):
    """A form that has already been sent once (see `ui` tag `{% once %}`): sending it twice changes nothing."""

    key = models.CharField(primary_key=True, max_length=24)
    at = models.DateTimeField(default=clock.now, db_index=True)

    def __str__(self) -> str:
        return self.key
