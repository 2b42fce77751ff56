"""What people here struck is given no more, kept no more and added up no more."""

from dataclasses import fields

from espoir import clock
from espoir.evaluation import queries as evaluation
from espoir.evaluation.indicators import NOTHING, Indicators
from espoir.evaluation.periods import Period
from espoir.voice import asked
from espoir.voice.tests.objects import strike


def test_each_figure_has_a_line_under_which_it_can_be_struck(cast):
    told = {name for nothing in NOTHING.values() for name in nothing}
    assert told == {field.name for field in fields(Indicators)} - {"first", "last", "left_out"}
    assert {f"f-{code}" for code in NOTHING} == set(asked.FIGURES)
    for thing in asked.FIGURES:
        strike(cast.mesange, thing)
    period = Period.around(clock.today(), 6)
    assert len(evaluation.figures_of(cast.kim.organisation, period).left_out) == len(NOTHING)
    assert evaluation.figures_of(cast.harper.organisation, period).left_out == ()
