from datetime import date, time

import pytest
from django.utils import translation

from espoir.i18n import catalogue, say


@pytest.mark.parametrize(
    ("language", "said"),
    [("fr-ca", "mardi 17\u00a0novembre 2026"), ("en-ca", "Tuesday, November\u00a017, 2026")],
)
def test_a_day_is_said_as_people_say_it(language, said):
    with translation.override(language):
        assert say.day(date(2026, 11, 17), year=True) == said


def test_the_first_of_the_month_in_french():
    with translation.override("fr-ca"):
        assert say.day(date(2026, 12, 1), weekday=False) == "1er\u00a0décembre"


@pytest.mark.parametrize(
    ("language", "hour", "said"),
    [
        ("fr-ca", time(14, 5), "14\u00a0h\u00a005"),
        ("fr-ca", time(9), "9\u00a0h"),
        ("fr-ca", time(0), "0\u00a0h"),
        ("en-ca", time(14, 5), "2:05\u00a0p.m."),
        ("en-ca", time(9), "9\u00a0a.m."),
        ("en-ca", time(12), "noon"),
    ],
)
def test_an_hour_is_said_as_people_say_it(language, hour, said):
    with translation.override(language):
        assert say.hour(hour) == said


@pytest.mark.parametrize(
    ("language", "minutes", "said"),
    [
        ("fr-ca", 45, "45 minutes"),
        ("fr-ca", 60, "1 heure"),
        ("fr-ca", 90, "1 heure 30"),
        ("fr-ca", 0, "0 minute"),
        ("en-ca", 120, "2 hours"),
        ("en-ca", 95, "1 hour 35"),
    ],
)
def test_a_length_is_spelled_out(language, minutes, said):
    with translation.override(language):
        assert say.length(minutes) == said


@pytest.mark.parametrize(("language", "said"), [("fr-ca", "1\u202f250,5"), ("en-ca", "1,250.5")])
def test_a_number(language, said):
    with translation.override(language):
        assert say.number(1250.5, 1) == said


def test_french_is_set_whatever_was_typed():
    assert catalogue.set_in_french("Jusqu'au 3 : « oui » ?") == "Jusqu’au 3\u00a0: «\u202foui\u202f»?"
    assert catalogue.set_in_french('<a href="x: y">l\'aide</a>') == '<a href="x: y">l’aide</a>'
