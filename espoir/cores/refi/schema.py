"""The official schemas, as tables: what may stand where. What may not is taken out and said, never passed over.

Both schemas are those of REFI-QDA 1.5 (MIT, Copyright 2019 REFI): `data/Project.xsd` and `data/Codebook.xsd`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files

from lxml import etree

from espoir.cores.refi.refusals import Refused

XSD = "{http://www.w3.org/2001/XMLSchema}"
SCHEMA_LOCATION = "http://www.w3.org/2001/XMLSchema-instance"
PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
FILES = {PROJECT: "Project.xsd", CODEBOOK: "Codebook.xsd"}
DATE_TIME = re.compile(r"-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
DATE = re.compile(r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?")
SIMPLE = {
    "xsd:string": re.compile(r"(?s).*"),
    "xsd:boolean": re.compile(r"\s*(true|false|1|0)\s*"),
    "xsd:integer": re.compile(r"\s*[+-]?\d+\s*"),
    "xsd:decimal": re.compile(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*"),
    "xsd:date": DATE,
    "xsd:dateTime": DATE_TIME,
}
STANDS_IN = {"isCodable": "true", "name": "", "typeOfVariable": "Text"}  # for what a file left out
Element = etree._Element


@dataclass(frozen=True)
class Attribute:
    kind: str
    required: bool


@dataclass(frozen=True)
class Child:
    kind: str
    many: bool
    required: bool
    choice: bool = False  # one of several


@dataclass(frozen=True)
class Kind:
    attributes: dict[str, Attribute] = field(default_factory=dict)
    children: dict[str, Child] = field(default_factory=dict)
    in_any_order: bool = False  # and one child at least


@cache
def _tree(space: str) -> etree._ElementTree:
    packaged = files("espoir.cores.refi") / "data" / FILES[space]
    return etree.ElementTree(etree.fromstring(packaged.read_bytes()))


@cache
def _validator(space: str) -> etree.XMLSchema:
    return etree.XMLSchema(_tree(space))


def faults(root: Element, space: str) -> list[str]:
    """What the official schema finds wrong: nothing, when the document is valid."""
    valid = _validator(space)
    return [] if valid.validate(root) else str(valid.error_log).splitlines()


@cache
def kinds(space: str) -> dict[str, Kind]:
    """Each complex type of the schema: its attributes and its children, in their order."""
    found = {}
    for type_ in _tree(space).getroot().findall(f"{XSD}complexType"):
        attributes = {
            str(each.get("name")): Attribute(str(each.get("type")), each.get("use") == "required")
            for each in type_.findall(f"{XSD}attribute")
        }
        free = type_.find(f"{XSD}choice") is not None
        found[str(type_.get("name"))] = Kind(attributes, dict(_children(type_)), in_any_order=free)
    return found


def _children(type_: Element) -> Iterator[tuple[str, Child]]:
    for each in type_.iter(f"{XSD}element"):
        inside = each.getparent()
        choice = inside is not None and inside.tag == f"{XSD}choice"
        several = choice and inside is not None and inside.get("maxOccurs") == "unbounded"
        yield (
            str(each.get("name")),
            Child(
                kind=str(each.get("type")),
                many=several or each.get("maxOccurs") == "unbounded",
                required=not choice and each.get("minOccurs") != "0",
                choice=choice and not several,
            ),
        )


@cache
def _simple(space: str) -> dict[str, re.Pattern[str]]:
    found = dict(SIMPLE)
    for type_ in _tree(space).getroot().findall(f"{XSD}simpleType"):
        rules = [str(each.get("value")) for each in type_.iter(f"{XSD}pattern", f"{XSD}enumeration")]
        found[str(type_.get("name"))] = re.compile(rf"\s*({'|'.join(rules)})\s*")
    return found


# -- reading what others wrote ----------------------------------------------------------------------------------------


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def parsed(content: bytes) -> Element:
    """One XML document. Refused: what is not XML, and what brings its own entities."""
    try:
        root = etree.fromstring(content, _parser())
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise Refused(f"This is not XML that can be read: {wrong}.") from wrong
    if str(getattr(root.getroottree().docinfo, "doctype", "")):
        raise Refused("This XML declares a document type or entities of its own. It is not opened.")
    return root


def in_this_version(root: Element, space: str, said: list[str]) -> Element:
    """Older and misspelt names of the same namespace (…:0.4, …:1:0) are read as this one."""
    theirs = etree.QName(root).namespace or ""
    if theirs == space:
        return root
    said.append(f"the file names another version of the format: {theirs}")
    return etree.fromstring(etree.tostring(root, encoding="unicode").replace(f'"{theirs}"', f'"{space}"'), _parser())


def tidied(root: Element, space: str, root_kind: str) -> list[str]:
    """Leaves in `root` only what the schema knows, in its order; gives what was taken out or put in its place."""
    said: Counter[str] = Counter()
    _tidy(root, root_kind, space, said, (0,))
    return [f"{what} ({times} times)" if times > 1 else what for what, times in said.items()]


def _tidy(each: Element, kind: str, space: str, said: Counter[str], place: tuple[int, ...]) -> bool:
    """Whether what is left may stand there."""
    known = kinds(space).get(kind)
    if known is None:
        return _tidy_value(each, kind, space, said)
    name = etree.QName(each).localname
    _tidy_attributes(each, known, space, said, place)
    _say_stray_words(each.text, name, said)
    each.text = None
    given: list[Element] = []
    for child in list(each):
        each.remove(child)
        _say_stray_words(child.tail, name, said)
        child.tail = None
        tag = etree.QName(child)
        if tag.namespace == space and tag.localname in known.children:
            given.append(child)
        else:
            said[f"an element {tag.localname} inside of {name}"] += 1
    kept = 0
    for child in _in_order(given, known, name, said):
        if _tidy(child, known.children[etree.QName(child).localname].kind, space, said, (*place, kept)):
            each.append(child)
            kept += 1
    return _has_what_it_needs(each, known, name, said)


def _say_stray_words(words: str | None, inside: str, said: Counter[str]) -> None:
    if words and words.strip():
        said[f"words inside of {inside}: {_short(words)}"] += 1


def _in_order(given: list[Element], known: Kind, inside: str, said: Counter[str]) -> list[Element]:
    """As the schema has them, and no more of each than it allows."""
    places = {name: number for number, name in enumerate(known.children)}
    ordered = given if known.in_any_order else sorted(given, key=lambda one: places[etree.QName(one).localname])
    kept: list[Element] = []
    seen: set[str] = set()
    for one in ordered:
        name = etree.QName(one).localname
        child = known.children[name]
        slot = "one of several" if child.choice else name
        if slot in seen and not child.many:
            said[f"more than one {'value' if child.choice else name} inside of {inside}"] += 1
        else:
            kept.append(one)
        seen.add(slot)
    return kept


def _has_what_it_needs(each: Element, known: Kind, name: str, said: Counter[str]) -> bool:
    here = {etree.QName(child).localname for child in each}
    whole = {child for child, rule in known.children.items() if rule.required} <= here
    whole = whole and all(key in each.attrib for key, rule in known.attributes.items() if rule.required)
    whole = whole and bool(here or not known.in_any_order)
    if not whole and known.attributes:  # without any, it is an empty shelf: nothing is lost
        said[f"a {name} without what it needs"] += 1
    return whole


def _tidy_attributes(each: Element, known: Kind, space: str, said: Counter[str], place: tuple[int, ...]) -> None:
    name = etree.QName(each).localname
    rules = _simple(space)
    for attribute, value in list(each.attrib.items()):
        key, value = str(attribute), str(value)
        if key.startswith(f"{{{SCHEMA_LOCATION}}}"):
            del each.attrib[attribute]
        elif key not in known.attributes:
            said[f"an attribute {etree.QName(key).localname} of {name}"] += 1
            del each.attrib[attribute]
        elif not rules[known.attributes[key].kind].fullmatch(value):
            _mend(each, key, known.attributes[key].kind, name, said)
    for key, rule in known.attributes.items():
        if rule.required and key not in each.attrib:
            if key in STANDS_IN:
                each.set(key, STANDS_IN[key])
            elif key == "guid":
                each.set(key, _minted(name, place))
            else:
                continue
            said[f"no {key} of {name}: one was put in its place"] += 1


def _mend(each: Element, key: str, kind: str, name: str, said: Counter[str]) -> None:
    """A name that is no GUID becomes one, the same wherever it stands; what else does not fit is left out."""
    value = each.get(key, "")
    if kind == "GUIDType" and value.strip():
        each.set(key, _minted("", value.strip()))
        said["identifiers that are no GUID: each was given one, the same wherever it stands"] += 1
        return
    if value.strip():
        said[f"{key}={_short(value)} of {name}"] += 1
    del each.attrib[key]


def _tidy_value(each: Element, kind: str, space: str, said: Counter[str]) -> bool:
    name = etree.QName(each).localname
    for inside in list(each):
        said[f"an element {etree.QName(inside).localname} inside of {name}"] += 1
        each.text = (each.text or "") + (inside.tail or "")
        each.remove(inside)
    each.attrib.clear()
    fits = _simple(space)[kind].fullmatch(each.text or "") is not None
    if not fits and (each.text or "").strip():
        said[f"{_short(each.text or '')} as {name}"] += 1
    return fits


def _minted(name: str, place: object) -> str:
    """The same file gives the same name each time."""
    digest = sha256(f"{name}{place}".encode()).hexdigest()
    return f"{digest[:8]}-{digest[8:12]}-{digest[12:16]}-{digest[16:20]}-{digest[20:32]}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return f"“{words[:40]}…”" if len(words) > 40 else f"“{words}”"
