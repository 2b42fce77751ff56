from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from espoir.organisations.owned import Owned, OwnedQuerySet
from espoir.vault.boxes import Sealed, SealedBox


class Measure(Owned):
    """A published questionnaire in one organisation: the wording it brought, and whether it is switched on.

    It holds what is asked, never what anyone answers.
    """

    code = models.SlugField(max_length=20)
    version = models.CharField(max_length=20)
    on_since = models.DateField(null=True)
    box = SealedBox(under="organisation_id")
    wording: Sealed[dict[str, dict[str, Any]]] = Sealed({})  # "fr" or "en" → see `wording.parse`

    objects = OwnedQuerySet["Measure"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code", "version"], name="one_row_a_questionnaire")
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def in_plain_words(self, reader: Any) -> str:
        return _("A published questionnaire")
