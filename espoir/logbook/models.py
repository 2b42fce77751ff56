from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from espoir import clock
from espoir.organisations.models import Organisation
from espoir.organisations.owned import Owned, OwnedQuerySet


class Head(models.Model):
    """The end of one organisation's chain. Locked while a line is added, so that lines never fork."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, primary_key=True, related_name="+")
    seq = models.PositiveBigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.seq}"


class Entry(Owned):
    """Who did, or opened, what. It holds no value; `tag` points to the person concerned only while her key exists."""

    ABOUT: ClassVar[tuple[str, ...]] = ()  # read through `logbook.queries.seen_by`, with her tag

    seq = models.PositiveBigIntegerField()
    at = models.DateTimeField(default=clock.now)
    who = models.CharField(max_length=12, blank=True)  # a person's id, or empty: the worker
    verb = models.CharField(max_length=40)
    tag = models.CharField(max_length=32, blank=True)
    what = models.CharField(max_length=60, blank=True)  # model label and row
    mac = models.CharField(max_length=64)

    objects = OwnedQuerySet["Entry"].as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "seq"], name="a_line_has_one_place")]
        indexes = [models.Index(fields=["organisation", "tag", "-seq"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    def in_plain_words(self, reader: Any) -> str:
        return ""
