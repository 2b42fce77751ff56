"""Two people on one device, two tabs at once, a page that has grown old, a colleague in a hurry."""

import re

from django.test import Client

from espoir.accounts.models import Session
from espoir.consultations import gate, queries, withdrawing
from espoir.consultations.gate import HERS
from espoir.consultations.models import Consent, Participant
from espoir.consultations.tests.scenes import HOME, her_door, open_study, queries_needed, says_yes, takes_part
from espoir.organisations.inside import inside
from espoir.research import editions
from espoir.research.models import Edition
from espoir.transcripts.models import Document
from espoir.transcripts.tests.objects import brought

EDITIONS = re.compile(r'name="editions" value="([^"]+)"')


def ticks_of(door: Client, her: Participant, *apart: str) -> dict[str, str]:
    """Her consent page, read now and filled in: all that is needed, and these yeses of their own."""
    page = door.get("/z/p/a/?again").content.decode()
    statements = queries.newest(her.audience, Edition.Kind.CONSENT, "fr-ca")
    assert statements
    codes = [*(part["code"] for part in queries_needed(statements)), *apart]
    return {f"s_{code}": "on" for code in codes} | {
        "name": "Avril", "copy": "none", "editions": EDITIONS.findall(page)[0],
    }  # fmt: skip


def test_whoever_signs_in_after_her_on_the_same_device_does_not_find_her_page(cast):
    _her, words = takes_part(open_study(cast))
    door = her_door(words)
    hers = door.session.session_key
    assert door.get(HOME).status_code == 200
    door.post("/x/e/", {"login": cast.alize.account.login, "password": "quatre mots qui vont bien"})
    assert "_auth_user_id" in door.session
    assert HERS not in door.session
    assert not Session.objects.filter(session_key=hers).exists()
    assert door.get(HOME).status_code == 302  # to the page that asks for a code
    door = her_door(words)
    assert "_auth_user_id" not in door.session  # nor the other way


def test_what_she_presses_in_one_tab_does_not_bring_her_back_after_she_left_in_the_other(cast, monkeypatch):
    her, words = takes_part(open_study(cast), way="")
    door = her_door(words)

    def she_leaves_first(*args, **kwargs):
        withdrawing.withdraw(Participant.objects.of(her.organisation).get(pk=her.pk))
        return inside(*args, **kwargs)

    monkeypatch.setattr(gate, "inside", she_leaves_first)
    assert door.post("/z/p/m/", {"way": "written"}).status_code == 404
    assert not Participant.objects.of(her.organisation).exists()


def test_she_says_yes_to_what_she_read_and_to_nothing_published_since(cast):
    study = open_study(cast)
    her, words = takes_part(study)
    door = her_door(words)
    said = ticks_of(door, her)
    before = Edition.objects.of(study.organisation).filter(audience=her.audience, kind="consent")
    parts = {row.language: [{**one, "text": f"{one['text']} Autrement."} for one in row.parts] for row in before}
    editions.write(her.audience, Edition.Kind.CONSENT, by=cast.maxime, parts=parts)
    editions.publish(her.audience, Edition.Kind.CONSENT, by=cast.maxime)
    assert door.post("/z/p/a/", said)["Location"] == "/z/p/a/?again"
    assert not Consent.objects.of(study.organisation).exists()
    door.post("/z/p/a/", ticks_of(door, her))
    assert Consent.objects.of(study.organisation).get().statements.number == 2


def test_a_transcript_does_not_outlive_her_yes_to_it_when_she_says_her_yes_again(cast):
    her, words = takes_part(open_study(cast), way="interview")
    says_yes(her, apart=("transcription", "quotations"))
    brought(her, by=cast.maxime)
    door = her_door(words)
    page = door.post("/z/p/a/", ticks_of(door, her, "transcription", "quotations"))
    assert page.status_code == 302
    assert Document.objects.of(her.organisation).exists()  # all of it said again: nothing goes
    said = door.post("/z/p/a/", ticks_of(door, her, "quotations")).content.decode()
    assert '<p class="words">' in said  # a receipt
    assert not Document.objects.of(her.organisation).exists()
    given = queries.consent_of(her)
    assert given
    assert (given.transcription, given.quotations) == (False, True)


def test_nobody_of_the_team_enters_another_yes_over_hers(cast, knock):
    her, _words = takes_part(open_study(cast))
    given = says_yes(her, apart=())
    statements = queries.newest(her.audience, Edition.Kind.CONSENT, "fr-ca")
    assert statements
    said = {f"s_{part['code']}": "on" for part in statements.parts} | {
        "name": "Avril", "copy": "none", "read": "herself", "how": "paper", "signed_on": "2026-11-01", "witness": "",
    }  # fmt: skip
    knock(cast.maxime).post(f"/sentier/zc/p/{her.pk}/a/", said)
    assert queries.consent_of(her) == given
    assert not given.quotations
