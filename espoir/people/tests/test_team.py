from __future__ import annotations

import pytest

from espoir.logbook.models import Entry
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role
from espoir.people import actions, queries, rules


def roles_of(person):
    return set(Hat.objects.of(person.organisation).filter(person=person).values_list("role", flat=True))


def test_a_colleague_is_invited_with_her_hats(cast, knock):
    knock(cast.camille).post(
        "/sentier/b/t/n/", {"chosen_name": "Sol", "language": "fr-ca", "roles": ["supporter", "supervisor"]}
    )

    sol = Person.objects.of(cast.kim.organisation).exclude(pk__in=[each.pk for each in vars(cast).values()]).get()
    assert (sol.name, roles_of(sol)) == ("Sol", {"supporter", "supervisor"})
    assert sol.invitations.count() == 1


def test_hats_change_at_once_and_the_person_can_read_it(cast, knock):
    knock(cast.kim).post(f"/sentier/b/t/{cast.jo.pk}/", {"roles": ["supervisor"]})

    assert roles_of(cast.jo) == {"supervisor"}
    assert Entry.objects.of(cast.jo.organisation).filter(verb=actions.CHANGED_HATS.code).count() == 1
    assert knock(cast.jo).get("/sentier/b/t/").status_code == 404


@pytest.mark.parametrize(("name", "role"), [("camille", "director"), ("kim", "coordinator")])
def test_the_last_director_and_the_last_coordinator_keep_their_hat(cast, knock, name, role):
    person = getattr(cast, name)

    refused = knock(cast.kim).post(f"/sentier/b/t/{person.pk}/", {"roles": ["colleague"]})

    assert refused.status_code == 422
    assert roles_of(person) == {role}
    assert "Donnez-le d’abord à quelqu’un d’autre" in refused.content.decode()


def test_a_colleague_who_never_opened_her_account_does_not_count_as_keeping_the_role(cast):
    actions.welcome(by=cast.kim, chosen_name="Sol", roles=[Role.COORDINATOR])

    with pytest.raises(rules.LastOne):
        actions.change_hats(by=cast.camille, person=cast.kim, roles=[Role.COLLEAGUE])


def test_what_someone_is_for_herself_is_neither_shown_nor_taken_away(cast, knock):
    Hat.objects.create(organisation=cast.alize.organisation, person=cast.alize, role=Role.PEER)

    page = knock(cast.kim).get("/sentier/b/t/").content.decode()
    actions.change_hats(by=cast.kim, person=cast.alize, roles=[Role.COLLEAGUE])

    assert (
        queries.hats_said(Person.objects.of(cast.alize.organisation).get(pk=cast.alize.pk))
        == "Collègue d’une autre fonction"
    )
    assert "Mésange" not in page
    assert roles_of(cast.alize) == {"peer", "colleague"}
    with pytest.raises(rules.NotThisRole):
        actions.change_hats(by=cast.kim, person=cast.alize, roles=[Role.PEER])


def test_the_neighbour_changes_nothing_here(cast, knock):
    assert knock(cast.harper).post(f"/northgate/b/t/{cast.jo.pk}/", {"roles": ["director"]}).status_code == 404
    with pytest.raises(rules.NotTheirs):
        actions.change_hats(by=cast.harper, person=cast.jo, roles=[Role.DIRECTOR])


def test_whoever_no_longer_works_here_opens_nothing_from_now_on(cast, knock):
    knock(cast.camille).post(f"/sentier/b/t/{cast.jo.pk}/l/")

    assert knock(cast.jo).get("/sentier/").status_code == 404
    assert cast.jo not in queries.team(cast.jo.organisation)


def test_a_supporter_who_leaves_the_team_keeps_what_is_hers(cast):
    Hat.objects.create(organisation=cast.alize.organisation, person=cast.alize, role=Role.PEER)

    actions.leave_team(by=cast.kim, person=cast.alize)

    alize = Person.objects.of(cast.alize.organisation).get(pk=cast.alize.pk)
    assert (alize.state, roles_of(alize)) == (Person.State.HERE, {"peer"})


def test_nobody_closes_the_last_director_or_herself_out(cast, knock):
    assert knock(cast.kim).post(f"/sentier/b/t/{cast.camille.pk}/l/").status_code == 422
    assert knock(cast.kim).post(f"/sentier/b/t/{cast.kim.pk}/l/").status_code == 404
    assert roles_of(cast.camille) == {"director"}
