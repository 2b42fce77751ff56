"""The report's own 28 references give its own figures; and what a review is told by."""

import csv
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores import bibliography
from espoir.cores.bibliography import (
    KEYS,
    Author,
    Flow,
    Group,
    Labels,
    Record,
    Style,
    Why,
    WrongPeriods,
    as_csv,
    by_period,
    doubts,
    duplicates,
    mention,
    note,
    reference_list,
    svg,
    tally,
)

PERIODS = ((2010, 2015), (2016, 2020), (2021, 2025))


@pytest.fixture(scope="module")
def works():
    path = Path(bibliography.__file__).parents[2] / "demo" / "references.ris"
    reading = bibliography.read(path.read_bytes(), file="references.ris")
    assert (reading.problems, reading.found) == ([], 28)
    return reading.records


def test_the_figures_of_annex_b(works):
    assert by_period((work.year for work in works), PERIODS) == {"2010–2015": 4, "2016–2020": 12, "2021–2025": 12}
    assert tally(work.kind for work in works) == {"academic": 20, "organization": 5, "government": 3}
    places = {"United Kingdom": 12, "Canada": 5, "United States": 5, "Asia and Australia": 3, "Europe": 3}
    assert tally(work.studied_in for work in works) == places
    sectors = {"Mental health": 16, "Trafficking": 7, "Gender-based violence": 4, "Terrorism": 1}
    assert tally(work.sector for work in works) == sectors
    assert duplicates(works) == []


def test_forty_nine_reviewed_and_twenty_eight_used_with_one_reason():
    flow = Flow(dbr_assessed=49, dbr_excluded=(("Did not speak of programs, or twice", 21),), new_studies=28)
    assert doubts(flow) == []
    rows = list(csv.DictReader(io.StringIO(as_csv(flow, {}))))
    said = {row["data"]: row["n"] for row in rows if row["data"] != "NA"}
    assert set(said) == set(KEYS)
    assert said["dbr_excluded"] == "Did not speak of programs – or twice, 21"
    assert (said["dbr_assessed"], said["new_studies"], said["records_screened"]) == ("49", "28", "NA")


def test_a_flow_that_does_not_add_up_says_which_box():
    wrong = Flow(
        database_results=60, database_specific_results=(("A", 50),), duplicates=5, records_screened=55,
        records_excluded=6, dbr_assessed=48, website_results=2, new_studies=60, total_studies=61,
    )  # fmt: skip
    found = {doubt.key: (doubt.said, doubt.due) for doubt in doubts(wrong)}
    expected = {
        "database_results": (60, 50),
        "dbr_assessed": (48, 49),
        "new_studies": (60, 50),
        "total_studies": (61, 60),
    }
    assert found == expected
    assert doubts(Flow(records_screened=3, records_excluded=5))[0].key == "records_excluded"


@given(st.integers(0, 500), st.integers(0, 50), st.lists(st.integers(0, 40), max_size=4), st.booleans())
def test_boxes_may_be_skipped_and_the_sums_still_hold(left, twice, reasons, screened):
    flow = Flow(
        database_results=left + twice + sum(reasons), duplicates=twice,
        records_screened=left + sum(reasons) if screened else None,
        dbr_excluded=tuple((f"r{n}", count) for n, count in enumerate(reasons)), new_studies=left,
    )  # fmt: skip
    assert doubts(flow) == []


def test_the_drawing_holds_every_number_for_those_who_do_not_see_it():
    labels = Labels("The flow", {key: f"<{key}>" for key in KEYS}, "\u00a0: ")
    flow = Flow(
        database_results=60, duplicates=11, dbr_assessed=49, dbr_excluded=(("Off & on", 21),), new_studies=28,
    )  # fmt: skip
    drawn = ElementTree.fromstring(svg(flow, labels, key="f"))
    space = "{http://www.w3.org/2000/svg}"
    assert drawn.get("role") == "img"
    assert drawn.get("aria-labelledby") == "f-t f-d"
    assert drawn.find(f"{space}title").text == "The flow"
    description = drawn.find(f"{space}desc").text or ""
    for value in (
        "<database_results>\u00a0: 60",
        "<duplicates>\u00a0: 11",
        "Off & on\u00a0: 21",
        "<new_studies>\u00a0: 28",
    ):
        assert value in description
    assert "style" not in {name for each in drawn.iter() for name in each.attrib}


def test_the_same_work_twice_is_proposed_whatever_its_accents():
    works = [
        Record(title="L’éthique du soutien", year=2019),
        Record(title="Other", doi="10.1000/x", year=2018),
        Record(title="L'ETHIQUE du soutien.", year=2019),
        Record(title="Another name", doi="10.1000/X"),
        Record(title="L’éthique du soutien", year=2001),
        Record(title="Editorial", year=2019),
        Record(title="Editorial", year=2019),
    ]
    assert duplicates(works) == [Group((0, 2), Why.TITLE), Group((1, 3), Why.DOI)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "10.1/a", "10.1/b"]),
            st.sampled_from(["A long title", "Quite another", ""]),
            st.sampled_from([None, 2000, 2001]),
        ),
        max_size=8,
    )
)
def test_a_record_is_in_one_group_at_most(made):
    groups = duplicates([Record(doi=doi, title=title, year=year) for doi, title, year in made])
    members = [place for group in groups for place in group.members]
    assert len(members) == len(set(members))
    assert all(len(group.members) > 1 for group in groups)


def test_periods_that_overlap_are_refused():
    with pytest.raises(WrongPeriods, match="already counts 2015"):
        by_period([2015], [(2010, 2015), (2015, 2020)])
    assert by_period([None, 1999, 2012], [(2010, 2015)]) == {"2010–2015": 1, "": 2}


def test_references_in_both_styles_and_languages(works):
    for style, language, expected in (
        (Style.APA, "en", "Repper, J., & Carter, T. (2011)."),
        (Style.UDEM, "fr", "Repper, J. et Carter, T. (2011)."),
        (Style.UDEM, "en", "Repper, J. and Carter, T. (2011)."),
        (Style.APA, "fr", "Charles, A., et al. (2021)."),
    ):
        made = reference_list(works, style, language)
        assert sorted(each.place for each in made) == list(range(28))
        assert not [each for each in made if each.problem]
        assert any(each.text.startswith(expected) for each in made), expected
    texts = [each.text for each in made]
    twice = [each.text[:20] for each in made if "2017a" in each.text or "2017b" in each.text]
    assert twice == ["Watson, E. (2017a). ", "Watson, E. (2017b). "]
    assert any("[Thèse de doctorat, University of Nottingham]" in text for text in texts)
    assert texts == sorted(texts, key=str.casefold)
    journal = next(each for each in made if each.in_text == "(Charles et al., 2021)")
    assert [piece.text for piece in journal.pieces if piece.italic] == ["JMIR Mental Health", "8"]


def test_mentions_and_notes():
    work = Record(form="article-journal", title="A year", authors=(Author("Roy", "A."), Author("Lee", "B.")), year=2012,
                  container="J")  # fmt: skip
    assert mention(work, Style.APA, "en", page="6") == "(Roy & Lee, 2012, p. 6)"
    assert mention(work, Style.UDEM, "fr", page="6") == "(Roy et Lee, 2012, p. 6)"
    assert note(work, Style.APA, "en", page="6") == "Roy, A., & Lee, B. (2012). A year. J, p. 6."
    assert note(work, Style.UDEM, "fr", page="6", again=True) == "Roy et Lee (2012), p. 6."


def test_a_record_that_cannot_be_written_gives_a_sentence():
    odd = [
        Record(),
        Record(form="no such form", title="<script>A</script> & \ue000b", authors=(Author(""),), year=2000),
        Record(title="Kept"),
    ]
    made = {each.place: each for each in reference_list(odd, Style.APA, "en")}
    assert made[0].problem.startswith("This reference has neither")
    assert "<script>A</script> & b" in made[1].text
    assert "Kept" in made[2].text


RECORDS = st.builds(
    Record,
    form=st.sampled_from(["article-journal", "thesis", "zz"]),
    title=st.text(max_size=12),
    year=st.none() | st.integers(1500, 2100),
    authors=st.lists(st.builds(Author, st.text(max_size=5), st.text(max_size=5)), max_size=3).map(tuple),
    pages=st.text(max_size=4),
    volume=st.text(max_size=3),
    container=st.text(max_size=5),
    edition=st.text(max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(RECORDS, st.sampled_from([*Style]), st.sampled_from(["fr", "en"]))
def test_no_record_is_too_odd_to_cite(record, style, language):
    (made,) = reference_list([record], style, language)
    assert made.text
    note(record, style, language, page="3")
