"""A raise, what was before, dated rates, copies to take away; and each figure opens to its rows."""

import csv
import io
import re
from datetime import timedelta

import pytest

from espoir import clock
from espoir.organisations.promises import owned_by
from espoir.pay import actions, queries, rules
from espoir.pay.codes import Gap
from espoir.pay.models import Before, Share, Terms
from espoir.pay.parity import Pay
from espoir.pay.tests.objects import ROLE, TERMS, declare_role, tell_terms, write_rate
from espoir.people import actions as people
from espoir.ui.tests.reading import as_seen

HERS = "/sentier/l/"
NBSP = "\u00a0"


def read(door, path):
    answer = door.get(path)
    assert answer.status_code == 200
    return as_seen(answer.content).replace(NBSP, " ").replace("\u202f", " ")


def table(door, path):
    answer = door.get(path)
    assert answer["Content-Disposition"] == 'attachment; filename="document.csv"'
    text = answer.content.decode("utf-8-sig").replace(NBSP, " ").replace("\u202f", " ")
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def role(cast):
    return declare_role(cast)


@pytest.fixture
def in_quebec(cast):
    names = ("child_protection_fr", "child_protection_en", "legal_help_fr", "legal_help_en")
    people.confirm_limits(by=cast.kim, province="QC", values=dict.fromkeys(names, "…"))


# SUPP-11
def test_a_raise_is_a_new_version_and_she_sees_what_changed(cast, knock, role):
    tell_terms(cast, role)
    assert "Ce que c’était avant" not in read(knock(cast.alize), HERS)
    typed = {**TERMS, "cents": "24,00", "since": "2026-05-01", "comparator": role.pk, "contract": "permanent"}
    assert knock(cast.camille).post(f"{HERS}o/t/{cast.alize.pk}/e/", typed).status_code == 302

    page = read(knock(cast.alize), HERS)
    assert "2,00 $ de plus l’heure" in page
    assert "C’est ce que je sais" in page  # asked again
    page = read(knock(cast.alize), HERS + "t/")
    for words in (
        "Depuis le vendredi 1",
        "22,00 $ l’heure",
        "24,00 $ l’heure",
        "Permanent; avant : Pour une durée fixe",
    ):
        assert words in page, words
    page = read(knock(cast.camille), f"{HERS}o/t/{cast.alize.pk}/c/")
    assert "2,00 $ de plus l’heure" in page
    for other in (cast.noroit, cast.kim):
        assert knock(other).get(f"{HERS}o/t/{cast.alize.pk}/c/").status_code == 404
    assert knock(cast.noroit).get(HERS + "t/").status_code == 404


def test_the_same_terms_said_again_are_no_new_version(cast, role):
    tell_terms(cast, role)
    tell_terms(cast, role)
    assert queries.past_terms(cast.alize) == []


def test_permanence_and_what_comes_next_stand_beside_the_other_role(cast, knock, role):
    terms = tell_terms(cast, role)
    assert {Gap.PERMANENCE, Gap.ADVANCEMENT} <= set(queries.stands_out(terms))
    page = read(knock(cast.alize), HERS)
    assert "L’autre rôle est permanent" in page
    assert "Un échelon par année" in page


# Dated rates.


def test_less_than_the_minimum_of_the_province_stands_out_with_its_source(cast, knock, role, in_quebec):
    terms = tell_terms(cast, role, cents=1600)
    assert Gap.MINIMUM in queries.stands_out(terms)
    page = read(knock(cast.alize), HERS)
    assert "0,60 $ de moins l’heure" in page
    assert "Source : Gouvernement du Québec" in page
    assert "Moins que le salaire minimum ici" in read(knock(cast.camille), HERS + "o/")
    assert Gap.MINIMUM not in queries.stands_out(tell_terms(cast, role, cents=1660))


def test_a_volunteer_or_a_placement_is_not_measured_by_a_minimum_but_stands_out(cast, knock, in_quebec):
    for contract in ("volunteer", "placement"):
        assert queries.stands_out(tell_terms(cast, None, contract=contract, cents=0)) == [Gap.UNPAID]
    assert "1 rôle ici n’a pas de paie" in read(knock(cast.camille), HERS + "o/")


def test_the_director_writes_a_rate_down_with_its_source_and_an_answer_is_owed(cast, knock, role):
    terms = tell_terms(cast, role, **ROLE)
    assert terms.due is None
    typed = {"kind": "reference", "title": "Salaire viable", "cents": "29,00", "since": "2026-01-01"}
    wrong = knock(cast.camille).post(HERS + "o/b/", typed)
    assert wrong.status_code == 422
    assert "Écrivez la source" in wrong.content.decode()
    assert knock(cast.camille).post(HERS + "o/b/", {**typed, "source": "Un institut, 2026"}).status_code == 302

    terms.refresh_from_db()
    assert terms.due
    page = read(knock(cast.alize), HERS)
    assert "Salaire viable" in page
    assert "Un institut, 2026" in read(knock(cast.alize), HERS + "r/")
    [row] = queries.own_rates(cast.camille.organisation)
    assert "Retirer ce taux?" in read(knock(cast.camille), f"{HERS}o/b/{row.pk}/")
    assert knock(cast.camille).post(f"{HERS}o/b/{row.pk}/").status_code == 302
    assert queries.own_rates(cast.camille.organisation) == []
    assert knock(cast.kim).get(HERS + "o/b/").status_code == 404


def test_a_rate_counts_from_its_day_and_is_then_owed_an_answer(cast, worker_comes_by, role):
    terms = tell_terms(cast, role, **ROLE)
    day = clock.today() + timedelta(days=10)
    write_rate(cast, cents=3000, since=day)
    worker_comes_by(cast.camille.organisation)
    assert not Terms.objects.of(cast.camille.organisation).get().due
    with clock.at(clock.now() + timedelta(days=10)):
        worker_comes_by(cast.camille.organisation)
        terms = queries.terms_of(cast.alize)
        assert terms.due == day + timedelta(days=rules.DAYS_TO_ANSWER)
        assert [one for one in owned_by(cast.camille) if "paie" in one.words]
        actions.answer(terms, by=cast.camille, words="Le budget de mai")
        worker_comes_by(cast.camille.organisation)
        assert queries.terms_of(cast.alize).due is None  # answered once, not asked for again


def test_the_latest_that_has_begun_is_in_force():
    day = clock.today()
    old, new = (
        rules.Rate("Minimum", cents, day - timedelta(days=ago), "…", True) for cents, ago in ((1500, 400), (1600, 9))
    )
    to_come = rules.Rate("Minimum", 1700, day + timedelta(days=1), "…", True)
    own = rules.Rate("Viable", 2700, day, "…", False)
    assert rules.in_force([to_come, new, own, old], day) == [new, own]
    assert rules.below_which(Pay(1_599_99, "year", 100), [new]) == [new]
    assert rules.below_which(Pay(1600, "hour", 1), [new, own]) == [own]


# Copies, and rows.


def test_each_figure_of_her_page_opens_to_its_rows(cast, knock, role):
    tell_terms(cast, role)
    for kind, minutes, is_paid in (
        ("notes", 45, False),
        ("notes", 30, False),
        ("travel", 62, False),
        ("meeting", 50, True),
    ):
        actions.give(by=cast.alize, kind=kind, on=clock.today(), minutes=minutes, is_paid=is_paid)
    page = read(knock(cast.alize), HERS)
    opened = {}
    for link in set(re.findall(r'href="([^"]*/h/\?[^"]*)"', page)):
        rows = read(knock(cast.alize), link.replace("&amp;", "&"))
        opened[link.split("?")[1]] = len(re.findall(r"/l/h/[a-z0-9]{6,}/", rows))
    year = clock.today().year
    assert opened == {
        f"y={year}": 4,
        f"y={year}&amp;p=n": 3,
        f"y={year}&amp;k=notes&amp;p=n": 2,
        f"y={year}&amp;k=travel&amp;p=n": 1,
        f"y={year}&amp;k=meeting&amp;p=p": 1,
    }
    for figure in ("1 heure 15", "2 heures 17", "50 minutes", "65,08 $"):
        assert figure in page, figure
    assert "Tout ce qui est dit de l’autre rôle" in page  # what the differences are counted from


def test_her_copy_says_each_figure_and_how_it_is_counted(cast, knock, role, in_quebec):
    tell_terms(cast, role, advancement="=1+1")
    tell_terms(cast, role, cents=2300)
    rows = table(knock(cast.alize), HERS + "t/document.csv")
    said = {row[0]: row[1:] for row in rows}
    assert rows[0] == ["Quoi", "Dit", "Comment nous comptons"]
    assert said["Paie"] == ["23,00 $ l’heure", ""]
    assert said["Pour une heure"] == [
        "5,50 $ de moins que l’autre rôle",
        "L’autre rôle : 28,50 $ l’heure. Ce rôle : 23,00 $ l’heure.",
    ]
    assert [row for row in rows if row[1] == "1,00 $ de plus l’heure"]
    assert not [cell for row in rows for cell in row if cell.startswith("=")]
    assert knock(cast.noroit).get(HERS + "t/document.csv").status_code == 404


def test_the_organisation_s_copy_holds_nobody_s_hours(cast, knock, role):
    tell_terms(cast, role)
    actions.give(by=cast.alize, kind="notes", on=clock.today(), minutes=137, is_paid=False)
    actions.share(by=cast.alize, until=clock.today())
    rows = table(knock(cast.camille), HERS + "o/document.csv")
    assert ["Alizé", "Ce qui ressort", "Moins que l’autre rôle, pour une heure", ""] in rows
    assert not [cell for row in rows for cell in row if "137" in cell or "2 heures 17" in cell]
    assert knock(cast.kim).get(HERS + "o/document.csv").status_code == 404


def test_what_is_past_its_day_is_forgotten(cast, worker_comes_by, role):
    tell_terms(cast, role)
    tell_terms(cast, role, cents=2300)
    actions.share(by=cast.alize, until=clock.today())
    organisation = cast.camille.organisation
    with clock.at(clock.now() + timedelta(days=2)):
        worker_comes_by(organisation)
        assert (Share.objects.of(organisation).count(), Before.objects.of(organisation).count()) == (0, 1)
    with clock.at(clock.now() + rules.KEPT + timedelta(days=2)):
        actions.forget(organisation)
        assert (Before.objects.of(organisation).count(), Terms.objects.of(organisation).count()) == (0, 1)
