from __future__ import annotations

from itertools import pairwise
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.identifiers import Kind, Known, Suggestion, Why, find, in_place_of, model

THE_STUDY_KNOWS = [
    Known("Kevin", Kind.PERSON),
    Known("Émilie Tremblay-Roy", Kind.PERSON),
    Known("Jean-François", Kind.PERSON),
    Known("Niagara Falls", Kind.PLACE),
    Known("Sudbury", Kind.PLACE),
    Known("La Maison d’Hirondelle", Kind.ORGANISATION),
]


def found(text: str, **wanted) -> list[tuple[str, str]]:
    return [(str(each.kind), each.said) for each in find(text, THE_STUDY_KNOWS, **wanted)]


def test_what_the_study_knows_is_found_as_people_type_it():
    assert found("kévin pis moi, de sudbury à niagara falls") == [
        ("person", "kévin"),
        ("place", "sudbury"),
        ("place", "niagara falls"),
    ]
    assert found("KEVIN, NIAGARA-FALLS, Niagara\nFalls") == [
        ("person", "KEVIN"),
        ("place", "NIAGARA-FALLS"),
        ("place", "Niagara\nFalls"),
    ]


def test_names_are_found_elided_plural_in_part_and_whatever_joins_them():
    assert found("l’histoire d'Emilie, les Tremblays, Kevin’s") == [
        ("person", "Emilie"),
        ("person", "Tremblays"),
        ("person", "Kevin"),
    ]
    assert [said for _, said in found("jean francois, jean‑françois, JEANFRANCOIS, E\u0301milie")] == [
        "jean francois",
        "jean‑françois",
        "JEANFRANCOIS",
        "E\u0301milie",
    ]
    assert found("maison d hirondelle et LA MAISON D'HIRONDELLE") == [
        ("organisation", "maison d hirondelle"),
        ("organisation", "LA MAISON D'HIRONDELLE"),
    ]
    assert found("Emilien, un kevinou, sudburyen, la maison") == []
    assert find("Émilie Roy", THE_STUDY_KNOWS)[0].why is Why.PART


SHAPES = {
    "phone": [
        "514 555-0142", "(514) 555 0142", "1-833-555-0142", "+1 514.555.0142", "5145550142", "514, 555, 01 42",
        "514‑555‑0142 poste 12", "555-0142", "+33 6 12 34 56 78", "cinq un quatre, cinq cinq cinq, zéro un quatre deux",
        "five one four five five five oh one four two", "514 cinq cent cinquante-cinq zéro un quarante-deux",
    ],
    "postal_code": ["H2X 1Y4", "h2x1y4", "K1A-0B6", "H2X"],
    "email": ["zoe.roy+1@exemple.qc.ca", "zoé point roy arobase gmail point com", "joe at gmail dot com"],
    "handle": ["@zoe_r.92"],
    "link": ["https://exemple.ca/page?x=1", "www.exemple.ca", "exemple.qc.ca/zoe"],
    "number": ["046 454 286", "TREM 9403 0312"],
    "date": ["3 mars 1994", "1er août 2001", "March 3rd, 1994", "1994-03-03", "03/04/1994"],
    "address": [
        "12, rue des Érables app. 4", "1450 boul. Saint-Laurent", "12 chemin de la Côte-des-Neiges", "4 Maple Street",
        "1234 King St W, apt 5", "88 10e avenue Nord", "C.P. 123", "P.O. Box 44",
    ],
}  # fmt: skip


@pytest.mark.parametrize("kind", SHAPES)
def test_what_has_a_shape_is_found_whole(kind):
    for said in SHAPES[kind]:
        for text in (said, f"Alors, {said}, voilà.", f"« {said} »"):
            assert [(str(each.kind), each.said) for each in find(text)] == [(kind, said)], text


def test_what_is_introduced_is_found():
    text = "je m’appelle kelly-ann, elle s'appelait Zoé de la Tour; my name is joe; "
    text += "Mme Roy, le Dr Jean Côté, né en 1994; insta: zoe.92"
    assert [each.said for each in find(text)] == [
        "kelly-ann", "Zoé de la Tour", "joe", "Roy", "Jean Côté", "1994", "zoe.92",
    ]  # fmt: skip


def test_ordinary_words_and_numbers_are_left_alone():
    for text in (
        "En 2019, à 8 h 30, deux ou trois personnes pour 1 250 $, soit 3,5 % de 2 000 000.",
        "Le 9-1-1 ou le 9-8-8; madame est partie; 12 years on the street, 3 times down the road.",
        "un, deux, trois, on y va. Appelle-moi. The 2 of us were called names.",
    ):
        assert find(text, THE_STUDY_KNOWS) == []


def test_of_what_overlaps_the_longest_is_kept_the_other_is_said_and_comes_up_once_it_is_declined():
    text = "au 12, rue Émilie-Tremblay, demain"
    (address,) = find(text, THE_STUDY_KNOWS)
    assert (address.kind, address.said) == (Kind.ADDRESS, "12, rue Émilie-Tremblay")
    assert [each.said for each in address.beside] == ["Émilie", "Tremblay"]
    again = find(text, THE_STUDY_KNOWS, declined=[(address.start, address.end)])
    assert [(each.kind, each.said) for each in again] == [(Kind.PERSON, "Émilie"), (Kind.PERSON, "Tremblay")]


def test_a_model_only_adds_and_without_one_nothing_is_loaded(monkeypatch):
    def proposes(text, language):
        yield Suggestion(0, 5, Kind.OTHER, text[:5], Why.MODEL)
        yield Suggestion(9, 14, Kind.OTHER, text[9:14], Why.MODEL)

    two = find("Kevin et Marie", THE_STUDY_KNOWS, model=proposes)
    assert [(each.kind, each.why) for each in two] == [(Kind.PERSON, Why.KNOWN), (Kind.OTHER, Why.MODEL)]

    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert model.installed("fr") is None
    assert list(model.names("Marie", "fr-ca")) == []

    entity = SimpleNamespace(label_="MISC", text="Marie", start_char=0, end_char=5)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name in ("spacy", "fr_core_news_sm"))
    monkeypatch.setattr(model, "_loaded", lambda name: lambda text: SimpleNamespace(ents=[entity]))
    assert [each.kind for each in model.names("Marie", "fr-ca")] == [Kind.OTHER]


def test_each_kind_has_words_to_put_in_its_place_in_both_languages():
    for kind in Kind:
        assert in_place_of(kind, "fr-ca") != ""
        assert in_place_of(kind, "en")[0] + in_place_of(kind, "en")[-1] == "[]"
        assert find(in_place_of(kind, "fr"), THE_STUDY_KNOWS) == []
    assert in_place_of(Kind.PERSON, "fr-ca") == "[prénom]"


# -- properties -------------------------------------------------------------------------------------------------------

PIECES = [
    "Kevin",
    "Émilie",
    "tremblay",
    " ",
    " ",
    ", ",
    "-",
    "\n",
    "514 555-0142",
    "12 rue Roy",
    "@zoe",
    "H2X 1Y4",
    "le",
    "🙂",
]
TEXTS = st.lists(st.sampled_from(PIECES)).map("".join)


@given(TEXTS, st.data())
def test_suggestions_never_overlap_and_say_what_stands_there(text, data):
    every = find(text, THE_STUDY_KNOWS)
    assert all(text[each.start : each.end] == each.said != "" for each in every)
    assert all(one.end <= other.start for one, other in pairwise(every))
    assert all(inner.start < each.end and each.start < inner.end for each in every for inner in each.beside)
    if every:
        declined = data.draw(st.sampled_from(every))
        left = find(text, THE_STUDY_KNOWS, declined=[(declined.start, declined.end)])
        assert (declined.start, declined.end) not in {(each.start, each.end) for each in left}


NAMES = st.from_regex(r"[A-ZÉ][a-zéèô]{2,7}(-[A-ZÉ][a-zéèô]{2,7})?", fullmatch=True)


@given(NAMES, st.sampled_from([str, str.upper, str.lower]), st.sampled_from([" ", "-", "’", ""]), st.booleans())
def test_a_known_name_is_found_in_any_disguise(name, case, joint, bare):
    typed = case(name).replace("-", joint)
    if bare:
        typed = typed.translate(str.maketrans("éèôÉÈÔ", "eeoEEO"))
    (only,) = find(f"xx {typed}, xx", [Known(name, Kind.PERSON)])
    assert only.said == typed
