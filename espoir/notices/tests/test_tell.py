import pytest
from django.core import mail

from espoir import clock
from espoir.notices import actions
from espoir.notices.models import Channel, Kind, Notice
from espoir.notices.tests.conftest import moment

WEDNESDAY = "2026-11-18 14:00"
BASIC = {"way": "email", "address": "k@example.org", "days": ["wed"], "starts": "09:00", "ends": "17:00"}


# SAFE-5
@pytest.mark.parametrize(("language", "text"), [("fr-ca", "Vous avez un message."), ("en-ca", "You have a message.")])
def test_a_notice_names_nobody_gives_no_cause_and_holds_no_link(cast, by_mail, post, language, text):
    cast.kim.language = language
    cast.kim.save()
    with clock.at(moment(WEDNESDAY)):
        by_mail(cast.kim)
        actions.tell(cast.kim)

    [letter] = post(cast.kim.organisation, WEDNESDAY)

    assert (letter.subject, letter.body, letter.to) == ("Carnet", text, ["k@example.org"])
    assert letter.from_email == "Carnet <carnet@localhost>"
    everything = letter.message().as_string()
    for word in ("Kim", "Sentier", "http", "/", "spoir"):
        assert word not in everything.replace("text/plain", "").replace("utf-8", "")


@pytest.mark.parametrize(
    ("language", "subject", "text"),
    [
        ("fr-ca", "Rappel", "Vous avez un rendez-vous mercredi à 14\u00a0h."),
        ("en-ca", "Reminder", "You have an appointment Wednesday at 2\u00a0p.m."),
    ],
)
def test_a_reminder_says_only_when(cast, by_mail, post, language, subject, text):
    cast.mesange.language = language
    cast.mesange.save()
    with clock.at(moment("2026-11-17 10:00")):
        by_mail(cast.mesange)
        actions.tell(cast.mesange, kind=Kind.REMINDER, at=moment(WEDNESDAY))

    [letter] = post(cast.mesange.organisation, "2026-11-17 10:01")

    assert (letter.subject, letter.body) == (subject, text)


@pytest.mark.parametrize(
    "outside", ["2026-11-18 08:59", "2026-11-18 17:00", "2026-11-18 23:30", "2026-11-21 10:00", "2026-11-22 10:00"]
)
def test_nothing_comes_outside_the_hours_that_were_chosen(cast, by_mail, post, outside):
    with clock.at(moment("2026-11-18 07:00")):
        by_mail(cast.kim)
        assert actions.tell(cast.kim) is False  # it waits

    assert post(cast.kim.organisation, outside) == []


def test_a_notice_that_waited_for_the_night_leaves_in_the_morning_and_only_once(cast, by_mail, post):
    with clock.at(moment("2026-11-17 20:00")):
        by_mail(cast.kim)
        actions.tell(cast.kim)
        actions.tell(cast.kim)

    assert len(post(cast.kim.organisation, "2026-11-18 09:00")) == 1
    assert post(cast.kim.organisation, "2026-11-18 09:01") == []


@pytest.mark.parametrize("way", [None, "none", "screen"])
def test_nothing_leaves_for_whoever_did_not_choose_email(cast, post, way):
    if way:
        actions.choose(by=cast.mesange, way=way, starts="09:00", ends="17:00")
    with clock.at(moment(WEDNESDAY)):
        assert actions.tell(cast.mesange) is False

    assert post(cast.mesange.organisation, WEDNESDAY) == []
    assert not Notice.objects.of(cast.mesange.organisation).exists()


def test_who_stops_email_gets_nothing_that_was_still_waiting(cast, by_mail, post):
    with clock.at(moment("2026-11-17 20:00")):
        by_mail(cast.kim)
        actions.tell(cast.kim)
        actions.choose(by=cast.kim, way="screen", starts="09:00", ends="17:00")

    assert post(cast.kim.organisation, WEDNESDAY) == []


def test_a_reminder_never_comes_after_its_appointment(cast, by_mail, post):
    with clock.at(moment("2026-11-17 20:00")):
        by_mail(cast.kim)
        actions.tell(cast.kim, kind=Kind.REMINDER, at=moment("2026-11-18 08:00"))

    assert post(cast.kim.organisation, "2026-11-18 09:00") == []


def test_a_mail_server_that_is_down_is_tried_again(cast, by_mail, post, monkeypatch):
    with clock.at(moment("2026-11-18 10:00")):
        by_mail(cast.kim)
        actions.tell(cast.kim)

    def is_down(*args, **kwargs):
        raise ConnectionRefusedError

    with monkeypatch.context() as broken:
        broken.setattr(mail.EmailMessage, "send", is_down)
        assert post(cast.kim.organisation, "2026-11-18 10:00") == []
    assert post(cast.kim.organisation, "2026-11-18 10:01") == []  # not at once

    assert len(post(cast.kim.organisation, "2026-11-18 10:06")) == 1


def test_an_address_is_asked_again_each_quarter_and_falls_silent_without_an_answer(cast, knock, by_mail, post):
    with clock.at(moment("2026-06-01 10:00")):
        by_mail(cast.kim)
    page = "/sentier/r/"
    with clock.at(moment("2026-08-31 10:00")):
        assert "Est-ce encore bon?" in knock(cast.kim).get(page).content.decode()
    with clock.at(moment("2026-10-01 10:00")):
        assert actions.tell(cast.kim) is False
        knock(cast.kim).post(page + "s/")
        assert actions.tell(cast.kim) is True
        assert "Est-ce encore bon?" not in knock(cast.kim).get(page).content.decode()


@pytest.mark.parametrize(
    ("language", "heading"), [("fr-ca", "Comment les avis me parviennent"), ("en-ca", "How notices reach me")]
)
def test_each_person_chooses_how_notices_come(cast, knock, language, heading):
    cast.mesange.account.language = language
    door = knock(cast.mesange)
    assert heading in door.get("/sentier/r/").content.decode()

    answer = door.post("/sentier/r/", BASIC)

    assert answer.status_code == 302
    channel = Channel.objects.of(cast.mesange.organisation).get(person=cast.mesange)
    assert (channel.way, channel.address, channel.days) == ("email", "k@example.org", ["wed"])


def test_email_without_an_address_or_a_day_is_sent_back_with_what_was_typed(cast, knock):
    answer = knock(cast.mesange).post("/sentier/r/", BASIC | {"address": "", "days": [], "ends": "09:00"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Écrivez l’adresse où un avis peut venir." in page
    assert "Choisissez au moins un jour." in page
    assert "Choisissez une heure plus tard que la première." in page


def test_an_address_is_not_kept_for_a_way_that_does_not_need_it(cast, knock):
    knock(cast.mesange).post("/sentier/r/", BASIC | {"way": "screen"})

    assert Channel.objects.of(cast.mesange.organisation).get().address == ""


def test_the_address_is_nowhere_in_the_clear(cast, by_mail):
    by_mail(cast.mesange, address="mesange@example.org")

    row = Channel.objects.of(cast.mesange.organisation).values().get()

    assert "example" not in str(row)


def test_the_neighbour_finds_nothing(cast, knock):
    assert knock(cast.harper).get("/sentier/r/").status_code == 404
