"""What was deleted must not wait in SQLite's side file. (PostgreSQL: `records.upkeep.nightly` vacuums.)"""

from __future__ import annotations

from django.db import connection


def empty_the_write_ahead_log() -> None:
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
