"""A real keeper, killed with -9 at any moment while it is asked through its socket: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

import pytest

from espoir.apart import keeper
from espoir.apart.keeper import client
from espoir.apart.keeper.tests.people import PLACE, others

SEEKER = keeper.Someone("seeker234567", PLACE, "Qui cherche")


@dataclass
class Said:
    """What was acknowledged, by the number of the turn; `begun` may or may not have been done."""

    wrote: set[int] = field(default_factory=set)
    looked: set[int] = field(default_factory=set)
    forgotten: set[int] = field(default_factory=set)
    forgetting: set[int] = field(default_factory=set)
    answered: set[str] = field(default_factory=set)


def pair(number):
    return (
        keeper.Someone(f"one{number:09}", PLACE, f"Une {number}"),
        keeper.Someone(f"two{number:09}", PLACE, f"Autre {number}"),
    )


def tie(number):
    return keeper.Tie("relationship", f"tie{number:09}", pair(number))


def live(said, told):
    """What people and the worker do, one thing after another, whether the keeper is there or not."""
    number = 0
    while not told:
        number += 1
        one, other = pair(number)
        for step in (writes, looks, asks, forgets):
            try:
                step(said, number, one, other)
            except keeper.KeeperAway:
                time.sleep(0.05)


def writes(said, number, one, other):
    keeper.write(one, kind=keeper.VETO, words=other.name, people=[other.id])
    said.wrote.add(number)


def looks(said, number, one, other):
    keeper.look(PLACE, [tie(each) for each in range(max(1, number - 3), number + 1)])
    said.looked |= {number} & said.wrote


def asks(said, number, one, other):
    said.answered |= set(keeper.offerable(SEEKER, [others(number + 1)[number]]))


def forgets(said, number, one, other):
    if number % 7 == 0:
        said.forgetting.add(number)
        keeper.forget(PLACE, one.id)
        said.forgotten.add(number)


def started(folder):
    environment = {**os.environ, "ESPOIR_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "espoir.settings"}
    return subprocess.Popen([sys.executable, "-m", "espoir", "keeper"], env=environment)


def wait_for(one):
    until = time.monotonic() + 60
    while not client.answers():
        assert one.poll() is None
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("kills", [2, pytest.param(40, marks=pytest.mark.drill)])
def test_killed_at_any_moment_it_loses_nothing_that_was_acknowledged(kills, settings, tmp_path):
    settings.KEEPER = "socket"
    said, chance = Said(), random.Random(9)
    told: list[bool] = []
    people = threading.Thread(target=live, args=(said, told))
    one = started(tmp_path)
    try:
        wait_for(one)
        people.start()
        for _turn in range(kills):
            until_more_is_written(said)
            time.sleep(chance.random() * 0.5)
            one.kill()
            one.wait()
            one = started(tmp_path)
            wait_for(one)
        until_more_is_written(said)
        told.append(True)
        people.join(timeout=60)
        what_is_left(said, kills)
    finally:
        told.append(True)
        one.terminate()
        assert one.wait(timeout=20) == 0
        settings.KEEPER = "inside"


def until_more_is_written(said):
    before, last = len(said.wrote), time.monotonic() + 60
    while len(said.wrote) < before + 2:
        assert time.monotonic() < last
        time.sleep(0.01)


def what_is_left(said, kills):
    last = max(said.wrote)
    kept = {number for number in range(1, last + 1) if keeper.lines_of(pair(number)[0])}
    assert said.wrote - said.forgetting <= kept
    assert not kept & said.forgotten

    reviews = [matter.key for matter in keeper.matters(PLACE) if matter.what == "review"]
    assert len(reviews) == len(set(reviews))
    assert {tie(number).key for number in said.looked - said.forgetting} <= set(reviews)
    keeper.look(PLACE, [tie(number) for number in range(1, last + 1)])
    reviews = sorted(matter.key for matter in keeper.matters(PLACE) if matter.what == "review")
    assert reviews == [tie(number).key for number in sorted(kept)]

    said.answered |= set(keeper.offerable(SEEKER, others(2 * last + 40)))
    assert len(said.answered) <= 15  # an answer counted and never heard is possible; one heard and not counted is not
    (alarm,) = (matter for matter in keeper.matters(PLACE) if matter.what == "alarm")
    assert alarm.people == (SEEKER.id,)
    assert len(said.wrote) >= kills
