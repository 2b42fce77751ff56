"""The cast, at hand in every test: `cast.mesange`, `cast.alize`, `cast.kim`… and `cast.harper` next door."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import translation

from espoir.demo import cast as people
from espoir.organisations import chores
from espoir.vault import keys


@pytest.fixture(autouse=True)
def _data_of_its_own(settings, tmp_path):
    """Keys, files and the keeper's store of each test live in its own folder."""
    settings.DATA, settings.KEYS = tmp_path, tmp_path / "keys"
    keys.close()
    translation.activate(settings.LANGUAGE_CODE)  # not the language of the last page that another test read
    yield
    keys.close()


@pytest.fixture
def cast(db):
    """Three organisations and their people, with nothing that has happened between them yet."""
    return SimpleNamespace(
        **people.found("sentier", "Le Sentier", ["fr", "en"], people.SENTIER),
        **people.found("northgate", "Northgate", ["en", "fr"], people.NORTHGATE),
        **people.found("pont", "Petit Pont", ["fr"], people.PETIT_PONT),
    )


@pytest.fixture
def knock(client):
    """Open a session as someone: `knock(cast.kim).get(url)`."""

    def as_person(person):
        client.force_login(person.account)
        client.cookies["l"] = person.account.language
        return client

    return as_person


@pytest.fixture
def worker_comes_by():
    """The worker does every chore of an organisation, as it would within the minute."""
    return chores.run_all
