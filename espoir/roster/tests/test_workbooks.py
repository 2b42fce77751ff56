"""The three workbooks of the fixtures, as messy as real ones: every row is saved or explained."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from espoir.logbook.models import Entry
from espoir.meetings.models import Meeting, Referral
from espoir.organisations.models import Hat, Person
from espoir.organisations.roles import Role
from espoir.pairing.models import Relationship
from espoir.people.actions import welcome
from espoir.people.models import Arrival, Profile, Reach, Wishes
from espoir.roster import actions, command
from espoir.roster.models import Batch, Import
from espoir.vault import keys

WORKBOOKS = Path(__file__).parent / "workbooks"
PEERS, SUPPORTERS, MEETINGS = (
    str(WORKBOOKS / name)
    for name in ("roster-pairs-cp1252.csv", "roster-supporters-utf8bom.tsv", "roster-meetings.xlsx")
)
TABLES = (Person, Hat, Arrival, Reach, Wishes, Profile, Relationship, Meeting, Referral)


@pytest.fixture
def bring(capsys):
    def run(file, what, *more, org="sentier"):
        status = command.run([file, "--organisation", org, "--as", what, "--json", *more])
        return status, json.loads(capsys.readouterr().out)

    return run


def rows_of(organisation):
    return {table: set(table.objects.of(organisation).values_list("pk", flat=True)) for table in TABLES}


def called(organisation, name):
    return next(person for person in Person.objects.of(organisation) if person.chosen_name == name)


def reasons(answer):
    return {row["row"]: (row["column"], row["reason"]) for row in answer["doubtful"]}


def test_the_people_of_the_first_workbook_are_saved_or_explained(cast, bring):
    org = cast.charlie.organisation  # Petit Pont, where a Rivière is already
    status, answer = bring(PEERS, "peers", org="pont")
    assert status == 1
    assert answer["rows"] == answer["saved"] + answer["already"] + len(answer["doubtful"]) == 24
    assert [left["column"] for left in answer["left_out"]] == ["Remarques"]
    said = reasons(answer)
    assert said[22] == (
        "Pseudonyme",
        "Écrivez un nom pour continuer. Tous les noms conviennent, même une seule lettre.",
    )
    assert said[23] == ("Date d'arrivée", "Février 2026 a 28 jours. Choisissez une autre date.")
    assert said[24][1].startswith("Cette case contient une formule")
    assert {row for row in said if "courriel via" in said[row][1]} == {5, 10, 15}

    saule = called(org, "Saule")
    assert (saule.since, saule.language, saule.roles) == (date(2026, 3, 5), "fr-ca", {Role.PEER})
    ombre = called(org, "Ombre douce")
    assert (ombre.since, ombre.language) == (date(2026, 2, 4), "en-ca")
    assert (ombre.reach.ways, ombre.reach.hours, ombre.reach.never) == ([], "9 h à 12 h", "ne pas appeler")
    assert called(org, "Cèdre").reach.never == "ne pas appeler; jamais la fin de semaine"
    lichen = called(org, "Lichen")
    assert (lichen.wishes.languages, lichen.wishes.region) == (["innu-aimun"], "Côte-Nord")
    assert saule.arrival.limits_on is None  # she reads what cannot stay private before she writes


def test_the_support_people_of_the_second_workbook(cast, bring):
    org = cast.kim.organisation
    status, answer = bring(SUPPORTERS, "supporters")
    assert (status, answer["rows"], answer["saved"], answer["already"]) == (1, 6, 3, 1)
    assert reasons(answer) == {
        3: (
            "Start",
            "Ligne 3\u00a0: «\u202f02/11/2024\u202f» veut dire le 2\u00a0novembre ou le 11\u00a0février? "
            "Rien n’est enregistré avant votre réponse.",
        ),
        5: ("Start", "Février 2026 a 28 jours. Choisissez une autre date."),
    }
    sage = called(org, "Sage")
    assert (sage.profile.places, sage.profile.hours_per_week, sage.profile.forms) == (2, 6, ["text"])
    assert (sage.since, sage.profile.is_open) == (date(2026, 3, 5), False)
    assert called(org, "Linden").profile.hours_per_week == 12


def test_a_column_of_dates_may_be_read_as_told(cast, bring):
    _status, answer = bring(SUPPORTERS, "supporters", "--column", "Start=since:dmy")
    assert (answer["saved"], [row["row"] for row in answer["doubtful"]]) == (4, [5])
    assert called(cast.kim.organisation, "Juniper").since == date(2024, 11, 2)


def test_the_meetings_of_the_third_workbook(cast, bring):
    org = cast.kim.organisation
    welcome(by=cast.kim, chosen_name="Maude", roles=(Role.SUPPORTER,))
    bring(PEERS, "peers")
    status, answer = bring(MEETINGS, "meetings")
    assert status == 1
    assert answer["rows"] == answer["saved"] + answer["already"] + len(answer["doubtful"]) == 61
    assert answer["sheet"] == "Rencontres 2026"
    assert [left["column"] for left in answer["left_out"]] == ["Suite"]
    said = reasons(answer)
    assert said[64] == ("Date", "Cette ligne fait la somme des autres. Elle reste de côté.")
    assert said[9] == ("Durée", "La durée manque. Combien de temps était-ce?")
    assert said[7][0] == "Forme"
    assert "Inconnue" in said[10][1]

    meeting = Meeting.objects.of(org).select_related("relationship").get(on=date(2026, 1, 5))
    assert (meeting.minutes, meeting.way, meeting.themes) == (60, "in_person", ["housing"])
    assert (str(meeting.supporter), str(meeting.peer), meeting.noted_by) == ("Alizé", "Rivière", cast.kim)
    assert meeting.relationship
    assert meeting.relationship.ended_on == date(2026, 6, 22)  # nobody is taken to be meeting still
    assert Meeting.objects.of(org).get(on=date(2026, 1, 17)).minutes == 30
    referral = Referral.objects.of(org).get(on=date(2026, 1, 8))
    assert (referral.service, referral.state) == ("health", "done")
    assert Meeting.objects.of(org).count() == answer["saved"]


def test_the_same_files_twice_add_nothing_and_undoing_takes_it_all_back(cast, bring):
    org = cast.kim.organisation
    before = rows_of(org)
    files = ((PEERS, "peers"), (SUPPORTERS, "supporters"), (MEETINGS, "meetings"))
    first = [bring(file, what)[1] for file, what in files]
    after = rows_of(org)
    again = [bring(file, what)[1] for file, what in files]
    for answer in first + again:
        assert answer["rows"] == answer["saved"] + answer["already"] + len(answer["doubtful"])
    assert all(answer["saved"] > 0 for answer in first)
    assert [answer["saved"] for answer in again] == [0, 0, 0]
    assert rows_of(org) == after != before

    for brought in Import.objects.of(org).order_by("-at", "-pk"):
        actions.undo(brought, by=cast.kim)
        assert brought.kept == 0
    assert rows_of(org) == before
    assert not Batch.objects.of(org).exists()
    assert Entry.objects.filter(organisation=org, verb="roster.took_back").count() == 3


def test_trying_saves_nothing(cast, bring):
    before = rows_of(cast.kim.organisation)
    status, answer = bring(PEERS, "peers", "--dry-run")
    assert (status, answer["saved"], answer["dry_run"]) == (1, 15, True)
    assert rows_of(cast.kim.organisation) == before
    assert not Import.objects.of(cast.kim.organisation).exists()


def test_what_someone_has_used_since_stays(cast, bring, django_capture_on_commit_callbacks):
    org = cast.kim.organisation
    bring(PEERS, "peers")
    saule, lichen = called(org, "Saule"), called(org, "Lichen")
    saule.wishes.interests = "les oiseaux"
    saule.wishes.save()
    (brought,) = Import.objects.of(org)
    with django_capture_on_commit_callbacks(execute=True):
        actions.undo(brought, by=cast.kim)
    assert brought.kept == 1
    left = {person.chosen_name for person in Person.objects.of(org)}
    assert "Saule" in left
    assert "Lichen" not in left
    assert called(org, "Saule").reach.ways == ["call"]
    assert Hat.objects.of(org).filter(person=saule).exists()
    assert not keys.exists(org.pk, lichen.pk)


@pytest.mark.parametrize(
    "arguments",
    [
        ["nowhere.csv", "--organisation", "sentier", "--as", "peers"],
        [PEERS, "--organisation", "nowhere", "--as", "peers"],
        [PEERS, "--organisation", "sentier", "--as", "strangers"],
        [PEERS, "--organisation", "sentier", "--as", "meetings"],
        [PEERS, "--organisation", "sentier", "--as", "peers", "--sheet", "x"],
        [PEERS, "--organisation", "sentier", "--as", "peers", "--column", "Nom=age"],
        [PEERS, "--organisation", "sentier", "--as", "peers", "--column", "Nom"],
        [str(WORKBOOKS), "--organisation", "sentier", "--as", "peers"],
        [keys.__file__.replace("keys.py", "__pycache__"), "--organisation", "sentier", "--as", "peers"],
        [],
    ],
)
def test_bad_usage_gets_a_sentence_and_saves_nothing(cast, capsys, arguments):
    assert command.run([*arguments, "--json"]) == 2
    said = capsys.readouterr()
    assert (said.out, bool(said.err.strip())) == ("", True)
    assert not Import.objects.of(cast.kim.organisation).exists()


def test_a_clean_file_is_a_clean_answer(cast, tmp_path, bring):
    file = tmp_path / "clean.csv"
    file.write_text("Name,Language\nSky,English\n", encoding="utf-8")
    assert bring(str(file), "peers", org="northgate")[0] == 0
    assert called(cast.harper.organisation, "Sky").language == "en-ca"
