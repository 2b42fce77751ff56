from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from espoir import clock
from espoir.organisations.gate import MemberRequest, the_person_herself
from espoir.today import queries


@the_person_herself
def home(request: MemberRequest) -> HttpResponse:
    return render(request, "today/home.html", {"day": queries.day_of(request.person), "today": clock.today()})
