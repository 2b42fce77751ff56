"""The role in ten minutes: five short pages for who works beside it. Nothing is answered, nothing is marked."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.charter import actions, queries
from espoir.i18n.say import in_french
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission

# Which part of the charter answers each page.
PAGES = {1: "does", 2: "does_not", 3: "ask_first", 4: "does_not", 5: "turn_to"}


@members_who_may(Permission.AGREE_CHARTER)
def learn(request: MemberRequest, part: int) -> HttpResponse:
    if part not in PAGES:
        raise Http404
    charter = queries.current(request.organisation)
    page = {
        "leaf": part,
        "last": len(PAGES),
        "text": f"charter/learn/{'fr' if in_french() else 'en'}/{part}.html",
        "heading": queries.HEADINGS[PAGES[part]],
        "lines": charter.lines(PAGES[part]) if charter else [],
        "has_read": queries.has_read(request.person),
    }
    return render(request, "charter/learn.html", page)


@members_who_may(Permission.AGREE_CHARTER)
@require_POST
def finish(request: MemberRequest) -> HttpResponse:
    actions.finish_reading(by=request.person)
    messages.success(request, _("It’s kept that you have read it. You can read it again any day."))
    return redirect("charter:page", request.organisation.slug)
