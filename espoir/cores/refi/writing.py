"""A `Project` as a QDPX file that the official schema accepts. The same project gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree

from espoir.cores.refi.containers import packed
from espoir.cores.refi.project import Case, Code, Coding, Kept, Passage, Project, Set, Stamp, Text, Value
from espoir.cores.refi.reading import FOLDER, INTERNAL, Q
from espoir.cores.refi.schema import PROJECT, Element

NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
Sub = etree.SubElement


def write(project: Project) -> bytes:
    """The project as QDPX: `project.qde`, and each text in `sources/`."""
    files = {f"{FOLDER}{name}": content for name, content in project.files.items()}
    qde = document(project, files)
    files["project.qde"] = etree.tostring(qde, xml_declaration=True, encoding="utf-8", standalone=True)
    return packed(files)


def document(project: Project, files: dict[str, bytes]) -> Element:
    """The XML alone; the words of its texts are put into `files`."""
    root = etree.Element(f"{Q}Project", nsmap=cast(dict[str, str], {None: PROJECT}))
    root.set("name", clean(project.name))
    _set_all(root, origin=project.origin, basePath=project.base_path)
    made = project.stamp
    _set_all(root, creatingUserGUID=made.by, creationDateTime=made.on)
    _set_all(root, modifyingUserGUID=made.changed_by, modifiedDateTime=made.changed_on)
    for user in project.users:
        _set_all(Sub(_shelf(root, "Users"), f"{Q}User"), guid=user.guid, name=user.name, id=user.initials)
    for code in project.codes:
        put_code(_shelf(_shelf(root, "CodeBook"), "Codes"), code, Q)
    _variables_and_cases(root, project)
    for source in project.sources:
        if isinstance(source, Kept):
            _shelf(root, "Sources").append(etree.fromstring(source.xml))
        else:
            _text(_shelf(root, "Sources"), "TextSource", source, files)
    for note in project.notes:
        _text(_shelf(root, "Notes"), "Note", note, files)
    for link in project.links:
        _shelf(root, "Links").append(etree.fromstring(link.xml))
    for one in project.sets:
        _set_of(_shelf(root, "Sets"), one)
    for graph in project.graphs:
        _shelf(root, "Graphs").append(etree.fromstring(graph.xml))
    _words(root, project.description)
    _refs(root, "NoteRef", project.about)
    return root


def _shelf(under: Element, name: str) -> Element:
    """The one element of that name, made when it is first needed: an empty one is not valid."""
    last = under[-1] if len(under) else None
    return last if last is not None and last.tag == f"{Q}{name}" else Sub(under, f"{Q}{name}")


def put_code(under: Element, code: Code, space: str) -> None:
    """A Code element with what stands under it, in the namespace of a project or of a codebook."""
    each = Sub(under, f"{space}Code")
    _set_all(each, guid=code.guid)
    each.set("name", clean(code.name))
    each.set("isCodable", "true" if code.codable else "false")
    _set_all(each, color=code.colour)
    if code.description:
        Sub(each, f"{space}Description").text = clean(code.description)
    if space == Q:
        _refs(each, "NoteRef", code.notes)
    for child in code.children:
        put_code(each, child, space)


def _variables_and_cases(root: Element, project: Project) -> None:
    for variable in project.variables:
        each = Sub(_shelf(root, "Variables"), f"{Q}Variable")
        _set_all(each, guid=variable.guid)
        each.set("name", clean(variable.name))
        _set_all(each, typeOfVariable=variable.kind)
        _words(each, variable.description)
    for case in project.cases:
        _case(_shelf(root, "Cases"), case)


def _case(under: Element, case: Case) -> None:
    each = Sub(under, f"{Q}Case")
    _set_all(each, guid=case.guid, name=case.name)
    _words(each, case.description)
    _refs(each, "CodeRef", case.codes)
    _values(each, case.values)
    _refs(each, "SourceRef", case.sources)
    _refs(each, "SelectionRef", case.passages)


def _text(under: Element, kind: str, text: Text, files: dict[str, bytes]) -> None:
    each = Sub(under, f"{Q}{kind}")
    _set_all(each, guid=text.guid, name=text.name, richTextPath=text.rich_path)
    _words(each, text.description)
    in_xml = kind == "Note" and text.text is not None and not text.path and clean(text.text) == text.text
    if text.text is None:
        _set_all(each, plainTextPath=text.path)
    elif in_xml and "\r" not in text.text:
        Sub(each, f"{Q}PlainTextContent").text = text.text
    else:
        name = _file_name(text)
        each.set("plainTextPath", f"{INTERNAL}{name}")
        files[f"{FOLDER}{name}"] = text.text.encode("utf-8", "replace")
    _stamp(each, text.stamp)
    for passage in text.passages:
        _passage(each, passage)
    _codings(each, text.codings)
    _refs(each, "NoteRef", text.notes)
    _values(each, text.values)


def _file_name(text: Text) -> str:
    return f"{text.guid.strip().strip('{}')}.txt"


def _passage(under: Element, passage: Passage) -> None:
    each = Sub(under, f"{Q}PlainTextSelection")
    _set_all(each, guid=passage.guid, name=passage.name)
    each.set("startPosition", str(passage.start))
    each.set("endPosition", str(passage.end))
    _stamp(each, passage.stamp)
    _words(each, passage.description)
    _codings(each, passage.codings)
    _refs(each, "NoteRef", passage.notes)


def _codings(under: Element, codings: Iterable[Coding]) -> None:
    for coding in codings:
        each = Sub(under, f"{Q}Coding")
        _set_all(each, guid=coding.guid, creatingUser=coding.by, creationDateTime=coding.on)
        _refs(each, "CodeRef", (coding.code,))
        _refs(each, "NoteRef", coding.notes)


def _values(under: Element, values: Iterable[Value]) -> None:
    for value in values:
        each = Sub(under, f"{Q}VariableValue")
        _refs(each, "VariableRef", (value.variable,))
        if value.kind:
            Sub(each, f"{Q}{value.kind}Value").text = clean(value.said)


def _set_of(under: Element, one: Set) -> None:
    each = Sub(under, f"{Q}Set")
    _set_all(each, guid=one.guid)
    each.set("name", clean(one.name))
    _words(each, one.description)
    _refs(each, "MemberCode", one.codes)
    _refs(each, "MemberSource", one.sources)
    _refs(each, "MemberNote", one.notes)


def _stamp(each: Element, stamp: Stamp) -> None:
    _set_all(each, creatingUser=stamp.by, creationDateTime=stamp.on)
    _set_all(each, modifyingUser=stamp.changed_by, modifiedDateTime=stamp.changed_on)


def _refs(under: Element, kind: str, guids: Iterable[str]) -> None:
    for guid in guids:
        Sub(under, f"{Q}{kind}").set("targetGUID", guid)


def _words(under: Element, description: str) -> None:
    if description:
        Sub(under, f"{Q}Description").text = clean(description)


def _set_all(each: Element, **said: str) -> None:
    """What is empty is left out."""
    for key, value in said.items():
        if value:
            each.set(key, clean(value))


def clean(words: str) -> str:
    """XML cannot hold every sign: those become a question mark in a diamond, so that places stay the same."""
    return NOT_IN_XML.sub("\ufffd", words)
