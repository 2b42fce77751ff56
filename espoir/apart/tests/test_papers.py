"""On paper: copied by one of the team, confirmed by another who was there, and read back by neither."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from espoir import clock
from espoir.apart import actions, keeper, paper_queries, placement, queries
from espoir.apart.tests.objects import a_sheet
from espoir.logbook.models import Entry
from espoir.organisations.models import Person
from espoir.people import actions as people

MONDAY = datetime(2026, 11, 16, 15, tzinfo=UTC)
LIST, COPY, WORD = "/sentier/e/m/", "/sentier/e/p/c/", "/sentier/e/p/w/"


@pytest.fixture(autouse=True)
def _on_a_monday(cast):
    with clock.at(MONDAY):
        people.see_limits(by=cast.mesange)
        yield


def filled_in(cast, **more):
    rows = {f"{name}{number}": "" for number in range(4) for name in ("words", "first", "last")}
    kinds = {f"kind{number}": "person" for number in range(4)}
    answers = {"name": "mesange", "witness": cast.kim.pk, "mode": "sealed", "then": "change"}
    return {**rows, **kinds, **answers, "words0": "Alizé", **more}


def sheet_of(client, path=LIST):
    return client.get(path).content.decode()


# Who copies, and what happens then.


def test_nothing_acts_before_the_other_person_says_that_they_were_there(cast, knock):
    answer = knock(cast.sacha).post(COPY, filled_in(cast, words1="514 555-0188", kind1="phone"))
    assert answer["Location"] == LIST
    with clock.at(MONDAY + timedelta(days=6)):
        assert placement.offerable(cast.mesange, [cast.alize, cast.noroit]) == [cast.alize, cast.noroit]

        (sheet,) = paper_queries.waiting_for(cast.kim)
        assert len(sheet.slots) == 2
        knock(cast.kim).post(f"{WORD}{sheet.id}/", {"yes": "1"})

        assert placement.offerable(cast.mesange, [cast.alize, cast.noroit]) == [cast.noroit]  # a name: at once
        phone = next(line for line in queries.shown_to(cast.mesange) if line.title.startswith("514"))
        assert phone.line.acts_on > clock.now() + timedelta(hours=72)  # the rest: three days from that word
        assert phone.until > clock.today() + timedelta(days=300)
        assert paper_queries.waiting_for(cast.kim) == []


def test_after_it_is_sent_neither_of_them_can_read_it_back(cast, knock):
    """◆ Once copied, the two people who were there cannot read it back."""
    knock(cast.sacha).post(COPY, filled_in(cast, words0="Ronce-des-bois", mode="sealed"))
    (sheet,) = paper_queries.waiting_for(cast.kim)
    pages = [sheet_of(knock(person), path) for person in (cast.sacha, cast.kim, cast.andree) for path in (LIST, WORD)]
    knock(cast.kim).post(f"{WORD}{sheet.id}/", {"yes": "1"})
    pages += [sheet_of(knock(person), path) for person in (cast.sacha, cast.kim) for path in (LIST, WORD, COPY)]

    assert not [page for page in pages if "Ronce" in page]
    assert "Ronce-des-bois" in sheet_of(knock(cast.mesange), "/sentier/e/")


def test_she_reads_on_her_own_page_that_it_waits(cast, knock):
    knock(cast.sacha).post(COPY, filled_in(cast))

    page = sheet_of(knock(cast.mesange), "/sentier/e/")

    assert "Sur papier, en attente" in page
    assert "Tout garder" not in page  # nothing that she could press keeps it longer
    assert "Vos préférences" not in sheet_of(knock(cast.mesange), "/sentier/")
    assert knock(cast.mesange).post(f"/sentier/e/l/{queries.shown_to(cast.mesange)[0].slot}/r/").status_code == 302
    assert paper_queries.waiting_for(cast.kim) == []


def test_the_ally_may_copy_too_and_nobody_else(cast, knock):
    assert knock(cast.andree).post(COPY, filled_in(cast)).status_code == 302
    for name in ("kim", "camille", "dominique", "jo", "alize", "mesange"):
        assert knock(getattr(cast, name)).get(COPY).status_code == 404
        assert knock(getattr(cast, name)).post(COPY, filled_in(cast)).status_code == 404


def test_only_the_one_who_was_named_can_say_so(cast, knock):
    pk = a_sheet(by=cast.sacha, person=cast.mesange, second=cast.kim)

    for name in ("sacha", "andree", "camille", "dominique", "jo", "alize", "mesange"):
        assert knock(getattr(cast, name)).post(f"{WORD}{pk}/", {"yes": "1"}).status_code == 404
    with pytest.raises(keeper.NotAllowed):
        keeper.confirm(cast.sacha.organisation_id, pk, by=cast.sacha.pk)
    with pytest.raises(keeper.NotAllowed):
        keeper.confirm(cast.sacha.organisation_id, pk, by=cast.camille.pk)
    assert [sheet.id for sheet in paper_queries.waiting_for(cast.kim)] == [pk]


def test_whoever_was_not_there_takes_it_out(cast, knock):
    pk = a_sheet(by=cast.sacha, person=cast.mesange, second=cast.kim)
    knock(cast.kim).post(f"{WORD}{pk}/", {"no": "1"})

    assert queries.shown_to(cast.mesange) == []
    assert paper_queries.written_by(cast.sacha) == []


def test_without_a_word_in_seven_days_it_lapses_and_whoever_copied_it_reads_so(cast, knock, worker_comes_by):
    knock(cast.sacha).post(COPY, filled_in(cast))
    (sheet,) = paper_queries.waiting_for(cast.kim)
    assert "attend la réponse demandée à Kim, jusqu’au lundi 23\u00a0novembre" in sheet_of(knock(cast.sacha))

    with clock.at(MONDAY + timedelta(days=8)):
        assert "Quelque chose vous attend aussi." in sheet_of(knock(cast.sacha), "/sentier/")
        assert "Kim avait jusqu’au lundi 23\u00a0novembre" in sheet_of(knock(cast.sacha))
        assert knock(cast.kim).post(f"{WORD}{sheet.id}/", {"yes": "1"}).status_code == 404
        assert queries.shown_to(cast.mesange) == []
        worker_comes_by(cast.sacha.organisation)
        assert "Kim avait jusqu’au" in sheet_of(knock(cast.sacha))
    with clock.at(MONDAY + timedelta(days=16)):
        worker_comes_by(cast.sacha.organisation)
        assert "Kim avait jusqu’au" not in sheet_of(knock(cast.sacha))


def test_keeping_longer_does_not_keep_a_sheet_that_waits(cast):
    a_sheet(by=cast.sacha, person=cast.mesange, second=cast.kim)
    actions.keep_longer(by=cast.mesange)

    with clock.at(MONDAY + timedelta(days=8)):
        assert queries.shown_to(cast.mesange) == []


def test_a_sheet_whose_writer_or_witness_is_gone_is_gone_too(cast):
    for gone in (cast.sacha, cast.kim):
        a_sheet(by=cast.sacha, person=cast.mesange, second=cast.kim)
        actions.forget(gone)
        assert queries.shown_to(cast.mesange) == []


# What whoever copies learns.


def test_whoever_copies_a_line_that_is_there_already_learns_nothing(cast, knock):
    """Two worlds: she wrote it herself before, or not."""
    seen = []
    for wrote in (False, True):
        if wrote:
            actions.veto_name(by=cast.mesange, name="Alizé")
        before = {line.slot: line.line for line in queries.shown_to(cast.mesange)}
        answer = knock(cast.sacha).post(COPY, filled_in(cast, mode="tokens"))
        (sheet,) = paper_queries.written_by(cast.sacha)
        seen.append((answer.status_code, len(sheet.slots), sheet.said))
        kept = {line.slot: line.line for line in queries.shown_to(cast.mesange)}
        assert before.items() <= kept.items()  # and what was there is as it was
        knock(cast.kim).post(f"{WORD}{sheet.id}/", {"yes": "1"})
        assert len(queries.shown_to(cast.mesange)) == 1
        actions.take_everything_out(by=cast.mesange)

    assert seen[0] == seen[1]


def test_her_answer_counts_where_she_has_none_and_is_never_changed_for_her(cast, knock):
    knock(cast.sacha).post(COPY, filled_in(cast))
    assert queries.then_of(cast.mesange) == "change"
    actions.choose_then(by=cast.mesange, then="future")

    knock(cast.sacha).post(COPY, filled_in(cast, words0="Ortie"))

    assert queries.then_of(cast.mesange) == "future"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "Personne"}, "Personne ne porte ce nom ici."),
        ({"name": "Erable"}, "Lisez d’abord avec cette personne"),
        ({"name": "Kim"}, "Personne ne porte ce nom ici."),
        ({"name": ""}, "Écrivez le nom qui est sur la feuille."),
        ({"words0": "", "words1": ""}, "Recopiez au moins une ligne."),
        ({"witness": ""}, "Choisissez qui d’autre était là."),
        ({"mode": ""}, "Choisissez comment le garder, comme sur la feuille."),
    ],
)
def test_what_is_to_check_is_said_and_what_was_copied_stays(cast, knock, given, said):
    answer = knock(cast.sacha).post(COPY, filled_in(cast, **{"words1": "Ronce", **given}))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert given.get("words1") == "" or 'value="Ronce"' in page
    assert queries.shown_to(cast.mesange) == []


def test_two_people_with_one_name_are_told_apart(cast, knock):
    cast.lou.chosen_name = "Mésange"
    cast.lou.save()
    people.see_limits(by=cast.lou)
    client = knock(cast.sacha)

    asked = client.post(COPY, filled_in(cast))
    assert asked.status_code == 422
    assert "Plus d’une personne porte ce nom." in asked.content.decode()
    assert f'name="which" value="{cast.lou.pk}"' in asked.content.decode()

    client.post(COPY, filled_in(cast, which=cast.lou.pk))
    assert len(queries.shown_to(cast.lou)) == 1
    assert queries.shown_to(cast.mesange) == []


def test_a_sheet_that_does_not_fit_says_which_lines_are_kept(cast, knock):
    for number in range(9):
        actions.write(by=cast.mesange, kind="phone", words=f"514 555-01{number:02}")
    answer = knock(cast.sacha).post(COPY, filled_in(cast, words1="Ortie", words2="Ronce"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Seule 1 ligne est gardée. Les autres pourront être ajoutées le lundi 23\u00a0novembre." in page
    assert 'value="Ortie"' in page


def test_where_there_is_nobody_else_it_says_so(cast, knock):
    Person.objects.of(cast.ariel.organisation).filter(pk=cast.ariel.pk).update(state=Person.State.LEFT)

    page = knock(cast.charlie).get("/pont/e/p/c/").content.decode()

    assert "Il faut deux personnes de l’équipe" in page


# The blank sheet, and the traces.


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-ca", "Cette feuille est facultative."), ("en-ca", "This sheet is up to you.")],
)
def test_the_blank_sheet_is_the_same_for_everyone(cast, knock, language, words):
    for name in ("mesange", "alize", "kim", "sacha", "andree", "jo"):
        person = getattr(cast, name)
        person.account.language = language
        page = sheet_of(knock(person), "/sentier/e/p/")
        assert words in page
        assert 'class="box"' in page


def test_the_logbook_says_that_preferences_changed_by_whose_hands_and_nothing_more(cast, knock):
    knock(cast.sacha).post(COPY, filled_in(cast))
    (sheet,) = paper_queries.waiting_for(cast.kim)
    knock(cast.kim).post(f"{WORD}{sheet.id}/", {"yes": "1"})

    lines = Entry.objects.of(cast.kim.organisation).filter(verb="notices.set").order_by("seq")
    assert [(line.verb, line.who, line.what) for line in lines] == [
        ("notices.set", cast.sacha.pk, ""),
        ("notices.set", cast.kim.pk, ""),
    ]


def test_a_word_that_is_asked_for_is_on_today_and_names_nobody(cast, knock):
    a_sheet(by=cast.sacha, person=cast.mesange, second=cast.kim)
    page = sheet_of(knock(cast.kim), "/sentier/")

    assert "Une feuille attend votre réponse." in page
    assert "Une feuille attend" not in sheet_of(knock(cast.camille), "/sentier/")
