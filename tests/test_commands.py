"""The command line as an operator types it, on a folder of its own."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest

from espoir import __main__ as front
from espoir import clock
from espoir.records.commands import Refused, backup, new
from tests.installation import installation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ready(tmp_path_factory, django_db_setup, django_db_blocker):
    """An installation with one organisation in it, made once for this file."""
    with django_db_blocker.unblock(), installation(tmp_path_factory.mktemp("espoir"), empty=True) as place:
        place.link = place.json("new", "Le Sentier", "--person", "Camille", "--slug", "kvtm")["link"]
        yield place


def test_the_usage_names_every_command(capsys):
    assert front.run(["--help"]) == 0

    said = capsys.readouterr().out
    assert all(name in said for name in front.COMMANDS)


@pytest.mark.parametrize("words", [["nonsense"], ["doctor", "--data"], ["backup", "data"], ["keys", "burn"]])
def test_bad_usage_is_two_with_a_sentence(words, capsys):
    try:
        status: object = front.run(words)
    except SystemExit as stopped:
        status = stopped.code

    said = capsys.readouterr()
    assert status == 2
    assert said.err
    assert not said.out


@pytest.mark.parametrize("name", [name for name, (module, _) in front.COMMANDS.items() if ".records." in module])
def test_every_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as stopped:
        front.run([name, "--help"])

    assert stopped.value.code == 0
    assert f"espoir {name}" in capsys.readouterr().out


def test_the_folder_may_stand_anywhere():
    assert front.take_data(["--data", "here", "doctor", "--json"]) == (["doctor", "--json"], "here")
    assert front.take_data(["doctor", "--json", "--data=here"]) == (["doctor", "--json"], "here")


def test_a_new_organisation_has_one_link_for_its_first_person(ready):
    assert re.fullmatch(r"http://localhost:8000/x/v/[\w-]{20,}/", ready.link)


def test_the_same_short_name_twice_is_refused(ready):
    said = ready.espoir("new", "Le Sentier", "--slug", "kvtm", status=2).stderr

    assert "not taken yet" in said


def test_the_short_name_of_an_organisation_says_nothing_of_it():
    """It stands in every address, and so in every history."""
    assert re.fullmatch(r"[bcdfghjkmnpqrtvwz]{4}", new.drawn())


def test_doctor_finds_nothing_wrong_and_json_is_one_object_and_nothing_else(ready):
    done = ready.espoir("doctor", "--json")

    assert len(done.stdout.splitlines()) == 1
    assert json.loads(done.stdout) == {"organisations": ["kvtm"], "problems": [], "keeper": None}
    assert "Looking at" in done.stderr


def test_doctor_says_what_is_wrong(tmp_path):
    with installation(tmp_path) as place:
        place.json("new", "Le Sentier")
        place.python(
            "import django; django.setup();"
            "from espoir.organisations.models import *; from espoir.vault import keys;"
            "organisation = Organisation.objects.get(); organisation.clocks = {}; organisation.save();"
            "Person.objects.of(organisation).update(box=b'x' * 300)"
        )
        (place.data / "keys" / "root.key").chmod(0o644)

        found = place.json("doctor", status=1)["problems"]

    assert any("clock" in one for one in found)
    assert any("sealed records do not open" in one for one in found)
    assert any("Others can read" in one for one in found)


def test_the_worker_does_its_round_and_stops(ready):
    ready.espoir("worker", "--once")


def test_the_logbook_is_whole_and_a_change_is_found(ready):
    assert ready.json("logbook", "verify")["problems"] == []

    ready.python(
        "import django; django.setup();"
        "from espoir.logbook.models import Entry;"
        "Entry.objects.everywhere(because='a test').filter(seq=1).update(verb='nothing')"
    )

    try:
        assert ready.json("logbook", "verify", status=1)["problems"]
    finally:
        ready.python(
            "import django; django.setup();"
            "from espoir.logbook.models import Entry;"
            "Entry.objects.everywhere(because='a test').filter(seq=1).update(verb='accounts.invited')"
        )


def test_keys_rotate_and_everything_still_opens(ready):
    before = (ready.data / "keys" / "root.key").read_text()

    assert ready.json("keys", "rotate")["keys"] >= 3

    assert (ready.data / "keys" / "root.key").read_text() != before
    assert ready.json("doctor")["problems"] == []


class TestBackups:
    def test_data_and_keys_never_lie_together(self, ready, tmp_path):
        ready.espoir("backup", "data", "--to", str(tmp_path / "one"))

        refused = ready.espoir("backup", "keys", "--to", str(tmp_path / "one"), status=2)

        assert "another kind of copy" in refused.stderr
        assert not list((tmp_path / "one").glob("keys-*"))

    def test_nor_within_the_data_itself(self, ready):
        assert "elsewhere" in ready.espoir("backup", "keys", "--to", str(ready.data / "copies"), status=2).stderr

    def test_everything_comes_back_on_another_machine(self, ready, tmp_path):
        data = ready.json("backup", "data", "--to", str(tmp_path / "data-copies"))["made"]
        keys = ready.json("backup", "keys", "--to", str(tmp_path / "keys-copies"))["made"]
        with installation(tmp_path / "there", empty=True) as there:
            assert there.json("restore", "--from", data, keys) == {"erased_again": 0, "problems": []}
            assert there.json("doctor")["problems"] == []

    def test_keys_copied_before_anything_was_signed_are_whole(self, ready, tmp_path):
        made = Path(ready.json("backup", "keys", "--to", str(tmp_path / "k"))["made"])

        assert all((made / name).exists() for name in ("anchors.key", "ledger.key"))

    def test_data_without_its_keys_says_so(self, ready, tmp_path):
        made = ready.json("backup", "data", "--to", str(tmp_path / "d"))["made"]
        with installation(tmp_path / "there", empty=True) as there:
            assert "copy of the keys" in there.espoir("restore", "--from", made, status=2).stderr

    def test_the_anchors_travel_with_each_copy(self, ready, tmp_path):
        ready.espoir("backup", "data", "--to", str(tmp_path / "d"))

        assert ready.json("logbook", "verify", "--against", str(tmp_path / "d"))["problems"] == []

    def test_a_copy_that_is_not_ours_is_refused(self, ready, tmp_path):
        (tmp_path / "holiday.zip").write_text("photos")

        assert "not a copy" in ready.espoir("restore", "--from", str(tmp_path / "holiday.zip"), status=2).stderr

    def test_a_damaged_copy_is_refused_and_what_is_here_stays(self, ready, tmp_path):
        path = tmp_path / ("data-20261122T140500Z.sqlite3")
        path.write_bytes(b"SQLite format 3\0" + os.urandom(9000))

        refused = ready.espoir("restore", "--from", str(path), status=2).stderr

        assert "damaged" in refused
        assert ready.json("doctor")["problems"] == []

    def test_keys_past_their_thirty_days_do_not_come_back(self, ready, tmp_path):
        made = ready.json("backup", "keys", "--to", str(tmp_path))["made"]
        old = tmp_path / f"keys-{(clock.now() - timedelta(days=30, hours=1)).strftime(backup.STAMP)}"
        shutil.copytree(made, old)

        assert "must not come back" in ready.espoir("restore", "--from", str(old), status=2).stderr

    def test_going_back_to_keys_that_lack_newer_people_is_refused(self, ready, tmp_path):
        made = ready.json("backup", "keys", "--to", str(tmp_path))["made"]
        ready.python(
            "import django; django.setup();"
            "from espoir.organisations.models import *;"
            "Person(organisation=Organisation.objects.get()).save()"
        )

        assert "--lose" in ready.espoir("restore", "--from", made, status=2).stderr


def test_old_copies_of_the_keys_are_written_over_and_removed(tmp_path, settings):
    with clock.at(clock.now()):
        first = backup.back_up_keys(tmp_path.parent / f"{tmp_path.name}-keys")
    inode = (first / "keys.sqlite3").open("rb")

    with clock.at(clock.now() + timedelta(days=29, hours=1)):
        second = backup.back_up_keys(first.parent)

    assert not first.exists()
    assert second.exists()
    assert b"SQLite format" not in inode.read()  # in place: the same blocks, not new ones
    inode.close()


def test_a_younger_copy_stays(tmp_path):
    first = backup.back_up_keys(tmp_path.parent / f"{tmp_path.name}-keys")

    with clock.at(clock.now() + timedelta(days=20)):
        backup.back_up_keys(first.parent)

    assert first.exists()


def test_a_file_renamed_by_hand_is_refused(tmp_path):
    with pytest.raises(Refused, match="name"):
        backup.made_at(tmp_path / "keys-final-version")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def first_page(port, process):
    for _ in range(300):
        assert process.poll() is None
        try:
            with urllib.request.urlopen(f"http://localhost:{port}/x/e/", timeout=2) as page:
                return page.status
        except urllib.error.HTTPError as answered:
            return answered.code
        except OSError:
            time.sleep(0.2)
    return None


def test_serve_opens_the_site_with_its_worker_and_stops_cleanly(ready):
    port = free_port()
    command = [sys.executable, "-m", "espoir", "serve", "--port", str(port), "--data", str(ready.data)]
    process = subprocess.Popen(command, env=ready.environment, stderr=subprocess.PIPE, text=True)
    try:
        assert first_page(port, process) == 200
        children = subprocess.run(
            ["ps", "--ppid", str(process.pid), "-o", "pid=,args="], capture_output=True, text=True
        )
        assert "granian" in children.stdout
        assert "espoir worker" in children.stdout
        assert "espoir keeper" in children.stdout
        assert ready.json("doctor")["keeper"]["places"] >= 0
        refused = ready.espoir("restore", "--from", "data-20261122T140500Z.sqlite3", status=2)
        assert refused.stderr
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
        process.communicate()
    for line in children.stdout.splitlines():
        with pytest.raises(ProcessLookupError):
            os.kill(int(line.split()[0]), 0)


def test_serve_on_an_empty_folder_says_how_to_begin(tmp_path):
    port = free_port()
    with installation(tmp_path) as place:
        command = [
            sys.executable,
            "-m",
            "espoir",
            "serve",
            "--port",
            str(port),
            "--data",
            str(place.data),
            "--no-worker",
        ]
        process = subprocess.Popen(command, env=place.environment, stderr=subprocess.PIPE, text=True)
        try:
            assert first_page(port, process) in {200, 404}
        finally:
            process.terminate()
            said = process.communicate(timeout=20)[1]

    assert "espoir new" in said
