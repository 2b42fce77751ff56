"""The keeper's own process and its socket: who may ask, what cannot stop it, and what it leaves behind."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from espoir.apart import keeper
from espoir.apart.keeper import client, inside, process, server, wire
from espoir.apart.keeper.tests.people import ALIZE, MESANGE, NOROIT, PLACE, SACHA, ids, others

WORDS = "Un nom que personne ne lit"


@pytest.fixture
def listening(settings):
    """A keeper on its socket, in a thread, and this process as the application."""
    with served(frozenset({os.geteuid()})) as path:
        settings.KEEPER = "socket"
        yield path
        settings.KEEPER = "inside"


@contextmanager
def served(allowed):
    ours = server.Server(inside.house(), client.socket_path(), allowed)
    thread = threading.Thread(target=ours.serve)
    thread.start()
    try:
        yield client.socket_path()
    finally:
        ours.stop()
        thread.join(timeout=10)
        inside.close()


def said_to(path, said, *, patience=5):
    """What is answered to these bytes; nothing if the connection is closed instead."""
    with socket.socket(socket.AF_UNIX) as one:
        one.settimeout(patience)
        one.connect(str(path))
        answered = b""
        with suppress(BrokenPipeError, ConnectionResetError):
            one.sendall(said)
            one.shutdown(socket.SHUT_WR)
            while piece := one.recv(65536):
                answered += piece
    return answered


def framed(said):
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    return len(body).to_bytes(4, "big") + body


def test_every_verb_goes_through_the_socket_and_comes_back_the_same(listening):
    line = keeper.write(MESANGE, kind="phone", words="514 555-0188", first=2016, last=2018)
    veto = keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
    paper = keeper.write(NOROIT, kind="handle", words="@x_y", witness=SACHA, second="andree234567")
    assert sorted(keeper.lines_of(MESANGE), key=lambda each: each.written_on) == [line, veto]
    assert [each.slot for each in keeper.papers(PLACE)] == [paper.slot]
    keeper.confirm(NOROIT, paper.slot, by="andree234567")
    keeper.choose_then(MESANGE, keeper.Then.CHANGE)
    assert keeper.then_of(MESANGE) == keeper.Then.CHANGE

    assert keeper.offerable(MESANGE, [ALIZE, NOROIT]) == [NOROIT.id]
    assert keeper.joinable([NOROIT], [MESANGE]) == [MESANGE.id]
    assert not keeper.is_whole([NOROIT, MESANGE, ALIZE], newcomer=MESANGE.id)
    keeper.look(PLACE, [keeper.Tie("relationship", "one", (MESANGE, ALIZE))])
    (matter,) = keeper.matters(PLACE)
    assert keeper.press(matter, by=SACHA, readers_needed=1)
    (side,) = keeper.reason(matter, by=SACHA).sides
    assert side == keeper.Side(MESANGE.id, "Alizé", keeper.VETO, keeper.Then.CHANGE)
    keeper.settle(matter, by=SACHA, outcome="changed")

    keeper.keep_longer(MESANGE)
    keeper.take_out(MESANGE, line.slot)
    keeper.forget_all(PLACE, [NOROIT.id, "someone who wrote nothing"])
    keeper.forget(PLACE, MESANGE.id)
    assert keeper.stats()["places"] == 1
    keeper.forget_place(PLACE)
    assert keeper.stats() == {"blocks": 0, "places": 0}
    assert set(wire.VERBS) <= {name for name in dir(keeper) if not name.startswith("_")}


def test_refusals_travel_too(listening):
    for number in range(10):
        keeper.write(MESANGE, kind="phone", words=f"514 555-01{number:02}")
    with pytest.raises(keeper.TooMany) as full:
        keeper.write(MESANGE, kind="phone", words="514 555-0177")
    assert full.value.until
    with pytest.raises(keeper.NotAllowed):
        keeper.confirm(PLACE, "nothing", by=SACHA)
    with pytest.raises(keeper.KeeperAway):
        keeper.write(MESANGE, kind="perpetrator", words=WORDS)


HOSTILE = [
    b"",
    b"\0",
    b"\0\0\0\x10{",  # half of it
    b"\xff\xff\xff\xff",
    framed(b"no json"),
    framed(b"[" * 100_000),
    framed(b"9" * 10_000),
    framed(b"\xff\xfe"),
    framed([]),
    framed({"verb": "stats"}),
    framed({"verb": ["stats"], "with": {}}),
    framed({"verb": "close", "with": {}}),
    framed({"verb": "_in", "with": {"place": PLACE}}),
    framed({"verb": "__class__", "with": {}}),
    framed({"verb": "stats", "with": {"more": 1}}),
    framed({"verb": "matters", "with": {"place": {"a": 1}}}),
    framed({"verb": "matters", "with": {"place": "x" * 100_000}}),
    framed({"verb": "offerable", "with": {"seeker": ["a", "b"], "candidates": [], "asker": ""}}),
    framed({"verb": "offerable", "with": {"seeker": ["a", "b", "c"], "candidates": [["a"]], "asker": ""}}),
    framed({"verb": "press", "with": {"place": "a", "matter": "b", "by": "c", "readers_needed": -1}}),
    framed({"verb": "press", "with": {"place": "a", "matter": "b", "by": "c", "readers_needed": 1e400}}),
]


def test_nothing_hostile_or_half_written_stops_it(listening):
    keeper.write(MESANGE, kind="phone", words="514 555-0188")
    for hostile in HOSTILE:
        assert said_to(listening, hostile) == b""

    assert len(keeper.lines_of(MESANGE)) == 1
    assert server.AT_ONCE > 1


def test_whoever_says_nothing_does_not_keep_the_others_waiting(listening, monkeypatch):
    monkeypatch.setattr(server, "PATIENCE", 0.3)
    silent = [socket.socket(socket.AF_UNIX) for _each in range(server.AT_ONCE - 1)]
    for each in silent:
        each.connect(str(listening))
    assert keeper.stats() == {"blocks": 0, "places": 0}

    more = socket.socket(socket.AF_UNIX)
    more.connect(str(listening))
    time.sleep(1.0)
    assert keeper.stats() == {"blocks": 0, "places": 0}
    for each in (*silent, more):
        each.close()


def test_many_ask_at_once_and_each_has_the_right_answer(listening):
    found = {}

    def ask(number):
        someone = keeper.Someone(f"seeker{number:06}", PLACE, f"Quelqu’un {number}")
        found[number] = keeper.offerable(someone, others(number + 1))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: ids(others(number + 1)) for number in range(12)}


def test_an_unknown_account_is_refused(settings):
    with served(frozenset({os.geteuid() + 1})) as path:
        settings.KEEPER = "socket"
        assert said_to(path, framed({"verb": "stats", "with": {}})) == b""
        with pytest.raises(keeper.KeeperAway):
            keeper.stats()
    settings.KEEPER = "inside"


def test_who_is_allowed_is_this_account_and_those_that_are_named(settings):
    assert process.allowed() == {os.geteuid()}
    settings.KEEPER_ALLOWS = "root, 4242"
    assert process.allowed() == {os.geteuid(), 0, 4242}


def test_without_a_keeper_every_verb_is_away(settings):
    settings.KEEPER = "socket"
    for ask in (
        lambda: keeper.offerable(MESANGE, [ALIZE]),
        lambda: keeper.is_whole([MESANGE, ALIZE]),
        lambda: keeper.write(MESANGE, kind="phone", words="514 555-0188"),
        lambda: keeper.lines_of(MESANGE),
        keeper.stats,
    ):
        with pytest.raises(keeper.KeeperAway):
            ask()
    settings.KEEPER = "inside"


def test_an_answer_leaves_at_a_multiple_of_the_slot(listening):
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
    for ask in (
        lambda: keeper.offerable(MESANGE, [ALIZE]),
        lambda: keeper.offerable(MESANGE, [NOROIT]),
        lambda: keeper.is_whole([MESANGE, ALIZE]),
        lambda: keeper.joinable([MESANGE], [ALIZE]),
    ):
        began = time.monotonic()
        ask()
        assert time.monotonic() - began >= server.SLOT

    for taken in (0.0, 0.001, 0.0249, 0.0251, 0.3):
        over = (taken + server.until_the_slot(taken)) / server.SLOT
        assert round(over, 6) == round(over)
        assert over >= 1


def test_only_this_account_reaches_the_socket_and_the_file(listening):
    keeper.write(MESANGE, kind="phone", words="514 555-0188")
    assert stat.S_IMODE(listening.stat().st_mode) == 0o600
    assert stat.S_IMODE(keeper.store_path().stat().st_mode) == 0o600
    assert stat.S_IMODE(keeper.key_path().stat().st_mode) == 0o400
    assert stat.S_IMODE(keeper.store_path().parent.stat().st_mode) == 0o700


def test_a_socket_that_was_left_behind_is_replaced():
    left = socket.socket(socket.AF_UNIX)
    path = client.socket_path()
    path.parent.mkdir(parents=True)
    left.bind(str(path))
    left.close()
    with served(frozenset({os.geteuid()})):
        assert said_to(path, framed({"verb": "stats", "with": {}}))
    assert not path.exists()


def test_the_address_may_be_long(settings, tmp_path):
    settings.DATA = tmp_path / ("x" * 100) / ("y" * 100)
    with served(frozenset({os.geteuid()})):
        settings.KEEPER = "socket"
        assert keeper.stats() == {"blocks": 0, "places": 0}
    settings.KEEPER = "inside"


def test_nothing_of_what_is_asked_is_in_what_it_says_to_the_operator(listening, capfd):
    with pytest.raises(keeper.KeeperAway) as away:
        keeper.write(MESANGE, kind=f"kind {WORDS}", words=WORDS)
    said_to(listening, framed({"verb": WORDS, "with": {}}))

    said = capfd.readouterr()
    assert "write stopped with ValueError" in said.err
    assert WORDS not in said.err + said.out + repr(away.value) + str(away.value.__cause__)


# As a real process.


@pytest.fixture
def real(tmp_path):
    """Start a keeper. What it says to the operator goes to the file `log`."""
    environment = {**os.environ, "ESPOIR_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "espoir.settings"}
    started = []

    def start():
        with (tmp_path / "log").open("a") as log:
            started.append(subprocess.Popen([sys.executable, "-m", "espoir", "keeper"], env=environment, stderr=log))
        return started[-1]

    yield start
    for each in started:
        each.kill()
        each.wait()


def wait_for(path, one):
    until = time.monotonic() + 30
    while time.monotonic() < until and one.poll() is None:
        with socket.socket(socket.AF_UNIX) as knock:
            try:
                knock.connect(str(path))
            except OSError:
                time.sleep(0.02)
            else:
                return
    raise AssertionError(f"no keeper came up: {one.poll()}")


def of_the_kernel(one, name):
    return Path(f"/proc/{one.pid}/{name}")


def test_the_process_closes_the_curtains_and_stops_cleanly(real, settings, tmp_path):
    one = real()
    path = client.socket_path()
    wait_for(path, one)
    settings.KEEPER = "socket"
    keeper.write(MESANGE, kind="person", words=WORDS)
    with pytest.raises(keeper.KeeperAway):
        keeper.write(MESANGE, kind=WORDS, words=WORDS)

    assert "Umask:\t0077" in of_the_kernel(one, "status").read_text()
    limits = of_the_kernel(one, "limits").read_text()
    assert limits.split("Max core file size")[1].split()[:2] == ["0", "0"]
    assert of_the_kernel(one, "maps").stat().st_uid == 0  # not dumpable: its memory belongs to root alone
    another = real()  # waits for its turn, and does not take the file meanwhile
    time.sleep(0.5)
    assert keeper.stats()["blocks"] == 2

    one.send_signal(signal.SIGTERM)
    assert one.wait(timeout=10) == 0
    wait_for(path, another)
    assert [line.words for line in keeper.lines_of(MESANGE)] == [WORDS]
    another.send_signal(signal.SIGINT)
    assert another.wait(timeout=10) == 0
    assert not path.exists()
    settings.KEEPER = "inside"
    said = (tmp_path / "log").read_text()
    assert said == "keeper: write stopped with ValueError.\n"


def test_with_a_wrong_key_it_does_not_start(real, tmp_path):
    keeper.write(MESANGE, kind="person", words=WORDS)
    keeper.close()
    keeper.key_path().unlink()
    keeper.key_path().write_text("00" * 32, encoding="ascii")

    assert real().wait(timeout=30) == 2
    assert "apart.key" in (tmp_path / "log").read_text()


def test_it_does_not_outlive_whoever_started_it(tmp_path):
    program = (
        "import os, subprocess, sys, time\n"
        "one = subprocess.Popen([sys.executable, '-m', 'espoir', 'keeper', '--with-parent', str(os.getpid())])\n"
        "print(one.pid, flush=True); time.sleep(60)"
    )
    environment = {**os.environ, "ESPOIR_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "espoir.settings"}
    parent = subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    parent.stdout.readline()
    wait_for(client.socket_path(), parent)
    parent.kill()
    parent.communicate()

    until = time.monotonic() + 10
    while client.socket_path().exists() and time.monotonic() < until:
        time.sleep(0.05)
    assert not client.socket_path().exists()
