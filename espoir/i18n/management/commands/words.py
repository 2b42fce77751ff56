from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from espoir.i18n import catalogue, compiled


class Command(BaseCommand):
    help = "Find every sentence, keep each room's French catalogue up to date, and compile them."
    requires_system_checks: list[str] = []  # it also runs before anything is set up

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("rooms", nargs="*", help="only these rooms")

    def handle(self, *args: Any, **options: Any) -> None:
        for room in catalogue.rooms():
            if not options["rooms"] or room.name in options["rooms"]:
                catalogue.update(room)
                for sentence in catalogue.untranslated(room):
                    self.stdout.write(f"{room.name}: {sentence!r} has no French yet")
        compiled.compile_all()
