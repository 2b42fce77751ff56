"""What is true of every key and every set of answers."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.scoring import BadAnswer, Key, Takes, catalogue, find, of_scale, score

found = find("proqol").key
assert found
PROQOL: Key = found
KEYS = [each.key for each in catalogue() if each.key]


def value(found):
    assert found.value is not None
    return found.value


@st.composite
def answered(draw, missing=False):
    key = draw(st.sampled_from(KEYS))
    one = st.integers(key.lowest, key.highest)
    cell = one | st.none() if missing else one
    return key, {item: draw(cell) for item in range(1, key.items + 1)}


@given(answered())
def test_turned_round_twice_an_answer_is_itself(given_):
    key, answers = given_
    for answer in answers.values():
        assert key.accepts(key.reverse(answer))
        assert key.reverse(key.reverse(answer)) == answer


@given(answered())
def test_a_score_stays_within_what_its_scale_can_come_to(given_):
    key, answers = given_
    for each in score(key, answers):
        least, most = key.bounds(each.scale)
        assert least <= each.value <= most


@given(answered(), st.randoms())
def test_the_order_in_which_answers_come_changes_nothing(given_, chance):
    key, answers = given_
    shuffled = list(answers.items())
    chance.shuffle(shuffled)
    assert score(key, dict(shuffled)) == score(key, answers)


@given(answered(), st.randoms())
def test_items_that_count_alike_may_change_places(given_, chance):
    """Within a scale, among those turned round and among those that are not: a sum knows no order."""
    key, answers = given_
    moved = dict(answers)
    for scale in key.scales:
        for alike in (sorted(scale.reversed), sorted(set(scale.items) - scale.reversed)):
            values = [answers[item] for item in alike]
            chance.shuffle(values)
            moved |= dict(zip(alike, values, strict=True))
    assert [each.value for each in score(key, moved)] == [each.value for each in score(key, answers)]


@given(answered(), st.data())
def test_one_step_more_moves_its_scale_by_one_step_and_no_other(given_, data):
    key, answers = given_
    item = data.draw(st.sampled_from([item for item, answer in answers.items() if answer < key.highest] or [None]))
    if item is None:
        return
    before, after = score(key, answers), score(key, {**answers, item: answers[item] + 1})
    for old, new in zip(before, after, strict=True):
        step = Fraction(old.scale.times, 1 if old.scale.takes is Takes.SUM else len(old.scale.items))
        sign = 0 if item not in old.scale.items else -1 if item in old.scale.reversed else 1
        assert value(new) - value(old) == sign * step


@given(answered())
def test_everything_turned_round_mirrors_every_score(given_):
    key, answers = given_
    mirrored = {item: key.reverse(answer) for item, answer in answers.items()}
    for one, other in zip(score(key, answers), score(key, mirrored), strict=True):
        assert value(one) + value(other) == sum(key.bounds(one.scale))


@given(answered(missing=True))
def test_a_score_is_there_exactly_when_enough_is_answered(given_):
    key, answers = given_
    for each in score(key, answers):
        assert each.missing == tuple(item for item in each.scale.items if answers[item] is None)
        assert (each.value is None) == (len(each.missing) > key.missing_allowed)
        assert each.value is not None or each.band is None


@given(answered(missing=True))
def test_no_entry_is_no_answer(given_):
    key, answers = given_
    assert score(key, {item: each for item, each in answers.items() if each is not None}) == score(key, answers)


# -- when a publisher allows some to be missing: none shipped does, so the rule is tried on a key made for it ---------


@pytest.mark.parametrize("takes", [Takes.SUM, Takes.MEAN])
@given(st.data())
def test_at_the_boundary_what_is_missing_counts_as_the_mean_of_the_rest(takes, data):
    burnout = replace(PROQOL.scales[1], takes=takes)
    key = replace(PROQOL, missing_allowed=3, scales=(burnout,))
    order = data.draw(st.permutations(burnout.items))
    answers = {item: data.draw(st.integers(1, 5)) for item in order[3:]}
    turned = [6 - answer if item in burnout.reversed else answer for item, answer in answers.items()]
    mean = Fraction(sum(turned), len(turned))
    assert of_scale(key, burnout, answers).value == (mean * 10 if takes is Takes.SUM else mean)

    del answers[order[3]]
    assert of_scale(key, burnout, answers).value is None


# -- answers that cannot be -------------------------------------------------------------------------------------------


@given(st.sampled_from(KEYS), st.integers() | st.floats() | st.text() | st.booleans())
def test_an_answer_that_is_not_offered_is_refused_whole(key, answer):
    offered = isinstance(answer, int) and not isinstance(answer, bool) and key.lowest <= answer <= key.highest
    answers = dict.fromkeys(range(1, key.items + 1), key.lowest) | {2: answer}
    if offered:
        assert score(key, answers)
    else:
        with pytest.raises(BadAnswer) as refused:
            score(key, answers)
        assert refused.value.item == 2
        with pytest.raises(BadAnswer):
            of_scale(key, next(scale for scale in key.scales if 2 in scale.items), answers)


@pytest.mark.parametrize("item", [0, 6, -1])
def test_an_item_that_does_not_exist_is_refused(item):
    with pytest.raises(BadAnswer):
        score(find("who5").key, {item: 1})
