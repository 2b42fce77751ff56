"""What is tidied once a night for the whole installation, outside any organisation."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import connection
from django_tasks_db.models import DBTaskResult

from espoir import clock
from espoir.logbook import anchors
from espoir.organisations.models import Submission
from espoir.records import copies
from espoir.vault.sweeping import empty_the_write_ahead_log

A_DAY = timedelta(days=1)


def nightly() -> None:
    Submission.objects.filter(at__lt=clock.now() - 2 * A_DAY).delete()
    DBTaskResult.objects.filter(finished_at__lt=clock.now() - A_DAY).delete()
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
    sweep()
    copies.remove_strays()
    if settings.COPIES:
        anchors.copy_out(Path(settings.COPIES))


def sweep() -> None:
    """Leave nothing of what was deleted in the database's files."""
    empty_the_write_ahead_log()
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM")
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
