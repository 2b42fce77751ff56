"""Rules that hold in every room, checked over the whole house rather than remembered."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django import forms
from django.db import models

from espoir.organisations.owned import WhoseRows
from espoir.organisations.roles import Permission
from espoir.vault.boxes import SealedBox
from tests.house import INSIDE, OUR_MODELS, OWNED, ROUTES, address, nouns, objects

HOUSE = Path(__file__).resolve().parent.parent / "espoir"
GATES = {"public", "signed in", "the person herself", "whoever takes part", *Permission}


# Rule 1. Deny by default.


@pytest.mark.parametrize("route", ROUTES)
def test_every_view_has_a_gate(route):
    gate = getattr(ROUTES[route].callback, "gate", None)
    assert gate in GATES, f"{route}: add @public, @signed_in, @the_person_herself or @members_who_may(…)"


@pytest.mark.parametrize("route", INSIDE)
def test_whatever_belongs_to_an_organisation_is_behind_its_door(route):
    assert ROUTES[route].callback.gate not in {"public", "signed in"}


# NET-1
def test_the_neighbour_is_told_nothing(cast, knock):
    """At their door, and with their key in mine: 404, the same whether the thing exists or not."""
    things = objects(cast)
    surprises = []
    for neighbour in (cast.harper, cast.juniper, cast.wren, cast.robin, cast.lee):
        client = knock(neighbour)
        for route in INSIDE:
            for org in ("sentier", "northgate"):
                if org == "northgate" and not nouns(route):
                    continue  # their own page
                path = address(route, org, things)
                for answer in (client.get(path), client.post(path)):
                    if answer.status_code not in {404, 405}:
                        surprises.append(f"{neighbour} {path} {answer.status_code}")
    assert not surprises


def test_a_role_that_may_not_is_answered_as_if_nothing_were_there(cast, knock):
    things = objects(cast)
    surprises = []
    for name in ("mesange", "alize", "dominique", "kim", "camille", "sacha", "andree", "jo"):
        someone = getattr(cast, name)
        client = knock(someone)
        for route in INSIDE:
            gate = ROUTES[route].callback.gate
            if gate in set(Permission) and not someone.may(gate):
                path = address(route, "sentier", things)
                for answer in (client.get(path), client.post(path)):
                    if answer.status_code not in {404, 405}:
                        surprises.append(f"{name} {path} {answer.status_code}")
    assert not surprises


# NET-1
@pytest.mark.parametrize("model", OWNED)
def test_a_query_must_say_whose_rows_it_wants(model, cast):
    rows = model.objects.filter(pk="1")

    for ask in (list, rows.__class__.get, rows.__class__.count, rows.__class__.exists, rows.__class__.delete):
        with pytest.raises(WhoseRows):
            ask(rows.all())
    with pytest.raises(WhoseRows):
        rows.update(organisation=cast.kim.organisation)

    assert not rows.of(cast.kim.organisation).filter(pk="0")


# Rule 2. No story, no perpetrator; plain columns are an allow-list.

PLAIN_TYPES = (
    models.ForeignKey,
    models.OneToOneField,
    models.DateField,
    models.DateTimeField,
    models.TimeField,
    models.BooleanField,
    models.IntegerField,
    SealedBox,
)
PLAIN_WORDS = {line for line in (Path(__file__).parent / "plain_columns.txt").read_text().split() if line}
ASKS_FOR_A_STORY = re.compile(r"story|histoire|perpetrat|trafficker|abuser|diagnos|birth|nationalit|immigra|legal_name")


@pytest.mark.parametrize("model", OUR_MODELS)
def test_what_is_not_sealed_is_on_the_allow_list(model):
    for field in model._meta.local_concrete_fields:
        name = f"{model._meta.label_lower}.{field.name}"
        choices_only = bool(field.choices) and isinstance(field, models.CharField)
        if (
            field.primary_key
            or choices_only
            or (isinstance(field, PLAIN_TYPES) and not isinstance(field, models.TextField))
        ):
            continue
        assert name in PLAIN_WORDS, f"{name}: seal it, or add it to tests/plain_columns.txt with a reason in the commit"


@pytest.mark.parametrize("model", OUR_MODELS)
def test_no_table_asks_for_a_story(model):
    assert not [field.name for field in model._meta.get_fields() if ASKS_FOR_A_STORY.search(field.name)]


# Fields with room for a story that cannot be left empty: what a person came to that very page to write, or what the
# organisation answers. Nothing about what happened to anyone.
WORDS_ASKED_FOR = {
    "meetings.GoalForm.words",
    "meetings.StepForm.words",
    "pay.AnswerForm.words",
    "practice.AnswerForm.words",
    "readiness.AnswerForm.words",
    "records.AskForm.words",
    "records.AnswerForm.words",
    "safety.NewsForm.words",
    "safety.EndForm.words",
    "safety.SheetForm.after_fr",
    "safety.SheetForm.after_en",
    "safety.SheetForm.steps_fr",
    "safety.SheetForm.steps_en",
    "growth.AnswerForm.words",
    "transcripts.AddTurnForm.text",
    "transcripts.CorrectionForm.words",
    "transcripts.NotesForm.text",
    "voice.AnswerForm.words",
    "voice.IdeaAnswerForm.words",
    "voice.LaterForm.words",
    "voice.RateForm.how",
    "voice.StruckForm.words",
    "supervision.SharedTopicForm.words",
    "supervision.TopicForm.words",
    "supervision.PassOnForm.words",
    "supervision.AnswerForm.words",
}


# SAFE-4
def test_no_form_needs_a_story():
    required = {
        f"{path.parent.name}.{name}.{field_name}"
        for path in HOUSE.glob("*/*forms.py")
        for name, form in vars(import_module(f"espoir.{path.parent.name}.{path.stem}")).items()
        if isinstance(form, type) and issubclass(form, forms.BaseForm)
        for field_name, field in getattr(form, "base_fields", {}).items()
        if field.required and isinstance(field, forms.CharField) and not field.widget.is_hidden
        if (field.max_length or 1000) > 100 and not isinstance(field.widget, forms.PasswordInput)
    }
    assert required == WORDS_ASKED_FOR


@pytest.mark.parametrize("model", OWNED)
def test_every_table_knows_whom_it_is_about(model):
    """So that « my information », erasure and the clocks cannot forget it."""
    fields = {field.name for field in model._meta.get_fields()} | {"pk"}
    assert set(model.ABOUT) <= fields
    assert model.AFTER_ERASURE in {"stays", "goes"}
    assert not model.ABOUT or "in_plain_words" in vars(model), f"{model.__name__} does not say itself in plain words"


# Rule 7. Neutral paths.


@pytest.mark.parametrize("route", ROUTES)
def test_an_address_says_nothing(route):
    plain = re.sub(r"<\w+:\w+>", "", route)
    assert all(
        len(part) <= 2 or re.fullmatch(r"[a-z]\.(css|js|svg|png|pdf|ics|zip)|document\.\w+", part)
        for part in plain.split("/")
    ), route


# The tables: here they are laid as they are written, everywhere else by the migrations.


def test_the_migrations_lay_every_table_as_it_is_written(tmp_path):
    command = [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        command, cwd=HOUSE.parent, env={**environment, "ESPOIR_DATA": str(tmp_path)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_migration_does_more_than_lay_tables():
    """What one would write besides (rows, triggers) would be missing in the tests."""
    for path in HOUSE.glob("*/migrations/*.py"):
        assert not re.search(r"\bRun(Python|SQL)\b", path.read_text(encoding="utf-8")), path


# The clock and the words of the house.


def sources():
    return [
        path
        for path in HOUSE.rglob("*.py")
        if not {"migrations", "tests"} & set(path.relative_to(HOUSE).parts) and path.name != "clock.py"
    ]


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(HOUSE)))
def test_there_is_one_clock(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"timezone\.now\(|datetime\.now\(|date\.today\(|auto_now", text), "use espoir.clock"


def test_every_excuse_to_look_everywhere_says_why():
    for path in sources():
        for excuse in re.findall(r"everywhere\((.*?)\)", path.read_text(encoding="utf-8")):
            assert "because=" in excuse or "self" in excuse, path
