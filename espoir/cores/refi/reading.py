"""QDPX and QDE files into a `Project`, with a list of everything that was not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from espoir.cores.refi import schema
from espoir.cores.refi.containers import unpacked
from espoir.cores.refi.project import (
    Case,
    Code,
    Coding,
    Guid,
    Kept,
    Passage,
    Project,
    Set,
    Stamp,
    Text,
    User,
    Value,
    Variable,
)  # fmt: skip
from espoir.cores.refi.refusals import Refused
from espoir.cores.refi.schema import PROJECT, Element

Q = f"{{{PROJECT}}}"
FOLDER = "sources/"
INTERNAL = "internal://"
IN_A_ZIP = b"PK"
BEYOND_TWO_BYTES = re.compile("[\U00010000-\U0010ffff]")  # emoji among them: two units in UTF-16
KEPT = {"PictureSource", "PDFSource", "AudioSource", "VideoSource"}
ALL_THESE = tuple(f"{Q}{kind}Selection" for kind in ("PlainText", "Picture", "PDF", "Audio", "Video", "Transcript"))


@dataclass
class Reading:
    """What was read, and what could not be: one sentence a thing, in English, without any word of the sources."""

    project: Project
    not_understood: list[str] = field(default_factory=list)


def read(content: bytes) -> Reading:
    """A QDPX file, or the QDE inside it alone. Raises `Refused` when it is not one, or is hostile."""
    files = unpacked(content) if content.startswith(IN_A_ZIP) else {}
    said: list[str] = []
    root = schema.parsed(_the_qde(files, said) if files or content.startswith(IN_A_ZIP) else content)
    name = etree.QName(root)
    if name.localname != "Project" or not (name.namespace or "").startswith("urn:QDA-XML:project"):
        raise Refused("This is not a REFI-QDA project: its first element is not Project.")
    root = schema.in_this_version(root, PROJECT, said)
    said += schema.tidied(root, PROJECT, "ProjectType")
    return _Reader(files, said).read(root)


def _the_qde(files: dict[str, bytes], said: list[str]) -> bytes:
    found = [name for name in files if name.casefold().endswith(".qde") and not name.startswith("__MACOSX/")]
    if len(found) != 1:
        raise Refused(f"A project file holds one .qde file. This one holds {len(found)}.")
    if found[0] != "project.qde":
        said.append(f"the project is in {found[0]}, not in project.qde: it was read all the same")
    return files.pop(found[0])


@dataclass
class _Reader:
    files: dict[str, bytes]
    said: list[str]
    used: set[str] = field(default_factory=set)  # files that are the words of a text

    def read(self, root: Element) -> Reading:
        project = Project(
            name=root.get("name", ""),
            origin=root.get("origin", ""),
            description=_words(root),
            base_path=root.get("basePath", ""),
            stamp=Stamp(
                root.get("creatingUserGUID", ""),
                root.get("creationDateTime", ""),
                root.get("modifyingUserGUID", ""),
                root.get("modifiedDateTime", ""),
            ),
            users=tuple(
                User(each.get("guid", ""), each.get("name", ""), each.get("id", ""))
                for each in root.iterfind(f"{Q}Users/{Q}User")
            ),
            codes=tuple(map(code_of, root.iterfind(f"{Q}CodeBook/{Q}Codes/{Q}Code"))),
            variables=tuple(map(_variable, root.iterfind(f"{Q}Variables/{Q}Variable"))),
            cases=tuple(map(_case, root.iterfind(f"{Q}Cases/{Q}Case"))),
            sources=tuple(self.source(each) for shelf in root.iterfind(f"{Q}Sources") for each in shelf),
            notes=tuple(map(self.text, root.iterfind(f"{Q}Notes/{Q}Note"))),
            links=tuple(map(_kept, root.iterfind(f"{Q}Links/{Q}Link"))),
            sets=tuple(map(_set, root.iterfind(f"{Q}Sets/{Q}Set"))),
            graphs=tuple(map(_kept, root.iterfind(f"{Q}Graphs/{Q}Graph"))),
            about=_refs(root, "NoteRef"),
            files=self.carried(root),
        )
        self.said += [*_said_of_kept(project), *_said_of_references(project, root), *_said_of_emoji(project)]
        return Reading(project, self.said)

    def source(self, each: Element) -> Text | Kept:
        return self.text(each) if etree.QName(each).localname == "TextSource" else _kept(each)

    def text(self, each: Element) -> Text:
        passages = tuple(map(_passage, each.iterfind(f"{Q}PlainTextSelection")))
        words = self.words(each)
        if words is not None and (beyond := sum(1 for one in passages if not 0 <= one.start <= one.end <= len(words))):
            self.said.append(
                f"{beyond} passages reach beyond the end of their text: their places are kept as they came"
            )
        return Text(
            guid=each.get("guid", ""),
            name=each.get("name", ""),
            text=words,
            path=each.get("plainTextPath", ""),
            rich_path=each.get("richTextPath", ""),
            description=_words(each),
            passages=passages,
            codings=_codings(each),
            notes=_refs(each, "NoteRef"),
            values=_values(each),
            stamp=_stamp(each),
        )

    def words(self, each: Element) -> str | None:
        """The words lie in the XML, in a file of the zip, or elsewhere."""
        path, kind = each.get("plainTextPath", ""), etree.QName(each).localname
        inside = each.findtext(f"{Q}PlainTextContent")
        if not path:
            if inside is None:
                self.said.append(f"a {kind} without any text")
            return inside
        name = self.named(path)
        if name is None:
            where = "is not in the file" if path.startswith(INTERNAL) else "lies outside of the file"
            self.said.append(f"the text of a {kind} {where}: its passages are kept, without words")
            return inside
        self.used.add(name)
        return self.decoded(self.files[name], kind)

    def named(self, path: str) -> str | None:
        """NVivo and ATLAS.ti write internal://…; others write the name alone; folders differ by capitals."""
        bare = path.removeprefix(INTERNAL).lstrip("/").casefold()
        if "://" in bare:
            return None
        return next((name for name in self.files if name.casefold() in (bare, f"{FOLDER}{bare}")), None)

    def decoded(self, content: bytes, kind: str) -> str:
        for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
            if content.startswith(mark):
                try:
                    return content.decode(encoding)
                except UnicodeDecodeError:
                    break
        self.said.append(f"the text of a {kind} is not in UTF-8: letters that could not be read were replaced")
        return content.decode("utf-8", "replace")

    def carried(self, root: Element) -> dict[str, bytes]:
        """Files that nothing here reads and that go out again as they came."""
        named = {str(value) for each in root.iter() for key, value in each.attrib.items() if str(key).endswith("Path")}
        named |= {str(each.get("path")) for each in root.iter() if each.get("path")}
        needed_as_they_are = {
            self.named(str(each.get("plainTextPath")))
            for each in root.iter(f"{Q}Transcript", f"{Q}Representation", f"{Q}TextDescription")
            if each.get("plainTextPath")
        }
        wanted = {self.named(path) for path in named}
        found = {}
        for name, content in self.files.items():
            if name in self.used and name not in needed_as_they_are:
                continue
            if not name.casefold().startswith(FOLDER):
                self.said.append(
                    f"a file outside of the folder of sources: {name.rsplit('/', 1)[-1]} (not carried along)"
                )
                continue
            if name not in wanted and content:
                self.said.append(f"a file that nothing names: {name.rsplit('/', 1)[-1]} (carried along)")
            found[name[len(FOLDER) :]] = content
        return found


# -- elements ---------------------------------------------------------------------------------------------------------


def code_of(each: Element) -> Code:
    """A Code element of a project, or of a codebook, with what stands under it."""
    space = f"{{{etree.QName(each).namespace}}}"
    return Code(
        guid=each.get("guid", ""),
        name=each.get("name", ""),
        description=each.findtext(f"{space}Description") or "",
        colour=each.get("color", ""),
        codable=each.get("isCodable", "true").strip() in ("true", "1"),
        notes=_refs(each, "NoteRef"),
        children=tuple(map(code_of, each.iterfind(f"{space}Code"))),
    )


def _passage(each: Element) -> Passage:
    return Passage(
        guid=each.get("guid", ""),
        start=int(each.get("startPosition", "0")),
        end=int(each.get("endPosition", "0")),
        name=each.get("name", ""),
        description=_words(each),
        codings=_codings(each),
        notes=_refs(each, "NoteRef"),
        stamp=_stamp(each),
    )


def _codings(each: Element) -> tuple[Coding, ...]:
    return tuple(
        Coding(
            one.get("guid", ""),
            _refs(one, "CodeRef")[0],
            one.get("creatingUser", ""),
            one.get("creationDateTime", ""),
            _refs(one, "NoteRef"),
        )
        for one in each.iterfind(f"{Q}Coding")
    )


def _variable(each: Element) -> Variable:
    return Variable(each.get("guid", ""), each.get("name", ""), each.get("typeOfVariable", "Text"), _words(each))


def _case(each: Element) -> Case:
    return Case(
        guid=each.get("guid", ""),
        name=each.get("name", ""),
        description=_words(each),
        codes=_refs(each, "CodeRef"),
        values=_values(each),
        sources=_refs(each, "SourceRef"),
        passages=_refs(each, "SelectionRef"),
    )


def _values(each: Element) -> tuple[Value, ...]:
    return tuple(map(_value, each.iterfind(f"{Q}VariableValue")))


def _value(each: Element) -> Value:
    said = next((one for one in each if str(one.tag).endswith("Value")), None)
    kind = "" if said is None else etree.QName(said).localname.removesuffix("Value")
    return Value(_refs(each, "VariableRef")[0], kind, "" if said is None else said.text or "")


def _set(each: Element) -> Set:
    return Set(
        guid=each.get("guid", ""),
        name=each.get("name", ""),
        description=_words(each),
        codes=_refs(each, "MemberCode"),
        sources=_refs(each, "MemberSource"),
        notes=_refs(each, "MemberNote"),
    )


def _kept(each: Element) -> Kept:
    return Kept(
        kind=etree.QName(each).localname,
        guid=each.get("guid", ""),
        name=each.get("name", ""),
        xml=etree.tostring(each, encoding="unicode", with_tail=False),
        passages=sum(1 for _ in each.iter(*ALL_THESE)),
        codings=sum(1 for _ in each.iter(f"{Q}Coding")),
    )


def _stamp(each: Element) -> Stamp:
    keys = ("creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime")
    return Stamp(*(each.get(key, "") for key in keys))


def _refs(each: Element, kind: str) -> tuple[Guid, ...]:
    return tuple(one.get("targetGUID", "") for one in each.iterfind(f"{Q}{kind}"))


def _words(each: Element) -> str:
    return each.findtext(f"{Q}Description") or ""


# -- what a person should know ----------------------------------------------------------------------------------------


def same(guid: Guid) -> Guid:
    """One identifier, however it is written: braces and capitals do not matter."""
    return guid.strip().strip("{}").casefold()


def _said_of_kept(project: Project) -> Iterator[str]:
    for each in project.sources:
        if isinstance(each, Kept):
            held = f"{each.passages} passages, {each.codings} codings"
            yield f"{each.kind} ({held}): kept as it came, and not shown here"
    if project.links:
        yield f"{len(project.links)} links: kept as they came, and not shown here"
    if project.graphs:
        yield f"{len(project.graphs)} graphs: kept as they came, and not shown here"


def _said_of_references(project: Project, root: Element) -> Iterator[str]:
    known = {same(each.get("guid", "")) for each in root.iter() if each.get("guid")}
    users, codes = {same(one.guid) for one in project.users}, {same(one.guid) for one in project.every_code()}
    lost = sum(1 for one in root.iter(f"{Q}CodeRef") if same(one.get("targetGUID", "")) not in codes)
    if lost:
        yield f"{lost} references to a code that is not in the codebook"
    others = sum(
        1 for one in root.iter() if one.get("targetGUID") and same(one.get("targetGUID", "")) not in known
    ) - sum(1 for one in root.iter(f"{Q}CodeRef") if same(one.get("targetGUID", "")) not in known)
    if others:
        yield f"{others} references to something that is not in the file"
    makers = {same(value) for one in root.iter() if (value := one.get("creatingUser"))}
    if makers - users:
        yield f"{len(makers - users)} authors who are not among the users"


def _said_of_emoji(project: Project) -> Iterator[str]:
    for each in project.sources:
        if isinstance(each, Text) and each.text and each.passages and BEYOND_TWO_BYTES.search(each.text):
            yield (
                "a text with emoji or rare letters: some programs count each twice, so look at the edges of the"
                " passages that come after them"
            )
