"""Going out: quickly, ordinarily, or because nobody was there any more. And changing language, from anywhere."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from espoir.accounts import openings, tablet
from espoir.accounts.queries import people_of
from espoir.organisations.gate import public
from espoir.organisations.models import Account
from espoir.ui.frame import exit_of


@csrf_exempt
@public
def exit_now(request: HttpRequest) -> HttpResponse:
    """The way out. A script sends a POST as it leaves; a plain link comes through this page."""
    person = people_of(request.user).first() if isinstance(request.user, Account) else None
    address = request.session.get(openings.WAY_OUT) or exit_of(person.organisation if person else None)
    openings.close(request)
    if request.method == "POST":
        return HttpResponse(status=204)
    return render(request, "accounts/out.html", {"exit_url": address})


@public
@require_safe
def hush(request: HttpRequest) -> HttpResponse:
    """A stylesheet that sets a fresh cookie: some browsers then drop the pages they kept in memory for Back.

    Chromium 156 does without it: there `no-store` and the end of the session empty Back (`tests/e2e/test_exit.py`). It
    stays for browsers that keep pages in memory in spite of `no-store` until a cookie changes.
    """
    response = HttpResponse("html{}", content_type="text/css")
    response.set_cookie(
        "m",
        secrets.token_urlsafe(6),
        max_age=60,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


@public
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    openings.close(request)
    return redirect("accounts:bye")


@public
@require_safe
def bye(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/bye.html")


@public
@require_safe
def closed(request: HttpRequest, minutes: int) -> HttpResponse:
    """Where a page goes by itself when nobody touched it for a while. The middleware has closed the session."""
    if not 1 <= minutes <= 120:
        raise Http404
    if openings.is_open(request):  # another page of hers was in use meanwhile
        return redirect("accounts:front")
    return render(request, "accounts/closed.html", {"minutes": minutes, "shared": tablet.is_shared(request)})


@public
@require_POST
def still_here(request: HttpRequest) -> HttpResponse:
    """Someone is writing on an open page: the middleware dates this request, and nothing else happens."""
    return HttpResponse(status=204)


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(_back(request))
    chosen = request.POST.get("language")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
        if isinstance(request.user, Account):
            request.user.language = chosen
            request.user.save(update_fields=["language"])
    return response


def _back(request: HttpRequest) -> str:
    address: str = request.POST.get("next", "")
    inside = address.startswith("/") and url_has_allowed_host_and_scheme(address, None)
    return address if inside else "/"
