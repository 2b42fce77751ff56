import pytest


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_each_person_finds_her_own_door(cast, knock, language):
    cast.mesange.account.language = language

    page = knock(cast.mesange).get("/sentier/").content.decode()

    assert ("Bonjour, Mésange" if language == "fr-ca" else "Hello, Mésange") in page


def test_the_neighbour_is_told_nothing(cast, knock):
    assert knock(cast.harper).get("/sentier/").status_code == 404
    assert knock(cast.harper).get("/nowhere/").status_code == 404


def test_a_stranger_is_asked_to_open_a_session(cast, client):
    assert client.get("/sentier/").status_code == 302
