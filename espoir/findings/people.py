"""Who took part and who is missing: live numbers, small ones kept back, and a chart with its table."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from espoir.consultations.models import Participant
from espoir.cores import disclosure, profiles
from espoir.cores.figures import Bar, bars
from espoir.findings import queries
from espoir.findings.rules import BELOW
from espoir.i18n import say
from espoir.research.models import Study, Trait, in_this_language
from espoir.vault import keys


@dataclass(frozen=True)
class Shown:
    """One table: lines that may be shown (None: kept private), or the reason why there is none."""

    code: str  # as in {chart 1}
    title: str
    lines: tuple[tuple[str, int | None], ...]
    several: bool
    few: tuple[str, ...]  # answers that nobody, or only a few people, gave
    refused: bool

    @property
    def spoken(self) -> str:
        """The table as one sentence, for whoever does not see the chart."""
        colon = "\u00a0: " if say.in_french() else ": "
        return ", ".join(f"{label}{colon}{said(count)}" for label, count in self.lines)

    @property
    def drawn(self) -> SafeString:
        return SafeString(self.svg)

    @property
    def svg(self) -> str:
        series = [Bar(label, count, said(count)) for label, count in self.lines]
        private = _("private")
        return bars(series, key=f"c{self.code}", title=self.title, description=self.spoken, withheld=private)


def said(count: int | None) -> str:
    return _("private") if count is None else say.number(count)


def tables(study: Study) -> list[Shown]:
    """By kind, by way of taking part, then each trait of the study, in the reader's language."""
    people = list(queries.who_took_part(study).select_related("audience"))
    keys.fetch(study.organisation_id, {row.pk for row in people})
    traits = list(Trait.objects.of(study.organisation).filter(study=study))
    rows = [_row(person, traits) for person in people]
    wanted = [
        profiles.Trait("kind"),
        profiles.Trait("way"),
        *(profiles.Trait(row.pk, row.several, tuple(answer["code"] for answer in row.answers)) for row in traits),
    ]
    found = profiles.profile(rows, wanted, protect=_protect, least=BELOW)
    made = {table.question: table for table in found.tables}
    labels = _labels(people, traits)
    titles = {
        "kind": _("Kind of participation"),
        "way": _("Way of taking part"),
        **{row.pk: row.called for row in traits},
    }
    return [
        _shown(str(number), titles[trait.name], trait, made.get(trait.name), labels[trait.name])
        for number, trait in enumerate(wanted, 1)
    ]


def _row(person: Participant, traits: Sequence[Trait]) -> dict[str, str]:
    hers = person.traits
    return {
        "kind": person.audience_id,
        "way": person.way,
        **{trait.pk: profiles.SEPARATOR.join(hers.get(trait.pk, [])) for trait in traits},
    }


def _labels(people: Sequence[Participant], traits: Sequence[Trait]) -> dict[str, dict[str, str]]:
    unsaid = {"": _("not said")}
    return {
        "kind": {person.audience_id: person.audience.called for person in people} | unsaid,
        "way": {person.way: person.get_way_display() for person in people if person.way} | unsaid,
        **{
            trait.pk: {answer["code"]: in_this_language(answer) for answer in trait.answers} | unsaid
            for trait in traits
        },
    }  # fmt: skip


def _shown(
    code: str, title: str, trait: profiles.Trait, made: profiles.Stated | None, labels: Mapping[str, str]
) -> Shown:
    if made is None or not any(made.parts.values()):
        return Shown(code, title, (), trait.several, (), refused=True)
    lines = tuple((labels.get(answer, answer), count) for answer, count in made.parts.items())
    few = tuple(label for (label, count), answer in zip(lines, made.parts, strict=True) if count is None and answer)
    return Shown(code, title, lines, trait.several, few, refused=False)


def _protect(everyone: frozenset[str], who: Mapping[str, frozenset[str]]) -> Collection[str]:
    """The house's rule for small numbers; and where several answers may be given, for those who did not give one."""
    cells = tuple(disclosure.Cell(answer, len(people), people) for answer, people in who.items())
    total = disclosure.Cell("everyone of all", len(everyone), everyone)
    names = disclosure.shown(disclosure.Table(total, (cells,)), below=BELOW)
    silent = {answer for answer, people in who.items() if 0 < len(everyone - people) < BELOW}
    return [answer for answer in who if answer in names and answer not in silent]


def limits(study: Study) -> list[str]:
    """What a reader must know of who was heard, said without anyone having to think of it."""
    everyone = queries.who_took_part(study).count()
    if everyone < BELOW:
        return [_("Few people took part: this report gives no numbers about them.")]
    found = []
    for table in tables(study):
        if table.refused:
            found.append(_("%(title)s: the numbers are too small to be printed.") % {"title": table.title})
        elif table.few:
            names = ", ".join(table.few)
            words = _("%(title)s: nobody, or only a few people, said: %(answers)s.")
            found.append(words % {"title": table.title, "answers": names})
        most = max((count or 0 for _label, count in table.lines), default=0)
        if not table.several and most * 2 > everyone and len(table.lines) > 1:
            label = next(label for label, count in table.lines if count == most)
            found.append(_("%(title)s: more than half said “%(answer)s”.") % {"title": table.title, "answer": label})
    return found
