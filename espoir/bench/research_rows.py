"""Interviews, codes and marked passages of one study, written in bulk: each text sealed under its participant’s key."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta
from itertools import accumulate
from typing import Any, cast

from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from espoir import clock
from espoir.bench.loading import UNUSABLE, WEEKS
from espoir.bench.research_words import Size, Talk, code_name, passages, talks
from espoir.coding.models import Code, Coding, Passage
from espoir.consultations.models import Participant
from espoir.organisations.ids import new_id
from espoir.organisations.models import Account, Hat, Organisation, Person
from espoir.organisations.roles import Role
from espoir.research.models import Audience, Seat, Study
from espoir.transcripts.models import Document, Row
from espoir.vault import keys

SLUG = "o0"
BETWEEN = "\n"  # what a text holds between two turns
VOICES = [{"label": "Équipe", "who": Document.Who.TEAM}, {"label": "P", "who": Document.Who.HER}]


def prepare_research(wanted: Namespace) -> dict[str, Any]:
    """Tables, the study, and what a browser of someone on its team needs."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    written = write(Size(wanted.documents, wanted.words, passages=wanted.passages))
    return {**written, "cookies": signed_in(Person.objects.everywhere(because="there is one").get())}


def signed_in(person: Person) -> dict[str, str]:
    """The cookies of someone who has come in."""
    client = Client()
    client.force_login(cast(Account, person.account))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr-ca"
    return {name: morsel.value for name, morsel in client.cookies.items()}


@transaction.atomic
def write(size: Size) -> dict[str, Any]:
    """One study with everything in it; the ids that its addresses hold."""
    with keys.held():
        researcher = _researcher()
        study = _study(researcher)
        made = talks(size)
        documents = _documents(study, made, size)
        codes = _codes(study, size)
        _passages(researcher, made, documents, codes, size)
        return {"study": study.pk, "documents": [row.pk for row in documents], "codes": [row.pk for row in codes]}


def _researcher() -> Person:
    organisation = Organisation.objects.create(
        slug=SLUG, name="Organisation 0", languages=["fr", "en"], since=clock.today() - timedelta(weeks=WEEKS)
    )
    pk = new_id()
    keys.mint(organisation.pk, pk)
    keys.mint(keys.HOUSE, pk)
    Account.objects.create(pk=pk, login="r.o0", password=UNUSABLE)
    person = Person(pk=pk, organisation=organisation, account_id=pk, since=organisation.since)
    person.chosen_name, person.language = "Recherche", "fr-ca"
    person.save()
    Hat.objects.create(organisation=organisation, person=person, role=Role.RESEARCHER)
    return person


def _study(researcher: Person) -> Study:
    organisation = researcher.organisation
    study = Study(organisation=organisation, state=Study.State.OPEN)
    study.title = dict.fromkeys(("fr-ca", "en-ca"), "Étude")
    study.save()
    Seat.objects.create(organisation=organisation, study=study, person=researcher)
    return study


def _participants(study: Study, size: Size) -> list[Participant]:
    organisation = study.organisation
    audience = Audience(organisation=organisation, study=study)
    audience.name = dict.fromkeys(("fr-ca", "en-ca"), "Personne qui participe")
    audience.save()
    ids = [new_id() for _each in range(size.documents)]
    keys.mint(organisation.pk, *ids)
    return Participant.objects.bulk_create(
        Participant(pk=pk, organisation=organisation, study=study, audience=audience, number=number, code=pk)
        for number, pk in enumerate(ids, start=1)
    )


def _documents(study: Study, made: list[Talk], size: Size) -> list[Document]:
    rows = []
    for participant, talk in zip(_participants(study, size), made, strict=True):
        row = Document(organisation=study.organisation, participant=participant, kind=Document.Kind.INTERVIEW)
        row.state, row.ready_on = Document.State.READY, clock.today()
        row.text, row.rows, row.voices = talk.text(BETWEEN), _turns(talk), VOICES
        rows.append(row)
    return Document.objects.bulk_create(rows)


def _turns(talk: Talk) -> list[Row]:
    """Who speaks, at which second, from where to where in the text, and which turn of the file it was."""
    starts = accumulate((length + len(BETWEEN) for length in talk.lengths), initial=0)
    places = zip(starts, talk.lengths, strict=False)
    return [(n % 2, 30.0 * n, start, start + length, n) for n, (start, length) in enumerate(places)]


def _codes(study: Study, size: Size) -> list[Code]:
    rows = [Code(organisation=study.organisation, study=study, order=number) for number in range(size.codes)]
    for number, row in enumerate(rows):
        row.name = code_name(number)
    return Code.objects.bulk_create(rows)


def _passages(by: Person, made: list[Talk], documents: list[Document], codes: list[Code], size: Size) -> None:
    rows, place = [], by.organisation
    wanted = passages(made, size, more=0)
    for one in wanted:
        start, end = one.within(made[one.document], BETWEEN)
        rows.append(Passage(organisation=place, document=documents[one.document], start=start, end=end, by=by))
    Passage.objects.bulk_create(rows)
    Coding.objects.bulk_create(
        Coding(organisation=place, passage=row, code=codes[one.code], by=by)
        for row, one in zip(rows, wanted, strict=True)
    )
