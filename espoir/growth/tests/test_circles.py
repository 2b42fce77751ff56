"""Support people talk among themselves: who comes is for those who come, and everyone is asked about first."""

from datetime import timedelta

import pytest

from espoir import clock
from espoir.apart import actions as apart
from espoir.apart import ties
from espoir.growth import actions, queries
from espoir.growth.models import Circle, Coming
from espoir.growth.rules import NoPlace
from espoir.growth.tests.objects import announce, gather
from espoir.notices import actions as notices
from espoir.notices.models import Notice
from espoir.ui.tests.reading import as_seen

T = "/sentier/t/c/"
NO_PLACE = "Il n’y a plus de place dans celui-ci."


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


# SUPP-13
def test_where_it_is_and_who_comes_is_for_those_who_come(cast, knock):
    on = (clock.today() + timedelta(days=4)).isoformat()
    typed = {"topic": "Les soirs", "on": on, "hour": "18:00", "minutes": "60", "way": "phone", "where": "555-0142"}
    assert knock(cast.noroit).post(T + "n/", typed).status_code == 302
    circle = queries.circles_to_come(cast.kim.organisation).get()
    page = f"{T}{circle.pk}/"
    knock(cast.noroit).post(page + "w/", {"w": "y"})

    assert "Les soirs" in read(knock(cast.alize), T)
    before = read(knock(cast.alize), page)
    assert "555-0142" not in before
    assert "Noroît" not in before
    knock(cast.alize).post(page + "w/", {"w": "y"})
    after = read(knock(cast.alize), page)
    assert "555-0142" in after
    assert "Noroît" in after
    for chief in (cast.kim, cast.camille):
        arranged = read(knock(chief), "/sentier/t/o/c/")
        assert "Les soirs" in arranged
        assert "555-0142" not in arranged
        assert "Alizé" not in arranged
        assert knock(chief).get(page).status_code == 404
    assert knock(cast.dominique).get(T).status_code == 404

    knock(cast.alize).post(page + "w/", {"w": "n"})
    assert "Alizé" not in read(knock(cast.noroit), page)


def test_full_and_kept_apart_are_told_in_the_same_words(cast, knock):
    circle = gather(cast.noroit)
    actions.come(circle, by=cast.noroit)
    apart.veto(by=cast.noroit, person=cast.alize)
    door, page = knock(cast.alize), f"{T}{circle.pk}/"
    apart_told = door.post(page + "w/", {"w": "y"}, follow=True).content.decode()
    assert NO_PLACE in apart_told

    other = gather(cast.noroit)
    Circle.objects.of(cast.kim.organisation).filter(pk=other.pk).update(places=0)
    assert NO_PLACE in door.post(f"{T}{other.pk}/w/", {"w": "y"}, follow=True).content.decode()
    assert not queries.circles_she_comes_to(cast.alize)


def test_a_wish_written_later_moves_whoever_wrote_it_and_says_nothing(cast):
    circle = gather(cast.noroit)
    for person in (cast.noroit, cast.alize):
        actions.come(circle, by=person)
    [tie] = [tie for tie in ties.standing(cast.kim.organisation) if tie.key == circle.pk]
    tie.part(by=cast.sacha, among=[cast.alize, cast.noroit])
    assert queries.who_comes(circle) == [cast.noroit]


def test_it_is_called_off_and_those_who_were_to_come_are_told(cast, knock):
    circle = gather(cast.noroit)
    for person in (cast.noroit, cast.alize):
        notices.choose(by=person, way="email", address="a@example.org", days=["mon"], starts="09:00", ends="17:00")
        actions.come(circle, by=person)
    assert knock(cast.alize).get(f"{T}{circle.pk}/x/").status_code == 404
    assert "Annuler ce cercle?" in read(knock(cast.noroit), f"{T}{circle.pk}/x/")
    knock(cast.noroit).post(f"{T}{circle.pk}/x/")

    told = Notice.objects.of(cast.kim.organisation).values_list("person_id", flat=True)
    assert set(told) == {cast.alize.pk}
    assert knock(cast.alize).get(f"{T}{circle.pk}/").status_code == 404
    actions.leave(circle, by=cast.alize)
    with pytest.raises(NoPlace):
        actions.come(circle, by=cast.alize)


def test_who_came_is_forgotten_a_week_later(cast, worker_comes_by):
    circle = gather(cast.noroit)
    actions.come(circle, by=cast.noroit)
    announce(cast.camille)
    with clock.at(clock.now() + timedelta(days=13)):
        worker_comes_by(cast.kim.organisation)
    assert not Coming.objects.of(cast.kim.organisation)
    with clock.at(clock.now() + timedelta(days=60)):
        worker_comes_by(cast.kim.organisation)
    assert not queries.events_past(cast.kim.organisation, clock.today() + timedelta(days=90))


def test_a_date_elsewhere_says_if_the_hours_are_paid(cast, knock):
    on = (clock.today() + timedelta(days=9)).isoformat()
    typed = {"title": "Une journée à Montréal", "on": on, "organiser": "Le réseau", "is_paid": "no"}
    assert knock(cast.kim).post("/sentier/t/o/e/n/", {**typed, "is_paid": ""}).status_code == 422
    assert knock(cast.kim).post("/sentier/t/o/e/n/", typed).status_code == 302
    page = read(knock(cast.alize), T)
    assert "Une journée à Montréal" in page
    assert "Heures non payées" in page
    event = queries.events_to_come(cast.kim.organisation).get()
    knock(cast.kim).post(f"/sentier/t/o/e/{event.pk}/")
    assert "Une journée à Montréal" not in read(knock(cast.alize), T)
