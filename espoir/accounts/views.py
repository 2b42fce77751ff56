from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from espoir.accounts.queries import people_of
from espoir.organisations.gate import public
from espoir.ui.frame import WEATHER


@public
def enter(request: HttpRequest) -> HttpResponse:
    return HttpResponse("…")


@csrf_exempt
@public
def exit_now(request: HttpRequest) -> HttpResponse:
    """The way out. A script sends a POST as it leaves; a plain link comes through this page."""
    exit_url = _exit_url(request)
    logout(request)
    if request.method == "POST":
        return HttpResponse(status=204)
    return render(request, "accounts/out.html", {"exit_url": exit_url})


def _exit_url(request: HttpRequest) -> str:
    person = people_of(request.user).first() if request.user.is_authenticated else None
    return person.organisation.exit_url if person else WEATHER


@public
def hush(request: HttpRequest) -> HttpResponse:
    """A stylesheet that sets a fresh cookie: browsers then drop the pages they kept in memory for Back."""
    response = HttpResponse("html{}", content_type="text/css")
    response.set_cookie("m", secrets.token_urlsafe(6), max_age=60, httponly=True, samesite="Lax")
    return response


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, httponly=True, samesite="Lax")
        if request.user.is_authenticated:
            request.user.language = chosen
            request.user.save(update_fields=["language"])
    return response


def _back(request: HttpRequest) -> str:
    address = request.POST.get("next", "")
    return address if url_has_allowed_host_and_scheme(address, {request.get_host()}) else "/"
