from __future__ import annotations

import re
from contextlib import suppress

import pytest
import webvtt
from hypothesis import given
from hypothesis import strategies as st
from webvtt.errors import MalformedFileError

from espoir.cores.captions import NotReadable, Problem, Refusal, Turn, What, Why, read

TEAMS = """WEBVTT

0:0:0.0 --> 0:0:0.570
<v Marie Tremblay>Bonjour.</v>

3f2a9c10-1111-4a5b-8c9d-0123456789ab/12-0
0:0:0.210 --> 0:0:1.130
<v Marie Tremblay>On commence
par l&#39;accueil &amp; le café?</v>

3f2a9c10-1111-4a5b-8c9d-0123456789ab/13-1
1:2:3.4 --> 1:2:7.0
<v Jo Roy>Oui &lt;tout de suite&gt;.</v>
"""


def what_is_said(content: str | bytes, name: str = "a.vtt") -> list[tuple[str, float | None, str]]:
    content = content.encode() if isinstance(content, str) else content
    return [(turn.speaker, turn.start, turn.text) for turn in read(content, name).turns]


def test_what_teams_writes_is_read_with_its_speakers_and_turns_of_one_speaker_become_one():
    assert what_is_said(TEAMS) == [
        ("Marie Tremblay", 0.0, "Bonjour. On commence par l'accueil & le café?"),
        ("Jo Roy", 3723.4, "Oui <tout de suite>."),
    ]
    assert read(TEAMS.encode(), "a.vtt").cues == 3
    assert read(TEAMS.encode(), "a.vtt").problems == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_letters_and_line_ends_of_any_machine(end):
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
        assert what_is_said(TEAMS.replace("\n", end).encode(encoding)) == what_is_said(TEAMS), encoding


def test_letters_of_an_old_machine_are_read_and_said():
    transcript = read("WEBVTT\n\n00:01.000 --> 00:02.000\nÇa va, Zoé?\n".encode("cp1252"), "a.vtt")
    assert transcript.turns == (Turn("", 1.0, "Ça va, Zoé?"),)
    assert transcript.problems == (Problem(What.DOUBT, Why.ENCODING, 4),)


def test_a_cue_whose_time_cannot_be_read_is_dropped_and_said_with_its_words():
    transcript = read(
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\n00:02.000 --> 00:00:1d.890\nTwo\n\n00:03.0 --> 00:04.0\nThree\n",
        "a.vtt",
    )
    assert [turn.text for turn in transcript.turns] == ["One", "Three"]
    assert (transcript.cues, transcript.dropped) == (3, 1)
    assert transcript.problems == (Problem(What.DROPPED, Why.BAD_TIME, 6, "Two"),)


@pytest.mark.parametrize(
    ("body", "turns", "problems"),
    [
        ("Words of nobody", [], [(What.DROPPED, Why.NO_TIME, 3, "Words of nobody")]),
        ("00:99:00.000 --> 00:99:01.000\nHm", [], [(What.DROPPED, Why.BAD_TIME, 3, "Hm")]),
        ("1\nid\n00:01.000 --> 00:02.000\nHm", ["Hm"], [(What.DROPPED, Why.NO_TIME, 3, "1 id")]),
        ("17\n\n00:01.000 --> 00:02.000\nHm", ["Hm"], [(What.LEFT_OUT, Why.NOT_A_CUE, 3, "17")]),
        ("00:01.000 --> 00:02.0001\nHm", ["Hm"], [(What.DOUBT, Why.MENDED, 3, "")]),
        ("00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nHm", ["Hm"], [(What.DOUBT, Why.NO_WORDS, 3, "")]),
        ("NOTE to check\n\n00:01.000 --> 00:02.000\nHm", ["Hm"], [(What.LEFT_OUT, Why.COMMENT, 3, "to check")]),
        ("NOTE Confidence: 0.9\n\nSTYLE\n::cue{}\n\nREGION\nid:a\n\n00:01.000 --> 00:02.000 region:a\nHm", ["Hm"], []),
        ("00:01.000 --> 00:02.000\nthis --> that", ["this --> that"], []),
        ("00:01.000 --> 00:02.000\nA\n \nB\n\n7\n0:3.0 --> 0:4.0\nC\n8\n0:5.0 --> 0:6.0\nD", ["A B", "C", "D"], []),
        ("0:1.0 --> 0:2.0\n<v.loud Jo>A</v> <v Li>B <i>b</i><00:01.500><c.x> c</c>\n<x> y", ["A", "B b c <x> y"], []),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said(body, turns, problems):
    transcript = read(f"WEBVTT\nKind: captions\n\n{body}\n".encode(), "a.vtt")
    assert [turn.text for turn in transcript.turns] == turns
    moved = [(what, why, line + 1, said) for what, why, line, said in problems]
    assert [(each.what, each.why, each.line, each.said) for each in transcript.problems] == moved


def test_captions_that_write_the_name_in_the_words_give_it_as_the_speaker():
    zoom = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nMarie: Bonjour\n\n2\n00:02.000 --> 00:03.000\nJo Roy: Note: oui.\n"
    assert what_is_said(zoom) == [("Marie", 1.0, "Bonjour"), ("Jo Roy", 2.0, "Note: oui.")]
    mostly_not = zoom.replace("Jo Roy: ", "Bon. ") + "\n3\n00:04.000 --> 00:05.000\nAh.\n"
    assert [speaker for speaker, _, _ in what_is_said(mostly_not)] == ["", "", ""]


def test_srt_and_captions_without_a_header():
    assert what_is_said("1\n00:00:01,500 --> 00:00:02,000\nBonjour\n", "a.srt") == [("", 1.5, "Bonjour")]
    assert read(b"00:01.000 --> 00:02.000\nHm\n", "a.vtt").problems == (Problem(What.DOUBT, Why.NO_HEADER, 1),)
    with pytest.raises(NotReadable) as refused:
        read(b"Just some text", "a.vtt")
    assert refused.value.why is Refusal.NO_CUES


# -- properties -------------------------------------------------------------------------------------------------------

SPOKEN = st.from_regex(r"[A-Za-zéÉ’,. ]{0,12}[a-zé]", fullmatch=True).map(str.strip)
NAMES = st.sampled_from(["Marie", "Jo Roy", "Émile O’Neil", ""])
BROKEN = st.sampled_from(["0:0:1d.0 --> 0:0:2.0", "x --> y", "--> 00:01.000", "00:77.000 --> 00:78.000"])


@given(st.lists(st.tuples(NAMES, SPOKEN, st.integers(0, 40_000), st.none() | BROKEN), max_size=8))
def test_every_cue_is_a_turn_or_is_said_and_no_word_is_lost(cues):
    blocks = []
    for name, words, at, broken in cues:
        timing = broken or f"{at // 3600}:{at // 60 % 60}:{at % 60}.5 --> 19:0:0.0"
        blocks.append(f"{timing}\n" + (f"<v {name}>{words}</v>" if name else words))
    content = "WEBVTT\n\n" + "\n\n".join(blocks) + "\n"
    transcript = read(content.encode(), "a.vtt")

    assert transcript.cues == len(cues)
    assert transcript.dropped == sum(broken is not None for *_, broken in cues)
    kept = " ".join(turn.text for turn in transcript.turns).split()
    assert kept == " ".join(words for _, words, _, broken in cues if not broken).split()
    said = " ".join(problem.said for problem in transcript.problems).split()
    assert said == " ".join(words for _, words, _, broken in cues if broken).split()


PIECES = st.sampled_from(
    [
        "WEBVTT",
        "\n",
        "\n\n",
        " \n",
        "00:01.000 --> 00:02.000",
        "0:0:1.0 -->",
        "NOTE x",
        "17",
        "<v Jo>a</v>",
        "b &amp; c",
        "STYLE",
    ]
)


@given(st.lists(PIECES, max_size=12).map(lambda pieces: "WEBVTT\n\n" + "\n".join(pieces)))
def test_no_cue_that_webvtt_py_reads_is_missed_here(content):
    theirs = webvtt.from_string(content).captions
    transcript = read(content.encode(), "a.vtt")
    ours = " ".join(turn.text for turn in transcript.turns)
    for caption in theirs:
        for word in re.sub(r"<[^>]*>", " ", caption.raw_text).replace("&amp;", "&").split():
            assert word in ours or any(word in problem.said for problem in transcript.problems) or word == "17"


@given(
    st.binary(max_size=200),
    st.sampled_from(["a.vtt", "a.txt", "a.docx", ""]),
    st.sampled_from([b"", b"WEBVTT\n\n", b"PK\3\4"]),
)
def test_whatever_the_bytes_it_is_read_or_refused(content, name, before):
    with suppress(NotReadable):
        assert read(before + content, name).cues >= 0


def test_what_is_no_transcript_is_refused_by_its_kind():
    for content, why in [
        (b"", Refusal.EMPTY),
        (b"\xef\xbb\xbf \r\n", Refusal.EMPTY),
        (b"%PDF-1.7", Refusal.OTHER_KIND),
        (b"\xd0\xcf\x11\xe0old", Refusal.PROTECTED),
        (b"abc\0def", Refusal.NOT_TEXT),
        (b"a" * 5_000_001, Refusal.TOO_BIG),
    ]:
        with pytest.raises(NotReadable) as refused:
            read(content, "a.txt")
        assert refused.value.why is why
    with pytest.raises(MalformedFileError):  # the library itself would have raised
        webvtt.from_string("")
