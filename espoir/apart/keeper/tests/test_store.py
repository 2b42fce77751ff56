"""The file gives nothing away without its key, and does not open with another."""

from __future__ import annotations

import sqlite3

import pytest

from espoir.apart import keeper
from espoir.apart.keeper import inside
from espoir.apart.keeper.shapes import Someone
from espoir.apart.keeper.store import SIZE

MESANGE = Someone("mesange23456", "sentier23456", "Mésange")
ALIZE = Someone("alize2345678", "sentier23456", "Alizé")
WREN = Someone("wren23456789", "northgate234", "Wren")


def on_disk(folder):
    return b"".join(path.read_bytes() for path in folder.rglob("apart*") if path.is_file())


def blocks():
    keeper.close()
    with sqlite3.connect(keeper.store_path()) as file:
        return file.execute("SELECT slot, place, sealed FROM block").fetchall()


def changed_by_hand(statement, *values):
    keeper.close()
    with sqlite3.connect(keeper.store_path()) as file:
        file.execute(statement, values)


def test_the_file_names_nobody(tmp_path):
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé", people=[ALIZE.id])
    keeper.write(ALIZE, kind="phone", words="514 555-0188")
    keeper.offerable(MESANGE, [ALIZE], asker="kim234567890")

    for secret in (MESANGE.id, ALIZE.id, MESANGE.place, "kim234567890", "Alizé", "sange", "555", "0188"):
        assert secret.encode() not in on_disk(tmp_path)


def test_every_block_has_the_same_size_whatever_is_inside():
    keeper.write(MESANGE, kind="person", words="A")
    keeper.write(MESANGE, kind="person", words="É" * 80, people=[f"{number:012}" for number in range(99)])
    keeper.write(MESANGE, kind="person", words="Jean-François Tremblay", mode=keeper.Mode.TOKENS)
    keeper.offerable(MESANGE, [ALIZE])

    assert len(blocks()) == 5
    assert {len(sealed) for _slot, _place, sealed in blocks()} == {SIZE + 12 + 16}


def test_a_block_gets_another_number_each_time_it_is_written():
    keeper.offerable(MESANGE, [ALIZE])
    before = {slot for slot, _place, _sealed in blocks()}
    keeper.offerable(MESANGE, [ALIZE, Someone("noroit234567", MESANGE.place, "Noroît")])

    assert before.isdisjoint({slot for slot, _place, _sealed in blocks()} - before)
    assert len(before & {slot for slot, _place, _sealed in blocks()}) == 1  # Alizé's count did not change


def test_what_was_taken_out_is_no_longer_in_the_file(tmp_path):
    keeper.write(MESANGE, kind="person", words="Ortie")
    pieces = [sealed[:64] for _slot, _place, sealed in blocks()]
    assert all(piece in on_disk(tmp_path) for piece in pieces)

    keeper.forget(MESANGE.place, MESANGE.id)

    assert not any(piece in on_disk(tmp_path) for piece in pieces)
    assert blocks() == []


def test_a_block_moved_elsewhere_does_not_open():
    """Under another number, or among another organisation's: the keeper stays away rather than read less."""
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé")
    changed_by_hand("UPDATE block SET slot = ?", b"x" * 16)
    with pytest.raises(keeper.KeeperAway):
        keeper.lines_of(MESANGE)


def test_nor_does_one_of_another_organisation():
    keeper.write(MESANGE, kind=keeper.VETO, words="Alizé")
    hers = blocks()[0][1]
    keeper.write(WREN, kind=keeper.VETO, words="Nettle")
    changed_by_hand("UPDATE block SET place = ?", hers)
    with pytest.raises(keeper.KeeperAway):
        keeper.offerable(MESANGE, [ALIZE])


@pytest.mark.parametrize("other", [None, "00" * 32])
def test_without_its_own_key_nobody_is_placed(other):
    """A restored store beside a lost or newer key must not read as « nobody wrote anything »."""
    keeper.write(MESANGE, kind="person", words="Ortie")
    keeper.close()
    keeper.key_path().unlink()
    if other:
        keeper.key_path().write_text(other, encoding="ascii")

    for ask in (
        lambda: keeper.offerable(MESANGE, [ALIZE]),
        lambda: keeper.is_whole([MESANGE, ALIZE]),
        lambda: keeper.write(MESANGE, kind="person", words="Lou"),
    ):
        with pytest.raises(keeper.KeeperAway):
            ask()


def test_two_organisations_do_not_mix():
    keeper.write(MESANGE, kind="person", words="Ortie")
    line = keeper.write(WREN, kind="person", words="Nettle")

    keeper.take_out(MESANGE, line.slot)
    assert [line.words for line in keeper.lines_of(MESANGE)] == ["Ortie"]
    assert [line.words for line in keeper.lines_of(WREN)] == ["Nettle"]

    keeper.forget_place(WREN.place)
    assert keeper.lines_of(WREN) == []
    assert [line.words for line in keeper.lines_of(MESANGE)] == ["Ortie"]


def test_what_another_process_wrote_is_read():
    keeper.write(MESANGE, kind=keeper.VETO, words="Ortie")
    (row,) = blocks()
    keeper.lines_of(MESANGE)
    with sqlite3.connect(keeper.store_path()) as file:
        file.execute("DELETE FROM block WHERE slot = ?", (row[0],))
    file.close()

    assert keeper.lines_of(MESANGE) == []


def test_nothing_is_written_over_what_another_process_wrote_meanwhile():
    """A command that is its own keeper beside a worker that is too: the second is told to try again."""
    keeper.write(MESANGE, kind="phone", words="514 555-0188")
    place = inside.house()._places[MESANGE.place]
    with sqlite3.connect(keeper.store_path()) as file:
        file.execute("INSERT INTO block VALUES (x'00', x'00', x'00')")
    file.close()

    with pytest.raises(keeper.KeeperAway), place.changing() as change:
        change.drop(next(iter(place.lines.values())))

    assert len(keeper.lines_of(MESANGE)) == 1
    keeper.write(MESANGE, kind="phone", words="514 555-0199")
    assert len(keeper.lines_of(MESANGE)) == 2
