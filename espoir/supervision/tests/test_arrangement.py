"""More of it for now, someone else too, someone who knows the role from the inside, a short talk, what we missed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from espoir import clock
from espoir.apart import actions as apart
from espoir.organisations.promises import open_promises, owed_to, owned_by
from espoir.supervision import actions, arranged, arranging, queries, rules
from espoir.supervision.models import Consultant, More, ShortTalk, Supervision
from espoir.supervision.prompts import PROMPTS, number_for
from espoir.supervision.tests.conftest import moment
from espoir.ui.tests.reading import as_seen

MINE, TODAY = "/sentier/m/a/", "/sentier/"
THE_TENTH = "2026-11-10 09:00"


def hers(cast, then=""):
    return f"/sentier/m/w/{cast.alize.pk}/{then}"


def dates_owed(person):
    return [promise.due for promise in owned_by(person) if "Fixer une date" in str(promise.words)]


# More, for now.


# SUPP-9
def test_more_for_now_is_hers_at_once_and_the_usual_rhythm_comes_back_by_itself(cast, knock):
    with clock.at(moment(THE_TENTH)):
        actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=4)
        actions.plan(by=cast.dominique, supporter=cast.alize, at=moment("2026-12-04 10:00"))
        assert dates_owed(cast.dominique) == []

        knock(cast.alize).post(f"{MINE}m/", {"weeks": "1", "until": "2026-12-08"})

        page = knock(cast.alize).get(MINE).content.decode()
        assert "Chaque semaine, jusqu’au 8\u00a0décembre" in page
        assert "Ensuite\u00a0: toutes les 4 semaines." in page
        assert dates_owed(cast.dominique) == [date(2026, 11, 17)]
        actions.plan(by=cast.dominique, supporter=cast.alize, at=moment("2026-11-16 10:00"))
        assert dates_owed(cast.dominique) == []
        for someone in (cast.kim, cast.camille):  # it is between her and those who supervise her
            assert "semaine, jusqu’au" not in knock(someone).get("/sentier/m/r/").content.decode()

    with clock.at(moment("2026-12-09 09:00")):
        for each in Supervision.objects.of(cast.kim.organisation):
            actions.held(each, by=cast.dominique)
        assert dates_owed(cast.dominique) == [date(2027, 1, 1)]
        assert "La supervision revient-elle assez souvent?" in knock(cast.alize).get(TODAY).content.decode()
        assert "Est-ce assez souvent?" in knock(cast.dominique).get("/sentier/m/w/").content.decode()

        knock(cast.alize).post(f"{MINE}m/e/")
        assert "revient-elle assez souvent" not in knock(cast.alize).get("/sentier/m/").content.decode()
        assert "revient-elle assez souvent" in knock(cast.dominique).get(hers(cast)).content.decode()
        knock(cast.dominique).post(hers(cast, "m/e/"))
        assert "assez souvent" not in knock(cast.dominique).get("/sentier/m/w/").content.decode()


def test_her_supervisor_offers_it_and_nothing_changes_before_her_yes(cast, knock, rhythm):
    until = (clock.today() + timedelta(weeks=4)).isoformat()
    for answer, begins in (("no", False), ("yes", True)):
        knock(cast.dominique).post(hers(cast, "m/"), {"weeks": "1", "until": until})
        assert arranged.mores_of(cast.alize).now is None
        assert "La supervision plus souvent, pour un temps" in knock(cast.alize).get(TODAY).content.decode()
        knock(cast.alize).post(f"{MINE}m/a/", {"answer": answer})
        assert (arranged.mores_of(cast.alize).now is not None) is begins
    assert knock(cast.alize).post(f"{MINE}m/a/", {"answer": "yes"}).status_code == 404  # it was answered

    knock(cast.alize).post(f"{MINE}m/s/")
    assert arranged.mores_of(cast.alize) == arranged.Mores()
    assert knock(cast.noroit).get(hers(cast, "a/")).status_code == 404


def test_what_is_missing_is_asked_again_and_every_week_cannot_be_more_often(cast, knock, rhythm):
    answer = knock(cast.alize).post(f"{MINE}m/", {"weeks": "1"})
    assert answer.status_code == 422
    assert "Choisissez jusqu’à quand." in answer.content.decode()
    assert not More.objects.of(cast.kim.organisation).exists()

    actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=1)
    assert knock(cast.alize).get(f"{MINE}m/").status_code == 404
    with pytest.raises(rules.NotAvailable):
        arranging.more(by=cast.alize, weeks=1, until=clock.today())


days = some.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


@given(last=days, since=days, weeks=some.integers(2, 12), more=some.integers(1, 4))
def test_the_closer_rhythm_never_asks_for_the_past_nor_for_less(last, since, weeks, more):
    due = rules.due_with_more(last, weeks, more, since)

    assert due <= rules.usual_due(last, weeks)
    assert due >= min(rules.usual_due(last, weeks), since + timedelta(weeks=more))
    assert rules.is_far_enough(due, due, last, more)


# Someone else, too.


# SUPP-9
def test_she_names_a_second_who_says_yes_and_she_ends_it_in_one_tap(cast, knock):
    actions.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.camille, weeks=2)
    actions.add_topic(by=cast.alize, supporter=cast.alize, words="Dire non le soir")
    assert "Dominique" in knock(cast.alize).get(f"{MINE}s/").content.decode()
    knock(cast.alize).post(f"{MINE}s/", {"whom": cast.dominique.pk})
    wish = arranged.asked_of(cast.dominique).get()
    assert "Alizé aimerait parler aussi avec vous" in knock(cast.dominique).get(TODAY).content.decode()
    assert knock(cast.dominique).get(hers(cast)).status_code == 404  # nothing before the yes

    knock(cast.dominique).post(f"/sentier/m/y/{wish.pk}/", {"answer": "yes"})

    assert queries.supervisors_of(cast.alize) == [cast.camille, cast.dominique]
    assert "Dire non le soir" in knock(cast.dominique).get(hers(cast)).content.decode()
    actions.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=2))
    # whoever sets the rhythm leaves the second where they are
    knock(cast.kim).post(f"/sentier/m/r/{cast.alize.pk}/", {"supervisor": cast.dominique.pk, "weeks": "3"})
    knock(cast.alize).post(f"{MINE}s/e/")
    assert len(queries.supervisors_of(cast.alize)) == 1


def test_not_now_no_answer_and_never_asked_read_the_same(cast, knock):
    """SAFE-1: what she reads does not say which it was, and nobody else reads anything."""
    pages = []
    for what in ("said not now", "said nothing", "was never asked"):
        with clock.at(moment(THE_TENTH)):
            actions.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.camille, weeks=2)
            if what == "was never asked":
                apart.veto(by=cast.dominique, person=cast.alize)
            knock(cast.alize).post(f"{MINE}s/", {"whom": cast.dominique.pk})
            if what == "said not now":
                wish = arranged.asked_of(cast.dominique).get()
                knock(cast.dominique).post(f"/sentier/m/y/{wish.pk}/", {"answer": "no"})
            assert ("aimerait parler" in knock(cast.dominique).get(TODAY).content.decode()) is (what == "said nothing")
            asked = main_of(knock(cast.alize).get(f"{MINE}s/"))
        with clock.at(moment("2026-11-19 09:00")):
            assert not arranged.asked_of(cast.dominique).exists()
            pages.append((asked, main_of(knock(cast.alize).get(f"{MINE}s/"))))
        knock(cast.alize).post(f"{MINE}s/b/")
        assert arranged.arrangement(cast.alize).wish is None

    assert pages[0] == pages[1] == pages[2]
    assert "Cela n’a pas pu se faire cette fois." in pages[0][1]


def main_of(answer):
    """The page, but for what changes each time it is opened."""
    text = answer.content.decode().split("<main")[1].split("</main>")[0]
    return " ".join(part for part in text.split() if not part.startswith("value=") or "radio" in part)


# Someone who knows the role from the inside.


# SUPP-9
def test_not_yet_is_owed_a_name_and_the_ally_or_someone_outside_can_be_named(cast, knock, rhythm):
    asked = "quelqu’un qui connaît ce rôle de l’intérieur?"
    assert asked in knock(cast.dominique).get(hers(cast, "a/")).content.decode()
    knock(cast.dominique).post(hers(cast, "i/"), {"answer": "not_yet"})
    [owed] = [promise for promise in owed_to(cast.alize) if "connaît ce rôle" in str(promise.words)]
    assert (owed.owner, owed.due) == (cast.kim, clock.today() + timedelta(days=30))

    refused = knock(cast.kim).post(owed.url, {"person": "", "outside": "Maude", "reach": ""})
    assert refused.status_code == 422
    assert "Maude" in refused.content.decode()
    knock(cast.kim).post(owed.url, {"person": "", "outside": "Maude", "reach": "514 555-0155"})
    for someone, path in ((cast.alize, MINE), (cast.dominique, hers(cast, "a/"))):
        page = knock(someone).get(path).content.decode()
        assert "Maude est là pour vous deux" in page
        assert "514 555-0155" in page
        assert asked not in page
    assert "Maude" not in str(Consultant.objects.of(cast.kim.organisation).values().get())

    knock(cast.kim).post(owed.url, {"person": cast.andree.pk})
    assert "Andrée est là pour vous deux" in knock(cast.alize).get(MINE).content.decode()
    assert knock(cast.andree).get(hers(cast)).status_code == 404
    assert not [each for each in open_promises(cast.kim.organisation) if "connaît ce rôle" in str(each.words)]

    actions.set_rhythm(by=cast.camille, supporter=cast.alize, supervisor=cast.camille, weeks=2)
    assert arranged.arrangement(cast.alize).consultant is None  # someone else supervises, and answers anew
    assert queries.rhythm_of(cast.alize).from_inside == ""


def test_the_answer_is_about_the_arrangement_and_says_nothing_of_a_person(cast, knock, rhythm):
    knock(cast.dominique).post(hers(cast, "i/"), {"answer": "yes"})

    page = knock(cast.alize).get(MINE).content.decode()
    assert "Il y a quelqu’un dans cette supervision." in page
    for someone in (cast.kim, cast.camille, cast.jo):
        answer = knock(someone).get(f"/sentier/m/r/{cast.alize.pk}/")
        assert "Il y a quelqu’un" not in answer.content.decode()


# A short talk; what we missed; a question to think about.


def test_a_short_talk_is_one_tap_both_see_it_and_it_counts_towards_nothing(cast, knock, rhythm):
    before = dates_owed(cast.dominique)
    knock(cast.alize).post("/sentier/m/h/", {"minutes": "20"})
    knock(cast.dominique).post(hers(cast, "h/"), {"minutes": "10"})
    assert knock(cast.alize).post("/sentier/m/h/", {"minutes": "999"}).status_code == 404

    for someone, path in ((cast.alize, "/sentier/m/"), (cast.dominique, hers(cast))):
        page = knock(someone).get(path).content.decode()
        assert "20 minutes, Dominique" in page
        assert "10 minutes, Dominique" in page
        assert "Supervisions tenues" not in page
    assert dates_owed(cast.dominique) == before
    talk = ShortTalk.objects.of(cast.kim.organisation).first()
    assert knock(cast.noroit).post(f"/sentier/m/h/{talk.pk}/").status_code == 404
    knock(cast.alize).post(f"/sentier/m/h/{talk.pk}/")
    assert ShortTalk.objects.of(cast.kim.organisation).count() == 1


def test_what_the_organisation_missed_is_read_by_both_with_the_promise_of_another(cast, knock):
    with clock.at(moment(THE_TENTH)):
        actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
        actions.plan(by=cast.dominique, supporter=cast.alize, at=moment("2026-11-12 10:00"))
    with clock.at(moment("2026-11-12 12:00")):
        assert "Ce que nous avons manqué" not in knock(cast.alize).get("/sentier/m/").content.decode()
    with clock.at(moment("2026-11-17 09:00")):
        for someone, path in ((cast.alize, "/sentier/m/"), (cast.dominique, hers(cast))):
            page = knock(someone).get(path).content.decode()
            assert "Le jour est passé, et elle n’a pas eu lieu" in page
            assert "Une autre date vous est due" in page
            assert "Fixer une date de supervision avec Alizé" in page
        actions.plan(by=cast.dominique, supporter=cast.alize, at=moment("2026-11-20 10:00"))
        assert "Il y a une autre date" in knock(cast.alize).get("/sentier/m/").content.decode()
    with clock.at(moment("2027-06-01 09:00")):
        assert "Ce que nous avons manqué" not in knock(cast.alize).get("/sentier/m/").content.decode()


def test_a_question_to_think_about_is_one_at_a_time_and_can_go_on_the_list(cast, knock, rhythm):
    session = actions.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() + timedelta(days=1))
    path, first = f"/sentier/m/s/{session.pk}/", number_for(session.pk)
    cast.alize.account.language = "en-ca"

    page = english(knock(cast.alize).get(path))  # from here on the prompts are read in English as well
    shown = [number for number, words in enumerate(PROMPTS) if str(words) in page]
    assert shown == [first]
    another = (first + 1) % len(PROMPTS)
    assert str(PROMPTS[another]) in english(knock(cast.alize).get(f"{path}?q={another}"))
    knock(cast.alize).post(f"{path}p/", {"q": str(another)})
    assert str(PROMPTS[another]) in english(knock(cast.alize).get("/sentier/m/"))
    assert len(PROMPTS) == len({str(words) for words in PROMPTS}) == 12
    assert number_for("x", "٣²") == number_for("x", "nothing")


def english(answer):
    return as_seen(answer.content).replace("&#x27;", "’")
