from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from espoir.organisations.gate import MemberRequest, public, the_person_herself


@the_person_herself
def home(request: MemberRequest) -> HttpResponse:
    return render(request, "help/home.html")


@public
def device(request: HttpRequest) -> HttpResponse:
    return render(request, "help/device.html")
