import json

import pytest

from espoir.apart import command

PAIRS = """left,right,kind,same,variant,notes
Jean-François Côté,JF Cote,person,1,compound,ignored
Mike Tremblay,Michel Tremblay,,1,nickname,
514-555-0142,+1 (514) 555 0142,phone,1,phone,
Luc Martin,Luc Martel,person,0,look-alike,
"""


def compared(tmp_path, capsys, content, *options):
    path = tmp_path / "pairs.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    code = command.run(["compare", str(path), *options])
    out, err = capsys.readouterr()
    return code, out, err


@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_a_table_of_pairs_gets_a_verdict_each_and_its_figures(tmp_path, capsys, bom):
    code, out, err = compared(tmp_path, capsys, bom + PAIRS, "--json")
    answer = json.loads(out)
    assert (code, err, answer["pairs"]) == (0, "", 4)
    assert [verdict["same"] for verdict in answer["verdicts"]] == [True, True, True, False]
    assert answer["verdicts"][0]["left"] == "Jean-François Côté"
    assert (answer["recall"], answer["false_rate"]) == (1.0, 0.0)
    assert answer["by_variant"]["nickname"] == {"n": 1, "recall": 1.0}
    assert answer["by_variant"]["look-alike"] == {"n": 1, "false_rate": 0.0}


def test_without_labels_there_is_nothing_to_count(tmp_path, capsys):
    code, out, _err = compared(tmp_path, capsys, "left,right\nLuc Roy,Luke Roy\n", "--json")
    answer = json.loads(out)
    assert code == 0
    assert (answer["recall"], answer["false_rate"], answer["by_variant"]) == (None, None, {})
    assert answer["verdicts"][0]["same"] is True


def test_the_table_says_what_the_file_contradicts(tmp_path, capsys):
    code, out, _err = compared(tmp_path, capsys, PAIRS + "Ann Hill,Bob Dale,,1,nickname,\n")
    assert code == 0
    assert "recall  75.0%  false   0.0%" in out
    assert "1 judged otherwise than the file says" in out
    assert "Ann Hill | Bob Dale" in out
    assert "Luc Martin" not in out


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        ("gauche,droite\nA,B\n", "No column is called left or right"),
        ("left,left,right\nA,B,C\n", "stands twice"),
        ("left,right\nLuc Côté,Luc Cote\n".encode("latin-1"), "not UTF-8 (line 2)"),
        ("left,right\nA\0,B\n", "NUL"),
        ("left,right,kind\nA,B,boat\n", "kind 'boat' is unknown"),
        ("left,right,same\nA,B,yes\n", "must be 1, 0 or nothing"),
        ("left,right\nA, \n", "right is empty"),
        ("left,right\nA\n", "right is empty"),
        ('left,right\n"A,B\n', "is not CSV"),
        ("left,right\n" + "x" * 10_001 + ",B\n", "longer than"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path, capsys, content, sentence):
    code, out, err = compared(tmp_path, capsys, content, "--json")
    assert (code, out) == (2, "")
    assert sentence in err


def test_a_huge_file_and_a_missing_one_are_refused(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(command, "LIMIT", 10)
    assert compared(tmp_path, capsys, PAIRS)[0] == 2
    assert command.run(["compare", str(tmp_path / "none.csv")]) == 2
    assert "cannot be opened" in capsys.readouterr().err


@pytest.mark.parametrize("argv", [[], ["compare"], ["judge", "x"], ["compare", "x", "--what"]])
def test_bad_usage_is_told_with_the_usage(argv, capsys):
    assert command.run(argv) == 2
    assert "usage: espoir apart" in capsys.readouterr().err


def test_help_is_no_fault(capsys):
    assert command.run(["compare", "--help"]) == 0
    assert "left,right" in capsys.readouterr().out
