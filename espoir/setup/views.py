from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission


@members_who_may(Permission.SET_UP)
def home(request: MemberRequest) -> HttpResponse:
    return render(request, "ui/page.html")
