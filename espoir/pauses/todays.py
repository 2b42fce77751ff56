from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.organisations.todays import Line, on_today
from espoir.pauses import queries
from espoir.pauses.models import Away
from espoir.people.lines import among_preferences, for_oneself, on_the_team_page


def _page(person: Person, name: str, *args: str) -> str:
    return reverse(f"pauses:{name}", args=[person.organisation.slug, *args])


@on_today
def away_myself(person: Person) -> Iterator[Line]:
    if not person.may(Permission.SUPPORT):
        return
    away = queries.away_of(person)
    if away is not None:
        yield Line(_her_words(away), _("Your place is here."), _page(person, "home"), card="mine", order=1)


def _her_words(away: Away) -> str:
    if not away.has_begun:
        return _("You step back from %(day)s") % {"day": say.day(away.from_on)}
    return _("Come back today, as planned, or another day") if away.may_be_today else _("You have stepped back")


@on_today
def those_i_supervise(person: Person) -> Iterator[Line]:
    if not person.may(Permission.SUPERVISE):
        return
    for away in queries.away_among_supervised(person):
        name = away.person.name
        yield Line(words_for(away, name), url=_page(person, "one", away.pk), face=name, card="quiet", order=50)


@on_today
def someone_is_away(person: Person) -> Iterator[Line]:
    """For the people she supports: that she is away, and nothing else."""
    if not person.may(Permission.BE_SUPPORTED):
        return
    for cover in queries.covers_for(person):
        name = cover.away.person.name
        yield Line(
            words_for(cover.away, name),
            _("Say what you would like meanwhile.") if not cover.wish else "",
            _page(person, "meanwhile", cover.pk),
            face=name,
            card="people",
            order=9,
        )


def words_for(away: Away, name: str) -> str:
    if away.is_over:
        return _("%(name)s is back, bit by bit") % {"name": name}
    if not away.has_begun:
        return _("%(name)s is away for a while from %(day)s") % {"name": name, "day": say.day(away.from_on)}
    return _("%(name)s is away for a while") % {"name": name}


@for_oneself
def step_back(person: Person) -> Iterator[Line]:
    if not person.may(Permission.SUPPORT):
        return
    away = queries.away_of(person)
    if away is not None:
        yield Line(_her_words(away), _("Your place is here."), _page(person, "home"), order=1)
    else:
        yield Line(_("I need to step back"), _("Any day, for as long as you like"), _page(person, "home"), order=24)


@for_oneself
def what_helps_me(person: Person) -> Iterator[Line]:
    if person.may(Permission.SUPPORT):
        detail = _("Hours, time off, someone to talk to, someone beside me")
        yield Line(_("What helps me work"), detail, _page(person, "helps"), order=22)


@among_preferences
def if_someone_is_away(person: Person) -> Iterator[Line]:
    if person.may(Permission.BE_SUPPORTED):
        yield Line(_("If the person who supports me is away"), url=_page(person, "preference"), order=60)


@on_the_team_page
def who_steps_back(person: Person) -> Iterator[Line]:
    if queries.looks_after(person):
        yield Line(
            _("Who is away for now"), _("Calls, hellos, plans to come back"), _page(person, "everyone"), order=20
        )
    if person.may(Permission.TEAM):
        detail = _("What people ask for, talks outside, people outside")
        yield Line(_("What helps people work"), detail, _page(person, "helping_all"), order=12)
    if person.may(Permission.SET_UP):
        yield Line(_("Pay while someone is away"), _("The rule, once for everyone"), _page(person, "rule"), order=32)
