"""One result, one person, until a day: it leaves the journal because she chose so, and nothing else does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from espoir import clock
from espoir.supervision import actions as supervision
from espoir.wellbeing import actions, queries
from espoir.wellbeing.models import Share
from espoir.wellbeing.tests.objects import LINE, begins, writes
from espoir.wellbeing.tests.test_journal import W, opens, text


def shows(cast, reader, days=7):
    entry = writes(begins(cast.alize))
    return actions.share(entry, by=cast.alize, reader=reader, until=clock.today() + timedelta(days=days))


# SUPP-10
def test_one_person_reads_exactly_one_result_until_its_day(cast, knock, worker_comes_by):
    book = begins(cast.alize)
    entry = writes(book, heavy="5", rest="1")
    writes(book, heavy="1", rest="5", line="")
    door = knock(cast.alize)
    opens(door)
    before = text(door.get(f"{W}p/{entry.pk}/s/"))
    assert "Ce résultat sort de votre journal" in before
    assert "Lourde" in before
    assert LINE not in before
    late = door.post(
        f"{W}p/{entry.pk}/s/", {"reader": cast.andree.pk, "until": str(clock.today() + timedelta(days=31))}
    )
    assert late.status_code == 422
    door.post(f"{W}p/{entry.pk}/s/", {"reader": cast.andree.pk, "until": str(clock.today() + timedelta(days=7))})
    row = Share.objects.of(cast.alize.organisation).get()
    assert "Andrée peut le lire jusqu’au" in text(door.get(f"{W}s/"))

    ally = knock(cast.andree)
    assert "Alizé vous montre quelque chose" in text(ally.get("/sentier/"))
    page = text(ally.get(f"{W}r/{row.pk}/"))
    assert "Lourde" in page
    assert "Presque pas" in page
    assert LINE not in page
    assert "Légère" not in page
    assert "document" not in page  # nothing to take away
    assert "Alizé" not in text(ally.get("/sentier/q/"))
    assert "a ouvert le résultat que vous montrez" in text(knock(cast.alize).get("/sentier/q/v/"))
    for other in (cast.dominique, cast.camille, cast.noroit, cast.mesange):
        assert knock(other).get(f"{W}r/{row.pk}/").status_code == 404
        assert "vous montre" not in text(knock(other).get("/sentier/"))

    with clock.at(clock.now() + timedelta(days=8)):
        assert knock(cast.andree).get(f"{W}r/{row.pk}/").status_code == 404
        assert "Plus personne ne peut le lire" in text(knock(cast.alize).get(f"{W}s/"))
        worker_comes_by(cast.alize.organisation)
        assert not Share.objects.of(cast.alize.organisation).exists()


def test_she_takes_it_back_even_without_her_passphrase(cast, knock):
    row = shows(cast, cast.dominique)
    assert knock(cast.dominique).get(f"{W}r/{row.pk}/").status_code == 200
    door = knock(cast.alize)
    assert "Retirer" in text(door.get(f"{W}s/"))  # her journal is closed
    assert knock(cast.noroit).post(f"{W}s/{row.pk}/x/").status_code == 404
    knock(cast.alize).post(f"{W}s/{row.pk}/x/")
    assert knock(cast.dominique).get(f"{W}r/{row.pk}/").status_code == 404


def test_destroying_the_journal_leaves_what_she_shows_to_its_day(cast, knock):
    row = shows(cast, cast.dominique)
    actions.destroy(by=cast.alize)
    assert "Plutôt lourde" in text(knock(cast.dominique).get(f"{W}r/{row.pk}/"))


def test_it_goes_with_either_of_them(cast, knock):
    for reader, leaves in ((cast.dominique, cast.dominique), (cast.andree, cast.alize)):
        shows(cast, reader)
        knock(leaves).post(reverse("records:erase", args=["sentier"]))
        assert not Share.objects.of(cast.alize.organisation).exists()


def test_whoever_supervises_her_comes_first_and_nobody_from_elsewhere(cast):
    supervision.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    names = [person.name for person in queries.could_read(cast.alize)]
    assert names[:2] == ["Dominique", "Andrée"]
    assert set(names) == {"Dominique", "Andrée", "Camille", "Jo", "Kim", "Noroît", "Sacha"}
    for reader in (cast.mesange, cast.harper, cast.alize):
        with pytest.raises(actions.NotThisReader):
            shows(cast, reader)
