from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from espoir.organisations.gate import MemberRequest, the_person_herself


@the_person_herself
def home(request: MemberRequest) -> HttpResponse:
    return render(request, "today/home.html")
