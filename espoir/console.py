"""What commands that read a file share: a refusal is a sentence, and a file is read whole or not at all."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn


class BadUsage(Exception):
    """The sentence says what to do."""


class Unreadable(Exception):
    """The sentence says which file, where, and what to put right."""


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise BadUsage(f"{message}\n{self.format_usage()}")


def text_of(path: Path, *, most: int) -> str:
    """A plain text file in UTF-8 of at most so many bytes."""
    try:
        if path.stat().st_size > most:
            raise Unreadable(f"{path} is larger than {most // 1_000_000} MB: cut it into smaller files.")
        content = path.read_bytes()
    except OSError as wrong:
        raise Unreadable(f"{path} cannot be opened: {wrong.strerror}.") from wrong
    if b"\0" in content:
        raise Unreadable(f"{path} is not plain text in UTF-8: it holds NUL bytes. Save it as CSV in UTF-8.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        raise Unreadable(f"{path} is not UTF-8 (line {line}). Save it as CSV in UTF-8.") from wrong
