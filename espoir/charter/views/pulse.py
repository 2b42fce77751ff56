"""How the role is understood: asked without a name, shown only when it points to nobody, talked about anyhow."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.charter import actions, queries, rules
from espoir.charter.forms import PulseForm
from espoir.i18n.say import in_french
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission

SHOWN = 4


@members_who_may(Permission.AGREE_CHARTER)
def pulse(request: MemberRequest) -> HttpResponse:
    asked = queries.open_round(request.organisation)
    if asked is not None and asked.closes_on < clock.today():
        asked = None  # the worker closes it
    is_asked = asked is not None and not queries.has_answered(request.person, asked)
    form = PulseForm(request.POST) if request.method == "POST" and is_asked else PulseForm()
    if form.is_bound and form.is_valid():
        try:
            actions.answer(by=request.person, answers=form.cleaned_data)
            messages.success(request, _("Thank you. Your answers are in the counts, and nowhere else."))
        except rules.IsOver:
            messages.info(request, _("These questions are closed, or you have answered them."))
        return redirect("charter:pulse", request.organisation.slug)
    closed = [one for one in queries.rounds(request.organisation) if not one.is_open][:SHOWN]
    page = {
        "asked": asked,
        "form": form if is_asked else None,
        "past": [(one, queries.said_of(one)) for one in closed],
        "is_enough": rules.is_enough(len(queries.those_concerned(request.organisation))),
        "may_open": request.person.may(Permission.SET_UP) and queries.may_open_a_round(request.organisation),
    }
    return render(request, "charter/pulse.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
@require_POST
def ask(request: MemberRequest) -> HttpResponse:
    try:
        actions.ask_the_team(by=request.person)
        messages.success(request, _("The team is asked. It closes by itself in two weeks."))
    except rules.NotNow:
        messages.info(request, _("The team cannot be asked now."))
    return redirect("charter:pulse", request.organisation.slug)


@members_who_may(Permission.AGREE_CHARTER)
def guide(request: MemberRequest) -> HttpResponse:
    """To talk about it together: it needs no answers to be kept."""
    return render(request, "charter/guide.html", {"text": f"charter/learn/{'fr' if in_french() else 'en'}/guide.html"})
