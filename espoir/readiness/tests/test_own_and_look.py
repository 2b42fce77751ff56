"""Her own thoughts, which nobody reviews; and the organisation, which looks at itself as carefully."""

from __future__ import annotations

import re

from django.urls import reverse

from espoir.logbook.models import Entry
from espoir.notices.models import Notice
from espoir.organisations.promises import open_promises, owned_by
from espoir.people import actions as people
from espoir.readiness import queries
from espoir.readiness.models import Reflection
from espoir.readiness.tests.objects import in_days


def at(name, *args):
    return reverse(f"readiness:{name}", args=["sentier", *args])


def words_of(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


# PEER-4
def test_her_own_thoughts_are_private_changeable_and_nothing_follows(cast, knock):
    door = knock(cast.mesange)
    assert door.get(at("thoughts")).url == reverse("people:arrive", args=["sentier"])  # the limits come first
    people.see_limits(by=cast.mesange)
    assert at("thoughts") in door.get(reverse("people:mine", args=["sentier"])).content.decode()
    before = list(open_promises(cast.kim.organisation))

    door.post(at("thoughts"), {"leaning": "later", "would_not": "zq-thought"})

    page = door.get(at("thoughts")).content.decode()
    assert "zq-thought" in page
    assert re.search(r'value="later"[^>]*checked', page)
    assert list(open_promises(cast.kim.organisation)) == before
    assert not Notice.objects.of(cast.kim.organisation).exists()
    assert not Entry.objects.of(cast.kim.organisation).filter(verb__contains="readiness").exists()
    row = Reflection.objects.of(cast.kim.organisation).get()
    assert b"zq-thought" not in bytes(row.box)
    for someone in (cast.kim, cast.camille, cast.alize, cast.dominique, cast.sacha):
        assert knock(someone).get(at("thoughts")).status_code == 404

    door = knock(cast.mesange)
    door.post(at("thoughts"), {"leaning": "now", "would_not": ""})
    assert queries.reflection_of(cast.mesange).answers == {}
    assert door.get(at("thoughts_out")).status_code == 200
    door.post(at("thoughts_out"))
    assert not Reflection.objects.of(cast.kim.organisation).exists()


# ORG-1
def test_the_organisation_looks_at_itself_in_words_and_owes_what_is_missing(cast, knock):
    door = knock(cast.camille)
    door.post(at("looks"))
    door.post(at("looks"))  # asking twice is asking once
    look = queries.open_look(cast.kim.organisation)
    assert queries.looks(cast.kim.organisation).count() == 1
    door.post(at("look", look.pk), {"pay": "Rien d’écrit"})
    step = {"words": "Dire la paie", "owner": cast.kim.pk, "due": in_days(30)}
    assert door.post(at("owe", look.pk), {**step, "due": in_days(-2)}).status_code == 422
    door.post(at("owe", look.pk), step)
    kept = {"stand": "with", "words": "On commence", "owner": cast.camille.pk, "look_again_on": in_days(180)}
    door.post(at("conclude", look.pk), kept)

    page = words_of(door.get(at("look", look.pk)))
    assert "Nous pouvons commencer, avec ce que nous devons" in page
    assert "Rien d’écrit" in page
    assert "%" not in page
    assert [(one.words, one.due) for one in owned_by(cast.kim)] == [("Dire la paie", in_days(30))]
    assert [(one.words, one.due) for one in owned_by(cast.camille)] == [
        ("Regarder de nouveau où nous en sommes", in_days(180))
    ]
    assert door.get(at("conclude", look.pk)).status_code == 404

    duty = queries.steps(cast.kim.organisation).get()
    knock(cast.kim).post(at("step", duty.pk), {"owner": cast.jo.pk, "due": in_days(40)})
    assert "Dire la paie" in words_of(knock(cast.jo).get("/sentier/"))
    knock(cast.jo).post(at("step_done", duty.pk))
    assert knock(cast.jo).post(at("step_let_go", duty.pk)).status_code == 404
    assert owned_by(cast.jo) == []
    for someone in (cast.alize, cast.mesange, cast.sacha):
        assert knock(someone).get(at("look", look.pk)).status_code == 404
        assert knock(someone).get(at("step", duty.pk)).status_code == 404

    knock(cast.camille).post(at("looks"))  # looking again: the words of the last time are there to be changed
    again = queries.open_look(cast.kim.organisation)
    assert again.notes == {"pay": "Rien d’écrit"}
    assert owned_by(cast.camille) == []
