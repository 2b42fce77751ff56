"""Readiness is a conversation of three, and ends in words that she agrees to. Never a total, never an order."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from espoir import clock
from espoir.organisations.models import Person
from espoir.organisations.promises import Asked, owned_by
from espoir.organisations.roles import Role
from espoir.readiness import actions, own_actions, queries, rules
from espoir.readiness.models import Application, Conversation, Support
from espoir.readiness.promises import what_is_owed_here
from espoir.readiness.tests.objects import agrees, asks_for, in_days, open_role, talks_with, writes_words


def at(name, *args):
    return reverse(f"readiness:{name}", args=["sentier", *args])


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def application(cast):
    return asks_for(open_role(cast), cast.mesange)


def kept(person):
    return [promise.words for promise in owned_by(person)]


OUTCOME = {"outcome": "with", "words": "Des journées courtes"}


# SUPP-2
def test_three_people_talk_she_agrees_to_the_words_and_then_they_stand(cast, knock, application):
    assert kept(cast.kim) == ["Répondre à Mésange au sujet du rôle"]
    chosen = {"first": cast.dominique.pk, "second": cast.alize.pk}
    knock(cast.kim).post(at("two", application.pk), chosen)
    row = queries.conversation_now(application)
    assert kept(cast.dominique) == ["Parler du rôle avec Mésange"]
    hers = words_of(knock(cast.mesange).get(at("mine", application.pk)))
    assert "Dominique et Alizé aimeraient vous parler" in hers

    door = knock(cast.dominique)
    assert "Dites-le-vous entre vous." in words_of(door.get(at("conversation", row.pk)))
    assert door.get(at("words", row.pk)).status_code == 404  # not before one of the two has said it
    knock(cast.alize).post(at("shared", row.pk))
    door = knock(cast.dominique)
    said = {**OUTCOME, "look_again_on": in_days(90)}
    without = door.post(at("words", row.pk), said)
    assert without.status_code == 422
    assert "Écrivez au moins un appui" in words_of(without)
    half = {**said, "words_1": "Transport", "owner_1": "", "due_1": in_days(20)}
    assert "Un appui a des mots, un nom et un jour." in words_of(door.post(at("words", row.pk), half))
    door.post(at("words", row.pk), {**half, "owner_1": cast.jo.pk})

    assert not Support.objects.of(cast.kim.organisation).exists()  # nothing is owed before she agrees
    assert kept(cast.kim) == kept(cast.dominique) == []  # it is with her: nobody hurries her
    assert "Il y a des mots à lire" in words_of(knock(cast.mesange).get("/sentier/"))
    page = words_of(knock(cast.mesange).get(at("mine", application.pk)))
    assert "Ce rôle, avec ces appuis Des journées courtes" in page
    assert "Transport Jo," in page
    knock(cast.mesange).post(at("agree", application.pk))

    assert kept(cast.jo) == ["Pour Mésange\u00a0: Transport"]
    assert kept(cast.kim) == ["Répondre à Mésange au sujet du rôle", "Regarder de nouveau avec Mésange ce qui aide"]
    assert all(promise.owed_to is None for promise in owned_by(cast.jo))  # it reaches nobody's supervision
    knock(cast.kim).post(at("answer", application.pk), {"is_yes": "y", "words": "Bienvenue"})
    assert "Oui : ce rôle Bienvenue Nous vous disons" in words_of(knock(cast.mesange).get(at("mine", application.pk)))
    assert "Commencer le rôle avec Mésange" in kept(cast.kim)
    assert knock(cast.camille).post(at("begin", application.pk)).status_code == 404
    knock(cast.kim).post(at("begin", application.pk))
    assert "C’est commencé." in words_of(knock(cast.mesange).get(at("mine", application.pk)))
    assert Role.PEER in Person.objects.of(cast.kim.organisation).get(pk=cast.mesange.pk).roles  # her place stays hers
    assert knock(cast.mesange).get(at("back", application.pk)).status_code == 404


def test_the_two_read_nothing_more_once_it_is_over_and_nobody_reads_her_own(cast, application):
    talks_with(cast, application, cast.dominique, cast.alize)
    assert queries.conversations_i_hold(cast.dominique).count() == 1
    rows = Application.objects.of(cast.kim.organisation).filter(pk=application.pk)
    for state in (rules.BEGUN, Application.State.ENDED):
        rows.update(state=state)
        assert not queries.conversations_i_hold(cast.dominique).exists()
    rows.update(person=cast.kim)  # whoever reads for this role
    assert not queries.applications_i_read(cast.kim).exists()


def test_which_of_the_two_has_lived_experience_is_written_nowhere(cast, knock, application):
    row = actions.arrange(by=cast.kim, application=application, two=[cast.dominique, cast.alize])
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}

    knock(cast.alize).post(at("shared", row.pk))

    row.refresh_from_db()
    changed = {name for name, value in before.items() if getattr(row, name) != value}
    assert changed == {"is_shared"}
    seen = reverse("records:mine", args=["sentier"])
    assert "Alizé a dit qu’une conversation" not in words_of(knock(cast.mesange).get(seen))


def test_with_the_outside_ally_nobody_has_to_say_anything(cast, application):
    row = actions.arrange(by=cast.kim, application=application, two=[cast.dominique, cast.andree])
    writes_words(row, outcome="now")
    row.refresh_from_db()
    assert (row.state, row.is_shared) == ("proposed", False)


def test_without_lived_experience_no_words_are_written(cast, knock, application):
    row = actions.arrange(by=cast.kim, application=application, two=[cast.dominique, cast.jo])
    with pytest.raises(rules.NotSharedYet):
        writes_words(row, outcome="not_now")

    knock(cast.jo).post(at("not_us", row.pk))

    assert queries.conversation_now(application) is None
    assert kept(cast.kim) == ["Répondre à Mésange au sujet du rôle"]
    assert knock(cast.jo).get(at("conversation", row.pk)).status_code == 404


def test_a_second_conversation_is_with_two_different_people(cast, knock, application):
    first = talks_with(cast, application, cast.dominique, cast.alize)
    writes_words(first, outcome="not_now", words="zq-pas")
    knock(cast.mesange).post(at("other", application.pk))

    first.refresh_from_db()
    assert (first.outcome, first.words, first.proposed) == ("", "", [])  # what the first two wrote is not kept
    door = knock(cast.kim)
    assert "La personne souhaite deux autres noms." in words_of(door.get(at("asked", application.pk)))
    page = door.get(at("two", application.pk)).content.decode()
    assert cast.dominique.pk not in page
    assert cast.alize.pk not in page
    assert cast.noroit.pk in page
    for two in ([cast.alize, cast.noroit], [cast.noroit, cast.noroit], [cast.noroit, cast.mesange]):
        with pytest.raises(rules.NotAvailable):
            actions.arrange(by=cast.kim, application=application, two=two)
    door.post(at("two", application.pk), {"first": cast.noroit.pk, "second": cast.andree.pk})
    assert queries.conversation_now(application).two == [cast.noroit, cast.andree]
    assert knock(cast.dominique).get(at("conversation", first.pk)).status_code == 404


def test_not_this_role_now_is_read_by_her_the_two_and_whoever_answers_and_nobody_else(cast, knock, application):
    row = talks_with(cast, application, cast.dominique, cast.alize)
    writes_words(row, outcome="not_now", words="zq-pas-maintenant")
    agrees(row)

    may = {cast.dominique: "conversation", cast.alize: "conversation", cast.kim: "asked", cast.mesange: "mine"}
    ids = {"conversation": row.pk, "asked": application.pk, "mine": application.pk}
    for someone, page in may.items():
        read = words_of(knock(someone).get(at(page, ids[page])))
        assert "Pas ce rôle, maintenant" in read
        assert "zq-pas-maintenant" in read
    everyone = (cast.camille, cast.sacha, cast.andree, cast.noroit, cast.jo, cast.erable)
    for someone in everyone:
        for page, pk in ids.items():
            answer = knock(someone).get(at(page, pk))
            if answer.status_code == 200:  # the other one of the two who read what was sent
                assert someone == cast.camille
                assert "Pas ce rôle" not in words_of(answer)
                assert "zq-pas" not in words_of(answer)
        assert "Pas ce rôle" not in words_of(knock(someone).get(at("work")))
    assert not any("Pas ce rôle" in words_of(knock(someone).get(at("work"))) for someone in may)  # no list says it
    with pytest.raises(rules.IllegalMove):
        actions.answer(application, by=cast.kim, yes=True, words="Oui")
    refused = knock(cast.kim).post(at("answer", application.pk), {"is_yes": "y", "words": "Oui"})
    assert refused.status_code == 422


def test_a_no_is_kind_has_a_reason_and_leaves_nothing_else(cast, knock, application, worker_comes_by):
    row = talks_with(cast, application, cast.dominique, cast.alize)
    writes_words(row)
    agrees(row)
    application.refresh_from_db()
    actions.looked_again(application, by=cast.kim, next_on=None)
    knock(cast.kim).post(at("answer", application.pk), {"is_yes": "n", "words": "Le poste n’est plus payé."})

    assert "Il y a une réponse pour vous" in words_of(knock(cast.mesange).get("/sentier/"))
    page = words_of(knock(cast.mesange).get(at("mine", application.pk)))
    assert "Pas cette fois Le poste n’est plus payé. Merci d’avoir demandé." in page
    assert not Conversation.objects.of(cast.kim.organisation).exists()
    assert not Support.objects.of(cast.kim.organisation).exists()
    left = Application.objects.of(cast.kim.organisation).get()
    assert (left.experience, left.wishes, left.hours, left.helps) == ("", "", "", "")
    assert knock(cast.kim).get(at("asked", application.pk)).status_code == 404
    assert [one for one in what_is_owed_here(Asked(cast.kim.organisation)) if "Mésange" in one.words] == []
    with clock.at(clock.now() + timedelta(days=200)):
        worker_comes_by(cast.kim.organisation)
    assert not Application.objects.of(cast.kim.organisation).exists()


def test_the_organisation_alone_can_be_late_and_says_a_new_date(cast, knock, application):
    with clock.at(clock.now() + timedelta(days=20)):
        door = knock(cast.kim)
        assert [promise.is_late for promise in owned_by(cast.kim)] == [True]
        gone = door.post(at("later", application.pk), {"d-due": in_days(-1)})
        assert gone.status_code == 422
        door.post(at("later", application.pk), {"d-due": in_days(5)})
        assert [promise.due for promise in owned_by(cast.kim)] == [in_days(5)]
        assert knock(cast.camille).post(at("later", application.pk), {"d-due": in_days(9)}).status_code == 404


def test_a_support_ends_when_she_finds_that_it_does(cast, knock, application):
    row = talks_with(cast, application, cast.dominique, cast.alize)
    writes_words(row, owner=cast.jo, support="Transport")
    agrees(row)
    support = queries.supports_of(application)[0]

    page = words_of(knock(cast.jo).get(at("owed", support.pk)))
    assert "Transport" in page
    assert "avec ces appuis" not in page  # who keeps a promise does not read how the conversation ended
    knock(cast.jo).post(at("given", support.pk))
    assert "C’est en place" not in words_of(knock(cast.jo).get(at("owed", support.pk)))
    knock(cast.mesange).post(at("not_yet", support.pk))
    support.refresh_from_db()
    assert (support.state, support.due) == ("owed", in_days(rules.DAYS_TO_MEND))
    knock(cast.jo).post(at("owed", support.pk), {"due": in_days(12)})
    knock(cast.mesange).post(at("not_needed", support.pk))
    support.refresh_from_db()
    assert (support.state, support.due) == ("not_needed", in_days(12))
    assert kept(cast.jo) == []
    assert knock(cast.jo).post(at("given", support.pk)).status_code == 404
    assert knock(cast.dominique).get(at("owed", support.pk)).status_code == 404


def test_they_look_again_on_the_day_that_was_agreed(cast, knock, application):
    row = talks_with(cast, application, cast.dominique, cast.alize)
    writes_words(row, outcome="now")
    agrees(row)
    application.refresh_from_db()
    actions.answer(application, by=cast.kim, yes=True, words="Oui")
    actions.take_on(by=cast.camille, application=application)

    assert [(one.words, one.due) for one in owned_by(cast.kim)] == [
        ("Regarder de nouveau avec Mésange ce qui aide", in_days(90))
    ]
    knock(cast.kim).post(at("again", application.pk), {"l-next_on": in_days(120)})
    assert [one.due for one in owned_by(cast.kim)] == [in_days(120)]
    knock(cast.kim).post(at("again", application.pk), {"l-next_on": ""})
    assert kept(cast.kim) == []
    assert knock(cast.mesange).get(at("mine", application.pk)).status_code == 200


def test_nothing_adds_up_or_puts_in_order(cast, application):
    """No column and no query could: how it ended is sealed, and every list goes by its dates."""
    columns = {field.name for table in (Application, Conversation) for field in table._meta.concrete_fields}
    assert not columns & {"score", "total", "rank", "outcome", "order"}
    assert queries.being_read(cast.kim).query.order_by == ("answer_by", "pk")


def test_in_a_tiny_organisation_the_screen_says_which_promise_cannot_be_kept(cast, knock):
    posting = actions.write_posting(
        by=cast.charlie,
        texts={"fr": {"role": "Soutien", "pay": "25 $", "hours": "8", "supports": "Supervision"}},
        readers=[cast.charlie, cast.ariel],
        closes_on=in_days(10),
    )
    actions.open_posting(posting, by=cast.charlie)
    application = asks_for(posting, cast.riviere)
    row = actions.arrange(by=cast.charlie, application=application, two=[cast.charlie, cast.ariel])
    actions.ask_for_another(row, by=cast.riviere)

    page = words_of(knock(cast.charlie).get(reverse("readiness:two", args=["pont", application.pk])))
    assert "Une promesse ne tient donc pas sans aide" in page
    assert kept(cast.charlie)[0] == "Répondre à Rivière au sujet du rôle"


def test_what_she_writes_beside_the_guide_is_hers_alone(cast, knock, application):
    row = talks_with(cast, application, cast.dominique, cast.alize)
    knock(cast.mesange).post(at("guide"), {"hard_day": "zq-hard", "money": ""})
    assert "zq-hard" in knock(cast.mesange).get(at("guide")).content.decode()

    for someone in (cast.dominique, cast.alize, cast.kim, cast.camille):
        for page in (at("guide"), at("conversation", row.pk), at("asked", application.pk), at("guide_paper")):
            assert "zq-hard" not in knock(someone).get(page).content.decode()
    assert "zq-hard" not in knock(cast.mesange).get(at("guide_paper")).content.decode()
    knock(cast.mesange).post(at("back", application.pk))
    assert queries.guide_answers_of(cast.mesange).answers == {"hard_day": "zq-hard"}  # it never was part of it
    knock(cast.mesange).post(at("guide_out"))
    assert queries.guide_answers_of(cast.mesange).answers == {}
    own_actions.write_answers(by=cast.mesange, answers={"time": " "})
    assert queries.guide_answers_of(cast.mesange)._state.adding  # nothing written, nothing kept
