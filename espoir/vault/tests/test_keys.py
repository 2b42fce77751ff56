import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from espoir.vault import boxes, keys

PLACE = "tests.note|1|box"


@pytest.fixture
def sealed():
    keys.mint("here", "robin", "wren")
    keys.mint("there", "robin")
    return boxes.seal("here", "robin", PLACE, {"note": "canary"})


def opened(box):
    return boxes.unseal("here", "robin", PLACE, box)["note"]


def test_a_key_is_never_in_the_clear_on_the_disk(sealed):
    key = keys.subject_key("here", "robin")

    assert key not in keys.store_path().read_bytes()
    assert keys.root() not in keys.store_path().read_bytes()


def test_gone_after_shredding(sealed):
    keys.shred("here", "robin")

    with pytest.raises(keys.Gone):
        opened(sealed)
    with pytest.raises(keys.Gone):
        boxes.tag("here", "robin", "logbook")


def test_nothing_of_a_shredded_key_stays_in_the_store(sealed):
    store = keys._store()
    (wrapped,) = store.execute("SELECT wrapped FROM subject WHERE scope = 'here' AND subject = 'robin'").fetchone()

    keys.shred("here", "robin")

    assert wrapped not in keys.store_path().read_bytes()


def test_shredding_one_leaves_the_others(sealed):
    keys.shred("there", "robin")

    assert opened(sealed) == "canary"
    assert keys.exists("here", "wren")


def test_keys_read_for_a_list_are_forgotten_after_it(sealed):
    with keys.held():
        keys.fetch("here", ["robin", "wren", "nobody"])
        keys._store().execute("DELETE FROM subject")
        assert opened(sealed) == "canary"
    with pytest.raises(keys.Gone):
        opened(sealed)


def test_what_is_shredded_is_not_remembered_either(sealed):
    with keys.held():
        keys.fetch("here", ["robin"])
        keys.shred("here", "robin")
        with pytest.raises(keys.Gone):
            opened(sealed)


def test_rotation_changes_every_wrapping_and_loses_nothing(sealed):
    before, root = keys.store_path().read_bytes(), keys.root()
    wrapped = [row[0] for row in keys._store().execute("SELECT wrapped FROM subject UNION SELECT wrapped FROM scope")]

    assert keys.rotate() == 3

    after = keys.store_path().read_bytes()
    assert opened(sealed) == "canary"
    assert keys.root() != root
    assert before != after
    assert not [old for old in wrapped if old in after]
    assert not keys.next_path().exists()


def test_after_two_rotations_an_old_store_does_not_open_with_the_new_root(sealed):
    old = keys.store_path().read_bytes()
    keys.rotate()
    keys.close()
    keys.store_path().write_bytes(old)

    with pytest.raises(keys.RootIsMissing):
        opened(sealed)


class TestRecovery:
    """A rotation that stopped between two of its steps."""

    def test_before_the_store_changed_the_old_root_stays(self, sealed):
        keys.write_key(keys.next_path(), AESGCM.generate_key(256))

        assert opened(sealed) == "canary"
        keys.recover()

        assert not keys.next_path().exists()
        assert opened(sealed) == "canary"

    def test_after_the_store_changed_the_new_root_takes_over(self, sealed, monkeypatch):
        monkeypatch.setattr(keys, "recover", lambda: None)
        keys.rotate()
        monkeypatch.undo()
        assert keys.next_path().exists()
        assert opened(sealed) == "canary"  # also while nobody has repaired it yet

        keys.recover()

        assert not keys.next_path().exists()
        assert opened(sealed) == "canary"

    def test_while_the_old_root_is_being_destroyed(self, sealed, monkeypatch):
        monkeypatch.setattr(keys, "recover", lambda: None)
        keys.rotate()
        monkeypatch.undo()
        keys._let_the_new_root_take_over()
        assert opened(sealed) == "canary"

        keys.recover()

        assert opened(sealed) == "canary"
        assert [path.name for path in keys.root_path().parent.glob("root*")] == ["root.key"]

    def test_the_old_root_is_written_over_in_place(self, sealed):
        with keys.root_path().open("rb") as old:
            before = old.read()
            keys.rotate()
            old.seek(0)
            assert before not in old.read()

    def test_new_people_may_arrive_meanwhile(self, sealed, monkeypatch):
        monkeypatch.setattr(keys, "recover", lambda: None)
        keys.rotate()
        monkeypatch.undo()
        keys.mint("here", "lee")
        keys.mint("elsewhere", "lee")

        keys.recover()

        assert keys.subject_key("here", "lee")
        assert keys.subject_key("elsewhere", "lee")

    def test_a_lost_root_is_said_and_never_replaced(self, sealed):
        keys.root_path().unlink()

        with pytest.raises(keys.RootIsMissing, match="Put it back"):
            keys.root()
        with pytest.raises(keys.RootIsMissing):
            opened(sealed)
        assert not keys.root_path().exists()


def test_the_root_may_lie_elsewhere(tmp_path, monkeypatch):
    elsewhere = tmp_path / "credentials" / "root"
    monkeypatch.setenv("ESPOIR_ROOT_KEY_FILE", str(elsewhere))

    keys.mint("here", "robin")

    assert elsewhere.exists()
    assert not list(keys.store_path().parent.glob("root*"))
    assert keys.rotate() == 1
    assert keys.subject_key("here", "robin")


def test_nobody_else_on_the_machine_can_read_the_keys(sealed):
    assert keys.store_path().stat().st_mode & 0o077 == 0
    assert keys.root_path().stat().st_mode & 0o077 == 0


def test_many_threads_read_mint_and_rotate_at_once(sealed):
    wrong = []

    def live(number):
        try:
            for turn in range(8):
                keys.mint("here", f"{number}-{turn}")
                box = boxes.seal("here", f"{number}-{turn}", PLACE, {"note": number})
                assert boxes.unseal("here", f"{number}-{turn}", PLACE, box) == {"note": number}
                assert opened(sealed) == "canary"
        except BaseException as error:
            wrong.append(error)
        finally:
            keys.close()

    threads = [threading.Thread(target=live, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(4):
        keys.rotate()
    for thread in threads:
        thread.join()

    assert not wrong
    assert len(keys.subjects("here")) == 2 + 4 * 8


ROTATES = """
import sys; from django.conf import settings; settings.configure(KEYS=sys.argv[1], TESTING=False)
from espoir.vault import keys
keys.recover(); print("ready", flush=True)
while True: keys.rotate(); print("rotated", flush=True)
"""


def killed_while_rotating(folder, times):
    """Kill -9 a process that rotates, each time a little later."""
    for turn in range(times):
        process = subprocess.Popen([sys.executable, "-c", ROTATES, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.001 * (turn * 7 % 40))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        yield


@pytest.mark.parametrize("times", [8, pytest.param(60, marks=pytest.mark.drill)])
def test_killed_while_rotating_it_loses_no_key(sealed, settings, times):
    keys.close()
    for _ in killed_while_rotating(settings.KEYS, times):
        assert opened(sealed) == "canary"
        keys.recover()
        assert opened(sealed) == "canary"
        assert not keys.next_path().exists()
        keys.close()
