# mypy: disable-error-code="index"
"""Projects of others: nothing is lost in silence, and what goes out is valid and the same each time."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores.refi import (
    CODEBOOK,
    PROJECT,
    Case,
    Code,
    Coding,
    Kept,
    Passage,
    Project,
    Refused,
    Set,
    Stamp,
    Text,
    User,
    Value,
    Variable,
    counts,
    faults,
    parsed,
    read,
    read_codebook,
    write,
    write_codebook,
)


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


GUIDS = st.integers(0, 2**40).map(guid)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TEXTS = st.text(st.one_of(st.sampled_from("a é😀\n\r\t"), st.characters(exclude_categories=["Cs"])), max_size=40)
DATES = st.sampled_from(["", "2026-11-22T14:05:00Z", "2026-11-22T14:05:00.25-05:00"])
STAMPS = st.builds(Stamp, by=GUIDS, on=DATES, changed_by=GUIDS, changed_on=DATES)
REFS = st.lists(GUIDS, max_size=2).map(tuple)
CODINGS = st.lists(st.builds(Coding, GUIDS, GUIDS, GUIDS, DATES, REFS), max_size=2).map(tuple)
VALUES = st.lists(st.builds(Value, GUIDS, st.sampled_from(["", "Text"]), st.just("")), max_size=2).map(tuple)
COLOURS = st.sampled_from(["", "#a1b2c3"])
CODES = st.recursive(
    st.builds(Code, GUIDS, WORDS, WORDS, COLOURS, st.booleans(), REFS),
    lambda under: st.builds(
        Code, GUIDS, WORDS, WORDS, COLOURS, st.booleans(), REFS, st.lists(under, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
PASSAGES = st.builds(Passage, GUIDS, st.integers(0, 3), st.integers(3, 9), WORDS, WORDS, CODINGS, REFS, STAMPS)


def texts(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[Text]:
    return st.builds(
        Text, numbers, WORDS, TEXTS, description=WORDS, passages=st.lists(PASSAGES, max_size=3).map(tuple),
        codings=CODINGS, notes=REFS, values=VALUES, stamp=STAMPS,
    )  # fmt: skip


PROJECTS = st.builds(
    Project,
    name=WORDS,
    origin=WORDS,
    description=WORDS,
    stamp=STAMPS,
    users=st.lists(st.builds(User, GUIDS, WORDS, WORDS), max_size=2).map(tuple),
    codes=st.lists(CODES, max_size=3).map(tuple),
    variables=st.lists(st.builds(Variable, GUIDS, WORDS, st.just("Date"), WORDS), max_size=2).map(tuple),
    cases=st.lists(st.builds(Case, GUIDS, WORDS, WORDS, REFS, VALUES, REFS, REFS), max_size=2).map(tuple),
    sources=st.lists(texts(GUIDS), max_size=3, unique_by=lambda text: text.guid).map(tuple),
    notes=st.lists(texts(GUIDS.map(lambda one: "f" + one[1:])), max_size=2, unique_by=lambda text: text.guid).map(
        tuple
    ),
    sets=st.lists(st.builds(Set, GUIDS, WORDS, WORDS, REFS, REFS, REFS), max_size=2).map(tuple),
    about=REFS,
)


def qde_of(content: bytes) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read("project.qde")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, content in files.items():
            box.writestr(name, content)
    return out.getvalue()


def bare(text: Text) -> Text:
    """Where the words were put is not the words."""
    return Text(**{**vars(text), "path": ""})


@given(PROJECTS)
@settings(deadline=None, max_examples=60)
def test_what_is_written_is_valid_and_is_read_again_as_it_was(project):
    content = write(project)
    assert faults(parsed(qde_of(content)), PROJECT) == []
    again = read(content).project
    assert counts(again) == counts(project)
    assert (again.users, again.codes, again.cases, again.variables, again.sets) == (
        project.users, project.codes, project.cases, project.variables, project.sets,
    )  # fmt: skip
    assert [bare(text) for text in again.sources] == list(project.sources)
    assert [bare(note) for note in again.notes] == list(project.notes)
    assert write(again) == content  # the same bytes


@given(CODES)
@settings(deadline=None, max_examples=30)
def test_a_codebook_alone_is_valid_and_keeps_its_tree(code):
    content = write_codebook([code], sets=[Set(guid(1), "Together", codes=(code.guid,))])
    assert faults(parsed(content), CODEBOOK) == []
    again = read_codebook(content)
    assert [(each.guid, each.name, each.description, each.colour) for each in again.codes[0].walk()] == [
        (each.guid, each.name, each.description, each.colour) for each in code.walk()
    ]
    assert (again.sets[0].codes, again.not_understood) == ((code.guid,), [])


# -- what others write ------------------------------------------------------------------------------------------------

OTHERS = f"""<?xml version="1.0"?>
<Project xmlns="urn:QDA-XML:project:1:0" name="Theirs" mood="fine" modifiedDateTime="yesterday">
 <Users><User guid="{guid(1)}" name="A"/></Users>
 <CodeBook><Codes><Code guid="c1" name="Trust" color="red" isCodable="true"><Code guid="{guid(2)}" name="Slow"/></Code>
  </Codes></CodeBook>
 <Cases/>
 <Sources>
  <PictureSource guid="{guid(3)}" name="p" path="internal://p.jpg"><Coding guid="{guid(4)}"><CodeRef targetGUID="c1"/>
   </Coding><PictureSelection guid="{guid(5)}" firstX="0" firstY="0" secondX="1" secondY="1"/></PictureSource>
  <TextSource guid="{guid(6)}" name="t" plainTextPath="Words.TXT">
   <PlainTextSelection guid="{guid(7)}" startPosition="6" endPosition="6">
    <Coding guid="{guid(8)}" creatingUser="{guid(9)}"><CodeRef targetGUID="c1"/></Coding>
    <Coding guid="{guid(10)}"/>
   </PlainTextSelection>
   <PlainTextSelection guid="{guid(11)}" startPosition="0" endPosition="999"/>
   <Sticker/>
  </TextSource>
  <TextSource guid="{guid(12)}" name="far" plainTextPath="relative:///far.txt"/>
 </Sources>
 <Links><Link guid="{guid(13)}" name="l" originGUID="c1" targetGUID="{guid(7)}"/></Links>
</Project>""".encode()


def test_every_part_that_is_not_understood_is_said_and_what_the_format_allows_is_kept():
    content = zipped(**{"Trial.qde": OTHERS, "Sources/words.txt": "Été 😀 fin".encode(), "Sources/p.jpg": b"jpg"})
    reading = read(content)
    project = reading.project
    picture, text, far = project.sources
    assert isinstance(picture, Kept)
    assert (picture.passages, picture.codings) == (1, 1)
    assert (text.text, [(one.start, one.end) for one in text.passages]) == ("Été 😀 fin", [(6, 6), (0, 999)])
    assert text.text[4:5] == "😀"  # one code point
    assert (far.text, far.path) == (None, "relative:///far.txt")
    assert text.passages[0].codings[0].code == project.codes[0].guid != "c1"
    said = "\n".join(reading.not_understood)
    for part in (
        "Trial.qde", "another version", "attribute mood", "modifiedDateTime=“yesterday”", "color=“red”", "no isCodable",
        "no GUID", "a Coding without what it needs", "element Sticker", "1 passages reach beyond", "lies outside",
        "PictureSource (1 passages, 1 codings)", "1 links", "authors who are not among the users", "emoji",
    ):  # fmt: skip
        assert part in said, part
    out = write(project)
    assert faults(parsed(qde_of(out)), PROJECT) == []
    assert counts(read(out).project) == counts(project)
    assert "sources/p.jpg" in zipfile.ZipFile(io.BytesIO(out)).namelist()


def test_a_text_that_is_not_utf_8_is_said_or_read_by_its_mark():
    source = f'<TextSource guid="{guid(1)}" plainTextPath="internal://t.txt"/>'
    qde = f'<Project xmlns="{PROJECT}" name=""><Sources>{source}</Sources></Project>'.encode()
    marked = read(zipped(**{"project.qde": qde, "sources/t.txt": "Été".encode("utf-16")}))
    assert (marked.project.sources[0].text, marked.not_understood) == ("Été", [])
    old = read(zipped(**{"project.qde": qde, "sources/t.txt": "Été".encode("latin-1")}))
    assert "not in UTF-8" in old.not_understood[0]


EMPTY = f'<Project xmlns="{PROJECT}" name=""/>'.encode()
LAUGHS = b'<!DOCTYPE Project [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + EMPTY
OUTSIDE = b'<!DOCTYPE Project [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + EMPTY.replace(b"/>", b">&x;</Project>")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK nothing",
        b"<html/>",
        b"<Project xmlns='urn:other'/>",
        b"<" + b"a><" * 5000,
        LAUGHS,
        OUTSIDE,
        zipped(**{"notes.txt": b"no project"}),
        zipped(**{"a.qde": EMPTY, "b.qde": EMPTY}),
        zipped(**{"project.qde": EMPTY, "../../out.txt": b"x"}),
        zipped(**{"project.qde": EMPTY, "/etc/x": b"x"}),
        zipped(**{"project.qde": EMPTY, "C:\\x": b"x"}),
        zipped(**{"project.qde": EMPTY, "sources/bomb.txt": b"0" * 50_000_000}),
        zipped(**{"project.qde": EMPTY, "sources/a.txt": b"", "Sources/A.txt": b""}),
        zipped(**{"project.qde": EMPTY, "sources/a.txt": b"words"})[:-30],
    ],
)
def test_what_is_hostile_or_broken_is_refused_with_a_sentence(content):
    with pytest.raises(Refused, match=r"\.$"):
        read(content)


def test_a_codebook_with_entities_or_without_codes_is_met_calmly():
    with pytest.raises(Refused):
        read_codebook(LAUGHS.replace(b"Project", b"CodeBook"))
    with pytest.raises(Refused):
        read_codebook(EMPTY)
    assert read_codebook(f'<CodeBook xmlns="{CODEBOOK}"><Codes/></CodeBook>'.encode()).codes == ()


@given(st.binary(max_size=60), st.integers(0, 400))
@settings(max_examples=60)
def test_damage_anywhere_is_refused_or_read_and_never_a_crash(damage, where):
    content = zipped(**{"project.qde": OTHERS, "sources/words.txt": b"words"})
    broken = content[:where] + damage + content[where + len(damage) :]
    with suppress(Refused):
        write(read(broken).project)
