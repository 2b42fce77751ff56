"""The end of a study is real: before it her canaries are found with the keys; after it nothing raw is, anywhere."""

import pytest
from django.db import connection

from tests.installation import installation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(tmp_path_factory, django_db_setup, django_db_blocker):
    home = tmp_path_factory.mktemp("end")
    with django_db_blocker.unblock(), installation(home) as place:
        place.environment["ESPOIR_KEEPER"] = "inside"
        return place.drill("end_drill", str(home))


def test_everything_raw_has_a_canary_before(said):
    """So that the tests below can fail."""
    assert len(said["planted"]) > 8
    assert set(said["planted"]) <= set(said["before"])
    assert "keys/keys.sqlite3" in said["files_before"]
    if connection.vendor == "sqlite":
        assert [name for name in said["files_before"] if name.startswith("espoir.sqlite3")]


# RES-8
def test_after_the_second_yes_no_row_no_key_and_no_byte_is_left(said):
    assert said["answers"] == ["approved", "ended"]
    assert said["after"] == []
    assert said["raw_rows"] == 0
    assert said["keys_after"] == []
    assert said["files_after"] == []


def test_the_server_of_the_database_keeps_no_box_in_its_tables_and_nothing_in_the_clear(said):
    """Its write-ahead log may hold sealed bytes for a while: their keys never lay there, and are gone."""
    before, after = said["server_before"], said["server_after"]
    if before is not None:
        assert before["boxes"] > 0
        assert (before["plain"], after["plain"], after["boxes"]) == (0, 0, 0)


def test_the_certificate_says_what_was_destroyed_what_is_kept_and_that_nothing_was_found(said):
    row = said["certificate"]
    assert row["destroyed"] == {"people": 1, "texts": 1, "files": 1, "passages": 1, "memos": 3, "quotations": 1}
    assert (row["kept"]["editions"], row["kept"]["codes"], row["kept"]["consents"]) == (4, 1, 1)
    assert row["found"] == 0
    assert row["marks"] > 8
    assert {"databases", "files"} <= set(row["looked"])
    assert row["lines"]["destroyed"] == 6
    assert ("server" in row["limits"]) == (connection.vendor != "sqlite")


def test_what_was_promised_to_stay_stays(said):
    assert said["kept"] == said["kept_after_restore"] == {"editions": True, "codebook": True}


def test_older_copies_of_the_data_and_the_keys_do_not_bring_anything_back(said):
    assert said["restored"] == 0
    assert said["after_restore"] == []
    assert said["raw_rows_after_restore"] == 0
    assert said["keys_after_restore"] == []
    assert said["files_after_restore"] == []
    assert said["departures_after_restore"] == 0
    assert said["logbook"] == []


def test_the_certificate_comes_back_with_what_it_said_of_the_end(said):
    again = said["certificate_after_restore"]
    assert said["page_after_restore"] == 200
    assert {**again, "looked": said["certificate"]["looked"], "marks": 0} == {**said["certificate"], "marks": 0}
