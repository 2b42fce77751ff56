"""The keeper as an operator meets it: started by serve, alone as a unit, copied, put back, and never replaced."""

from __future__ import annotations

import configparser
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from espoir import __main__ as front
from espoir.apart import actions, keeper, placement, queries
from espoir.organisations.models import Person
from espoir.people import actions as people
from espoir.records import actions as records
from tests.installation import ROOT, installation, is_answered
from tests.test_commands import first_page, free_port

pytestmark = pytest.mark.django_db
WRITES = """
import sys, django; django.setup()
from espoir.apart import keeper
from espoir.organisations.models import Organisation, Person
organisation = Organisation.objects.get()
one = Person.objects.everywhere(because="a test").first()
someone = keeper.Someone(one.pk, organisation.pk, "…")
if len(sys.argv) > 1:
    keeper.write(someone, kind="person", words=sys.argv[1])
print(*(line.words for line in keeper.lines_of(someone)), sep="|")
"""

HER_PAGE = """
import sys, django; django.setup()
from django.core.management import call_command; call_command("collectstatic", verbosity=0, interactive=False)
from django.test import Client
from espoir.apart.placement import Kind, is_whole
from espoir.demo import cast
from espoir.organisations.models import Person
from espoir.people import actions
if sys.argv[1] == "first":
    people = cast.found("sentier", "Le Sentier", ["fr", "en"], cast.SENTIER)
    actions.see_limits(by=people["mesange"])
here = Person.objects.everywhere(because="a test").filter(organisation__slug="sentier")
people = {person.chosen_name: person for person in here}
client = Client()
client.force_login(people["Mésange"].account)
for answered in (
    client.get("/sentier/e/"),
    client.post("/sentier/e/", {"kind": "person", "words": "Alizé", "mode": "sealed", "once": sys.argv[1]}),
    client.get("/sentier/"),
):
    print(answered.status_code)
if sys.argv[1] == "first":
    print(is_whole([people["Mésange"], people["Alizé"]], kind=Kind.RELATIONSHIP))
"""


@pytest.fixture(scope="module")
def ready(tmp_path_factory, django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), installation(tmp_path_factory.mktemp("keeper")) as place:
        place.json("new", "Le Sentier", "--person", "Camille", "--slug", "kvtm")
        yield place


def children_of(process):
    said = subprocess.run(["ps", "--ppid", str(process.pid), "-o", "pid=,args="], capture_output=True, text=True)
    return {line.split(None, 1)[1]: int(line.split()[0]) for line in said.stdout.splitlines() if "defunct" not in line}


def keeper_of(process):
    return next((pid for command, pid in children_of(process).items() if "espoir keeper" in command), None)


def test_serve_starts_it_first_and_again_when_it_dies(ready):
    port = free_port()
    command = [sys.executable, "-m", "espoir", "serve", "--port", str(port), "--data", str(ready.data)]
    process = subprocess.Popen(command, env=ready.environment, stderr=subprocess.PIPE, text=True)
    path = ready.data / "apart" / "keeper.sock"
    try:
        assert first_page(port, process) == 200
        assert is_answered(path)
        first = keeper_of(process)
        os.kill(first, signal.SIGKILL)
        until = time.monotonic() + 30
        while keeper_of(process) in (None, first) or not is_answered(path):
            assert process.poll() is None
            assert time.monotonic() < until
            time.sleep(0.05)
        assert first_page(port, process) == 200
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0
        said = process.communicate()[1]
    assert "nobody is placed until it answers again" in said
    assert not path.exists()


def test_it_is_copied_and_keys_rotate_while_it_runs(ready, tmp_path):
    with ready.keeper():
        assert "Ortie" in ready.python(WRITES, "Ortie")
        copy = ready.json("backup", "apart", "--to", str(tmp_path / "apart"))["made"]
        keys = ready.json("backup", "keys", "--to", str(tmp_path / "keys"))["made"]
        data = ready.json("backup", "data", "--to", str(tmp_path / "data"))["made"]
        ready.json("keys", "rotate")
        ready.espoir("worker", "--once")  # it finds the keeper by its socket
        assert "Ortie" in ready.python(WRITES)
        assert ready.json("doctor")["problems"] == []
        refused = ready.espoir("restore", "--from", copy, status=2).stderr
        assert "Stop" in refused
    assert b"Ortie" not in Path(copy, "apart.sqlite3").read_bytes()

    with installation(tmp_path / "there", empty=True) as there:
        assert there.json("restore", "--from", data, keys, copy) == {"erased_again": 0, "problems": []}
        with there.keeper():
            assert "Ortie" in there.python(WRITES)


def test_what_lies_apart_is_in_no_copy_of_the_data_and_its_key_in_no_copy_beside_it(ready, tmp_path):
    with ready.keeper():
        ready.python(WRITES, "Ortie")
        data, there = tmp_path / "data", tmp_path / "apart"
        ready.json("backup", "data", "--to", str(data))
        copy = ready.json("backup", "apart", "--to", str(there))["made"]
        keys = ready.json("backup", "keys", "--to", str(tmp_path / "keys"))["made"]
    key = (ready.data / "keys" / "apart.key").read_bytes()
    copied = [path for path in (*data.rglob("*"), *there.rglob("*")) if not path.is_dir()]

    assert (Path(keys) / "apart.key").read_bytes() == key
    assert [path.name for path in copied if path.is_socket() or key in path.read_bytes()] == []
    assert [path.name for path in data.rglob("*") if path.is_file() and b"block_place" in path.read_bytes()] == []
    assert {path.name for path in Path(copy).iterdir()} == {"apart.sqlite3"}
    assert b"block_place" in Path(copy, "apart.sqlite3").read_bytes()  # so that the test can fail


def test_a_copy_comes_back_into_a_folder_that_holds_the_keeper_alone(ready, tmp_path):
    with ready.keeper():
        ready.python(WRITES, "Bouleau")
    copy = ready.json("backup", "apart", "--to", str(tmp_path / "apart"))["made"]
    home = tmp_path / "alone"
    (home / "keys").mkdir(parents=True)
    shutil.copy(ready.data / "keys" / "apart.key", home / "keys")
    environment = {name: value for name, value in ready.environment.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "espoir", "restore", "--from", copy, "--data", str(home)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    assert (home / "apart" / "apart.sqlite3").read_bytes() == Path(copy, "apart.sqlite3").read_bytes()


def test_without_it_a_page_that_needs_it_fails_closed_and_a_program_says_so(ready):
    with pytest.raises(AssertionError, match="KeeperAway"):
        ready.python(WRITES)


def test_her_page_goes_through_the_socket_and_says_so_plainly_when_nobody_is_there(tmp_path):
    with installation(tmp_path) as place:
        place.json("new", "Un autre", "--slug", "kvtm")
        with place.keeper():
            assert place.python(HER_PAGE, "first").split() == ["200", "302", "200", "False"]
        assert place.python(HER_PAGE, "then").split() == ["503", "503", "200"]


def test_a_lone_worker_is_its_own_keeper_and_doctor_knows_nothing_runs(ready):
    ready.espoir("worker", "--once")
    found = ready.json("doctor")
    assert (found["keeper"], found["problems"]) == (None, [])


def test_doctor_says_when_it_does_not_answer(ready):
    worker = ready.start(
        "import runpy, sys; sys.argv = ['espoir', 'worker']; runpy.run_module('espoir', run_name='__main__')"
    )
    try:
        until = time.monotonic() + 30
        problems: list[str] = []
        while not problems and time.monotonic() < until:
            problems = ready.json("doctor", status=None)["problems"]
        assert any("The keeper does not answer" in one for one in problems)
    finally:
        worker.terminate()
        worker.communicate()


def test_who_leaves_and_who_is_erased_leave_the_keeper_at_once(cast, django_capture_on_commit_callbacks):
    for person in (cast.mesange, cast.noroit, cast.alize):
        actions.veto_name(by=person, name="Ortie")
    records.erase(cast.mesange, by=cast.mesange)
    with django_capture_on_commit_callbacks(execute=True):
        people.leave_team(by=cast.camille, person=cast.noroit)

    place = cast.kim.organisation_id
    left = {name: keeper.lines_of(keeper.Someone(getattr(cast, name).pk, place, "")) for name in ("mesange", "noroit")}
    assert cast.noroit.state == Person.State.LEFT
    assert left == {"mesange": [], "noroit": []}
    assert len(queries.entries_of(cast.alize)) == 1


def test_an_erasure_does_not_wait_for_the_keeper(cast, settings, worker_comes_by):
    actions.veto_name(by=cast.mesange, name="Ortie")
    someone = queries.someone(cast.mesange)
    settings.KEEPER = "socket"
    records.erase(cast.mesange, by=cast.mesange)
    settings.KEEPER = "inside"
    assert len(keeper.lines_of(someone)) == 1

    worker_comes_by(cast.kim.organisation)

    assert keeper.lines_of(someone) == []


def test_while_it_is_away_nobody_is_placed(cast, settings):
    settings.KEEPER = "socket"
    with pytest.raises(keeper.KeeperAway):
        placement.offerable(cast.mesange, [cast.alize, cast.noroit])
    settings.KEEPER = "inside"


class AsWritten(configparser.RawConfigParser):
    def optionxform(self, name):
        return name


@pytest.mark.parametrize("path", sorted((ROOT / "docs/operate/units").glob("*.service")), ids=lambda path: path.stem)
def test_the_units_say_nothing_and_start_what_there_is(path):
    unit = AsWritten(strict=False)
    unit.read(path)
    command = unit["Service"]["ExecStart"].split()
    assert command[0].endswith("/bin/espoir")
    assert command[1] in front.COMMANDS
    assert not {"espoir", "peer", "support"} & set(unit["Unit"]["Description"].lower().replace(",", "").split())
    assert unit["Service"]["LimitCORE"] == "0"
    assert unit["Service"]["ProtectSystem"] == "strict"
    if command[1] == "keeper":
        assert unit["Service"]["User"] not in ("root", "carnet")
        assert unit["Service"]["MemoryDenyWriteExecute"] == unit["Service"]["PrivateNetwork"] == "yes"
