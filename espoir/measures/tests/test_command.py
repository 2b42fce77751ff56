"""`espoir measures`: a file of answers in, scores out, and a sentence for whatever cannot be."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.measures import command

WHO5 = "q1,q2,q3,q4,q5\n"


@pytest.fixture
def scored(tmp_path, capsys):
    def run(instrument, content, *options):
        path = tmp_path / "answers.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = command.run(["score", instrument, str(path), *options])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out and "--json" in options else out, err

    return run


def values(answer):
    return [each["score"] for each in answer["scores"]]


# -- what is scored ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_gets_one_score_a_row_and_a_scale(scored, bom, end):
    text = bom + WHO5.replace("\n", end) + end.join(["5,5,5,5,5", "0,0,0,0,0", "3,4,2,3,3", ""])
    status, answer, err = scored("who5", text, "--json")
    assert (status, err) == (0, "")
    assert (answer["instrument"], answer["version"], answer["doubtful"]) == ("who5", "1998", [])
    assert answer["scores"] == [
        {"row": 1, "scale": "wellbeing", "score": 100, "band": None, "reason": ""},
        {"row": 2, "scale": "wellbeing", "score": 0, "band": "low", "reason": ""},
        {"row": 3, "scale": "wellbeing", "score": 60, "band": None, "reason": ""},
    ]


def test_three_scales_of_proqol(scored):
    head = ",".join(f"proqol_{item}" for item in range(1, 31))
    status, answer, _err = scored("proqol@5", f"{head}\n{','.join(['1'] * 30)}\n", "--json")
    assert (status, answer["version"]) == (0, "5")
    assert [(each["scale"], each["score"], each["band"]) for each in answer["scores"]] == [
        ("compassion_satisfaction", 10, "low"),
        ("burnout", 30, "moderate"),
        ("secondary_traumatic_stress", 10, "low"),
    ]


def test_a_mean_is_said_to_four_decimals(scored):
    status, answer, err = scored("asku", "q1,q2,q3\n4,4,3\n", "--json")
    assert (status, values(answer)) == (0, [3.6667])
    assert "cannot be switched on" in err  # its terms are not on file


@pytest.mark.parametrize(
    "head",
    [
        "1,2,3,4,5",
        "q1,q2,q3,q4,q5",
        "Q01,Q02,Q03,Q04,Q05",
        "Item 1,Item 2,Item 3,Item 4,Item 5",
        "item_1,item_2,item_3,item_4,item_5",
        "who5_1,who5_2,who5_3,who5_4,who5_5",
        "WHO-5 q1,WHO-5 q2,WHO-5 q3,WHO-5 q4,WHO-5 q5",
        "who_1,who_2,who_3,who_4,who_5",
        "who51,who52,who53,who54,who55",
    ],
)
def test_columns_are_known_by_their_numbers(scored, head):
    status, answer, _err = scored("who5", f"{head}\n5,4,3,2,1\n", "--json")
    assert (status, values(answer)) == (0, [60])


def test_columns_may_stand_in_any_order_among_others(scored):
    text = 'name,q5,visit1,q4,WHO-5,q3,q2,note,q1\nÉlise,1,9,2,100,3,4,"a, b",5\n'
    status, answer, _err = scored("who5", text, "--json")
    assert (status, values(answer)) == (0, [60])


def test_its_own_columns_come_before_others_with_numbers(scored):
    text = "q1,q2,q3,q4,q5,who5_1,who5_2,who5_3,who5_4,who5_5\n9,9,9,9,9,1,1,1,1,1\n"
    assert values(scored("who5", text, "--json")[1]) == [20]


@pytest.mark.parametrize("said", ["3", " 3 ", "3.0", '"3"', "3.00"])
def test_a_whole_number_may_be_written_as_spreadsheets_do(scored, said):
    assert values(scored("who5", f"{WHO5}{said},3,3,3,3\n", "--json")[1]) == [60]


def test_the_table_says_the_same(scored):
    status, out, _err = scored("who5", f"{WHO5}5,5,5,5,5\n5,,5,5,5\n")
    assert status == 1
    assert "WHO-5 Well-Being Index, version 1998" in out
    assert "1    wellbeing  100" in out
    assert "no answer to item 2: all 5 are needed" in out
    assert "2 scores, 1 absent." in out


# -- what is absent, and why ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("5,,5,5,5", "no answer to item 2: all 5 are needed"),
        (",5,NA,5,.", "no answer to items 1, 3, 5: all 5 are needed"),
        (",,,,", "nothing answered: all 5 are needed"),
        ("6,5,5,5,5", "row 1, column q1: '6' is not a whole number from 0 to 5"),
        ("5,-1,5,5,5", "row 1, column q2: '-1' is not a whole number from 0 to 5"),
        ("5,5,2.5,5,5", "row 1, column q3: '2.5' is not a whole number from 0 to 5"),
        ("5,5,5,five,5", "row 1, column q4: 'five' is not a whole number from 0 to 5"),
        ("5,5,5,5,٣", "row 1, column q5: '٣' is not a whole number from 0 to 5"),
        ("5,5,5,5,99999999999999999999999", "row 1, column q5: '99999999999999999999…' is not"),
        ("5,5,5,5", "row 1 has 4 cells, the first line 5"),
        ("5,5,5,5,5,5", "row 1 has 6 cells, the first line 5"),
    ],
)
def test_a_score_that_cannot_be_right_is_absent_with_its_reason(scored, row, reason):
    status, answer, _err = scored("who5", f"{WHO5}{row}\n1,1,1,1,1\n", "--json")
    assert status == 1
    assert values(answer) == [None, 20]
    assert reason in answer["scores"][0]["reason"]
    assert answer["scores"][1]["reason"] == ""


def test_an_answer_that_cannot_be_is_told_with_its_row_and_column(scored):
    answer = scored("who5", f"{WHO5}1,1,1,1,1\n1,7,1,x,1\n", "--json")[1]
    assert [(each["row"], each["column"]) for each in answer["doubtful"]] == [(2, "q2"), (2, "q4")]


def test_only_the_scale_it_touches_is_absent(scored):
    head, ones = ",".join(map(str, range(1, 31))), ["1"] * 30
    ones[2] = ""  # item 3: compassion satisfaction
    answer = scored("proqol", f"{head}\n{','.join(ones)}\n", "--json")[1]
    assert values(answer) == [None, 30, 10]


def test_a_scale_may_be_asked_alone(scored):
    """The publisher allows it: the others are said not to have been asked."""
    items = [1, 4, 8, 10, 15, 17, 19, 21, 26, 29]
    text = f"{','.join(f'proqol_{item}' for item in items)}\n{','.join(['1'] * 10)}\n"
    status, answer, _err = scored("proqol", text, "--json")
    assert (status, values(answer)) == (1, [None, 30, None])
    assert "not asked" in answer["scores"][0]["reason"]


def test_empty_lines_are_nobody(scored):
    answer = scored("who5", f"{WHO5}\n1,1,1,1,1\n\n2,2,2,2,2\n\n", "--json")[1]
    assert [(each["row"], each["score"]) for each in answer["scores"]] == [(1, 20), (2, 40)]


def test_a_file_with_nobody_has_no_scores(scored):
    status, answer, err = scored("who5", WHO5, "--json")
    assert (status, answer["scores"]) == (0, [])
    assert "no row under its first line" in err


# -- what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        ("\ufeff", "is empty"),
        ("q1,q2,q3,q4\n1,1,1,1\n", "No column for item 5 of WHO-5"),
        ("q1,q5\n1,1\n", "No column for items 2 to 4 of WHO-5"),
        ("a,b\n1,1\n", "Name the columns who5_1 to who5_5"),
        ("visit9,b\n1,1\n", "No column for items 1 to 5"),
        ("q1;q2;q3;q4;q5\n1;1;1;1;1\n", "Cells are separated by commas"),
        ("q1,q1,q2,q3,q4,q5\n1,1,1,1,1,1\n", "item 1 stands twice"),
        ("q1,Q 1,q2,q3,q4,q5\n1,1,1,1,1,1\n", "item 1 stands twice"),
        ("q1,q2,q3,q4,q5,q6\n1,1,1,1,1,1\n", "has 5 items, and a column is called q6"),
        ("q0,q1,q2,q3,q4,q5\n1,1,1,1,1,1\n", "a column is called q0"),
        ("q1,q2,q3,q4,q5,i1,i2,i3,i4,i5\n" + "1," * 9 + "1\n", "More than one set of columns"),
        ("who5_1,who5_2,q1,q2,q3,q4,q5\n" + "1," * 6 + "1\n", "No column for items 3 to 5"),
        ("q1,q2,q3,q4,q5,é\n".encode("latin-1"), "not UTF-8 (line 1)"),
        (WHO5.encode("utf-16"), "not plain text in UTF-8"),
        (b"q1,q2\0\n", "not plain text in UTF-8"),
        (f'{WHO5}1,1,1,1,"1\n', "is not CSV"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(scored, content, sentence):
    status, out, err = scored("who5", content, "--json")
    assert (status, out) == (2, "")
    assert sentence in err


@pytest.mark.parametrize(
    ("instrument", "sentence"),
    [
        ("proqol@4", "The one here is proqol@5; answers to another version are not scored with it."),
        ("phq9", "No instrument is called 'phq9' here. These are: asku, proqol, sps10, who5."),
        ("cbi", "cannot be scored here, nor switched on: its scoring rule was not read in a source and no terms"),
        ("fasku", "cannot be scored here, nor switched on: its scoring rule was not read in a source."),
    ],
)
def test_an_instrument_without_its_key_gets_a_sentence(scored, instrument, sentence):
    status, out, err = scored(instrument, f"{WHO5}1,1,1,1,1\n", "--json")
    assert (status, out) == (2, "")
    assert sentence in err


def test_a_file_that_is_not_there_gets_a_sentence(tmp_path, capsys):
    for path in (tmp_path / "nowhere.csv", tmp_path):
        assert command.run(["score", "who5", str(path)]) == 2
        assert str(path) in capsys.readouterr().err


@pytest.mark.parametrize("words", [[], ["score"], ["score", "who5"], ["weigh", "who5", "x"]])
def test_bad_usage_is_two_with_a_sentence(words, capsys):
    assert command.run(words) == 2
    assert "usage:" in capsys.readouterr().err


def test_it_explains_itself(capsys):
    assert command.run(["score", "--help"]) == 0
    assert "who5" in capsys.readouterr().out


# -- the list ---------------------------------------------------------------------------------------------------------


def test_the_list_says_the_terms_and_where_the_wording_is(capsys):
    assert command.run(["list", "--json"]) == 0
    every = {each["instrument"]: each for each in json.loads(capsys.readouterr().out)["instruments"]}
    assert set(every) == {"asku", "cbi", "fasku", "proqol", "sps10", "who5"}
    assert all(each["wording"]["en"] and each["wording"]["fr"] for each in every.values())
    assert [code for code, each in sorted(every.items()) if not each["obstacles"]] == ["proqol", "sps10", "who5"]
    assert every["proqol"]["terms"]["verified_on"] == "2026-11-22"
    assert every["who5"]["answers"] == {
        "items": 5, "from": 0, "to": 5,
        "direction": {"en": "0 is never, 5 is all along", "fr": "0\u00a0: jamais; 5\u00a0: tout du long"},
    }  # fmt: skip


def test_the_list_as_a_table_says_what_cannot_be_switched_on(capsys):
    assert command.run(["list"]) == 0
    said = capsys.readouterr().out
    assert "cbi@2005  Copenhagen Burnout Inventory (CBI)" in said
    assert "cannot be switched on: no terms of use are on file." in said


# -- whatever the file ------------------------------------------------------------------------------------------------

CELL = st.sampled_from(["", "0", "1", "5", "6", "-1", "2.0", "x", "NA", '"', "q1", "who5_2", "é", "\r", "99999", ";"])
LINES = st.lists(st.lists(CELL, max_size=7).map(",".join), max_size=6).map("\n".join)
HEAD = st.sampled_from([WHO5, "", "\ufeff" + WHO5, "who5_1,who5_2,who5_3,who5_4,who5_5\n", "1,2,3,4,5\n"])


@given(st.binary(max_size=60) | st.tuples(HEAD, LINES).map(lambda pair: "".join(pair).encode()))
@settings(max_examples=200)
def test_whatever_the_file_each_score_is_right_or_absent(tmp_path_factory, content):
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = command.run(["score", "who5", str(path), "--json"])
    if status == 2:
        assert err.getvalue()
        assert not out.getvalue()
        return
    answer = json.loads(out.getvalue())
    assert (status == 1) == (None in values(answer))
    for each in answer["scores"]:
        assert (each["score"] is None) == bool(each["reason"])
        assert each["score"] is None or each["score"] in range(0, 101, 4)
