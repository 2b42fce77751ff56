import json
import shutil
from datetime import datetime, timedelta, timezone

import pytest

from espoir import clock
from espoir.logbook import anchors
from espoir.logbook.actions import record
from espoir.logbook.models import Entry, Head
from espoir.logbook.rules import chain_mac
from espoir.logbook.verbs import verb
from espoir.logbook.verification import verify
from espoir.vault import keys

DID = verb("tests.did", "did something")
OTHER = verb("tests.other", "did something else")


@pytest.fixture
def here(cast):
    for _ in range(6):
        record(DID, by=cast.kim, about=[cast.mesange])
    return cast.kim.organisation


@pytest.fixture
def lines(here):
    return Entry.objects.of(here).order_by("seq")


def found(here, **options):
    return {(problem.seq, problem.what) for problem in verify(here, **options)}


def write_again(here, *, upto=None):
    """What someone who holds the key of the logbook can do: a whole chain that says something else."""
    mac, seq = "", 0
    for entry in Entry.objects.of(here).order_by("seq"):
        if upto and entry.seq > upto:
            break
        seq = entry.seq
        entry.mac = mac = chain_mac(here.pk, mac, entry)
        entry.save()
    Entry.objects.of(here).filter(seq__gt=seq).delete()
    Head.objects.filter(organisation=here).update(seq=seq, mac=mac)


def test_a_whole_logbook_is_whole(here):
    anchors.anchor(here)

    assert not verify(here)


def test_an_empty_one_too(cast):
    assert not verify(cast.harper.organisation)


def test_it_holds_whatever_clock_wrote_it(cast):
    with clock.at(datetime(2026, 11, 22, 14, 5, tzinfo=timezone(timedelta(hours=-5)))):
        record(DID, by=cast.kim)

    assert not verify(cast.kim.organisation)


@pytest.mark.parametrize(
    "change", [{"verb": "tests.other"}, {"who": "someoneelse2"}, {"tag": ""}, {"what": "x:1"}, {"mac": "0" * 64}]
)
def test_an_edit_is_found(here, lines, change):
    lines.filter(seq=3).update(**change)

    assert (3, "changed") in found(here)


def test_an_edited_hour_is_found(here, lines):
    lines.filter(seq=3).update(at=clock.now() - timedelta(hours=2))

    assert (3, "changed") in found(here)


def test_a_deleted_line_is_found(here, lines):
    lines.filter(seq=3).delete()

    assert (3, "missing") in found(here)


def test_deleting_and_renumbering_is_found(here, lines):
    lines.filter(seq=3).delete()
    for entry in lines.filter(seq__gt=3):
        lines.filter(pk=entry.pk).update(seq=entry.seq - 1)

    assert (3, "changed") in found(here)


def test_two_lines_that_changed_places_are_found(here, lines):
    lines.filter(seq=3).update(seq=99)
    lines.filter(seq=4).update(seq=3)
    lines.filter(seq=99).update(seq=4)

    assert {(3, "changed"), (4, "changed")} <= found(here)


def test_a_cut_tail_is_found(here, lines):
    lines.filter(seq__gt=4).delete()

    assert (6, "cut") in found(here)


def test_a_cut_tail_with_a_corrected_end_is_found_by_the_anchor(here):
    anchors.anchor(here)
    write_again(here, upto=4)

    assert found(here) == {(6, "cut")}


def test_a_rewrite_by_the_holder_of_the_key_is_found_by_the_anchor(here, lines):
    anchors.anchor(here)
    lines.filter(seq=2).update(verb="tests.other")
    write_again(here)

    assert found(here) == {(6, "rewritten")}


def test_without_an_anchor_a_rewrite_would_not_be_seen(here, lines):
    lines.filter(seq=2).update(verb="tests.other")
    write_again(here)

    assert not verify(here)  # which is why there are anchors


def test_a_rewrite_with_new_anchors_is_found_by_the_copy_kept_elsewhere(here, lines, tmp_path):
    anchors.anchor(here)
    anchors.copy_out(tmp_path / "elsewhere")
    anchors.path().unlink()
    lines.filter(seq=2).update(verb="tests.other")
    write_again(here)
    anchors.anchor(here)

    assert not verify(here)
    assert found(here, copies=[tmp_path / "elsewhere" / anchors.NAME]) == {(6, "rewritten")}


def test_a_forged_anchor_is_not_signed(here):
    anchors.anchor(here)
    line = json.loads(anchors.path().read_text())
    anchors.path().write_text(json.dumps({**line, "mac": "0" * 64}) + "\n")

    assert found(here) == {(6, "unsigned")}


def test_a_lost_key_is_said(here):
    keys.shred(here.pk, "logbook")

    assert found(here) == {(0, "keyless")}


def test_what_a_restore_lost_is_known_and_no_alarm(here, cast):
    anchors.anchor(here)
    write_again(here, upto=4)
    anchors.anchor(here, restored=True)
    record(OTHER, by=cast.kim)
    anchors.anchor(here)

    assert not verify(here)


def test_the_same_end_is_anchored_once(here):
    anchors.anchor(here)
    anchors.anchor(here)

    assert len(anchors.path().read_text().splitlines()) == 1


def test_half_a_line_left_by_a_power_cut_is_passed_over(here, cast):
    anchors.anchor(here)
    with anchors.path().open("a") as file:
        file.write('{"organisation": "half')
    record(DID, by=cast.kim)

    anchors.anchor(here)

    assert len(list(anchors.read(anchors.path()))) == 2
    assert not verify(here)


def test_copies_elsewhere_only_grow(here, cast, settings, tmp_path):
    settings.COPIES = str(tmp_path / "elsewhere")
    anchors.anchor(here)
    shutil.copy(anchors.path(), tmp_path / "kept")
    anchors.path().unlink()
    record(DID, by=cast.kim)
    anchors.anchor(here)

    assert len(list(anchors.read(tmp_path / "elsewhere" / anchors.NAME))) == 2


def test_an_anchor_says_nothing_about_anyone(here, cast):
    anchors.anchor(here)

    assert cast.mesange.pk not in anchors.path().read_text()
    assert cast.kim.pk not in anchors.path().read_text()


def test_when_the_place_elsewhere_is_away_nothing_stops(here, cast, settings, tmp_path):
    (tmp_path / "elsewhere").write_text("not a folder")
    settings.COPIES = str(tmp_path / "elsewhere")

    anchors.anchor(here)

    (tmp_path / "elsewhere").unlink()
    assert anchors.is_behind(tmp_path / "elsewhere")
    anchors.copy_out(tmp_path / "elsewhere")
    assert not anchors.is_behind(tmp_path / "elsewhere")
