"""The zip that a project travels in: read with limits, written the same way each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from espoir.cores.refi.refusals import Refused

MOST_FILES = 5_000
MOST_OF_ONE = 100_000_000  # bytes, unpacked
MOST_OF_ALL = 300_000_000
MOST_TIMES = 200  # how many times larger a file may become: text shrinks 5 to 20 times
SMALL = 1_000_000  # below so many bytes, nothing is a bomb
A_PIECE = 1 << 20
SAME_DAY = (1980, 1, 1, 0, 0, 0)


def unpacked(content: bytes) -> dict[str, bytes]:
    """Every file of the zip by its name. Refused: a name that leaves the folder, a name twice, a lock, a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as box:
            members = [member for member in box.infolist() if not member.is_dir()]
            _check(members)
            return _read(box, members)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError, RuntimeError) as wrong:
        raise Refused(f"This is not a zip that can be read: {wrong}.") from wrong
    except Exception as wrong:  # zlib.error, lzma.LZMAError, UnicodeDecodeError: whatever a broken zip can raise
        if isinstance(wrong, Refused):
            raise
        raise Refused("This zip is broken: it cannot be unpacked.") from wrong


def _check(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_FILES:
        raise Refused(f"This zip holds {len(members)} files: more than {MOST_FILES} are not read.")
    names = [member.filename.casefold() for member in members]
    if len(set(names)) < len(names):
        raise Refused("This zip holds two files of the same name.")
    for member in members:
        if not _stays_inside(member.filename):
            raise Refused(f"This zip holds a name that leaves its folder: {member.filename!r}.")
        if member.flag_bits & 1:
            raise Refused("This zip is locked with a password. Save it again without one.")


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    return not (name.startswith("/") or "\\" in name or ":" in parts[0] or ".." in parts or "\0" in name)


def _read(box: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    """What the zip says of its sizes is not believed: pieces are counted as they come."""
    found: dict[str, bytes] = {}
    room = MOST_OF_ALL
    for member in members:
        most = min(MOST_OF_ONE, room, max(SMALL, MOST_TIMES * member.compress_size))
        pieces, size = [], 0
        with box.open(member) as file:
            while piece := file.read(A_PIECE):
                size += len(piece)
                if size > most:
                    raise Refused("This zip becomes far too large when it is unpacked. It is not opened.")
                pieces.append(piece)
        room -= size
        found[member.filename] = b"".join(pieces)
    return found


def packed(files: Mapping[str, bytes]) -> bytes:
    """The same files give the same bytes: names in order, one date for all."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as box:
        for name in sorted(files):
            member = zipfile.ZipInfo(name, date_time=SAME_DAY)
            member.compress_type, member.external_attr, member.create_system = zipfile.ZIP_DEFLATED, 0o644 << 16, 3
            box.writestr(member, files[name], compresslevel=1)
    return out.getvalue()
