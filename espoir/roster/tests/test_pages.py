"""Through the door: a coordinator brings in a file, looks, answers, saves, takes back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from espoir import clock
from espoir.organisations.models import Organisation, Person
from espoir.organisations.todays import lines_for
from espoir.roster import actions, queries
from espoir.roster.headings import What
from espoir.roster.models import Import
from espoir.roster.rows import State

WORKBOOKS = Path(__file__).parent / "workbooks"


def at(name, org, *args):
    return reverse(f"roster:{name}", args=[org.slug, *args])


def upload(client, org, content, what="peers", name="x.csv"):
    return client.post(at("start", org), {"what": what, "file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.fixture
def org(cast):
    return cast.kim.organisation


def names(org):
    return {person.chosen_name for person in Person.objects.of(org)}


def test_nothing_is_saved_before_it_was_looked_at(cast, knock, org):
    before = names(org)
    kim = knock(cast.kim)
    page = upload(kim, org, (WORKBOOKS / "roster-pairs-cp1252.csv").read_bytes()).content.decode()
    assert "Regarder avant d’enregistrer" in page
    assert "15 lignes à enregistrer" in page
    assert "7 lignes à regarder" in page
    assert "Remarques" in page
    assert "garde d" not in page  # what the remarks say is not even shown
    assert names(org) == before

    (brought,) = Import.objects.of(org)
    saved = kim.post(at("save", org, brought.pk), follow=True).content.decode()
    assert "15 lignes" in saved
    assert names(org) - before >= {"Saule", "Lichen", "Ombre douce"}
    brought.refresh_from_db()
    assert (brought.sheets, brought.saved, brought.state) == ([], 15, "done")

    kim.post(at("undo", org, brought.pk))
    assert names(org) == before


def test_an_answer_is_good_for_every_row_that_waits_for_it(cast, knock, org):
    kim = knock(cast.kim)
    upload(kim, org, (WORKBOOKS / "roster-pairs-cp1252.csv").read_bytes())
    (brought,) = Import.objects.of(org)
    page = kim.get(at("look", org, brought.pk)).content.decode()
    assert "courriel via l&#x27;intervenante" in page
    assert "(et 2 autres lignes)" in page
    kim.post(at("answer", org, brought.pk), {"q0": "-"})
    brought.refresh_from_db()
    judged = queries.judged(brought)
    assert {verdict.row for verdict in judged.verdicts if verdict.state is State.DOUBTFUL} == {6, 22, 23, 24}


def test_one_answer_says_how_a_whole_column_writes_its_dates(cast, knock, org):
    kim = knock(cast.kim)
    upload(kim, org, b"Nom;Depuis\nSaule;03/04/2026\nLune;05/06/2026\n")
    (brought,) = Import.objects.of(org)
    page = kim.get(at("look", org, brought.pk)).content.decode()
    assert "«\u202f03/04/2026\u202f» veut dire le 3\u00a0avril ou le 4\u00a0mars?" in page
    assert "05/06/2026\u202f» veut dire le" in page
    kim.post(at("answer", org, brought.pk), {"q0": "mdy"})
    kim.post(at("save", org, brought.pk))
    saved = {person.chosen_name: person.since.isoformat() for person in Person.objects.of(org)}
    assert (saved["Saule"], saved["Lune"]) == ("2026-03-04", "2026-05-06")


def test_a_row_is_put_right_or_left_out(cast, knock, org):
    kim = knock(cast.kim)
    upload(kim, org, b"Nom;Depuis\n;2026-01-02\nLune;31/02/2026\nSaule;2026-01-02\n")
    (brought,) = Import.objects.of(org)
    assert kim.get(at("row", org, brought.pk, 2)).status_code == 200
    kim.post(at("row", org, brought.pk, 2), {"c0": "Iris", "c1": "2026-01-02"})
    kim.post(at("leave_out", org, brought.pk, 3))
    kim.post(at("save", org, brought.pk))
    assert names(org) >= {"Iris", "Saule"}
    assert "Lune" not in names(org)


def test_the_same_name_with_another_date_is_asked(cast, knock, org):
    kim = knock(cast.kim)
    upload(kim, org, "Nom;Depuis\nmesange;2020-01-02\nMésange;\n".encode())
    (brought,) = Import.objects.of(org)
    states = {verdict.row: verdict.state for verdict in queries.judged(brought).verdicts}
    assert states == {2: State.DOUBTFUL, 3: State.ALREADY}
    kim.post(at("answer", org, brought.pk), {"q0": "keep"})
    kim.post(at("save", org, brought.pk))
    assert "mesange" in names(org)


def test_columns_are_chosen_when_they_are_not_recognised(cast, knock, org):
    kim = knock(cast.kim)
    page = upload(kim, org, b"A;B\nSaule;fr\n").content.decode()
    assert "Il manque une colonne" in page
    (brought,) = Import.objects.of(org)
    assert "sert à dire" in kim.get(at("columns", org, brought.pk)).content.decode()
    twice = kim.post(at("columns", org, brought.pk), {"c0": "name", "c1": "name"})
    assert twice.status_code == 422
    kim.post(at("columns", org, brought.pk), {"c0": "name", "c1": "languages"})
    kim.post(at("save", org, brought.pk))
    assert "Saule" in names(org)


def test_a_file_that_is_too_big_is_refused_and_never_kept(cast, knock, org):
    answer = upload(knock(cast.kim), org, b"a" * 14_000_000)
    assert answer.status_code == 422
    assert "il fait 14 Mo, et la limite est de 10 Mo" in answer.content.decode()
    assert not Import.objects.of(org).exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\x00" * 50])
def test_what_cannot_be_read_is_said_on_the_page(cast, knock, org, content):
    assert upload(knock(cast.kim), org, content).status_code == 422


def test_a_long_file_is_for_the_command_line(cast, knock, org):
    answer = upload(knock(cast.kim), org, b"Nom;Langue\n" + b"Saule;fr\n" * 2_001)
    assert answer.status_code == 422
    assert "2002 lignes" in answer.content.decode()


def test_the_neighbour_and_other_roles_find_nothing(cast, knock, org):
    brought = actions.take(by=cast.kim, content=b"Nom;Langue\nSaule;fr\n", what=What.PEERS)
    for someone in (cast.mesange, cast.alize, cast.dominique, cast.camille, cast.harper):
        assert knock(someone).get(at("look", org, brought.pk)).status_code == 404
        assert knock(someone).post(at("save", org, brought.pk)).status_code == 404
    northgate = Organisation.objects.get(slug="northgate")
    assert knock(cast.harper).get(at("look", northgate, brought.pk)).status_code == 404


def test_an_unconfirmed_file_goes_after_a_day(cast, org, worker_comes_by):
    actions.take(by=cast.kim, content=b"Nom;Langue\nSaule;fr\n", what=What.PEERS)
    with clock.at(clock.now() + timedelta(hours=23)):
        worker_comes_by(org)
    assert Import.objects.of(org).count() == 1
    with clock.at(clock.now() + timedelta(hours=25)):
        worker_comes_by(org)
    assert not Import.objects.of(org).exists()


def test_what_waits_is_sealed(cast, org):
    brought = actions.take(by=cast.kim, content=b"Nom;Langue\nSaule-Canari;fr\n", what=What.PEERS)
    row = Import.objects.of(org).values_list("box", flat=True).get(pk=brought.pk)
    assert b"Canari" not in bytes(row)


def test_a_saved_file_cannot_be_saved_again_or_thrown_away(cast, knock, org):
    kim = knock(cast.kim)
    upload(kim, org, b"Nom;Langue\nSaule;fr\n")
    (brought,) = Import.objects.of(org)
    assert kim.post(at("throw_away", org, brought.pk)).status_code == 302
    assert not Import.objects.of(org).exists()
    upload(kim, org, b"Nom;Langue\nSaule;fr\n")
    (brought,) = Import.objects.of(org)
    kim.post(at("save", org, brought.pk))
    for name in ("save", "throw_away"):
        assert kim.post(at(name, org, brought.pk)).status_code == 404
    assert kim.get(at("columns", org, brought.pk)).status_code == 404


def test_today_leads_to_what_waits(cast, knock, org):
    actions.take(by=cast.kim, content=b"Nom;Langue\nSaule;fr\n", what=What.PEERS)
    assert {"Un tableau attend vos réponses", "Apporter un tableau"} <= {line.words for line in lines_for(cast.kim)}
    assert not any("tableau" in line.words for line in lines_for(cast.alize))


def test_pages_are_small_and_list_at_25(cast, knock, org):
    kim = knock(cast.kim)
    rows = "".join(f"Nom{number};fr\n" for number in range(60))
    upload(kim, org, f"Nom;Langue\n{rows}".encode())
    (brought,) = Import.objects.of(org)
    page = kim.get(at("look", org, brought.pk), headers={"accept-encoding": "gzip"})
    assert len(page.content) <= 12_000
    page = kim.get(at("look", org, brought.pk)).content.decode()
    assert "Nom24" in page
    assert "Nom25" not in page
    assert "Nom25" in kim.get(at("look", org, brought.pk) + "?page=2").content.decode()
    assert "Nom59" not in kim.get(at("look", org, brought.pk) + "?s=doubtful").content.decode()
