"""Each key against what a named public source says that answers come to."""

from fractions import Fraction

import pytest

from espoir.cores.scoring import find, score


def scored(code, *answers):
    key = find(code).key
    return {each.scale.code: each for each in score(key, dict(enumerate(answers, 1)))}


def totals(code, *answers):
    return {scale: each.value for scale, each in scored(code, *answers).items()}


# -- WHO-5 ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "total"),
    [
        # INSPQ, information sheet 14: the total goes to 25; times 4, from 0 (worst) to 100 (best).
        ((0, 0, 0, 0, 0), 0),
        ((5, 5, 5, 5, 5), 100),
        # simplified.tools, WHO-5: 12 of 25 is 48 %, 13 is 52 %, 15 is 60 %, 16 is 64 %, 20 is 80 %, 21 is 84 %.
        ((2, 2, 2, 3, 3), 48),
        ((3, 3, 3, 2, 2), 52),
        ((3, 3, 3, 3, 3), 60),
        ((4, 3, 3, 3, 3), 64),
        ((4, 4, 4, 4, 4), 80),
        ((5, 4, 4, 4, 4), 84),
    ],
)
def test_who_5_is_the_sum_times_four(answers, total):
    assert totals("who5@1998", *answers) == {"wellbeing": total}


@pytest.mark.parametrize(("answers", "band"), [((2, 2, 2, 3, 3), "low"), ((3, 3, 3, 2, 2), None)])
def test_who_5_is_low_at_fifty_or_less(answers, band):
    """INSPQ, information sheet 14: a threshold of 50 or less. No total is 50: 48 is below it, 52 above."""
    assert scored("who5", *answers)["wellbeing"].band == band


# -- ProQOL 5 ---------------------------------------------------------------------------------------------------------

# eval.health, ProQOL 5 (after the self-scoring sheet); the ten that are left are the third scale's.
SATISFACTION = {3, 6, 12, 16, 18, 20, 22, 24, 27, 30}
BURNOUT = {1, 4, 8, 10, 15, 17, 19, 21, 26, 29}
TURNED = {1, 4, 15, 17, 29}
TRAUMATIC = set(range(1, 31)) - SATISFACTION - BURNOUT


def proqol(satisfaction, burnout, turned, traumatic):
    """Everyone's answer, by the scale of the item; `turned` is for the five items of burnout that are turned round."""
    by_item = dict.fromkeys(SATISFACTION, satisfaction) | dict.fromkeys(TRAUMATIC, traumatic)
    by_item |= {item: turned if item in TURNED else burnout for item in BURNOUT}
    return [by_item[item] for item in range(1, 31)]


def test_proqol_has_three_scales_of_ten():
    scales = {scale.code: scale for scale in find("proqol@5").key.scales}
    assert set(scales["compassion_satisfaction"].items) == SATISFACTION
    assert set(scales["burnout"].items) == BURNOUT
    assert set(scales["secondary_traumatic_stress"].items) == TRAUMATIC
    assert scales["burnout"].reversed == TURNED
    assert not scales["compassion_satisfaction"].reversed | scales["secondary_traumatic_stress"].reversed


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        # The self-scoring sheet turns 1 into 5, 2 into 4, 3 into 3, 4 into 2 and 5 into 1 in five items of burnout.
        (proqol(3, 3, 3, 3), (30, 30, 30)),
        (proqol(1, 1, 5, 1), (10, 10, 10)),
        (proqol(5, 5, 1, 5), (50, 50, 50)),
        (proqol(1, 1, 1, 1), (10, 30, 10)),
        (proqol(5, 5, 5, 5), (50, 30, 50)),
        (proqol(4, 2, 4, 2), (40, 20, 20)),
        (proqol(2, 4, 2, 1), (20, 40, 10)),
    ],
)
def test_proqol_adds_ten_answers_after_turning_five_round(answers, expected):
    assert tuple(totals("proqol@5", *answers).values()) == expected


@pytest.mark.parametrize(
    ("more", "total", "band"),
    [(2, 22, "low"), (3, 23, "moderate"), (21, 41, "moderate"), (22, 42, "high"), (30, 50, "high"), (-10, 10, "low")],
)
def test_proqol_is_low_to_22_and_high_from_42(more, total, band):
    """Self-scoring sheet of ProQOL 5: 22 or less, 23 to 41, 42 or more."""
    answers = dict(enumerate(proqol(2, 3, 3, 3), 1))
    for item in sorted(SATISFACTION):
        step = max(-1, min(3, more))
        answers[item] += step
        more -= step
    found = scored("proqol", *(answers[item] for item in range(1, 31)))["compassion_satisfaction"]
    assert (found.value, found.band) == (total, band)


# -- SPS-10 -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("answer", "total"), [(1, 10), (2, 20), (3, 30), (4, 40)])
def test_sps_10_goes_from_10_to_40(answer, total):
    """INSPQ, information sheet 21: ten items on four points; the sum goes from 10 to 40."""
    assert totals("sps10@2013", *[answer] * 10) == {"social_provisions": total}


def test_sps_10_turns_nothing_round():
    """Caron (2013): only the items that are worded positively were kept."""
    assert not find("sps10").key.scales[0].reversed
    assert totals("sps10", 4, 3, 4, 2, 4, 3, 1, 4, 4, 2) == {"social_provisions": 31}


# -- ASKU -------------------------------------------------------------------------------------------------------------


def test_asku_is_the_mean_of_three():
    """ZIS, sheet zis35: the mean of the three answers, from 1 to 5."""
    assert totals("asku@2012", 1, 1, 1) == {"self_efficacy": 1}
    assert totals("asku@2012", 5, 5, 5) == {"self_efficacy": 5}
    assert totals("asku@2012", 4, 4, 3) == {"self_efficacy": Fraction(11, 3)}


def test_asku_agrees_with_the_means_that_gesis_published():
    """GESIS, sample 3 (n = 1,134): items 4.05, 4.04 and 3.88, scale 4.00. A mean of means, so it must agree."""
    people = [(4 + (place < 5), 4 + (place < 4), 4 - (place < 12)) for place in range(100)]  # these means, exactly
    mean = sum(totals("asku", *person)["self_efficacy"] for person in people) / 100
    assert float(mean) == pytest.approx(4.00, abs=0.015)
