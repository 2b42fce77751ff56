"""A stolen database and every key but the keeper’s: nothing is found of what people wrote, nor of who wrote it."""

import pytest
from django.db import connection

from tests.installation import installation

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def said(tmp_path_factory, django_db_setup, django_db_blocker):
    home = tmp_path_factory.mktemp("stolen")
    with django_db_blocker.unblock(), installation(home) as place:
        place.environment["ESPOIR_KEEPER"] = "inside"
        return place.drill("stolen_drill", str(home))


def test_the_thief_s_search_finds_what_does_lie_there(said):
    """So that the tests below can fail."""
    assert said["known"] == ["people_reach: known"]
    assert said["keys"] > 20
    assert "keys.sqlite3" in said["files"]
    if connection.vendor == "sqlite":
        assert [name for name in said["files"] if name.startswith("espoir.sqlite3")]
    assert said["with_its_key"] == 7


# SAFE-1
def test_the_database_and_its_copies_hold_nothing_of_what_was_written(said):
    assert said["words_in_boxes"] == []
    assert said["words_in_files"] == []


def test_nor_anything_made_of_it_under_any_key_of_the_application(said):
    assert said["digests_in_files"] == []


def test_nor_whose_it_is(said):
    assert said["whose"] == []


def test_the_keeper_s_file_without_its_key_says_nothing_either(said):
    assert "apart.sqlite3" in said["keeper_files"]
    assert "apart.key" not in said["keeper_files"]
    assert said["keeper_words"] == []
    assert said["keeper_digests"] == []
    assert said["keeper_ids"] == []
    assert said["keeper_opened"] == 0
