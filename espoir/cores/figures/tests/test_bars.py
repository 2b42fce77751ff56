from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from espoir.cores.figures import Bar, bars


def drawn(*series):
    svg = bars(series, key="m", title="Meetings", description="From 28 to 47.", withheld="private")
    return ElementTree.fromstring(svg)


def test_whoever_listens_to_the_page_hears_a_title_and_a_description():
    chart = drawn(Bar("June", 31), Bar("July", 28))

    assert chart.get("role") == "img"
    named = {chart.find(name).get("id"): chart.find(name).text for name in ("title", "desc")}
    assert [named[part] for part in chart.get("aria-labelledby").split()] == ["Meetings", "From 28 to 47."]


def test_a_withheld_number_is_an_open_column_of_full_height_whatever_stands_behind_it():
    [june, july] = drawn(Bar("June", 4), Bar("July", None)).findall("rect")

    assert (july.get("class"), july.get("height")) == ("few", "126")
    assert june.get("height") == "126"  # the scale comes from what is shown alone


def test_a_year_stands_in_two_rows_so_that_its_labels_stay_readable():
    assert drawn(*(Bar(str(n), n) for n in range(12))).get("viewBox") == "0 0 320 356"


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), max_size=14), st.text("<&>\"'x", max_size=5))
def test_any_series_is_well_formed_within_its_frame_and_without_a_style_of_its_own(values, label):
    chart = drawn(*(Bar(label, value) for value in values))

    assert len(chart.findall("rect")) == len(values)
    for rect in chart.iter("rect"):
        assert 0 <= float(rect.get("x")) <= 280
        assert float(rect.get("height")) <= 126
    assert not any("style" in part.attrib for part in chart.iter())
