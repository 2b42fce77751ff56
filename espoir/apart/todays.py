"""Lines of Today. They name nobody, and when the keeper does not answer they are left out, except for whoever
may have something to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.apart import keeper, matter_queries, paper_queries, queries
from espoir.i18n import say
from espoir.organisations.models import Person
from espoir.organisations.todays import Line, on_today
from espoir.people.lines import among_preferences

Lines = Callable[[Person], Iterator[Line]]


def while_the_keeper_is_there(source: Lines) -> Lines:
    @wraps(source)
    def lines(person: Person) -> Iterator[Line]:
        try:
            yield from list(source(person))
        except keeper.KeeperAway:
            return

    return lines


@on_today
@while_the_keeper_is_there
def lines_that_run_out(person: Person) -> Iterator[Line]:
    """She is told before what she wrote stops acting."""
    day = queries.first_to_run_out(person) if queries.is_placed(person) else None
    if day is not None:
        detail = _("One of them ends on %(day)s. You can keep it longer.") % {"day": say.day(day)}
        yield Line(_("Your preferences"), detail, _page("mine", person), card="mine")


@on_today
@while_the_keeper_is_there
def sheets_that_wait_for_a_word(person: Person) -> Iterator[Line]:
    if paper_queries.could_have_been_there(person) and paper_queries.waiting_for(person):
        yield Line(_("Were you there?"), _("A sheet waits for your word."), _page("word", person), order=25)


@on_today
def what_is_looked_at_together(person: Person) -> Iterator[Line]:
    """For whoever may look: what waits for someone else to press too (what she owes herself is a promise)."""
    if not matter_queries.may_look(person):
        return
    try:
        yield from list(_looked_at_together(person))
    except keeper.KeeperAway:  # Today does not say that nothing is due: nobody can tell
        words = _("Not available right now. Look again in a few minutes.")
        yield Line(_("People and places to avoid"), words, _page("matters", person), order=26)


def _looked_at_together(person: Person) -> Iterator[Line]:
    waiting = [matter for matter in matter_queries.waiting_for(person) if matter.owner != person]
    if waiting or any(sheet.has_lapsed for sheet in paper_queries.written_by(person)):
        yield Line(
            _("People and places to avoid"), _("Something waits for you too."), _page("matters", person), order=26
        )
    else:
        yield Line(_("People and places to avoid"), url=_page("matters", person), card="quiet", order=85)


@among_preferences
def people_to_avoid(person: Person) -> Iterator[Line]:
    if queries.is_placed(person):
        yield Line(_("People and places to avoid"), _("Optional"), _page("mine", person), order=50)


def _page(name: str, person: Person) -> str:
    return reverse(f"apart:{name}", args=[person.organisation.slug])
