from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from espoir.cores import bibliography
from espoir.cores.bibliography import Flow, Group, Reference, Style
from espoir.organisations.models import Person
from espoir.organisations.owned import OwnedQuerySet
from espoir.research import queries as research
from espoir.research.models import Study
from espoir.sources import lists
from espoir.sources.models import Grid, Import, Search, Source, Vote, Word, called

Stage = Vote.Stage
DATABASES = (Search.Way.DATABASE, Search.Way.REGISTER)
OTHER_WAYS = (Search.Way.WEBSITE, Search.Way.ORGANISATION, Search.Way.CITATION)


def grid_of(study: Study) -> Grid:
    """Its own lists, or those every study begins with (not saved)."""
    return Grid.objects.of(study.organisation).filter(study=study).first() or lists.begun(study)


def all_sources(study: Study) -> OwnedQuerySet[Source]:
    return Source.objects.of(study.organisation).filter(study=study)


def sources_of(person: Person) -> OwnedQuerySet[Source]:
    """The sources of her studies."""
    rows = Source.objects.of(person.organisation).filter(study__in=research.studies_of(person))
    return rows.select_related("study", "organisation", "search", "brought", "same_as")


def searches_of(person: Person) -> OwnedQuerySet[Search]:
    rows = Search.objects.of(person.organisation).filter(study__in=research.studies_of(person))
    return rows.select_related("study", "organisation")


def imports_of(person: Person) -> OwnedQuerySet[Import]:
    rows = Import.objects.of(person.organisation).filter(study__in=research.studies_of(person))
    return rows.select_related("study", "organisation", "search")


def shown(study: Study) -> list[Source]:
    """Every work once, by its authors."""
    rows = list(all_sources(study).filter(same_as=None))
    return sorted(rows, key=lambda row: (bibliography.bare(row.short), row.pk))


def can_be_dropped(row: Source) -> bool:
    """Nobody has said anything of it, and it is neither used nor put together with another."""
    decided = row.title_yes is not None or row.text_yes is not None or row.cited_on is not None
    return not (decided or row.same_as_id or row.votes.exists() or row.doubles.exists())


# -- screening --------------------------------------------------------------------------------------------------------


def voters_needed(grid: Grid) -> int:
    """Two, unless the study says one or one person is its whole team."""
    return max(1, min(grid.voters, len(research.team_of(grid.study))))


def stage_of(source: Source, grid: Grid) -> Stage | None:
    """Where this source waits for a yes or a no; None when nothing is asked any more: it is out, or read, or used."""
    if source.same_as_id or source.is_out or source.is_read:
        return None
    if grid.by_title and source.title_yes is None:
        return Stage.TITLE
    return Stage.TEXT


@dataclass(frozen=True)
class Waiting:
    """One source at its stage, with what was said so far."""

    source: Source
    stage: Stage
    votes: list[Vote]

    def said_by(self, person: Person) -> bool:
        return any(vote.person_id == person.pk for vote in self.votes)


def waiting(study: Study) -> list[Waiting]:
    """All that is not decided, in the order in which it came."""
    grid = grid_of(study)
    rows = all_sources(study).filter(same_as=None, text_yes=None, cited_on=None).exclude(title_yes=False)
    found: dict[str, list[Vote]] = {}
    for vote in Vote.objects.of(study.organisation).filter(source__in=rows).select_related("person"):
        found.setdefault(vote.source_id + vote.stage, []).append(vote)
    staged = ((row, stage_of(row, grid)) for row in rows.order_by("added_on", "pk"))
    return [Waiting(row, stage, found.get(row.pk + stage, [])) for row, stage in staged if stage]


def to_say(study: Study, person: Person) -> list[Waiting]:
    """What she has still to look at: she has not said, and not enough others have."""
    needed = voters_needed(grid_of(study))
    return [each for each in waiting(study) if len(each.votes) < needed and not each.said_by(person)]


def conflicts(study: Study) -> list[Waiting]:
    """Everyone needed has said, and they do not agree."""
    needed = voters_needed(grid_of(study))
    return [each for each in waiting(study) if len(each.votes) >= needed]


def votes_shown(source: Source, grid: Grid) -> list[Vote]:
    """What was said, once it can no longer sway anyone."""
    needed = voters_needed(grid)
    rows = list(Vote.objects.of(source.organisation).filter(source=source).select_related("person").order_by("at"))
    return [vote for vote in rows if sum(other.stage == vote.stage for other in rows) >= needed]


def doubles(study: Study) -> list[tuple[Group, list[Source]]]:
    """Works that may be the same, for someone to look at."""
    rows = list(all_sources(study).filter(same_as=None).order_by("added_on", "pk"))
    groups = bibliography.duplicates([row.work for row in rows])
    return [(group, [rows[place] for place in group.members]) for group in groups]


# -- for the report ---------------------------------------------------------------------------------------------------


def cited(study: Study) -> list[Source]:
    """The works used in the report, by their authors."""
    return [row for row in shown(study) if row.cited_on and not row.is_out]


@dataclass(frozen=True)
class Table:
    """A title, what it counts by, and lines that add up to `total`. The last line may be the works that do not say."""

    code: str
    title: str
    rows: list[tuple[str, int]]
    total: int
    note: str = ""


def breakdown(study: Study) -> list[Table]:
    """The cited works by period, kind, place of the study, sector. Raises `NotASum` rather than show a wrong table."""
    rows, grid = cited(study), grid_of(study)
    periods = [(first, last) for first, last in grid.periods]
    by_period = bibliography.by_period((row.work.year for row in rows), periods)
    place = _("The country where the study was done, or where its authors work. Not the publisher’s.")
    return [
        _table("y", _("By year"), by_period, len(rows), unsaid=_("another year, or none")),
        _table("k", _("By kind"), _by_word(grid.kinds, (row.kind for row in rows)), len(rows)),
        _table("p", _("By place"), _by_word(grid.places, (row.studied_in for row in rows)), len(rows), note=place),
        _table("s", _("By sector"), _by_word(grid.sectors, (row.sector for row in rows)), len(rows)),
    ]


def _by_word(words: list[Word], codes: Iterable[str]) -> dict[str, int]:
    labels = {word["code"]: called(words, word["code"]) for word in words}
    counted = bibliography.tally((labels.get(code, "") for code in codes), list(labels.values()))
    return {label: count for label, count in counted.items() if count}


def _table(code: str, title: str, counted: dict[str, int], total: int, *, note: str = "", unsaid: str = "") -> Table:
    bibliography.checked(counted, total)
    return Table(
        code, title, [(label or unsaid or _("not said"), count) for label, count in counted.items()], total, note
    )


def reference_list(study: Study, style: str, language: str) -> list[tuple[Source, Reference]]:
    """The cited works as the style writes them; `language` is `fr` or `en`."""
    rows = cited(study)
    made = bibliography.reference_list([row.work for row in rows], Style(style), language)
    return [(rows[reference.place], reference) for reference in made]


@dataclass
class _Stream:
    """Works that came the same way, and what became of them."""

    came: int = 0
    doubles: int = 0
    looked_at: int = 0
    out_by_title: int = 0
    read: int = 0
    reasons: dict[str, int] = field(default_factory=dict)

    def add(self, row: Source, why: str) -> None:
        self.came += 1
        if row.same_as_id:
            self.doubles += 1
            return
        self.looked_at += row.title_yes is not None or row.is_read
        self.out_by_title += row.title_yes is False
        if row.title_yes is not False and row.is_read:
            self.read += 1
            if why:
                self.reasons[why] = self.reasons.get(why, 0) + 1


def flow(study: Study) -> Flow:
    """The flow of PRISMA 2020, from the registry. While something waits, its boxes count what is decided."""
    grid, rows = grid_of(study), list(all_sources(study).select_related("search"))
    used = any(row.cited_on for row in rows)
    streams = {True: _Stream(), False: _Stream()}
    for row in rows:
        streams[_is_of_databases(row)].add(row, _why(row, grid, used=used))
    ours, others = streams[True], streams[False]
    beyond = _beyond(study, rows)
    websites, bodies, citations = (_came_by(rows, way) for way in OTHER_WAYS)
    included = sum(stream.read - sum(stream.reasons.values()) for stream in streams.values())
    return Flow(
        database_results=(ours.came + sum(beyond.values())) or None,
        duplicates=ours.doubles or None,
        excluded_other=sum(beyond.values()) or None,
        records_screened=ours.looked_at if grid.by_title and ours.came else None,
        records_excluded=ours.out_by_title if grid.by_title and ours.came else None,
        dbr_assessed=ours.read if ours.came else None,
        dbr_excluded=tuple(ours.reasons.items()),
        website_results=websites,
        organisation_results=bodies,
        citations_results=citations,
        other_assessed=others.read if others.came else None,
        other_excluded=tuple(others.reasons.items()),
        new_studies=included if rows else None,
    )


def _is_of_databases(row: Source) -> bool:
    return row.search is None or row.search.way in DATABASES


def _why(row: Source, grid: Grid, *, used: bool) -> str:
    if row.text_yes is False:
        return called(grid.reasons, row.reason) or _("Reason not said")
    return _("Read, and not used in the report") if row.text_yes and used and not row.cited_on else ""


def _beyond(study: Study, rows: list[Source]) -> dict[str, int]:
    """What a search found and nobody brought in: it left before anything was looked at."""
    brought: dict[str, int] = {}
    for row in rows:
        brought[row.search_id or ""] = brought.get(row.search_id or "", 0) + 1
    searches = Search.objects.of(study.organisation).filter(study=study, way__in=DATABASES)
    return {each.pk: max(0, (each.found or 0) - brought.get(each.pk, 0)) for each in searches}


def _came_by(rows: list[Source], way: str) -> int | None:
    """PRISMA has no box for doubles, nor for titles, on this side: they are not counted there."""
    kept = (row for row in rows if not row.same_as_id and row.title_yes is not False)
    return sum(row.search is not None and row.search.way == way for row in kept) or None
