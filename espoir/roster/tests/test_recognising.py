from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from espoir.roster.headings import Field, What, columns_of, field_named
from espoir.roster.reading import read
from espoir.roster.recognising import (
    Order,
    Unclear,
    date_of,
    fold,
    language_of,
    minutes_of,
    number_of,
    order_of,
    readings,
    region_of,
)

TODAY = date(2026, 11, 22)


def when(text, order=None):
    return date_of(text, order=order, today=TODAY, row=7)


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-05",
        "2026/3/5",
        "2026-03-05 14:30:00",
        "5 mars 2026",
        "5 Mars 2026",
        "jeudi 5 mars 2026",
        "Mar 5, 2026",
        "March 5th, 2026",
        "5 mar. 2026",
        "05.03.2026",
        "5-3-26",
    ],
)
def test_a_date_is_read_as_people_write_it(text):
    assert when(text, Order.DAY_FIRST) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("9 juill. 2026", date(2026, 7, 9)),
        ("13 févr. 2026", date(2026, 2, 13)),
        ("1er août 2026", date(2026, 8, 1)),
        ("17 juin 2026", date(2026, 6, 17)),
        ("Sept. 2, 2025", date(2025, 9, 2)),
        ("05/05/2026", date(2026, 5, 5)),
        ("13/02/2026", date(2026, 2, 13)),
        ("02/13/2026", date(2026, 2, 13)),
    ],
)
def test_what_can_be_one_day_only_needs_no_question(text, on):
    assert when(text) == on


def test_a_date_that_can_be_two_is_asked_in_both_languages():
    for language, sentence in {
        "en-ca": "Row 7: is “03/04/2026” March\u00a04 or April\u00a03? Nothing is saved until you answer.",
        "fr-ca": "Ligne 7\u00a0: «\u202f03/04/2026\u202f» veut dire le 3\u00a0avril ou le 4\u00a0mars? "
        "Rien n’est enregistré avant votre réponse.",
    }.items():
        with translation.override(language), pytest.raises(Unclear) as asked:
            when("03/04/2026")
        assert asked.value.reason == sentence
        assert {value for value, _words in asked.value.answers} == {"2026-04-03", "2026-03-04"}


@pytest.mark.parametrize("text", ["31/02/2026", "2026-02-30", "31 avril 2026", "Feb 30, 2026", "32/01/2026"])
def test_a_day_that_does_not_exist_is_never_guessed(text):
    with translation.override("en-ca"), pytest.raises(Unclear, match=r"has (28|30|31) days\. Choose another date\."):
        when(text)


@pytest.mark.parametrize("text", ["bientôt", "5 mars", "2026", "00/00/2026", "2027-01-01", "0004-02-03", "12", "45678"])
def test_what_is_not_a_past_day_is_asked(text):
    with pytest.raises(Unclear):
        when(text)


def test_one_row_decides_for_its_column():
    assert order_of(["03/04/2026", "2026-01-02", "5 mars 2026"]) is None
    assert order_of(["03/04/2026", "13/02/2026"]) is Order.DAY_FIRST
    assert order_of(["03/04/2026", "02/13/2026"]) is Order.MONTH_FIRST
    assert order_of(["03/04/2026", "13/02/2026", "02/13/2026"]) is None
    assert order_of(["03/04/2026", "31/02/2026"]) is None
    assert order_of(["03-04-26", "14-03-26"]) is None  # 2014 as well as the 14th
    assert order_of(["03-04-26", "20/09/2026"]) is Order.DAY_FIRST


@given(
    st.dates(date(1995, 1, 1), TODAY),
    st.sampled_from(["{0:%Y-%m-%d}", "{0.day} {1} {0.year}", "{2} {0.day}, {0.year}"]),
)
def test_every_day_that_is_written_out_comes_back(on, pattern):
    french = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    english = ["Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"]
    assert when(pattern.format(on, french[on.month - 1], english[on.month - 1])) == on


@given(st.lists(st.dates(date(1995, 1, 1), TODAY), min_size=1, max_size=20), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_a_column_is_read_right_or_asked_never_wrong(days, pattern):
    texts = [f"{on:{pattern}}" for on in days]
    order = order_of(texts)
    for on, text in zip(days, texts, strict=True):
        try:
            assert when(text, order) == on
        except Unclear:
            assert on.day <= 12


@given(st.text(max_size=20))
def test_no_text_breaks_the_reader(text):
    for reader in (when, minutes_of, number_of, language_of, region_of):
        with suppress(Unclear):
            reader(text)
    assert fold(text) == fold(fold(text))
    assert readings(text) is not None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("60", 60),
        ("1 h", 60),
        ("45 min", 45),
        ("1h30", 90),
        ("1 h 30", 90),
        ("0.5", 30),
        ("0,5", 30),
        ("1.5", 90),
        ("2", 120),
        ("1:30", 90),
        ("1 heure 30 minutes", 90),
        ("1,5 heure", 90),
        ("1 hour 15", 75),
        ("90 minutes", 90),
        ("une demi-heure", 30),
    ],
)
def test_a_length_is_read_as_people_write_it(text, minutes):
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["", "8", "7.5", "long", "0", "5000", "=2*30", "-30"])
def test_a_doubtful_length_is_asked(text):
    with pytest.raises(Unclear):
        minutes_of(text)


def test_a_heading_says_the_unit():
    assert (minutes_of("8", "Durée (min)"), minutes_of("8", "Hours")) == (8, 480)


@pytest.mark.parametrize(("text", "number"), [("37.5", 37.5), ("37,5", 37.5), ("12 h", 12), ("two", 2), ("Deux", 2)])
def test_a_number_is_read_as_people_write_it(text, number):
    assert number_of(text) == number


def test_names_are_the_same_whatever_the_accents_capitals_and_spaces():
    assert fold("alizé ") == fold("ALIZE") == fold("Alizé") != fold("Alizée")
    assert fold("Loup-Marin") == fold("loup marin")
    assert fold("★") == "★"


def test_regions_and_languages_are_recognised_or_asked():
    assert (region_of("N.-B."), region_of("QC"), region_of("Côte-Nord")) == (
        "Nouveau-Brunswick",
        "Québec",
        "Côte-Nord",
    )
    assert region_of("qc", french=False) == "Quebec"
    assert (language_of("Français"), language_of("EN"), language_of("Innu-aimun")) == ("fr", "en", "moe")
    with pytest.raises(Unclear):
        region_of("1234, rue des Érables, J8X 1A1")
    with pytest.raises(Unclear):
        language_of("klingon")


@pytest.mark.parametrize(
    ("heading", "what", "field"),
    [
        ("Pseudonyme", What.PEERS, Field.NAME),
        ("Façon d'être jointe", What.PEERS, Field.WAYS),
        ("Façon d’être jointe", What.PEERS, Field.WAYS),
        ("DATE D'ARRIVÉE", What.PEERS, Field.SINCE),
        ("Hours / week", What.SUPPORTERS, Field.HOURS_PER_WEEK),
        ("Durée (min)", What.MEETINGS, Field.MINUTES),
        ("Paire aidante", What.MEETINGS, Field.SUPPORTER),
        ("Remarques", What.PEERS, None),
        ("Date de naissance", What.PEERS, None),
    ],
)
def test_headings_are_recognised_in_both_languages(heading, what, field):
    assert field_named(heading, what) == field


def test_the_headings_are_found_below_a_title_and_what_is_left_out_is_said():
    (sheet,) = read(b"Suivi 2026;;\n;;\nNom;Langue;Remarques;Date de naissance;Couleur\nSaule;fr;x;y;z\n")
    with translation.override("en-ca"):
        columns = columns_of(sheet, What.PEERS)
        reasons = [str(left.reason) for left in columns.left_out]
    assert (columns.header, [line.number for line in columns.rows(sheet)]) == (2, [4])
    assert [left.heading for left in columns.left_out] == ["Remarques", "Date de naissance", "Couleur"]
    assert reasons == [
        "Free text may hold a story or someone’s name. We don’t bring it in.",
        "We don’t ask for this, so we don’t bring it in.",
        "Nothing here needs it.",
    ]


def test_a_column_may_be_chosen_against_what_its_heading_says():
    (sheet,) = read(b"A;B\nSaule;2026-01-02\n")
    assert columns_of(sheet, What.PEERS).missing == (Field.NAME,)
    chosen = columns_of(sheet, What.PEERS, {"A": "name", "B": "since"})
    assert list(chosen.fields.values()) == [Field.NAME, Field.SINCE]
    assert chosen.missing == ()


def test_the_same_heading_twice_is_told_apart():
    (sheet,) = read(b"Nom;Date;Nom\nSaule;2026-01-02;x\n")
    assert columns_of(sheet, What.PEERS).headings == ("Nom", "Date", "Nom (2)")


def test_the_number_behind_a_date_is_offered_not_taken():
    with pytest.raises(Unclear) as asked:
        when("46030")
    assert asked.value.answers[0][0] == (date(1899, 12, 30) + timedelta(days=46030)).isoformat()
