"""How the organisation answers ideas, in the reader's language: in numbers where nobody can be found behind them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.voice.queries import Share, Year


@dataclass(frozen=True)
class Told:
    year: str
    declined: str
    in_time: str


def years(found: list[Year]) -> list[Told]:
    """The years in which there is something to say."""
    told = [Told(str(year.year), _declined(year.declined), _in_time(year.in_time)) for year in found]
    return [year for year in told if year.declined or year.in_time]


def _declined(share: Share) -> str:
    if share.some is not None and share.all is not None:
        said = {"some": say.number(share.some), "all": say.number(share.all)}
        return _("We said no to %(some)s ideas out of %(all)s.") % said
    return {
        "none": _("We haven’t said no to any idea."),
        "few": _("We said no to fewer than half of the ideas."),
        "most": _("We said no to half of the ideas, or more."),
        "all": _("We said no to every idea."),
    }.get(share.word, "")


def _in_time(share: Share) -> str:
    if share.some is not None and share.all is not None:
        said = {"some": say.number(share.some), "all": say.number(share.all)}
        return _("%(some)s answers out of %(all)s came by the day we had said.") % said
    return {
        "none": _("No answer came by the day we had said. We’re sorry."),
        "few": _("Fewer than half of the answers came by the day we had said."),
        "most": _("Half of the answers or more came by the day we had said."),
        "all": _("Every answer came by the day we had said."),
    }.get(share.word, "")
