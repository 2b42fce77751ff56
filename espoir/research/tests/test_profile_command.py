from __future__ import annotations

import json
from pathlib import Path

from espoir.research.command import run


def test_the_command_refuses_what_is_undeclared_and_counts_it_once_declared(tmp_path: Path, capsys):
    file = tmp_path / "who.csv"
    people = ["1,est,group;street", "2,est,group", "3,ouest,street", "4,ouest,group;street"]
    file.write_text("id,region,work\n" + "\n".join(people) + "\n")
    assert run(["profile", str(file), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["n"] == 4
    assert told["tables"] == {"region": {"est": 2, "ouest": 2}}
    assert [(each["table"], each["sum"]) for each in told["refused"]] == [("work", 6)]
    file.write_text("region,work\n" + "est,group;street\n" * 2 + "ouest,group\n" * 2)
    assert run(["profile", str(file), "--json", "--several", "work"]) == 0
    assert json.loads(capsys.readouterr().out)["tables"]["work"] == {"group": 4, "street": 2}
    assert run(["profile", str(file), "--json", "--several", "wrok"]) == 2
    assert "Its columns are: region, work" in capsys.readouterr().err
