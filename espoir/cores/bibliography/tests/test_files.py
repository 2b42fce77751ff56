"""Files of references as they are found: nothing of them is lost in silence."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from espoir.cores.bibliography import Author, Fault, as_ris, read

ONE = "TY  - JOUR\nTI  - Being heard\nAU  - Roy, Anne\nPY  - 2019\nER  - \n"


def faults(reading):
    return [(problem.line, problem.fault) for problem in reading.problems]


def titles(reading):
    return [record.title for record in reading.records]


def test_a_plain_file_gives_its_records_and_nothing_to_say():
    reading = read(f"{ONE}\n{ONE}".encode(), file="a.ris")
    assert (titles(reading), reading.problems, reading.found) == (["Being heard"] * 2, [], 2)
    assert reading.records[1].line == 7
    assert reading.records[0].file == "a.ris"


def test_titles_and_years_are_found_where_databases_put_them():
    record = read(
        b"TY  - JOUR\nT1  - A\nA1  - Roy A.\nY1  - 2019/05//\nN2  - Said.\nJF  - J\nSP  - 3\nEP  - 9\n"
        b"UR  - https://doi.org/10.1000/AB.c\nER  -\n"
    ).records[0]
    assert (record.title, record.authors, record.year) == ("A", (Author("Roy", "A."),), 2019)
    assert (record.abstract, record.container, record.pages, record.doi) == ("Said.", "J", "3–9", "10.1000/ab.c")


def test_a_record_without_its_end_is_kept_and_so_is_the_next():
    reading = read(b"TY  - JOUR\nTI  - First\nTY  - BOOK\nTI  - Second\n")
    assert titles(reading) == ["First", "Second"]
    assert faults(reading) == [(1, Fault.NO_END), (3, Fault.NO_LAST_END)]


def test_two_ends_for_one_record_are_said():
    assert faults(read(f"{ONE}ER  - \n".encode())) == [(6, Fault.END_TWICE)]
    reading = read(f"{ONE}UK  - Something\nER  - \n".encode())
    assert faults(reading) == [(6, Fault.OUTSIDE), (7, Fault.END_ALONE)]
    assert (len(reading.records), reading.found) == (1, 2)


def test_a_record_without_a_beginning_is_kept():
    reading = read(f"{ONE}TI  - Orphan\nAU  - Roy, A\nER  - \n".encode())
    assert titles(reading) == ["Being heard", "Orphan"]
    assert faults(reading) == [(6, Fault.NO_BEGINNING)]


def test_a_malformed_dash_does_not_swallow_a_line():
    reading = read("TY - JOUR\nTI\t- Spaced\nAU – Roy, A\nPY  -2020\nER -\nTY  - JOUR TI - Glued\nER  - ".encode())
    assert [(record.title, record.form) for record in reading.records] == [
        ("Spaced", "article-journal"),
        ("Glued", "article-journal"),
    ]
    assert reading.records[0].year == 2020
    assert {fault for _, fault in faults(reading)} == {Fault.DASH}


def test_a_sentence_that_goes_on_is_not_taken_for_a_tag():
    reading = read(b"TY  - JOUR\nTI  - A\nAB  - We used\nT1-weighted images and\nER-positive cells\nER  -\n")
    assert reading.records[0].abstract == "We used T1-weighted images and ER-positive cells"
    assert reading.problems == []


def test_records_that_ran_together_are_pointed_out():
    reading = read(b"TY  - JOUR\nTI  - One\nDO  - 10.1000/1\nTI  - Two\nDO  - 10.1000/2\nER  -\n")
    assert faults(reading) == [(3 + 1, Fault.RUN_TOGETHER), (5, Fault.RUN_TOGETHER)]
    assert ("TI", "Two") in reading.records[0].raw


def test_broken_years_are_said_and_kept():
    reading = read(b"TY  - JOUR\nTI  - A\nPY  - 10 15\nER  -\nTY  - JOUR\nTI  - B\nPY  - 2019-2020\nER  -\n")
    assert [(record.year, record.year_said) for record in reading.records] == [(None, "10 15"), (2019, "2019-2020")]
    assert faults(reading) == [(3, Fault.NO_YEAR_IN), (7, Fault.YEARS)]


def test_unknown_tags_stay_with_the_record_and_text_outside_is_said():
    reading = read(f"Record 1 of 1\n1.\n{ONE.replace('PY', 'ZQ')}Done.\n".encode())
    assert ("ZQ", "2019") in reading.records[0].raw
    assert faults(reading) == [(1, Fault.OUTSIDE), (6, Fault.UNKNOWN_TAG), (8, Fault.OUTSIDE)]
    assert (
        reading.problems[0].reason == "Text outside any record was not kept, from this line to line 1: “Record 1 of 1”."
    )


def test_letters_are_read_whatever_wrote_them():
    text = ONE.replace("Being heard", "Être entendue, à Québec")
    for encoding in ("utf-8-sig", "utf-16", "cp1252", "utf-16-le"):
        reading = read(text.encode(encoding))
        assert titles(reading) == ["Être entendue, à Québec"], encoding
    assert faults(read(text.encode("cp1252"))) == [(2, Fault.READ_AS)]
    assert titles(read(ONE.replace("Being heard", "同伴支持工作者的经验").encode("gbk"))) == ["同伴支持工作者的经验"]
    mixed = read(ONE.replace("heard", "entendue à").encode("cp1252") + text.encode())
    assert titles(mixed) == ["Being entendue à", "Être entendue, à Québec"]


def test_organisations_are_not_split_and_unnamed_others_are_kept():
    ris = read(b"TY  - RPRT\nTI  - A\nAU  - Veterans Ombudsman,\nAU  - et al.\nER  -\n").records[0]
    bib = read(
        b'@techreport{a, title={A}, author={{Family Services of Peel} and de la Tour, Zo{\\"e} and others}}'
    ).records[0]
    assert ris.authors == (Author("Veterans Ombudsman"), Author("et al."))
    assert bib.authors == (Author("Family Services of Peel"), Author("de la Tour", "Zoë"), Author("et al."))


def test_web_of_science_is_read_too():
    text = (
        "FN Clarivate\nVR 1.0\nPT J\nAU Roy, A\n   Lee, B\nTI A title\n   that goes on\nSO J\nDE one; two\n"
        "PY 1999\nCR Else\nER\n\nEF\n"
    )
    reading = read(text.encode())
    (record,) = reading.records
    assert (record.title, record.year, record.container) == ("A title that goes on", 1999, "J")
    assert (len(record.authors), record.keywords) == (2, ("one", "two"))
    assert record.raw == (("CR (Web of Science)", "Else"),)
    assert reading.problems == []


def test_a_broken_entry_of_bibtex_does_not_stop_the_rest():
    text = (
        '@string{jrn = "Journal"}\n% a remark\n'
        '@article{a, title="X \\& {DNA}", journal = jrn # " of Z", year=2001, month=may}\n'
        "@article{b, title={broken, \n@book{c, title={Kept}, title={Twice}, year=2000}\n"
        "@book{a, title={Same key}}\nleft over\n"
        "@misc{d, title = abbr}\n"
    )
    reading = read(text.encode(), file="x.bib")
    assert titles(reading) == ["X & DNA", "Kept", "Same key", "abbr"]
    assert reading.records[0].container == "Journal of Z"
    assert ("title again", "Twice") in reading.records[1].raw
    assert faults(reading) == [
        (4, Fault.BROKEN_ENTRY),
        (5, Fault.SAME_FIELD),
        (6, Fault.SAME_KEY),
        (7, Fault.BETWEEN),
        (8, Fault.UNDEFINED),
    ]
    assert reading.found == 5


def test_an_entry_in_a_remark_or_in_round_brackets_is_read_as_bibtex_does():
    within = read(b"@comment{\n@article{a, title={Within}}\n}\n@book{b, title={After}}\n")
    assert (titles(within), within.found) == (["Within", "After"], 2)
    assert [problem.line for problem in within.problems] == [1, 3]
    assert titles(read(b"@book{b, title={On}}\n@book(c, title={Round})\n")) == ["On", "Round"]


def test_the_same_fault_on_hundreds_of_lines_is_said_a_hundred_times_then_once():
    reading = read(b"TY  - JOUR\nER  - \n" * 250)
    assert (len(reading.records), reading.found, len(reading.problems)) == (0, 250, 101)
    assert reading.problems[-1].reason == "The same as on line 199, on 150 more lines."


def test_tables_of_review_tools_and_our_own_columns():
    text = (
        "Title;Authors;Year;Type;Sector;Extra\nA;Liu R., Adler D.G.;2014;academic;Health;kept\n"
        "B;\"['Roy, A', 'Lee, B']\";n.d.;;;\n"
    )
    first, second = read(text.encode(), file="x.csv").records
    assert first.authors == (Author("Liu", "R."), Author("Adler", "D.G."))
    assert (first.kind, first.sector, first.raw) == ("academic", "Health", (("extra", "kept"),))
    assert (second.authors, second.year) == ((Author("Roy", "A"), Author("Lee", "B")), None)


def test_a_broken_row_is_said_and_the_next_is_read():
    reading = read(b'title,year\nA,2001,more\n"B"x,2002\nC\n\nD,2004\n')
    assert titles(reading) == ["A", "C", "D"]
    assert faults(reading) == [(2, Fault.EXTRA_CELLS), (3, Fault.BROKEN_ROW), (4, Fault.FEW_CELLS)]
    assert (reading.records[0].raw, reading.found) == ((("", "more"),), 4)


def test_a_file_of_something_else_says_so():
    for content in (b"", b"\xff\xd8\xff\xe0 a picture", b"Dear all,\nsee you.", b"name,phone\nRoy,555"):
        assert read(content).problems[-1].fault is Fault.NOTHING


LINES = st.lists(
    st.sampled_from(
        ["TY  - JOUR", "TY - BOOK", "ER  - ", "ER-", "TI  - A title", "T1 - Other", "AU  - Roy, Anne", "PY  - 20x9", "",
         "words that go on", "ZZ  - unknown", "1.", "TY  - ", "UK  - u", "é~, \u2028odd", "TI  - "]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(LINES)
def test_every_line_of_any_ris_file_is_in_a_record_or_in_a_sentence(lines):
    reading = read("\n".join(lines).encode())
    kept = " ".join(
        " ".join((record.title, record.year_said, *(a.whole for a in record.authors), *(v for _, v in record.raw)))
        for record in reading.records
    )
    said = " ".join(problem.said for problem in reading.problems)
    if Fault.NOTHING in {problem.fault for problem in reading.problems}:
        assert not any(line.startswith(("TY", "ER  -", "TI  -")) for line in lines)
        return
    for word in ("words that go on", "unknown", "A title", "Other", "20x9"):
        if any(word in line for line in lines):
            assert word in kept or word in said
    begun = sum(line.startswith("TY") for line in lines)
    assert reading.found >= begun


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200) | st.text(alphabet="@{}\",=#\n abcTYER -;'", max_size=120).map(str.encode),
    st.sampled_from(["", "a.bib", "a.csv"]),
)
def test_no_file_is_too_odd(content, name):
    reading = read(content, file=name)
    assert reading.records or reading.problems


def test_what_we_write_we_read_back():
    text = (
        "TY  - UNPB\nTI  - « L’Éthique »\nAU  - Roy, A.\nAU  - Le Centre,\nPY  - 2019\nSP  - 3\nEP  - 9\n"
        "C1  - Kind: academic\nC2  - Studied in: Canada\nN1  - A note\nKW  - one\nKW  - two\nM3  - Preprint\nER  - \n"
    )
    before = read(text.encode())
    after = read(as_ris(before.records).encode())
    assert after.problems == []
    assert after.records == before.records
    assert before.records[0].form == "article"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.ris", b"TY  - JOUR\nTI  - a\n" + b"b\n" * 1_000_000),
        ("a.ris", b"TY  - JOUR\n" + b"AU  - A, B\n" * 190_000 + b"ER  - \n"),
        ("a.csv", b"title,author\n" + b"a,b\n" * 1_000_000),
        ("a.bib", b"".join(b"@string{a%d = a%d # a%d}\n" % (n + 1, n, n) for n in range(60)) + b"@misc{k,title=a60}"),
    ],
)
def test_a_file_made_to_keep_us_busy_is_answered_with_a_sentence_at_once(name, content):
    """Each of them took hours, or all the memory there is."""
    reading = read(content, file=name)
    assert reading.problems
