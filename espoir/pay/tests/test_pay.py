"""Her hours and her pay beside a role of the same weight; what the organisation says and owes."""

import csv
import io
from datetime import timedelta

import pytest

from espoir import clock
from espoir.meetings import actions as meetings
from espoir.meetings.tests.objects import bind
from espoir.organisations.promises import open_promises, owed_to, owned_by
from espoir.pay import actions, queries, rules
from espoir.pay.models import Terms
from espoir.pay.tests.objects import ROLE, TERMS, declare_role, tell_terms
from espoir.supervision import actions as supervision
from espoir.ui.tests.reading import as_seen
from espoir.vault import keys

HERS = "/sentier/l/"
NBSP = "\u00a0"


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content)


@pytest.fixture
def role(cast):
    return declare_role(cast)


@pytest.fixture
def terms(cast, role):
    return tell_terms(cast, role)


def give(cast, **other):
    values = {"kind": "travel", "on": clock.today(), "minutes": 137, "is_paid": False, **other}
    return actions.give(by=cast.alize, **values)


def meet(cast, minutes=50):
    two = bind(cast.mesange, cast.alize)
    return meetings.note_meeting(by=cast.alize, relationship=two, on=clock.today(), minutes=minutes, way="walk")


# Her hours.


def test_her_page_opens_with_nothing_in_it(cast, knock):
    page = read(knock(cast.alize), HERS)
    assert "Rien n’est compté" in page
    assert "L’organisme ne l’a pas encore dit" in page


def test_she_adds_hours_and_unpaid_ones_stand_out(cast, knock):
    door = knock(cast.alize)
    typed = {"kind": "notes", "on": clock.today().isoformat(), "minutes": "45", "is_paid": "no"}
    assert door.post(HERS + "h/n/", typed).status_code == 302

    page = read(door, HERS)
    assert f"Sans paie{NBSP}: 45 minutes en tout." in page
    assert "k=notes&amp;p=n" in page
    assert "45 minutes" in read(door, HERS + f"h/?y={clock.today().year}&k=notes&p=n")
    assert "Rien n’est compté ici" in read(door, HERS + "h/?k=notes&p=p")


def test_a_day_to_come_is_kept_in_the_form(cast, knock):
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    answer = knock(cast.alize).post(HERS + "h/n/", {"kind": "notes", "on": tomorrow, "minutes": "45", "is_paid": "no"})
    assert answer.status_code == 422
    assert tomorrow in answer.content.decode()
    assert not queries.hours_of(cast.alize)


def test_a_meeting_is_suggested_and_counts_only_once_she_says_so(cast, knock):
    meeting = meet(cast)
    door = knock(cast.alize)
    page = read(door, HERS)
    assert "On le compte?" in page
    assert "Mésange" not in page  # the hours name nobody
    assert not queries.hours_of(cast.alize)

    assert door.post(HERS + "h/s/", {"s": f"meeting {meeting.pk}", "w": "p"}).status_code == 302
    row = queries.hours_of(cast.alize).get()
    assert (row.kind, row.minutes, row.is_paid, row.on) == ("meeting", 50, True, clock.today())
    assert "On le compte?" not in read(door, HERS)
    assert door.post(HERS + "h/s/", {"s": f"meeting {meeting.pk}", "w": "p"}).status_code == 404


def test_supervision_held_is_suggested_and_can_be_left_out(cast):
    supervision.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    session = supervision.plan(by=cast.dominique, supporter=cast.alize, at=clock.now() - timedelta(days=1))
    assert queries.found_for(cast.alize) == []
    supervision.held(session, by=cast.dominique)
    [found] = queries.found_for(cast.alize)
    assert (found.kind, found.minutes) == ("supervision", session.minutes)

    actions.say(found.source, by=cast.alize, is_paid=None)
    assert queries.found_for(cast.alize) == []
    assert not queries.hours_of(cast.alize)


def test_someone_else_s_meeting_is_not_hers_to_count(cast):
    meeting = meet(cast)
    with pytest.raises(rules.NotHers):
        actions.say(f"meeting {meeting.pk}", by=cast.noroit, is_paid=True)


def test_what_she_takes_out_is_gone_and_not_suggested_again(cast, knock):
    meeting = meet(cast)
    counted = actions.say(f"meeting {meeting.pk}", by=cast.alize, is_paid=True)
    typed = give(cast)
    door = knock(cast.alize)
    for row in (counted, typed):
        assert "Retirer cette ligne" in read(door, f"{HERS}h/{row.pk}/")
        assert door.post(f"{HERS}h/{row.pk}/").status_code == 302
    assert not queries.hours_of(cast.alize)
    assert queries.found_for(cast.alize) == []


def test_her_copy_has_a_neutral_name_and_every_line(cast, knock):
    give(cast)
    give(cast, kind="training", minutes=60, is_paid=True)
    answer = knock(cast.alize).get(HERS + "document.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="document.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["Jour", "Pour quoi", "Minutes", "Avec paie"]
    day = clock.today().isoformat()
    assert sorted(rows[1:]) == sorted([[day, "Déplacements", "137", "non"], [day, "Formation", "60", "oui"]])


def test_another_supporter_sees_none_of_it(cast, knock, terms):
    row = give(cast)
    door = knock(cast.noroit)
    assert "2 heures 17" not in read(door, HERS).replace(NBSP, " ")
    assert door.get(f"{HERS}h/{row.pk}/").status_code == 404
    assert door.post(f"{HERS}h/{row.pk}/").status_code == 404
    assert door.post(HERS + "y/").status_code == 404


# What the organisation says.


def test_the_director_says_a_role_and_her_terms_and_she_reads_the_gap(cast, knock):
    door = knock(cast.camille)
    written = {**ROLE, "cents": "28,50", "title": "Intervention"}
    assert door.post(HERS + "o/n/", written).status_code == 302
    [role] = queries.comparators(cast.camille.organisation)
    told = {**TERMS, "cents": "22", "contract": "fixed_term", "comparator": role.pk, "advancement": "Un échelon en mai"}
    assert door.post(f"{HERS}o/t/{cast.alize.pk}/e/", told).status_code == 302

    page = read(knock(cast.alize), HERS).replace("\u202f", " ")
    assert f"22,00{NBSP}$ l’heure" in page
    assert "Un échelon en mai" in page
    assert f"6,50{NBSP}$ de moins que l’autre rôle" in page
    assert f"5 850,00{NBSP}$ de moins que l’autre rôle" in page
    assert "Régime de retraite" in page
    assert "7 jours de moins" in page
    assert "Comment nous comptons" in page


def test_the_same_in_english(cast, knock, terms):
    cast.alize.account.language = "en-ca"
    page = read(knock(cast.alize), HERS)
    assert "$6.50 less than the other role" in page
    assert "$5,850.00 less than the other role" in page


def test_a_wrong_amount_is_said_and_kept(cast, knock):
    answer = knock(cast.camille).post(HERS + "o/n/", {**ROLE, "cents": "beaucoup", "title": "Intervention"})
    assert answer.status_code == 422
    assert "beaucoup" in answer.content.decode()
    assert not queries.comparators(cast.camille.organisation)


def test_what_stands_out_is_owed_an_answer_by_someone_on_a_day(cast, knock, terms):
    [promise] = [one for one in open_promises(cast.camille.organisation) if "/l/o/t/" in one.url]
    assert promise.owner == cast.camille
    assert promise.due == clock.today() + timedelta(days=rules.DAYS_TO_ANSWER)
    assert promise in owned_by(cast.camille)
    assert owed_to(cast.alize) == []  # it does not reach her supervision
    assert "Camille vous doit une réponse" in read(knock(cast.alize), HERS)

    door = knock(cast.camille)
    page = read(door, f"{HERS}o/t/{cast.alize.pk}/")
    assert "Moins que l’autre rôle" in page
    assert door.post(f"{HERS}o/t/{cast.alize.pk}/a/", {"words": ""}).status_code == 422
    assert door.post(f"{HERS}o/t/{cast.alize.pk}/a/", {"words": "Un échelon en avril"}).status_code == 302
    assert not [one for one in open_promises(cast.camille.organisation) if "/l/o/t/" in one.url]
    assert "Un échelon en avril" in read(knock(cast.alize), HERS)


def test_the_director_answers_even_for_what_the_coordinator_wrote(cast, role):
    actions.set_terms(cast.alize, by=cast.kim, values={**TERMS, "comparator": role})
    assert not [one for one in owned_by(cast.kim) if "/l/o/t/" in one.url]
    assert [one for one in owned_by(cast.camille) if "/l/o/t/" in one.url]


def test_where_the_director_has_left_the_coordinator_finds_another_and_reads_nothing(cast, terms):
    type(cast.camille).objects.of(cast.camille.organisation).filter(pk=cast.camille.pk).update(state="left")
    [promise] = [one for one in open_promises(cast.kim.organisation) if "paie" in one.words]
    assert (promise.owner, "Alizé" in promise.words) == (cast.kim, False)
    assert promise in owned_by(cast.kim)


def test_equal_terms_owe_nothing(cast, role):
    terms = tell_terms(cast, role, **ROLE)
    assert queries.stands_out(terms) == []
    assert terms.due is None


def test_a_placement_without_pay_stands_out_without_any_other_role(cast, knock):
    tell_terms(cast, None, contract="placement", cents=0)
    assert "Un rôle sans paie" in read(knock(cast.camille), HERS + "o/")


def test_a_raise_of_the_other_role_makes_a_new_promise(cast, role):
    terms = tell_terms(cast, role, **ROLE)
    actions.set_role(role, by=cast.camille, values={"title": "Intervention", **ROLE, "cents": 2851})
    terms.refresh_from_db()
    assert terms.due is not None


def test_she_says_it_is_what_she_knows(cast, knock, terms):
    assert knock(cast.alize).post(HERS + "y/").status_code == 302
    terms.refresh_from_db()
    assert terms.state == Terms.State.CONFIRMED
    assert "Les deux disent la même chose" in read(knock(cast.camille), HERS + "o/")


def test_not_what_i_know_needs_no_word_and_makes_a_promise(cast, knock, role):
    terms = tell_terms(cast, role, **ROLE)
    door = knock(cast.alize)
    assert "Rien d’autre n’est demandé" in read(door, HERS + "d/")
    assert door.post(HERS + "d/", {"words": ""}).status_code == 302
    terms.refresh_from_db()
    assert (terms.state, terms.due) == (Terms.State.DISPUTED, clock.today() + timedelta(days=14))
    assert terms.owner == cast.camille

    actions.answer(terms, by=cast.camille, words="Le contrat dit vingt-deux")
    assert (terms.state, terms.due) == (Terms.State.TOLD, None)


# Who sees what.


def test_hours_are_on_nobody_else_s_page_until_she_shares_them(cast, knock, terms):
    give(cast)
    paths = [HERS + "o/", f"{HERS}o/t/{cast.alize.pk}/"]
    assert not [path for path in paths if "2 heures 17" in read(knock(cast.camille), path).replace(NBSP, " ")]

    until = (clock.today() + timedelta(days=30)).isoformat()
    assert knock(cast.alize).post(HERS + "s/", {"until": until}).status_code == 302
    page = read(knock(cast.camille), paths[1]).replace(NBSP, " ")
    assert "Sans paie : 2 heures 17" in page
    assert "Des heures sans paie" in page
    assert "2 heures 17" not in read(knock(cast.camille), paths[0]).replace(NBSP, " ")

    assert knock(cast.alize).post(HERS + "s/", {"stop": "1"}).status_code == 302
    assert "2 heures 17" not in read(knock(cast.camille), paths[1]).replace(NBSP, " ")


def test_sharing_ends_by_itself(cast, terms):
    give(cast)
    actions.share(by=cast.alize, until=clock.today())
    assert queries.shared_minutes(cast.alize)
    with clock.at(clock.now() + timedelta(days=1)):
        assert queries.shared_minutes(cast.alize) is None


def test_sharing_over_a_year_is_refused(cast, knock):
    for days in (-1, 400):
        until = (clock.today() + timedelta(days=days)).isoformat()
        assert knock(cast.alize).post(HERS + "s/", {"until": until}).status_code == 422
    assert queries.share_of(cast.alize) is None


@pytest.mark.parametrize("who", ["mesange", "kim", "dominique", "sacha", "andree", "jo"])
def test_nobody_else_opens_any_of_it(cast, knock, terms, who):
    door = knock(getattr(cast, who))
    for path in ("", "h/", "h/n/", "document.csv", "o/", f"o/t/{cast.alize.pk}/", f"o/t/{cast.alize.pk}/e/"):
        assert door.get(HERS + path).status_code == 404


def test_the_neighbour_s_role_cannot_be_put_beside_hers(cast, knock, role):
    told = {**TERMS, "cents": "22", "contract": "permanent", "comparator": role.pk, "advancement": ""}
    answer = knock(cast.harper).post(f"/northgate/l/o/t/{cast.juniper.pk}/e/", told)
    assert answer.status_code == 422
    assert knock(cast.harper).get(f"/northgate/l/o/t/{cast.alize.pk}/").status_code == 404


# What remains.


def test_amounts_are_sealed(cast, terms):
    row = Terms.objects.of(cast.alize.organisation).get()
    assert row.cents == 2200
    assert b"2200" not in bytes(row.box)


def test_once_her_key_is_gone_the_organisation_s_page_still_opens(cast, knock, terms):
    give(cast)
    keys.shred(cast.alize.organisation_id, cast.alize.pk)
    for path in (HERS + "o/", f"{HERS}o/t/{cast.alize.pk}/"):
        assert "22,00" not in read(knock(cast.camille), path)


def test_her_information_holds_all_of_it(cast, knock, terms):
    give(cast)
    actions.share(by=cast.alize, until=clock.today())
    page = read(knock(cast.alize), "/sentier/q/t/l/").replace(NBSP, " ")
    assert "Déplacements, 2 heures 17, sans paie" in page
    assert "Votre paie : Pour une durée fixe" in page
    assert "partagées jusqu’au" in page
