"""The bench of research measures what it says: texts really sealed, passages really added and taken out."""

from __future__ import annotations

import contextlib
import csv
import io
import json

import pytest
from django.test import Client

from espoir.bench import command, places, research, research_ours, research_report, research_rows
from espoir.bench.browser import Answer
from espoir.bench.research_words import Size, passages, talks
from espoir.coding.models import Passage
from espoir.organisations.models import Organisation, Person
from espoir.transcripts.models import Document

SMALL = Size(documents=2, words=150, passages=8)


class InThisProcess:
    """A browser that needs no server."""

    def __init__(self, cookies):
        self.client = Client(headers={"accept-encoding": "gzip"})
        for name, value in cookies.items():
            self.client.cookies[name] = value

    def get(self, path, *, expect=200):
        return self._expected(self.client.get(path), expect)

    def post(self, path, body, *, kind, expect, **headers):
        return self._expected(self.client.post(path, body, content_type=kind, headers=headers), expect)

    def _expected(self, answer, expect):
        assert answer.status_code == expect
        return Answer(answer.status_code, {name.lower(): value for name, value in answer.items()}, answer.content)


@pytest.fixture
def ours(db):
    written = research_rows.write(SMALL)
    cookies = research_rows.signed_in(Person.objects.everywhere(because="there is one").get())
    return research_ours.Ours(InThisProcess(cookies), written, talks(SMALL))


def test_each_thing_is_done_as_often_as_it_is_said(ours, monkeypatch):
    monkeypatch.setattr(research, "WARM_UP", 1)
    monkeypatch.setattr(research, "EXPORTS", 1)
    monkeypatch.setattr(research, "OPENED", 2)
    found = research.measured({"ours": ours}, SMALL, times=3)["ours"]
    assert {name: each["times"] for name, each in found.items()} == {
        "add_passage_ms": 3, "csv_ms": 1, "project_ms": 1, "document_ms": 2, "code_ms": 2,
    }  # fmt: skip
    organisation = Organisation.objects.get()
    assert Passage.objects.of(organisation).count() == 8 + 1 + 3
    assert all("marché" not in str(bytes(row.box)) for row in Document.objects.of(organisation))
    assert research.ratios(found, found).keys() == found.keys()


def test_what_leaves_is_what_was_marked(ours):
    table = csv.DictReader(io.StringIO(ours.exported("csv").body.decode("utf-8-sig")))
    made = talks(SMALL)
    marked = [made[one.document].turns[one.turn][one.start : one.end] for one in passages(made, SMALL, more=0)]
    words = [row[list(row)[3]] for row in table]
    assert sorted(words) == sorted(marked)
    assert talks(SMALL) == made


def test_the_report_is_written_in_one_breath(monkeypatch):
    monkeypatch.setattr(research_report, "CHAPTERS", 1)
    monkeypatch.setattr(research_report, "ROUNDS", 1)
    answer = research_report.report(None)
    assert answer["pages"] >= 5
    assert answer["pdf_s"] > 0


def test_a_passage_by_the_form_is_kept_too(ours):
    ours.adding_by_form(passages(talks(SMALL), SMALL, more=1)[-1])()
    assert Passage.objects.of(Organisation.objects.get()).count() == 8 + 1


def test_the_answer_says_why_nobody_is_beside_us(ours, monkeypatch, capsys, tmp_path):
    """The command, with the processes of its own left out."""

    def nowhere(*_args, **_kwargs):
        raise OSError

    monkeypatch.setattr("venv.create", nowhere)
    monkeypatch.setattr(places, "child", lambda *_args: {"cookies": {}})
    monkeypatch.setattr(places, "served", lambda *_args, **_kwargs: contextlib.nullcontext(0))
    monkeypatch.setattr(research_ours, "Ours", lambda *_args: ours)
    for name in ("WARM_UP", "EXPORTS", "OPENED"):
        monkeypatch.setattr(research, name, 1)
    small = ["--documents", "2", "--words", "150", "--passages", "8", "--adds", "1"]
    assert command.run(["research", *small, "--taguette", str(tmp_path / "there"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["beside"]["taguette"] is None
    assert "installed" in answer["beside"]["why"]
    assert answer["ratio"] is None
    assert answer["add_by_form_ms"]["times"] == 1
