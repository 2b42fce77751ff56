from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.captions import Change, cut, differences, replaced

TEXT = "Émilie travaille à Sudbury 🙂 depuis mai."


def test_marks_follow_a_cut():
    after = cut(TEXT, [(0, 6), (7, 16), (19, 26), (0, len(TEXT)), (10, 22), (30, 36)], 17, 29)
    assert after.text == "Émilie travaille depuis mai."
    read = [None if span is None else after.text[slice(*span)] for span in after.spans]
    assert read == ["Émilie", "travaille", None, after.text, "vaille ", "epuis "]


def test_marks_follow_replacements_and_half_a_name_is_marked_whole():
    after = replaced(
        TEXT, [(0, 6), (0, 3), (19, 26), (17, 22), (24, 28), (30, 36)], [(19, 26, "[lieu]"), (0, 6, "[prénom]")]
    )
    assert after.text == "[prénom] travaille à [lieu] 🙂 depuis mai."
    read = [None if span is None else after.text[slice(*span)] for span in after.spans]
    assert read == ["[prénom]", "[prénom]", "[lieu]", "à [lieu]", "[lieu] 🙂", "epuis "]
    assert replaced(TEXT, [(0, 6)], [(0, 7, "")]).spans == (None,)


def test_what_lies_outside_of_the_text_is_refused():
    for call in (
        lambda: cut("abc", [], 2, 5),
        lambda: cut("abc", [], 2, 1),
        lambda: cut("abc", [(0, 4)], 0, 1),
        lambda: replaced("abc", [], [(0, 2, "x"), (1, 3, "y")]),
        lambda: replaced("abc", [], [(1, 1, "x")]),
    ):
        with pytest.raises(ValueError, match=r".+"):
            call()


@st.composite
def marked(draw):
    text = draw(st.text(min_size=1, max_size=40))
    places = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(places, places).map(sorted).map(tuple), max_size=6))
    start, end = sorted((draw(places), draw(places)))
    return text, spans, start, end


@given(marked())
def test_each_mark_reads_what_it_read_but_for_the_cut(case):
    text, spans, start, end = case
    after = cut(text, spans, start, end)
    assert after.text == text[:start] + text[end:]
    for (first, last), now in zip(spans, after.spans, strict=True):
        left = text[first : max(first, min(last, start))] + text[min(last, max(first, end)) : last]
        if now is None:
            assert left == ""
            assert start <= first
            assert last <= end
        else:
            assert after.text[slice(*now)] == left
            assert left or first == last


@given(marked(), st.text(max_size=5))
def test_a_mark_clear_of_what_is_replaced_reads_the_same_and_another_takes_in_the_new_words(case, words):
    text, spans, start, end = case
    if start == end:
        return
    after = replaced(text, spans, [(start, end, words)])
    for (first, last), now in zip(spans, after.spans, strict=True):
        if last <= start or first >= end:
            assert now is not None
            assert after.text[slice(*now)] == text[first:last]
        elif first < last:
            outside = text[first : max(first, start)], text[min(last, end) : last]
            whole = outside[0] + words + outside[1]
            assert (after.text[slice(*now)] == whole) if now else whole == ""


@given(marked(), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 5)), max_size=4))
def test_several_replacements_at_once_equal_one_after_the_other_from_the_end(case, wanted):
    text, spans, _, _ = case
    chosen, free = [], 0
    for at, length in sorted(wanted):
        if at >= free and at + length <= len(text):
            chosen.append((at, at + length, "[x]"))
            free = at + length
    at_once = replaced(text, spans, chosen)
    step, marks = text, list(spans)
    for each in reversed(chosen):
        changed = replaced(step, marks, [each])
        step, marks = changed.text, [span for span in changed.spans if span]
    assert (at_once.text, list(at_once.spans)) == (step, marks)


def test_a_difference_shows_words_and_not_letters():
    pieces = differences("On ce voit à Sudbury, demain.", "On se voit à [lieu], demain.")
    assert [(str(piece.change), piece.text) for piece in pieces] == [
        ("kept", "On "), ("removed", "ce"), ("added", "se"), ("kept", " voit à "), ("removed", "Sudbury"),
        ("added", "[lieu]"), ("kept", ", demain."),
    ]  # fmt: skip


@given(*[st.text(alphabet=st.sampled_from("ab c.é\n"), max_size=30)] * 2)
def test_differences_joined_give_both_wordings_back(before, after):
    pieces = differences(before, after)
    assert "".join(piece.text for piece in pieces if piece.change is not Change.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.change is not Change.REMOVED) == after
    assert all(piece.text for piece in pieces)
    assert all(one.change is not other.change for one, other in pairwise(pieces))
