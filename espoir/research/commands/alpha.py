from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import Any

from espoir.console import BadUsage


def add(verbs: Any) -> ArgumentParser:
    """The words that this command understands."""
    verb: ArgumentParser = verbs.add_parser("alpha")
    return verb


def run(wanted: Namespace) -> int:
    raise BadUsage("alpha is being written.")
