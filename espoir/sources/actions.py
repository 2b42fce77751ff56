from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.cores import bibliography
from espoir.cores.bibliography import Record
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person
from espoir.research.models import Study
from espoir.sources import lists, queries, works
from espoir.sources.models import Grid, Import, Search, Source, Vote

WROTE = verb("sources.wrote", _lazy("changed the sources of a study"))
BROUGHT = verb("sources.brought", _lazy("brought a file of references into a study"))
SAID = verb("sources.said", _lazy("said whether a source is kept"))


class IllegalMove(Exception):
    """Things have moved on since the page was opened."""


@transaction.atomic
def write_grid(study: Study, *, by: Person, voters: int, by_title: bool, values: dict[str, Any]) -> Grid:
    """Its lists, periods, and how it screens. What was decided stays decided."""
    grid = queries.grid_of(study)
    grid.voters, grid.by_title = voters, by_title
    for name, value in values.items():
        setattr(grid, name, value)
    grid.save()
    record(WROTE, by=by, what=study)
    for each in queries.waiting(study):
        _settle_if_agreed(each.source, each.stage, grid)
    return grid


@transaction.atomic
def write_search(study: Study, *, by: Person, values: dict[str, Any], search: Search | None = None) -> Search:
    search = search or Search(organisation=study.organisation, study=study)
    for name, value in values.items():
        setattr(search, name, value)
    search.save()
    record(WROTE, by=by, what=study)
    return search


@transaction.atomic
def drop_search(search: Search, *, by: Person) -> None:
    """The search is forgotten; the works that came from it stay."""
    record(WROTE, by=by, what=search.study)
    search.delete()


# -- a file -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def take(study: Study, *, by: Person, name: str, content: bytes, search: Search | None = None) -> Import:
    """Read a file, to be looked at. Nothing of it is among the sources yet."""
    reading = bibliography.read(content, file=name)
    brought = Import(organisation=study.organisation, study=study, search=search)
    brought.read, brought.found = len(reading.records), reading.found
    brought.name = name
    brought.records = [works.as_kept(replace(one, file="")) for one in reading.records]
    brought.problems = [
        [each.line, each.fault.name, each.said[:200], each.other, each.lost] for each in reading.problems
    ]
    brought.save()
    record(BROUGHT, by=by, what=study)
    return brought


@transaction.atomic
def keep(brought: Import, *, by: Person) -> int:
    """All its works among the sources. Words that the study's lists do not know are added to them."""
    if brought.state != Import.State.WAITING:
        raise IllegalMove
    grid = queries.grid_of(brought.study)
    rows = [_new(brought, works.record(kept), grid) for kept in brought.records]
    Source.objects.bulk_create(rows)
    grid.save()
    brought.state, brought.records = Import.State.KEPT, []
    brought.save()
    record(BROUGHT, by=by, what=brought.study)
    return len(rows)


def _new(brought: Import, work: Record, grid: Grid) -> Source:
    source = Source(organisation=brought.organisation, study=brought.study, brought=brought, search=brought.search)
    source.kind, grid.kinds = lists.code_of(grid.kinds, work.kind)
    source.studied_in, grid.places = lists.code_of(grid.places, work.studied_in)
    source.sector, grid.sectors = lists.code_of(grid.sectors, work.sector)
    source.kept = works.as_kept(work)
    return source


@transaction.atomic
def throw_away(brought: Import, *, by: Person) -> None:
    if brought.state != Import.State.WAITING:
        raise IllegalMove
    record(BROUGHT, by=by, what=brought.study)
    brought.delete()


@transaction.atomic
def take_back(brought: Import, *, by: Person) -> int:
    """All that this file brought, out again, but for what someone has used since. Says how many stayed."""
    if brought.state != Import.State.KEPT:
        raise IllegalMove
    rows = list(queries.all_sources(brought.study).filter(brought=brought))
    used = {row.pk for row in rows if _is_used(row)}
    queries.all_sources(brought.study).filter(pk__in=[row.pk for row in rows if row.pk not in used]).delete()
    brought.state, brought.stayed = Import.State.TAKEN_BACK, len(used)
    brought.save()
    record(BROUGHT, by=by, what=brought.study)
    return len(used)


def _is_used(row: Source) -> bool:
    return row.touched or not queries.can_be_dropped(row)


# -- a work -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def write(
    study: Study, *, by: Person, work: Record, search: Search | None = None, source: Source | None = None
) -> Source:
    """One by one, by hand; or a correction. What a file said besides stays with the work."""
    if source is None:
        source = Source(organisation=study.organisation, study=study, search=search)
    source.kept, source.touched = works.as_kept(work), True
    source.save()
    record(WROTE, by=by, what=study)
    return source


@transaction.atomic
def sort(source: Source, *, by: Person, values: dict[str, str]) -> None:
    """Its kind, where the study was done, its sector, its publisher's country."""
    for name, value in values.items():
        setattr(source, name, value)
    source.touched = True
    source.save()
    record(WROTE, by=by, what=source.study)


@transaction.atomic
def cite(source: Source, *, by: Person, used: bool) -> None:
    """Used in the report, or no longer."""
    if source.same_as_id or (used and source.is_out):
        raise IllegalMove
    source.cited_on = clock.today() if used else None
    source.save(update_fields=["cited_on"])
    record(WROTE, by=by, what=source.study)


@transaction.atomic
def drop(source: Source, *, by: Person) -> None:
    """Written by mistake: out for good. Only while nobody has said anything of it."""
    if not queries.can_be_dropped(source):
        raise IllegalMove
    record(WROTE, by=by, what=source.study)
    source.delete()


@transaction.atomic
def merge(kept: Source, *, by: Person, others: Iterable[Source]) -> None:
    """The others are the same work: counted as doubles, and each can be parted again."""
    for other in others:
        if other.pk == kept.pk or other.study_id != kept.study_id or other.same_as_id or kept.same_as_id:
            raise IllegalMove
        other.doubles.update(same_as=kept)
        other.same_as = kept
        other.save(update_fields=["same_as"])
    record(WROTE, by=by, what=kept.study)


@transaction.atomic
def part(source: Source, *, by: Person) -> None:
    """Not the same work after all."""
    if not source.same_as_id:
        raise IllegalMove
    source.same_as = None
    source.save(update_fields=["same_as"])
    record(WROTE, by=by, what=source.study)


# -- screening --------------------------------------------------------------------------------------------------------


@transaction.atomic
def say(source: Source, *, by: Person, stage: str, yes: bool, reason: str = "") -> None:
    """One person's yes or no. Once all needed have said and agree, it is settled."""
    grid = queries.grid_of(source.study)
    if queries.stage_of(source, grid) != stage:
        raise IllegalMove
    mine = Vote.objects.of(source.organisation).filter(source=source, stage=stage, person=by)
    if mine.exists():
        raise IllegalMove
    vote = Vote(organisation=source.organisation, source=source, person=by, stage=stage, yes=yes)
    vote.reason = "" if yes else reason
    vote.save()
    _settle_if_agreed(source, stage, grid)
    record(SAID, by=by, what=source.study)


def _settle_if_agreed(source: Source, stage: str, grid: Grid) -> None:
    votes = list(Vote.objects.of(source.organisation).filter(source=source, stage=stage).order_by("at", "pk"))
    if len(votes) < queries.voters_needed(grid) or len({vote.yes for vote in votes}) > 1:
        return
    reasons = {vote.reason for vote in votes if not vote.yes}
    if stage == Vote.Stage.TEXT and len(reasons) > 1:
        return  # a reason is counted in the flow: two different ones are for the two to talk about
    _set(source, stage, yes=votes[0].yes, reason=votes[0].reason)


@transaction.atomic
def settle(source: Source, *, by: Person, stage: str, yes: bool, reason: str = "") -> None:
    """After talking: what those who disagreed decide together."""
    grid = queries.grid_of(source.study)
    said = Vote.objects.of(source.organisation).filter(source=source, stage=stage).count()
    if queries.stage_of(source, grid) != stage or said < queries.voters_needed(grid):
        raise IllegalMove
    _set(source, stage, yes=yes, reason=reason)
    record(SAID, by=by, what=source.study)


@transaction.atomic
def reopen(source: Source, *, by: Person) -> None:
    """Looked at once more, from its last stage; what was said of it there is forgotten."""
    if source.same_as_id or (source.title_yes is None and source.text_yes is None):
        raise IllegalMove
    stage = Vote.Stage.TEXT if source.text_yes is not None else Vote.Stage.TITLE
    Vote.objects.of(source.organisation).filter(source=source, stage=stage).delete()
    if stage == Vote.Stage.TEXT:
        source.text_yes = None
    else:
        source.title_yes = None
    source.cited_on, source.reason = None, ""
    source.save()
    record(SAID, by=by, what=source.study)


def _set(source: Source, stage: str, *, yes: bool, reason: str) -> None:
    if stage == Vote.Stage.TITLE:
        source.title_yes = yes
    else:
        source.text_yes = yes
    source.reason = "" if yes else reason
    source.save()
