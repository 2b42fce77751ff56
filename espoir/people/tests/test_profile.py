from __future__ import annotations

from espoir.organisations.roles import Role
from espoir.people import actions, queries

HERS = {
    "words": "On peut marcher sans parler.",
    "languages": ["fr"],
    "other_languages": "Kabyle",
    "forms": ["walk", "phone"],
    "days": ["tue"],
    "describes": ["woman"],
    "places": "2",
    "hours_per_week": "6",
    "is_open": "yes",
}


def test_she_writes_her_own_words_and_sees_the_card_people_see(cast, knock):
    client = knock(cast.alize)

    assert client.post("/sentier/b/f/", HERS)["Location"] == "/sentier/b/f/v/"
    page = client.get("/sentier/b/f/v/").content.decode()

    for words in ("On peut marcher sans parler.", "Français, kabyle", "Au téléphone", "Mardi", "Une femme"):
        assert words.lower() in page.lower()
    assert [profile.supporter for profile in queries.profiles_open(cast.alize.organisation)] == [cast.alize]


# SUPP-6
def test_not_now_takes_her_card_away_at_once(cast, knock):
    client = knock(cast.alize)
    client.post("/sentier/b/f/", HERS)

    client.post("/sentier/b/f/", {**HERS, "is_open": "no", "places": "0"})

    assert not queries.profiles_open(cast.alize.organisation)
    assert queries.profile_of(cast.alize).places == 0


def test_only_supporters_have_a_card_and_only_their_own(cast, knock):
    for person in (cast.mesange, cast.kim, cast.dominique, cast.camille):
        assert knock(person).get("/sentier/b/f/").status_code == 404


def test_whoever_is_no_longer_a_supporter_is_not_offered(cast):
    actions.write_profile(by=cast.alize, values={"is_open": True, "words": "…"})
    actions.change_hats(by=cast.kim, person=cast.alize, roles=[Role.COLLEAGUE])

    assert not queries.profiles_open(cast.alize.organisation)


def test_a_wrong_number_is_told_and_her_words_are_still_there(cast, knock):
    answer = knock(cast.alize).post("/sentier/b/f/", {**HERS, "places": "-1"})

    assert answer.status_code == 422
    assert "On peut marcher sans parler." in answer.content.decode()
