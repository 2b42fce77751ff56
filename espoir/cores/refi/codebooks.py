"""QDC files: a codebook alone, in and out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from espoir.cores.refi import schema
from espoir.cores.refi.project import Code, Set
from espoir.cores.refi.reading import code_of
from espoir.cores.refi.refusals import Refused
from espoir.cores.refi.schema import CODEBOOK
from espoir.cores.refi.writing import clean, put_code

QC = f"{{{CODEBOOK}}}"


@dataclass
class Codebook:
    """Codes with what stands under them, sets of codes, and what was not understood."""

    codes: tuple[Code, ...] = ()
    sets: tuple[Set, ...] = ()
    origin: str = ""
    not_understood: list[str] = field(default_factory=list)


def read_codebook(content: bytes) -> Codebook:
    """A QDC file. Raises `Refused` when it is not one, or is hostile."""
    root = schema.parsed(content)
    name = etree.QName(root)
    if name.localname != "CodeBook" or not (name.namespace or "").startswith("urn:QDA-XML:codebook"):
        raise Refused("This is not a REFI-QDA codebook: its first element is not CodeBook.")
    said: list[str] = []
    root = schema.in_this_version(root, CODEBOOK, said)
    said += schema.tidied(root, CODEBOOK, "CodeBookType")
    return Codebook(
        codes=tuple(map(code_of, root.iterfind(f"{QC}Codes/{QC}Code"))),
        sets=tuple(map(_set, root.iterfind(f"{QC}Sets/{QC}Set"))),
        origin=root.get("origin", ""),
        not_understood=said,
    )


def _set(each: schema.Element) -> Set:
    members = tuple(one.get("guid", "") for one in each.iterfind(f"{QC}MemberCode"))
    return Set(each.get("guid", ""), each.get("name", ""), each.findtext(f"{QC}Description") or "", members)


def write_codebook(codes: Sequence[Code], *, sets: Iterable[Set] = (), origin: str = "") -> bytes:
    """A codebook that the official schema accepts: it needs one code at least."""
    if not codes:
        raise ValueError("a codebook without any code is not valid")
    root = etree.Element(f"{QC}CodeBook", nsmap=cast(dict[str, str], {None: CODEBOOK}))
    if origin:
        root.set("origin", clean(origin))
    shelf = etree.SubElement(root, f"{QC}Codes")
    for code in codes:
        put_code(shelf, code, QC)
    for each in sets:
        _put_set(root, each)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8", standalone=True)


def _put_set(root: schema.Element, each: Set) -> None:
    last = root[-1]
    shelf = last if last.tag == f"{QC}Sets" else etree.SubElement(root, f"{QC}Sets")
    one = etree.SubElement(shelf, f"{QC}Set", guid=each.guid, name=clean(each.name))
    if each.description:
        etree.SubElement(one, f"{QC}Description").text = clean(each.description)
    for code in each.codes:
        etree.SubElement(one, f"{QC}MemberCode", guid=code)
