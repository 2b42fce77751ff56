"""Those who read, those who talk with her, whoever owes her something."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.accounts.rules import may_invite
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.people import queries as people
from espoir.readiness import actions, queries, rules
from espoir.readiness.forms import AgainForm, AnswerForm, DayForm, OutcomeForm, TwoForm
from espoir.readiness.models import Application, Conversation, Support
from espoir.readiness.topics import GUIDE
from espoir.readiness.views.moves import or_404

PAGE = 25


@the_person_herself
def work(request: MemberRequest) -> HttpResponse:
    """What I read, and whom I talk with."""
    read = Paginator(queries.being_read(request.person), PAGE).get_page(request.GET.get("n"))
    held = queries.conversations_i_hold(request.person)[:PAGE]
    queries.with_keys(request.organisation, [*read, *held])
    return render(request, "readiness/work.html", {"page": read, "held": held})


@the_person_herself
def asked(request: MemberRequest, seeker: str) -> HttpResponse:
    return _asked_page(request, _asked(request, seeker))


def _asked(request: MemberRequest, seeker: str) -> Application:
    return get_object_or_404(queries.applications_i_follow(request.person), pk=seeker)


def _asked_page(request: MemberRequest, row: Application, *, status: int = 200, **bound: Any) -> HttpResponse:
    opened(actions.OPENED, by=request.person, about=[row.person], what=row)
    known = queries.conversations_of(row)
    now = next((one for one in reversed(known) if one.state in (*rules.LIVE, rules.AGREED)), None)
    answers = request.person == row.posting.first
    page = {
        "application": row,
        "conversation": now,
        "again": any(one.state == rules.ANOTHER for one in known),
        "answers": answers,
        "supports": queries.supports_of(row) if answers else [],
        "form": AnswerForm(may_be_yes=rules.is_agreed(now) and rules.allows_yes(now)),
        "later": DayForm(prefix="d"),
        "look": AgainForm(prefix="l"),
        "may_invite": row.person.account_id is None and may_invite(request.person, row.person),
        **bound,
    }
    return render(request, "readiness/asked.html", page, status=status)


@the_person_herself
def two(request: MemberRequest, seeker: str) -> HttpResponse:
    """Choose who talks with her."""
    row = _answered_by_me(request, seeker)
    candidates = queries.those_who_may_talk(row)
    form = TwoForm(request.POST if request.method == "POST" else None, people=candidates)
    if form.is_bound and form.is_valid():
        try:
            actions.arrange(
                by=request.person, application=row, two=[form.cleaned_data["first"], form.cleaned_data["second"]]
            )
            messages.success(request, _("The three of you each have a message."))
            return redirect("readiness:asked", request.organisation.slug, row.pk)
        except rules.NotAvailable:
            form.add_error(None, _("This is not available. Choose someone else."))
        except rules.IllegalMove as no:
            raise Http404 from no
    opened(actions.OPENED, by=request.person, about=[row.person], what=row)
    page = {"application": row, "form": form, "enough": len(candidates) > 1}
    return render(request, "readiness/two.html", page, status=422 if form.is_bound else 200)


def _answered_by_me(request: MemberRequest, seeker: str) -> Application:
    """The first of the two answers; the other one reads."""
    row = _asked(request, seeker)
    if row.posting.first != request.person:
        raise Http404
    return row


@the_person_herself
@require_POST
def answer(request: MemberRequest, seeker: str) -> HttpResponse:
    row = _answered_by_me(request, seeker)
    now = queries.conversation_now(row)
    form = AnswerForm(request.POST, may_be_yes=rules.is_agreed(now) and rules.allows_yes(now))
    if not form.is_valid():
        return _asked_page(request, row, form=form, status=422)
    is_yes = form.cleaned_data["is_yes"] == "y"
    or_404(lambda: actions.answer(row, by=request.person, yes=is_yes, words=form.cleaned_data["words"]))
    messages.success(request, _("The answer is sent."))
    return redirect("readiness:work", request.organisation.slug)


@members_who_may(Permission.TEAM)
@require_POST
def begin(request: MemberRequest, seeker: str) -> HttpResponse:
    """It begins: the role is given, as on the team's page."""
    row = _answered_by_me(request, seeker)
    or_404(lambda: actions.take_on(by=request.person, application=row))
    messages.success(request, _("It begins. What the role changes waits for a yes, where it changes something."))
    return redirect("readiness:work", request.organisation.slug)


@the_person_herself
@require_POST
def later(request: MemberRequest, seeker: str) -> HttpResponse:
    row = _answered_by_me(request, seeker)
    form = DayForm(request.POST, prefix="d")
    if not form.is_valid():
        return _asked_page(request, row, later=form, status=422)
    actions.give_a_new_day(row, by=request.person, day=form.cleaned_data["due"])
    messages.success(request, _("The new date is said, and the person reads it."))
    return redirect("readiness:asked", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def again(request: MemberRequest, seeker: str) -> HttpResponse:
    """They looked again: another day, or no longer needed."""
    row = _answered_by_me(request, seeker)
    form = AgainForm(request.POST, prefix="l")
    if not form.is_valid():
        return _asked_page(request, row, look=form, status=422)
    actions.looked_again(row, by=request.person, next_on=form.cleaned_data["next_on"])
    messages.success(request, _("It’s noted."))
    return redirect("readiness:work", request.organisation.slug)


# The conversation, for the two.


@the_person_herself
def conversation(request: MemberRequest, conversation: str) -> HttpResponse:
    row = _held(request, conversation)
    opened(actions.OPENED, by=request.person, about=[row.person], what=row)
    page = {
        "conversation": row,
        "topics": GUIDE,
        "is_shared": rules.has_lived_experience(row),
        "proposed": queries.said(row),
    }
    return render(request, "readiness/conversation.html", page)


def _held(request: MemberRequest, conversation: str) -> Conversation:
    return get_object_or_404(queries.conversations_i_hold(request.person), pk=conversation)


@the_person_herself
@require_POST
def shared(request: MemberRequest, conversation: str) -> HttpResponse:
    row = _held(request, conversation)
    or_404(lambda: actions.say_one_of_us_has(row, by=request.person))
    messages.success(request, _("It’s noted for the two of you. It says nothing about which of you."))
    return redirect("readiness:conversation", request.organisation.slug, row.pk)


@the_person_herself
@require_POST
def not_us(request: MemberRequest, conversation: str) -> HttpResponse:
    row = _held(request, conversation)
    or_404(lambda: actions.let_go(row, by=request.person))
    messages.success(request, _("It’s left to other people. Whoever answers chooses again."))
    return redirect("readiness:work", request.organisation.slug)


@the_person_herself
def words(request: MemberRequest, conversation: str) -> HttpResponse:
    """Write the words together, the three of you; she reads them before they stand."""
    row = _held(request, conversation)
    if row.state not in rules.LIVE or not rules.has_lived_experience(row):
        raise Http404
    team = people.team_by_name(request.organisation)
    bound = request.POST if request.method == "POST" else None
    form = OutcomeForm(bound, people=team, initial=_written_before(row))
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("outcome", "words", "supports", "look_again_on")}
        actions.propose(row, by=request.person, **said)
        messages.success(request, _("The words wait to be read. Nothing stands before a yes."))
        return redirect("readiness:conversation", request.organisation.slug, row.pk)
    return render(
        request, "readiness/words.html", {"conversation": row, "form": form}, status=422 if form.is_bound else 200
    )


def _written_before(row: Conversation) -> dict[str, Any]:
    found: dict[str, Any] = {"outcome": row.outcome, "words": row.words}
    found["look_again_on"] = row.look_again_on
    for number, one in enumerate(row.proposed, start=1):
        found |= {f"words_{number}": one["words"], f"owner_{number}": one["owner"]}
        found[f"due_{number}"] = date.fromisoformat(one["due"])
    return found


# What I owe someone for a role.


@the_person_herself
def owed(request: MemberRequest, owed: str) -> HttpResponse:
    row = _owed(request, owed)
    form = DayForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        or_404(lambda: actions.new_day_for(row, by=request.person, due=form.cleaned_data["due"]))
        messages.success(request, _("The new date is said, and the person reads it."))
        return redirect("readiness:owed", request.organisation.slug, row.pk)
    opened(actions.OPENED, by=request.person, about=[row.person], what=row)
    page = {"support": row, "form": form}
    return render(request, "readiness/owed.html", page, status=422 if form.is_bound else 200)


def _owed(request: MemberRequest, owed: str) -> Support:
    return get_object_or_404(queries.supports_i_owe(request.person), pk=owed)


@the_person_herself
@require_POST
def given(request: MemberRequest, owed: str) -> HttpResponse:
    row = _owed(request, owed)
    or_404(lambda: actions.done(row, by=request.person))
    messages.success(request, _("It’s noted as done, and the person reads it."))
    return redirect("today:home", request.organisation.slug)
