"""`espoir pair`: two lists on file, and the best whole plan for them."""

from __future__ import annotations

import json
from itertools import product
from random import Random

import pytest

from espoir.pairing import command
from espoir.pairing.file_scoring import meets

PEERS = """\
id,languages,forms,region,days,wishes_gender,interests,waiting_days,colour
ana,fr-CA,phone;walk,east,mon;tue,woman,music;cats,100,blue
bea,en,phone,west,mon,,,3,red
coe,fr,,,,,music,,
"""
SUPPORTERS = """\
id,languages,forms,regions,days,gender,interests,capacity
ola,fr;en,phone,east;west,mon,woman,Music,2
pat,en-CA,,,,man,,1
"""


@pytest.fixture
def files(tmp_path):
    def write(**contents):
        for name, content in contents.items():
            path = tmp_path / f"{name}.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path

    return write


@pytest.fixture
def pair(files, capsys):
    def run(*more, peers=PEERS, supporters=SUPPORTERS, **others):
        folder = files(peers=peers, supporters=supporters, **others)
        words = [f"{folder / name}.csv" for name in ("peers", "supporters")]
        for name in others:
            words += [f"--{name}", f"{folder / name}.csv"]
        status = command.run([*words, *more])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def planned(answer):
    status, out, err = answer
    assert (status, err) == (0, "")
    found = json.loads(out)
    assert found["certificate"] == {"dual_bound": found["total_cost"], "checked": True}
    assert found["total_cost"] == sum(pair["cost"] for pair in found["pairs"]) + found["load_cost"]
    return found


def test_the_plan_of_two_lists(pair):
    found = planned(pair("--json"))
    assert found["pairs"] == [
        {"peer": "ana", "supporter": "ola", "cost": 1000 - 60 - 40 - 100},
        {"peer": "bea", "supporter": "pat", "cost": 1000 - 3},
        {"peer": "coe", "supporter": "ola", "cost": 1000 - 60},
    ]
    assert (found["unpaired"], found["load_cost"]) == ([], 40)


def test_people_who_wait_are_named_and_all_is_well(pair):
    found = planned(pair("--json", apart="peer,supporter\nana,ola\n"))
    assert found["unpaired"] == ["ana"]
    assert {tuple(pair.values())[:2] for pair in found["pairs"]} >= {("coe", "ola")}


def test_a_table_for_people(pair):
    status, out, _err = pair(apart="peer,supporter\nana,ola\n")
    assert status == 0
    assert "coe   ola" in out
    assert "Still waiting (1): ana" in out


@pytest.mark.parametrize(
    ("peer", "supporter", "fine"),
    [
        ("fr-CA,,,,", "fr,,,,", True),
        ("fr,,,,", "en;fr-FR,,,,", True),
        ("fr,,,,", "en,,,,", False),
        ("FR_ca,,,,", "fr,,,,", True),
        ("zh-yue,,,,", "zh-cmn,,,,", False),
        (",phone,,,", ",walk;phone,,,", True),
        (",phone,,,", ",walk,,,", False),
        (",,east,,", ",,west;east,,", True),
        (",,east,,", ",,west,,", False),
        (",,,mon;sun,", ",,,sun,", True),
        (",,,mon,", ",,,sun,", False),
        (",,,,woman", ",,,,woman", True),
        (",,,,woman;another_gender", ",,,,another_gender", True),
        (",,,,woman", ",,,,man", False),
        (",,,,woman", ",,,,", True),  # an empty cell is no constraint
        (",,,,", "en,phone,east,mon,man", True),
    ],
)
def test_what_is_never_bent(pair, peer, supporter, fine):
    peers = f"id,languages,forms,region,days,wishes_gender\nana,{peer}\n"
    supporters = f"id,languages,forms,regions,days,gender\nola,{supporter}\n"
    found = planned(pair("--json", peers=peers, supporters=supporters))
    assert [row["peer"] for row in found["pairs"]] == (["ana"] if fine else [])


def test_a_list_of_ids_is_enough(pair):
    found = planned(pair("--json", peers="id\na\nb\n", supporters="ID\nx\n\n"))
    assert len(found["pairs"]) == len(found["unpaired"]) == 1


def test_a_mark_at_the_beginning_and_quoted_cells_are_read(pair):
    peers = b'\xef\xbb\xbfid,interests\r\n"n\xc3\xa9e, 1","chats;th\xc3\xa9"\r\n'
    found = planned(pair("--json", peers=peers, supporters="id\nx\n"))
    assert found["pairs"][0]["peer"] == "née, 1"


def test_costs_replace_the_scoring_and_a_missing_line_forbids(pair):
    costs = "peer,supporter,cost\nana,pat,7\nbea,ola,-2\nbea,pat,1\n"
    found = planned(pair("--json", costs=costs))
    assert found["pairs"] == [
        {"peer": "ana", "supporter": "pat", "cost": 7},
        {"peer": "bea", "supporter": "ola", "cost": -2},
    ]
    assert (found["unpaired"], found["total_cost"], found["load_cost"]) == (["coe"], 5, 0)
    apart = planned(pair("--json", costs=costs, apart="peer,supporter\nbea,ola\n"))
    assert (len(apart["pairs"]), apart["total_cost"]) == (1, 1)


@pytest.mark.parametrize("part", range(5))
def test_most_people_first_then_the_least_cost(pair, part):
    """Beside every plan there is."""
    for seed in range(4):
        dice = Random(10 * part + seed)
        people, others = range(dice.randint(1, 5)), range(dice.randint(1, 4))
        places = [dice.randint(0, 2) for _each in others]
        costs = {(i, j): dice.randint(-5, 20) for i in people for j in others if dice.random() < 0.6}
        found = planned(
            pair(
                "--json",
                peers="id\n" + "".join(f"p{i}\n" for i in people),
                supporters="id,capacity\n" + "".join(f"s{j},{places[j]}\n" for j in others),
                costs="peer,supporter,cost\n" + "".join(f"p{i},s{j},{cost}\n" for (i, j), cost in costs.items()),
            )
        )
        options = [[None, *(j for j in others if (i, j) in costs)] for i in people]
        every = [plan for plan in product(*options) if all(plan.count(j) <= places[j] for j in others)]
        best = min((plan.count(None), sum(costs[i, j] for i, j in enumerate(plan) if j is not None)) for plan in every)
        assert (len(found["unpaired"]), found["total_cost"]) == best


def test_the_order_of_the_rows_changes_nothing(pair):
    dice = Random(5)
    peers = [f"p{i},{dice.choice(['fr', 'en', 'fr;en'])},{dice.choice(['a', 'b'])}" for i in range(40)]
    supporters = [f"s{i},{dice.choice(['fr', 'en'])},{dice.randint(0, 4)}" for i in range(12)]
    answers = set()
    for _time in range(3):
        dice.shuffle(peers)
        dice.shuffle(supporters)
        peer_file = "id,languages,interests\n" + "\n".join(peers)
        answers.add(pair("--json", peers=peer_file, supporters="id,languages,capacity\n" + "\n".join(supporters))[1])
    assert len(answers) == 1


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        ({"peers": ""}, "peers.csv is empty"),
        ({"peers": "\n\n"}, "peers.csv is empty"),
        ({"peers": "name\nana\n"}, "no column “id”"),
        ({"peers": "id;languages\nana;fr\n"}, "no column “id”"),
        ({"peers": "id,id\nana,b\n"}, "“id” is there twice"),
        ({"peers": "id\nana\nana\n"}, "line 3: “ana” is already on line 2"),
        ({"peers": "id,days\n,mon\n"}, "line 2: “id” is empty"),
        ({"peers": "id,days\nana,mon;lundi\n"}, "line 2: “lundi” is not a day"),
        ({"peers": "id,languages\nana,fr ca\n"}, "“fr ca” is not a language tag"),
        ({"peers": "id,waiting_days\nana,long\n"}, "“long” in “waiting_days” is not a whole number"),
        ({"peers": "id,waiting_days\nana,-1\n"}, "“waiting_days” cannot be less than 0"),
        ({"peers": "id,days\nana,mon,tue\n"}, "more cells than columns"),
        ({"peers": 'id\n"ana\n'}, "not a table of cells"),
        ({"peers": "id\nana\0\n"}, "NUL"),
        ({"peers": "id\nné\n".encode("latin-1")}, "not UTF-8"),
        ({"peers": "id\nana\n".encode("utf-16")}, "not plain text in UTF-8"),
        ({"supporters": "id,capacity\nx,2.5\n"}, "“2.5” in “capacity” is not a whole number"),
        ({"supporters": "id,capacity\nx,-1\n"}, "“capacity” cannot be less than 0"),
        ({"supporters": f"id,capacity\nx,{10**40}\n"}, "too large"),
        ({"apart": "peer,supporter\nana,nobody\n"}, "there is no supporter “nobody” in the list of supporters"),
        ({"apart": "peer,supporter\nnobody,ola\n"}, "there is no peer “nobody” in the list of peers"),
        ({"apart": "peer\nana\n"}, "no column “supporter”"),
        ({"costs": "peer,supporter,cost\nana,zoe,1\n"}, "there is no supporter “zoe”"),
        ({"costs": "peer,supporter,cost\nana,ola,\n"}, "“” in “cost” is not a whole number"),
        ({"costs": "peer,supporter,cost\nana,ola,1e3\n"}, "“1e3” in “cost” is not a whole number"),
        ({"costs": "peer,supporter,cost\nana,ola,1\nana,ola,2\n"}, "there twice"),
        ({"costs": f"peer,supporter,cost\nana,ola,{10**30}\n"}, "too large"),
        ({"costs": f"peer,supporter,cost\nana,ola,{10**18 - 1}\n"}, "too large to be added up"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(pair, bad, says):
    status, out, err = pair("--json", **bad)
    assert (status, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [[], ["one.csv"], ["one.csv", "two.csv", "--what"], ["/nowhere.csv", "/nowhere.csv"]])
def test_bad_usage_gets_a_sentence(words, capsys):
    assert command.run(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err


def test_help_says_what_is_considered(capsys):
    assert command.run(["--help"]) == 0
    said = capsys.readouterr().out
    for word in ("fr-CA meets fr", "As many people as possible", "--costs", "waiting", "buried"):
        assert word in said


def test_languages_meet_whatever_the_country():
    assert meets("fr-CA", "fr")
    assert meets("pt-BR", "pt-PT")
    assert meets("zh-yue", "zh")
    assert not meets("sgn-ase", "sgn-fcs")
    assert not meets("fr", "fro")
