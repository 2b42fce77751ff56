"""The store gives nothing away without its key, and loses nothing that was acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from espoir.apart import actions, keeper, placement

HOUSE = Path(__file__).resolve().parents[3]
WRITER = """
import sys
from django.conf import settings
settings.configure(DATA=sys.argv[1], KEYS=sys.argv[1] + "/keys", TESTING=False)
from espoir.apart import keeper
last = []
for number in range(100_000):
    kept = keeper.add("place", keeper.Entry("someone", str(number), (), "2099-01-01"), instead_of=last)
    last = [kept.slot]
    print(number, flush=True)
"""


def everything_on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("apart*") if path.is_file())


def test_the_file_names_nobody(cast, tmp_path):
    actions.veto(by=cast.mesange, person=cast.alize)
    actions.veto_name(by=cast.alize, name="Mésange")

    on_disk = everything_on_disk(tmp_path)
    for secret in (cast.mesange.pk, cast.alize.pk, cast.mesange.organisation_id, "Alizé", "Mésange", "sange"):
        assert secret.encode() not in on_disk
    assert str(keeper.store_path()).startswith(str(tmp_path))


def test_every_row_has_the_same_size_whatever_is_inside(cast):
    actions.veto_name(by=cast.mesange, name="A")
    actions.veto_name(by=cast.mesange, name="É" * 80)

    store = keeper._store()
    assert {row[0] for row in store.execute("SELECT length(sealed) FROM entry")} == {keeper.SIZE + 12 + 16}


def test_what_was_taken_out_is_no_longer_in_the_file(cast, tmp_path):
    actions.veto_name(by=cast.mesange, name="Ortie")
    (sealed,) = keeper._store().execute("SELECT sealed FROM entry").fetchone()
    assert sealed[:64] in everything_on_disk(tmp_path)

    actions.forget(cast.mesange)

    assert sealed[:64] not in everything_on_disk(tmp_path)


def test_a_row_moved_elsewhere_does_not_open(cast):
    actions.veto_name(by=cast.mesange, name="Ortie")
    keeper._store().execute("UPDATE entry SET slot = ?", (b"x" * 16,))

    with pytest.raises(InvalidTag):
        keeper.entries(cast.mesange.organisation_id)


@pytest.mark.parametrize("other", [None, "00" * 32])
def test_without_its_own_key_nobody_is_placed(cast, other):
    """A restored store beside a lost or newer key must not read as « nobody wrote anything »."""
    actions.veto_name(by=cast.mesange, name="Ortie")
    keeper.key_path().unlink()
    if other:
        keeper.key_path().write_text(other, encoding="ascii")

    with pytest.raises(keeper.WrongKey):
        placement.offerable(cast.mesange, [cast.alize])
    with pytest.raises(keeper.WrongKey):
        actions.veto_name(by=cast.mesange, name="Lou")


def test_nothing_acknowledged_is_lost_to_a_kill(tmp_path, settings):
    """Each write takes the last one out and puts the next in: killed at any moment, exactly one stands."""
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], cwd=HOUSE, stdout=subprocess.PIPE, text=True
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.15)
        writer.send_signal(signal.SIGKILL)
        said = [int(line) for line in writer.communicate()[0].split()]

        keeper.close()
        numbers = [int(entry.words) for entry in keeper.entries("place")]
        assert (said[-1] if said else 0) in numbers or max(numbers) == said[-1] + 1
        keeper.take_out("place", [entry.slot for entry in keeper.entries("place")])


def test_two_people_s_rows_do_not_mix(cast):
    actions.veto_name(by=cast.mesange, name="Ortie")
    actions.veto_name(by=cast.wren, name="Nettle")

    assert [entry.words for entry in keeper.entries(cast.mesange.organisation_id)] == ["Ortie"]
    (entry,) = keeper.entries(cast.wren.organisation_id)
    keeper.take_out(cast.mesange.organisation_id, [entry.slot])
    assert keeper.entries(cast.wren.organisation_id) == [replace(entry)]
