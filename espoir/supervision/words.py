"""What the page says to someone who needs to talk today: nothing that the house does not do (voice.md § 5.3)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from espoir import clock
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.supervision import queries
from espoir.supervision.models import More, Rhythm, TalkRequest


def talk_words(request: TalkRequest) -> list[str]:
    """One sentence a line."""
    on_call = queries.on_call_for(request.supporter)
    said = {
        "sent": say.hour(request.sent),
        "by": _when(request),
        "name": request.owner.name,
        "on_call": on_call.name if on_call else "",
        "phone": _phone(request),
        "since": say.hour(request.taken_over) if request.taken_over else "",
    }
    return [say.one_stop(str(sentence) % said) for sentence in _sentences(request, on_call)]


def _sentences(request: TalkRequest, on_call: Person | None) -> list[str]:
    if request.answer_by <= clock.now():
        return _we_are_sorry(request, on_call)
    if not request.owner_was_told:
        return _only_a_call_reaches(request, on_call)
    words = [_("Sent at %(sent)s."), _("%(name)s will answer by %(by)s.")]
    if on_call and on_call != request.owner:
        words.append(_("If not, %(on_call)s takes over."))
    return [*words, *_to_talk_sooner(on_call)]


def _we_are_sorry(request: TalkRequest, on_call: Person | None) -> list[str]:
    words = [_("We said we’d answer by %(by)s and we didn’t."), _("We’re sorry.")]
    if on_call is None:
        return words
    if request.taken_over and request.owner == on_call and request.owner_was_told:
        return [*words, _("%(on_call)s was told at %(since)s."), _("You can call: %(phone)s.")]
    return [*words, _("You can call %(on_call)s: %(phone)s.")]


def _only_a_call_reaches(request: TalkRequest, on_call: Person | None) -> list[str]:
    """Nobody can be told within their hours: no hour is promised for today."""
    words = [_("Sent at %(sent)s.")]
    if on_call is None:
        return [*words, _("%(name)s will answer by %(by)s.")]
    return [
        *words,
        _("Right now, only a call reaches %(on_call)s: %(phone)s."),
        _("Otherwise, you’ll have an answer by %(by)s."),
    ]


def _to_talk_sooner(on_call: Person | None) -> list[str]:
    return [_("To talk sooner: %(on_call)s, %(phone)s.")] if on_call else []


def _when(request: TalkRequest) -> str:
    """The hour; the day too when it is not the same day."""
    same_day = say.day(request.answer_by) == say.day(request.sent)
    return say.hour(request.answer_by) if same_day else say.moment(request.answer_by)


def _phone(request: TalkRequest) -> str:
    sheet = queries.sheet_of(request.organisation)
    return sheet.phone if sheet else ""


def every_weeks(weeks: int) -> str:
    return _("Every week") if weeks == 1 else _("Every %(n)d weeks") % {"n": weeks}


def rhythm_words(rhythm: Rhythm | None, more: More | None = None) -> str:
    """How often, and until when it is more often."""
    if rhythm is None:
        return ""
    if more is None:
        return every_weeks(rhythm.weeks)
    said = {"more": every_weeks(more.weeks), "day": say.day(more.until, weekday=False)}
    return _("%(more)s until %(day)s") % said
