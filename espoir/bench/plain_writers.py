"""The writers beside us: one row and one counter each time, in Django's own way."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from django.db import transaction

from espoir.bench.plain_rows import Plain, make
from espoir.bench.waiting import write


def prepare_plain(wanted: Namespace) -> dict[str, Any]:
    make()
    return {}


def write_plain(wanted: Namespace) -> dict[str, Any]:
    def note() -> None:
        with transaction.atomic():
            Plain.objects.filter(pk=1).update(group=1)
            Plain.objects.create(group=1, name="x", words="y")

    return write(note, wanted.seconds)
