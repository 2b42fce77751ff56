"""Which reader a file is for, by what it holds rather than by what it is called; and its letters."""

from __future__ import annotations

from espoir.cores.captions import cues, papers, typed
from espoir.cores.captions.turns import LIMIT, NotReadable, Problem, Refusal, Transcript, What, Why

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"MZ\x90", b"ID3", b"RIFF")
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read(content: bytes, name: str = "") -> Transcript:
    """The turns of a VTT, SRT, DOCX or plain text. `name` only tells captions from typed text when there is no cue.

    Raises `NotReadable`, never anything else, whatever the bytes.
    """
    if len(content) > LIMIT:
        raise NotReadable(Refusal.TOO_BIG)
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise NotReadable(Refusal.EMPTY)
    if content.startswith(ZIP):
        return papers.read(content)
    if content.startswith(OLE):
        raise NotReadable(Refusal.PROTECTED)
    if content.startswith(OTHERS):
        raise NotReadable(Refusal.OTHER_KIND)
    text, doubt = _decoded(content)
    read_it = cues.read if name.lower().endswith((".vtt", ".srt")) or cues.looks_like(text) else typed.read
    transcript = read_it(text)
    return Transcript(transcript.turns, transcript.cues, (*doubt, *transcript.problems))


def _decoded(content: bytes) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in BOMS:
        if content.startswith(mark):
            return _or_refuse(content, encoding), ()
    if content[1:2] == b"\0" or content[:1] == b"\0":  # UTF-16 without its mark: half of Latin letters are NUL
        return _or_refuse(content, "utf-16-le" if content[1:2] == b"\0" else "utf-16-be"), ()
    if b"\0" in content:
        raise NotReadable(Refusal.NOT_TEXT)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        text = _or_refuse(content, "cp1252")
        return text, (Problem(What.DOUBT, Why.ENCODING, line),)


def _or_refuse(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as wrong:
        raise NotReadable(Refusal.NOT_TEXT) from wrong
    odd = sum(sign < " " and sign not in "\t\r\n\f\v\x1c\x1d\x1e\x1f" for sign in text)
    if odd * 20 > len(text):
        raise NotReadable(Refusal.NOT_TEXT)
    return text
