from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.captions import Turn, Why, read


def turns(text: str) -> list[tuple[str, float | None, str]]:
    return [(turn.speaker, turn.start, turn.text) for turn in read(text.encode(), "a.txt").turns]


def test_names_before_a_colon_with_the_spaces_of_french():
    text = "Marie\u202f: Bonjour.\nJo Roy\u00a0: Oui,\net la suite.\n\nEncore.\nMarie : Ah bon\u00a0: oui.\n"
    assert turns(text) == [
        ("Marie", None, "Bonjour."),
        ("Jo Roy", None, "Oui,\net la suite.\nEncore."),
        ("Marie", None, "Ah bon\u00a0: oui."),
    ]


def test_times_in_front_behind_or_alone():
    assert turns("[00:00:05] Marie: Bonjour.\n[00:01:02] Jo: Oui.\n") == [("Marie", 5, "Bonjour."), ("Jo", 62, "Oui.")]
    assert turns("Marie (0:05): Bonjour.\nJo (1:02): Oui.\n") == [("Marie", 5, "Bonjour."), ("Jo", 62, "Oui.")]
    assert turns("00:05\nMarie: Bonjour.\n\n01:02\nJo: Oui.") == [("Marie", 5, "Bonjour."), ("Jo", 62, "Oui.")]
    assert turns("[0:01] Bonjour.\n[0:02] Oui.") == [("", 1, "Bonjour."), ("", 2, "Oui.")]


def test_what_teams_writes_above_the_words_is_left_out_and_said():
    text = "Réunion du 3 mars\n27m 42s\nJo Roy a démarré la transcription\n\nMarie Tremblay   0:03\nBonjour.\nÇa va?\n"
    text += "\nMarie Tremblay   0:09\nOn commence à 8:30\n\nJo Roy\t1:02:03\nOui.\nJo Roy stopped transcription\n"
    transcript = read(text.encode(), "a.txt")
    assert transcript.turns == (
        Turn("Marie Tremblay", 3, "Bonjour.\nÇa va? On commence à 8:30"),
        Turn("Jo Roy", 3723, "Oui."),
    )
    assert transcript.cues == 3
    left = [(problem.why, problem.said) for problem in transcript.problems]
    assert left[:2] == [(Why.HEADING, "Réunion du 3 mars"), (Why.HEADING, "27m 42s")]
    assert [why for why, _ in left[2:]] == [Why.SYSTEM, Why.SYSTEM]


def test_paragraphs_without_names_stay_paragraphs():
    text = "Je vais bien, merci.\nPar exemple : le matin.\n\nOn se voit à 8:30\n\nMa question : pourquoi?\nhttps://exemple.ca\n"
    assert [words for _, _, words in turns(text)] == [
        "Je vais bien, merci.\nPar exemple : le matin.",
        "On se voit à 8:30",
        "Ma question : pourquoi?\nhttps://exemple.ca",
    ]
    assert {speaker for speaker, _, _ in turns(text)} == {""}


WORDS = st.from_regex(r"[a-zé]{1,6}( [a-zé]{1,6}){0,4}[.?]", fullmatch=True)
NAMES = st.sampled_from(["Marie", "Jo Roy", "Personne 2", "É. Côté"])


@given(
    st.lists(st.tuples(NAMES, st.lists(WORDS, min_size=1, max_size=3)), min_size=1, max_size=6),
    st.sampled_from([" :", ":", "\u202f:"]),
)
def test_every_word_comes_back_under_the_name_it_was_said(said, colon):
    said = said + said  # whoever speaks comes back
    text = "\n".join(f"{name}{colon} " + "\n".join(lines) for name, lines in said)
    transcript = read(text.encode(), "a.txt")
    assert transcript.cues == len(said)
    for name in {name for name, _ in said}:
        mine = " ".join(turn.text for turn in transcript.turns if turn.speaker == name).split()
        assert mine == " ".join(line for other, lines in said if other == name for line in lines).split()
    assert all(a.speaker != b.speaker for a, b in pairwise(transcript.turns))


@given(st.text(alphabet=st.sampled_from("aé M:\n\t0159[]()-—. \u202f\u00a0\u2028"), max_size=80))
def test_no_letter_of_any_text_is_lost(text):
    if not text.strip():
        return
    transcript = read(text.encode(), "a.txt")
    kept = "".join(f"{turn.speaker}{turn.text}" for turn in transcript.turns) + "".join(
        problem.said for problem in transcript.problems
    )
    assert sum(map(str.isalpha, kept)) >= sum(map(str.isalpha, text))
