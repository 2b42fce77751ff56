"""Rows as most applications keep them. Their table is made for the measure, and no installation has it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from django.apps.registry import Apps
from django.db import connection, models

ROWS, GROUPS = 10_000, 400
WORDS = ("café", "marche", "eau", "banc", "midi", "heure", "quiet", "river", "morning", "letter", "bus", "tea", "paper")


class Plain(models.Model):
    group = models.IntegerField(db_index=True)
    name = models.CharField(max_length=60)
    words = models.TextField()

    objects: ClassVar[models.Manager[Plain]] = models.Manager()

    class Meta:
        app_label = "bench"
        apps = Apps()  # of its own: the house does not know this table

    def __str__(self) -> str:
        return self.name


@contextmanager
def table() -> Iterator[None]:
    make()
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Plain)


def make() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(Plain)
    Plain.objects.bulk_create(
        Plain(group=number % GROUPS, name=f"Row {number}", words=words(number, 10)) for number in range(ROWS)
    )


def words(seed: int, count: int) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))  # noqa: S311
