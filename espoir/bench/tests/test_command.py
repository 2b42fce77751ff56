"""The bench's own figures are only worth what its parts are worth: rows really sealed, pages really opened."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from espoir.bench import cluster, command, loading, places, plain, plain_rows
from espoir.bench.pages import cast_of, counted, measure, stops
from espoir.bench.waiting import together
from espoir.meetings.models import Meeting
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Role


@pytest.fixture
def loaded(db, monkeypatch):
    return load_a_little(monkeypatch)


def load_a_little(monkeypatch):
    monkeypatch.setattr(loading, "PEERS", 10)
    monkeypatch.setattr(loading, "MEETINGS", 60)
    monkeypatch.setattr(loading, "LINES", 20)
    loading.load(2)
    return Organisation.objects.get(slug="o0")


def test_rows_are_sealed_under_the_person_they_are_about(loaded):
    meetings = Meeting.objects.of(loaded)
    assert meetings.count() == 60
    for raw in meetings.values_list("box", flat=True):
        assert b"bench" not in bytes(raw)
    assert {meeting.note for meeting in meetings} == {loading.WORDS}
    assert all(str(meeting.peer).startswith("Person") for meeting in meetings.select_related("peer"))


def test_every_role_has_its_home_and_every_page_opens(loaded):
    found = list(stops(loaded))
    homes = {stop.name for stop in found if stop.name.startswith("home")}
    assert homes == {f"home, {role.value}" for role in [Role.PEER, Role.SUPPORTER, *loading.STAFF]}
    assert len({(stop.path, stop.who.pk) for stop in found}) == len(found)
    for stop in found:
        answer = measure(stop, times=2)
        assert (stop.name, answer.status) == (stop.name, 200)
        assert answer.p50_ms > 0
        assert answer.bytes < answer.bytes_first_visit + 1
        assert answer.queries >= 3


def test_the_page_beside_does_as_many_queries_and_sends_as_many_bytes(transactional_db, monkeypatch):
    account = cast_of(load_a_little(monkeypatch))["coordinator"].account
    assert account
    with plain_rows.table():
        answer = plain.measure(account, queries=12, size=6_000, times=2)
    assert (answer.status, answer.queries) == (200, 12)
    assert answer.html == pytest.approx(6_000, rel=0.1)
    assert Client().get("/plain/12/6000/").status_code == 404  # nowhere but in the measure


def test_statements_are_counted(loaded):
    with counted() as said:
        assert Person.objects.of(loaded).count() == 10 + 2 + len(loading.STAFF)
    assert len(said) == 1


def test_waits_are_put_together():
    parts = [{"waits": [1.0, 2.0], "errors": 0}, {"waits": [300.0], "errors": 1}]
    assert together(parts) == {
        "writers": 2, "written": 3, "errors": 1, "p50_ms": 2.0, "p95_ms": 2.0, "worst_wait_ms": 300.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["research", "--documents", "0"],
        ["nothing"],
        [],
        ["pages", "--scale", "x"],
        ["pairing", "--peers", "0"],
        ["pairing", "--seed", "x"],
    ],
)
def test_what_cannot_be_measured_gets_a_sentence(arguments, capsys):
    assert command.run([*arguments, "--json"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()


def test_a_machine_without_postgresql_is_told_so(monkeypatch, capsys):
    def nowhere():
        raise cluster.NoPostgres

    page = {"p95_ms": 1.0, "beside": {"throughput_ratio": 0.7}}
    answers: dict[str, Any] = {"prepare": {"peers": 1}, "one": {"home": page}, "prepare_plain": {}}
    monkeypatch.setattr(cluster, "programs", nowhere)
    monkeypatch.setattr(places, "child", lambda name, *rest: answers.get(name, {"waits": [1.0], "errors": 0}))
    assert command.run(["pages", "--json"]) == 0
    said = capsys.readouterr()
    answer = json.loads(said.out)
    assert "not on this machine" in answer["postgresql_many_organizations"]["skipped"]
    assert answer["sqlite_one_organization"]["writers"]["writers"] == 8
    assert "PostgreSQL is not on this machine" in said.err


def test_the_children_do_not_inherit_where_our_data_is(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://ours")
    monkeypatch.setenv("ESPOIR_DATA", "/ours")
    with places.empty({}) as place:
        assert "DATABASE_URL" not in place
        assert place["ESPOIR_DATA"] != "/ours"
