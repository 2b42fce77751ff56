"""`espoir research sources FILE… --json`, on files."""

import json
from pathlib import Path

import espoir
from espoir.research import command

REFERENCES = Path(espoir.__file__).parent / "demo" / "references.ris"


def test_what_files_hold_and_how_it_adds_up(tmp_path, capsys):
    odd = tmp_path / "odd.ris"
    odd.write_text("TY  - JOUR\nTI  - The growing pains of peer support\nPY  - 2017\n")
    status = command.run(["sources", str(REFERENCES), str(odd), "--json", "--periods", "2010-2015,2016-2020,2021-2025"])
    answer = json.loads(capsys.readouterr().out)
    assert status == 1
    assert (answer["records"], answer["found"], sum(answer["by_year"].values())) == (29, 29, 29)
    assert answer["by_period"] == {"2010–2015": 4, "2016–2020": 13, "2021–2025": 12}
    assert answer["by_type"] == {"academic": 20, "organization": 5, "government": 3, "not said": 1}
    reason = "The last record has no end (ER). It was kept: look whether it is whole."
    assert answer["problems"] == [{"file": str(odd), "line": 1, "reason": reason, "records_lost": 0}]
    assert [len(group["records"]) for group in answer["duplicates"]] == [2]


def test_the_list_of_references_for_people(capsys):
    assert command.run(["sources", str(REFERENCES), "--style", "apa", "--language", "fr"]) == 0
    said = capsys.readouterr().out
    assert "28 records read, of 28 found." in said
    assert "Sunderland, K., & Mishkin, W. (2013)." in said


def test_what_cannot_be_done_is_a_sentence(tmp_path, capsys):
    assert command.run(["sources", str(tmp_path / "none.ris")]) == 2
    assert command.run(["sources", str(REFERENCES), "--periods", "2010-2015,2015-2020"]) == 2
    assert "already counts 2015" in capsys.readouterr().err
