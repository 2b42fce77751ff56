"""A decision about someone's support: she says first who comes; only then is her supporter invited."""

from datetime import timedelta

import pytest

from espoir import clock
from espoir.organisations.promises import open_promises, owned_by
from espoir.pairing import actions as pairing
from espoir.pairing import queries as pairs
from espoir.ui.tests.reading import as_seen
from espoir.voice import decisions, queries
from espoir.voice.models import Decision
from espoir.voice.rules import IllegalMove
from espoir.voice.tests.objects import ask, plan

V = "/sentier/v/"
DECISION = "Une décision"


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


def owed(person):
    return [each for each in owned_by(person) if "/v/o/d/" in each.url]


# SUPP-12
def test_she_says_first_who_comes_and_only_then_is_her_supporter_invited(cast, knock):
    ask(cast)  # and so these two are together
    queries.decisions_of(cast.mesange).delete()
    about = f"{V}o/p/{cast.mesange.pk}/"
    assert DECISION in read(knock(cast.kim), f"/sentier/b/w/{cast.mesange.pk}/")
    assert knock(cast.kim).post(about, {"matter": "referral", "supporter": cast.alize.pk}).status_code == 302
    decision = queries.decisions_of(cast.mesange).get()

    assert [(each.due, each.words) for each in owed(cast.kim)] == [
        (clock.today() + timedelta(days=7), f"Savoir de {cast.mesange.name} qui vient")
    ]
    assert "C’est vous qui dites qui vient" in read(knock(cast.mesange), "/sentier/")
    assert DECISION not in read(knock(cast.alize), "/sentier/")
    assert knock(cast.alize).get(f"{V}e/{decision.pk}/").status_code == 404
    with pytest.raises(IllegalMove):
        decisions.plan(decision, by=cast.kim, at=clock.now() + timedelta(days=2))

    knock(cast.mesange).post(f"{V}d/{decision.pk}/", {"who": "both"})
    assert DECISION not in read(knock(cast.alize), "/sentier/")
    on = (clock.today() + timedelta(days=3)).isoformat()
    knock(cast.kim).post(f"{V}o/d/{decision.pk}/t/", {"on": on, "hour": "14:00"})
    assert DECISION in read(knock(cast.alize), "/sentier/")
    assert "Un service ailleurs" in read(knock(cast.alize), f"{V}e/{decision.pk}/")
    knock(cast.alize).post(f"{V}e/{decision.pk}/", {"w": "yes"})
    assert f"{cast.alize.name} vient." in read(knock(cast.mesange), f"{V}d/{decision.pk}/")

    with clock.at(clock.now() + timedelta(days=4)):
        assert "A-t-elle eu lieu?" in read(knock(cast.kim), f"{V}o/d/{decision.pk}/")
        knock(cast.kim).post(f"{V}o/d/{decision.pk}/e/", {"w": "h"})
    assert "Elle a eu lieu" in read(knock(cast.mesange), f"{V}d/{decision.pk}/")
    assert owed(cast.kim) == []


def test_a_no_for_her_supporter_is_never_told(cast, knock):
    decision = plan(cast, who="herself")
    assert DECISION not in read(knock(cast.alize), "/sentier/")
    assert knock(cast.alize).get(f"{V}e/{decision.pk}/").status_code == 404
    assert decision.pk not in read(knock(cast.alize), "/sentier/q/")


def test_she_may_change_her_mind_and_the_invitation_is_gone(cast, knock):
    decision = plan(cast, who="supporter")
    assert knock(cast.alize).get(f"{V}e/{decision.pk}/").status_code == 200
    knock(cast.mesange).post(f"{V}d/{decision.pk}/", {"who": "neither"})
    assert knock(cast.alize).get(f"{V}e/{decision.pk}/").status_code == 404


def test_once_the_relationship_has_ended_only_she_may_come(cast, knock):
    decision = plan(cast, who="both")
    pairing.end(by=cast.mesange, relationship=pairs.relationship_between(cast.mesange, cast.alize))
    assert knock(cast.alize).get(f"{V}e/{decision.pk}/").status_code == 404
    page = read(knock(cast.mesange), f"{V}d/{decision.pk}/")
    assert "Nous deux" not in page
    assert knock(cast.mesange).post(f"{V}d/{decision.pk}/", {"who": "both"}).status_code == 422


def test_without_a_telephone_she_says_it_aloud_and_a_date_that_was_not_held_owes_another(cast, knock):
    decision = ask(cast)
    knock(cast.kim).post(f"{V}o/d/{decision.pk}/w/", {"who": "supporter"})
    page = read(knock(cast.kim), f"{V}o/d/{decision.pk}/")
    assert "dit de vive voix" in page
    wrong = knock(cast.kim).post(f"{V}o/d/{decision.pk}/t/", {"on": "", "hour": "14:00"})
    assert wrong.status_code == 422
    assert "Choisissez un jour." in wrong.content.decode()
    decision.refresh_from_db()
    decisions.plan(decision, by=cast.kim, at=clock.now() + timedelta(hours=1))

    with clock.at(clock.now() + timedelta(days=2)):
        knock(cast.kim).post(f"{V}o/d/{decision.pk}/e/", {"w": "n"})
        [promise] = owed(cast.kim)
        assert promise.due == clock.today() + timedelta(days=14)
        assert "Une autre date est due" in read(knock(cast.mesange), f"{V}d/{decision.pk}/")
        knock(cast.kim).post(f"{V}o/d/{decision.pk}/e/", {"w": "o"})
    assert not [each for each in open_promises(cast.kim.organisation) if "/v/o/d/" in each.url]


def test_only_someone_whom_she_supports_is_asked_about(cast, knock):
    about = f"{V}o/p/{cast.erable.pk}/"
    assert "personne à inviter" in read(knock(cast.kim), about)
    assert knock(cast.kim).post(about, {"matter": "end", "supporter": cast.alize.pk}).status_code == 422
    with pytest.raises(IllegalMove):
        decisions.ask(by=cast.kim, peer=cast.erable, supporter=cast.alize, matter="end")
    assert not Decision.objects.of(cast.kim.organisation)
    assert knock(cast.camille).get(about).status_code == 404
