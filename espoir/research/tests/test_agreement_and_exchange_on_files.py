"""`espoir research alpha` and `espoir research exchange`, on files as people have them."""

from __future__ import annotations

import json

import pytest

from espoir.cores.refi import Code, Coding, Passage, Project, Text, User, write
from espoir.research.command import run

PUBLISHED = "unit,A,B,C,D\n1,1,1,,1\n2,2,2,3,2\n3,3,3,3,3\n4,3,3,3,3\n5,2,2,2,2\n6,1,2,3,4\n7,4,4,4,4\n8,1,1,2,1\n"
PUBLISHED += "9,2,2,2,2\n10,,5,5,5\n11,,,1,1\n12,,,3,\n"


def guid(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012x}"


THEIRS = Project(
    "Theirs",
    users=(User(guid(1), "A"),),
    codes=(Code(guid(2), "Trust", children=(Code(guid(3), "Slow"),)),),
    sources=(
        Text(guid(4), "one", "Un bon mot", passages=(Passage(guid(5), 3, 6, codings=(Coding(guid(6), guid(3)),)),)),
    ),
)


def told(capsys) -> dict:
    found: dict = json.loads(capsys.readouterr().out)
    return found


def test_the_published_example_as_a_file(tmp_path, capsys):
    (tmp_path / "coders.csv").write_text(PUBLISHED)
    assert run(["alpha", str(tmp_path / "coders.csv"), "--json"]) == 0
    answer = told(capsys)
    assert (answer["alpha"], answer["units"], answer["coders"], answer["rows"]) == (0.7434, 11, 4, 12)
    low, high = answer["interval"]
    assert low < answer["alpha"] < high
    assert run(["alpha", str(tmp_path / "coders.csv")]) == 0
    assert "0.743" in capsys.readouterr().out


@pytest.mark.parametrize(("content", "status"), [("A,B\na,a\na,a\n", 1), ("A\na\n", 1), ("A,B\na,b,c\n", 2), ("", 2)])
def test_where_there_is_no_alpha_a_sentence_says_why(tmp_path, capsys, content, status):
    (tmp_path / "coders.csv").write_text(content)
    assert run(["alpha", str(tmp_path / "coders.csv"), "--json"]) == status
    shown = capsys.readouterr()
    assert (json.loads(shown.out)["reason"] if status == 1 else shown.err).strip()


def test_a_project_goes_round_with_equal_counts_and_its_codebook_alone(tmp_path, capsys):
    into, out, book = (tmp_path / name for name in ("in.qdpx", "out.qdpx", "book.qdc"))
    into.write_bytes(write(THEIRS))
    assert run(["exchange", str(into), str(out), "--json"]) == 0
    first = told(capsys)
    assert {name: first[name] for name in ("sources", "codes", "passages", "codings", "users", "not_understood")} == {
        "sources": 1, "codes": 2, "passages": 1, "codings": 1, "users": 1, "not_understood": [],
    }  # fmt: skip
    assert run(["exchange", str(out), str(book), "--json"]) == 1
    assert "1 passages of the project: a codebook has no room for them" in told(capsys)["not_understood"]
    assert run(["exchange", str(book), str(tmp_path / "again.qdc"), "--json"]) == 0
    assert told(capsys)["codes"] == 2
    assert (tmp_path / "again.qdc").read_bytes() == book.read_bytes()


def test_what_is_not_a_project_is_refused_with_a_sentence(tmp_path, capsys):
    (tmp_path / "in.qdpx").write_bytes(b"PK not a zip")
    assert run(["exchange", str(tmp_path / "in.qdpx"), str(tmp_path / "out.qdpx"), "--json"]) == 2
    assert "is not read" in capsys.readouterr().err
    assert not (tmp_path / "out.qdpx").exists()
