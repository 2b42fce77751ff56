from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox

PARTS = ("does", "does_not", "ask_first", "turn_to")


class Charter(Owned):
    """One version of the role charter: a page in both languages. A version is never changed; an edit makes the next."""

    AFTER_ERASURE: ClassVar[str] = "stays"

    version = models.PositiveSmallIntegerField()
    since = models.DateTimeField(default=clock.now)
    box = SealedBox(under="organisation_id")
    does_fr = Sealed("")
    does_en = Sealed("")
    does_not_fr = Sealed("")
    does_not_en = Sealed("")
    ask_first_fr = Sealed("")
    ask_first_en = Sealed("")
    turn_to_fr = Sealed("")
    turn_to_en = Sealed("")

    objects = OwnedQuerySet["Charter"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="a_charter_version_is_written_once")
        ]

    def __str__(self) -> str:
        return f"{self.version}"

    def lines(self, part: str, language: str | None = None) -> list[str]:
        """The lines of one part, in the reader's language, or in the other one while that is not written."""
        first = "fr" if (language or get_language() or "fr").startswith("fr") else "en"
        other = "en" if first == "fr" else "fr"
        text: str = getattr(self, f"{part}_{first}") or getattr(self, f"{part}_{other}")
        return [line.strip() for line in text.splitlines() if line.strip()]

    def in_plain_words(self, reader: Any) -> str:
        return _("Role charter, version %(version)d") % {"version": self.version}


class Agreement(Owned):
    """Someone said yes to one version of the charter."""

    ABOUT: ClassVar[tuple[str, ...]] = ("person",)
    AFTER_ERASURE: ClassVar[str] = "goes"

    charter = models.ForeignKey(Charter, models.CASCADE, related_name="agreements")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    objects = OwnedQuerySet["Agreement"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["charter", "person"], name="a_yes_to_a_charter_is_said_once")]

    def __str__(self) -> str:
        return self.pk

    def in_plain_words(self, reader: Any) -> str:
        return _("You said yes to version %(version)d of the role charter on %(day)s.") % {
            "version": self.charter.version,
            "day": say.day(self.at, year=True),
        }
