"""What a person reads of her own lines. What others wrote is never read here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir import clock
from espoir.apart import keeper, rules
from espoir.apart.codes import What
from espoir.apart.keeper.rules import LINES
from espoir.i18n import say
from espoir.organisations.models import Organisation, Person
from espoir.organisations.roles import Permission, Role


def is_placed(person: Person) -> bool:
    """This concerns whoever can be placed with someone."""
    return person.may(Permission.BE_SUPPORTED) or person.may(Permission.SUPPORT)


def someone(person: Person) -> keeper.Someone:
    """A person as the keeper knows her."""
    return keeper.Someone(person.pk, person.organisation_id, person.chosen_name)


def entries_of(person: Person) -> list[keeper.Line]:
    """Her lines as the keeper has them, by their words."""
    return sorted(keeper.lines_of(someone(person)), key=lambda line: rules.plain(line.words))


@dataclass(frozen=True)
class Shown:
    """A line of hers as she reads it. The same whether anyone here has that name or not."""

    line: keeper.Line

    @property
    def slot(self) -> str:
        return self.line.slot

    @property
    def until(self) -> date:
        return self.line.until

    @property
    def is_beyond_reading(self) -> bool:
        return self.line.mode is keeper.Mode.TOKENS

    @property
    def can_change(self) -> bool:
        return bool(self.line.words) and self.line.kind != keeper.VETO and not self.line.waits_for_witness

    @property
    def can_be_longer(self) -> bool:
        """A line on paper that waits for a word is kept longer by that word alone."""
        return not self.line.waits_for_witness and self.until < rules.until() - rules.SOON

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self._kind, "words": self.line.words, "first": self.line.first, "last": self.line.last}

    @property
    def title(self) -> str:
        return self.line.words or _("A line that no one can read back")

    @property
    def what(self) -> str:
        """« A place · 2019 to 2021 »."""
        label = str(What(self._kind).label)
        years = _years(self.line.first, self.line.last)
        return _("%(what)s, %(years)s") % {"what": label, "years": years} if years else label

    @property
    def when(self) -> str:
        """From when it acts, and until when it is kept."""
        if self.line.waits_for_witness:
            return _("On paper. It waits until the other person who was there says so.")
        until = say.day(self.until, weekday=False, year=True)
        if self.line.kind == keeper.VETO or self.line.acts_on <= clock.now():
            return _("Acts now. Kept until %(day)s.") % {"day": until}
        words = {"from": _from(self.line.acts_on), "day": until}
        if self._kind == What.PERSON:
            return say.one_stop(
                _("For someone in this program, acts now. For the rest, from %(from)s. Kept until %(day)s.") % words
            )
        return say.one_stop(_("Acts from %(from)s. Kept until %(day)s.") % words)

    @property
    def signs(self) -> list[tuple[str, bool]]:
        """The same in short, for the list: each with whether it acts now."""
        if self.line.waits_for_witness:
            return [(_("On paper, waiting"), False)]
        if self.line.kind == keeper.VETO or self.line.acts_on <= clock.now():
            return [(_("Acts now"), True)]
        day = {"day": say.day(self.line.acts_on)}
        if self._kind == What.PERSON:
            return [(_("For someone here: now"), True), (_("For the rest: from %(day)s") % day, False)]
        return [(_("From %(day)s") % day, False)]

    @property
    def _kind(self) -> str:
        return What.PERSON if self.line.kind == keeper.VETO else self.line.kind


def shown_to(person: Person) -> list[Shown]:
    """Her list, the latest line first."""
    lines = sorted(keeper.lines_of(someone(person)), key=lambda line: (line.written_on, line.slot), reverse=True)
    return [Shown(line) for line in lines]


def then_of(person: Person) -> str:
    return str(keeper.then_of(someone(person)))


def in_her_words(person: Person) -> list[str]:
    """What she wrote, for the copy of her own information."""
    return [f"{shown.title} ({shown.what})" for shown in shown_to(person)]


def room_again(full: keeper.TooMany, lines: int) -> str:
    """A kind sentence with a date, when no more can be written for now."""
    words = {"day": say.day(full.until), "most": LINES}
    if lines >= LINES:
        return _("There’s room for %(most)d lines. Take one out to add this one, or come back on %(day)s.") % words
    return _("That’s all we can take in for now. You can do this from %(day)s on.") % words


def room_for_the_rest(full: keeper.TooMany, kept: int) -> str:
    """The same, for a sheet that is copied: how many of its lines are kept already."""
    words = {"day": say.day(full.until), "kept": kept}
    if not kept:
        return _("No more can be added before %(day)s. Nothing of this sheet is kept yet.") % words
    return (
        ngettext(
            "Only %(kept)d line is kept. The others can be added on %(day)s.",
            "Only %(kept)d lines are kept. The others can be added on %(day)s.",
            kept,
        )
        % words
    )


def safety_leads(organisation: Organisation) -> list[Person]:
    """Whom to talk to when in doubt."""
    return list(Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD).order_by("since", "pk"))


def first_to_run_out(person: Person) -> date | None:
    """The day on which the first of her lines stops acting, if that is soon."""
    lines = [line for line in entries_of(person) if not line.waits_for_witness and rules.runs_out_soon(line.until)]
    return min((line.until for line in lines), default=None)


def _years(first: int | None, last: int | None) -> str:
    if first and last and first != last:
        return _("%(first)d to %(last)d") % {"first": first, "last": last}
    if first and last:
        return str(first)
    if first:
        return _("since %(year)d") % {"year": first}
    return _("until %(year)d") % {"year": last} if last else ""


def _from(moment: datetime) -> str:
    return say.moment(moment)
