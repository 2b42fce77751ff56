from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.notices import actions, queries
from espoir.notices.forms import ChannelForm, at_first
from espoir.organisations.gate import MemberRequest, the_person_herself


@the_person_herself
def mine(request: MemberRequest) -> HttpResponse:
    """How notices reach me."""
    channel = queries.channel_of(request.person)
    form = ChannelForm(request.POST if request.method == "POST" else None, initial=at_first(channel))
    if form.is_bound and form.is_valid():
        actions.choose(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s noted. Change it any time."))
        return redirect("notices:mine", request.organisation.slug)
    return render(
        request,
        "notices/mine.html",
        {
            "form": form,
            "channel": channel,
            "is_to_confirm": channel is not None and queries.is_to_confirm(channel),
            "went_astray": queries.went_astray(request.person),
        },
        status=422 if form.is_bound else 200,
    )


@the_person_herself
@require_POST
def still_right(request: MemberRequest) -> HttpResponse:
    actions.confirm(by=request.person)
    messages.success(request, _("Thank you. We’ll ask again in three months."))
    return redirect("notices:mine", request.organisation.slug)
