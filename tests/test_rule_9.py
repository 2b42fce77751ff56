"""Erasure is real: before it her canaries are found with the keys; after it nothing is, in files, rows or copies."""

import pytest
from django.db import connection

from tests.installation import installation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(tmp_path_factory, django_db_setup, django_db_blocker):
    home = tmp_path_factory.mktemp("erasure")
    # The drill puts copies back in the same breath, which a keeper of its own refuses: it is its own keeper.
    with django_db_blocker.unblock(), installation(home) as place:
        place.environment["ESPOIR_KEEPER"] = "inside"
        return place.drill("erasure_drill", str(home))


def test_every_sealed_field_has_her_canary_before(said):
    """So that the test below can fail."""
    assert len(said["planted"]) > 10
    assert set(said["planted"]) <= set(said["before"])
    assert "keys/keys.sqlite3" in said["files_before"]
    if connection.vendor == "sqlite":
        assert [name for name in said["files_before"] if name.startswith("espoir.sqlite3")]


# PEER-3
def test_no_row_can_be_read_after(said):
    assert said["after"] == []


def test_no_file_holds_her_words_her_boxes_or_her_keys_after(said):
    assert said["files_after"] == []


def test_she_has_a_receipt(said):
    assert said["receipt_is_ours"]


def test_until_the_horizon_an_old_copy_of_the_keys_opens_an_old_copy_of_the_data(said):
    """Which is why both are said to her, and why the copies of the keys live thirty days."""
    assert said["with_old_keys"] is None or set(said["planted"]) <= set(said["with_old_keys"])


def test_past_the_horizon_no_pair_of_copies_can_be_read(said):
    assert said["key_copies_left"] == 1
    assert not said["past_the_horizon"]
    assert said["key_files_past"] == []


def test_an_older_copy_of_the_keys_does_not_bring_her_back(said):
    assert said["keys_put_back"] == 0
    assert not said["her_key_is_back"]
    assert said["apart_after"] == 0


def test_putting_an_older_copy_of_the_data_back_erases_her_again(said):
    assert said["restored"] == 0
    assert said["state_after_restore"] == "erased"
    assert (said["taking_part_after_restore"], said["departures_after_restore"]) == (0, 1)
    assert said["after_restore"] == []
    assert said["files_after_restore"] == []
    assert said["logbook"] == []


def test_pages_that_mentioned_her_still_open(said):
    assert set(said["open_after"].values()) <= {200, 404}
    assert [page for page, status in said["open_after"].items() if status == 200]
    assert said["open_after_restore"] == said["open_after"]
