"""How long writers wait for their turn."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, connection

WRITERS, SECONDS = 8, 5.0


def write(note: Callable[[], None], seconds: float) -> dict[str, Any]:
    """Write again and again; how long each time took, and how often the database refused."""
    connection.ensure_connection()
    waits: list[float] = []
    errors = 0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.perf_counter()
        try:
            note()
        except DatabaseError:
            errors += 1
        waits.append((time.perf_counter() - started) * 1000)
    return {"waits": waits, "errors": errors}


def together(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """What all the writers went through."""
    waits = sorted(wait for part in parts for wait in part["waits"])
    return {
        "writers": len(parts),
        "written": len(waits),
        "errors": sum(part["errors"] for part in parts),
        "p50_ms": round(waits[len(waits) // 2], 2),
        "p95_ms": round(waits[int(0.95 * (len(waits) - 1))], 2),
        "worst_wait_ms": round(waits[-1], 2),
    }
