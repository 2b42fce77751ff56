"""“I need to talk today”: who answers, by when, who takes over; and it says sorry when nobody did."""

import pytest
from django.core import mail

from espoir import clock
from espoir.organisations.promises import owned_by
from espoir.safety import actions as safety
from espoir.supervision import actions
from espoir.supervision.models import TalkRequest
from espoir.supervision.tests.conftest import moment
from espoir.supervision.words import talk_words

TALK = "/sentier/m/n/"


def talked(cast):
    return TalkRequest.objects.of(cast.alize.organisation).get()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr-ca",
            [
                "C’est envoyé, à 14\u00a0h\u00a005.",
                "Dominique vous répond avant 16\u00a0h.",
                "Sinon, Sacha prend le relais.",
                "Pour parler plus tôt\u00a0: Sacha, 514 555-0142.",
                "Je n’en ai plus besoin",
            ],
        ),
        (
            "en-ca",
            [
                "Sent at 2:05\u00a0p.m.",
                "Dominique will answer by 4\u00a0p.m.",
                "If not, Sacha takes over.",
                "To talk sooner: Sacha, 514 555-0142.",
                "I don’t need this any more",
            ],
        ),
    ],
)
def test_the_page_says_who_answers_and_by_when(cast, knock, rhythm, on_call, by_mail, language, words):
    by_mail(cast.dominique)
    cast.alize.account.language = language
    with clock.at(moment("2026-11-17 14:05")):
        knock(cast.alize).post(TALK)
        page = knock(cast.alize).get(TALK).content.decode()

    for sentence in words:
        assert sentence in page
    assert "p.m.." not in page


# SUPP-9
def test_it_tops_the_supervisors_page_and_a_notice_leaves_that_says_nothing(
    cast, knock, rhythm, on_call, by_mail, worker_comes_by, django_capture_on_commit_callbacks
):
    by_mail(cast.dominique)
    with clock.at(moment("2026-11-17 14:05")), django_capture_on_commit_callbacks(execute=True):
        actions.need_to_talk(by=cast.alize)
        worker_comes_by(cast.alize.organisation)
        assert "Alizé voudrait parler aujourd’hui" in knock(cast.dominique).get("/sentier/m/w/").content.decode()

    [letter] = mail.outbox
    assert (letter.subject, letter.body) == ("Carnet", "Vous avez un message.")
    assert owned_by(cast.dominique)[0].words == "Appeler Alizé, qui voudrait parler aujourd’hui"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "fr-ca",
            [
                "Nous devions vous répondre avant 16\u00a0h, et nous ne l’avons pas fait.",
                "Nous nous en excusons.",
                "Sacha le sait depuis 16\u00a0h.",
                "Vous pouvez l’appeler\u00a0: 514 555-0142.",
            ],
        ),
        (
            "en-ca",
            [
                "We said we’d answer by 4\u00a0p.m. and we didn’t.",
                "We’re sorry.",
                "Sacha was told at 4\u00a0p.m.",
                "You can call: 514 555-0142.",
            ],
        ),
    ],
)
def test_unanswered_the_person_on_call_takes_over_and_we_are_sorry(
    cast, knock, rhythm, on_call, by_mail, worker_comes_by, django_capture_on_commit_callbacks, language, words
):
    by_mail(cast.dominique)
    by_mail(cast.sacha)
    cast.alize.account.language = language
    with clock.at(moment("2026-11-17 14:05")):
        actions.need_to_talk(by=cast.alize)
    with clock.at(moment("2026-11-17 15:59")):
        worker_comes_by(cast.alize.organisation)
        assert talked(cast).owner == cast.dominique
    with clock.at(moment("2026-11-17 16:00")), django_capture_on_commit_callbacks(execute=True):
        mail.outbox.clear()
        worker_comes_by(cast.alize.organisation)
        worker_comes_by(cast.alize.organisation)
        page = knock(cast.alize).get(TALK).content.decode()
        # she is on top of the list of the one on call, and still on her supervisor's
        assert knock(cast.sacha).get(f"{TALK}{talked(cast).pk}/").status_code == 200
        assert knock(cast.dominique).get(f"{TALK}{talked(cast).pk}/").status_code == 200

    for sentence in words:
        assert sentence in page
    assert len(mail.outbox) == 1


def test_nobody_is_said_to_know_who_could_not_be_told(cast, knock, rhythm, on_call, by_mail, worker_comes_by):
    by_mail(cast.dominique)  # Sacha set no way
    with clock.at(moment("2026-11-17 14:05")):
        actions.need_to_talk(by=cast.alize)
    with clock.at(moment("2026-11-17 16:10")):
        before = knock(cast.alize).get(TALK).content.decode()  # the worker has not come yet
        worker_comes_by(cast.alize.organisation)
        after = knock(cast.alize).get(TALK).content.decode()

    for page in (before, after):
        assert "Nous nous en excusons." in page
        assert "le sait depuis" not in page
        assert "Vous pouvez appeler Sacha\u00a0: 514 555-0142." in page


def test_outside_the_supervisors_hours_the_person_on_call_answers(cast, rhythm, on_call, by_mail):
    by_mail(cast.dominique)
    by_mail(cast.sacha, starts="06:00", ends="22:00")

    with clock.at(moment("2026-11-17 19:00")):
        request = actions.need_to_talk(by=cast.alize)
        words = talk_words(request)

    assert (request.owner, request.owner_was_told) == (cast.sacha, True)
    assert words[1] == "Sacha vous répond avant 21\u00a0h."


def test_close_to_the_end_of_her_day_the_supervisor_promises_nothing(cast, rhythm, on_call, by_mail):
    by_mail(cast.dominique)

    with clock.at(moment("2026-11-17 16:00")):
        request = actions.need_to_talk(by=cast.alize)
        assert (request.owner, request.answer_by) == (cast.dominique, moment("2026-11-17 17:00"))
        actions.take_back(request, by=cast.alize)
    with clock.at(moment("2026-11-17 16:45")):
        assert actions.need_to_talk(by=cast.alize).owner == cast.sacha


def test_where_nobody_can_be_told_no_hour_is_promised_for_today(cast, knock, rhythm, on_call):
    with clock.at(moment("2026-11-17 14:05")):
        knock(cast.alize).post(TALK)
        page = knock(cast.alize).get(TALK).content.decode()

    assert "En ce moment, seul un appel joint Sacha\u00a0: 514 555-0142." in page
    assert "Sinon, vous aurez une réponse avant mercredi 18\u00a0novembre, 17\u00a0h." in page


def test_a_second_supervisor_answers_when_the_first_cannot(cast, on_call, by_mail):
    actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, second=cast.kim, weeks=2)
    by_mail(cast.kim)

    with clock.at(moment("2026-11-17 14:05")):
        assert actions.need_to_talk(by=cast.alize).owner == cast.kim


def test_who_is_on_call_is_never_sent_her_own_request(cast, rhythm):
    safety.write_protocol(by=cast.kim, on_call=cast.alize, phone="1")

    assert actions.need_to_talk(by=cast.alize).owner == cast.dominique


def test_it_can_be_taken_back_and_leaves_the_other_page(cast, knock, rhythm, on_call):
    actions.need_to_talk(by=cast.alize)

    assert knock(cast.alize).post(TALK + "b/").status_code == 302

    assert talked(cast).state == "taken_back"
    assert not [promise for promise in owned_by(cast.sacha) if "Alizé" in promise.words]
    assert "voudrait parler" not in knock(cast.dominique).get("/sentier/m/w/").content.decode()


def test_an_answer_ends_it(cast, knock, rhythm, on_call):
    request = actions.need_to_talk(by=cast.alize)

    assert knock(cast.dominique).post(f"{TALK}{request.pk}/").status_code == 302

    assert talked(cast).state == "answered"
    assert knock(cast.sacha).get(f"{TALK}{request.pk}/").status_code == 404


def test_asking_twice_is_asking_once(cast, knock, rhythm, on_call):
    knock(cast.alize).post(TALK)
    knock(cast.alize).post(TALK)

    assert TalkRequest.objects.of(cast.alize.organisation).count() == 1


def test_where_nobody_can_answer_the_page_gives_lines_that_do(cast, knock):
    answer = knock(cast.alize).post(TALK, follow=True).content.decode()

    assert "Personne n’est là pour répondre encore." in answer
    assert 'href="tel:988"' in answer


@pytest.mark.parametrize("someone", ["kim", "camille", "andree", "noroit", "jo", "mesange", "harper", "juniper"])
def test_nobody_else_reads_the_request(cast, knock, rhythm, on_call, someone):
    request = actions.need_to_talk(by=cast.alize)

    assert knock(getattr(cast, someone)).get(f"{TALK}{request.pk}/").status_code == 404
