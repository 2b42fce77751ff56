from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.csrf import csrf_exempt

from espoir.organisations.gate import public


@public
def enter(request: HttpRequest) -> HttpResponse:
    return HttpResponse("…")


@csrf_exempt
@public
def exit_now(request: HttpRequest) -> HttpResponse:
    return HttpResponse("…")


@public
def language(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect("/")
