"""The front door: every view says who may come in.

* `@public`: anyone, also signed out;
* `@signed_in`: whoever holds an account (their devices, the choice of an organisation);
* `@the_person_herself`: any member, for what concerns only them;
* `@members_who_may(Permission.…)`: members whose role allows it.

Whoever may not come in gets 404, the same whether the thing exists or not.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from espoir.organisations.earlier import read_by
from espoir.organisations.inside import inside
from espoir.organisations.models import Account, Organisation, Person, Submission
from espoir.organisations.roles import Permission, Role

P = ParamSpec("P")


class AccountRequest(HttpRequest):
    user: Account


class MemberRequest(AccountRequest):
    organisation: Organisation
    person: Person


View = Callable[Concatenate[HttpRequest, P], HttpResponse]
AccountView = Callable[Concatenate[AccountRequest, P], HttpResponse]
MemberView = Callable[Concatenate[MemberRequest, P], HttpResponse]
Guarded = Callable[..., HttpResponse]


def public(view: View[P]) -> View[P]:
    view.gate = "public"  # type: ignore[attr-defined]
    return view


def signed_in(view: AccountView[P]) -> Guarded:
    @wraps(view)
    def guarded(request: AccountRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.gate = "signed in"  # type: ignore[attr-defined]
    return guarded


def the_person_herself(view: MemberView[P]) -> Guarded:
    return _members(view, None)


def members_who_may(permission: Permission) -> Callable[[MemberView[P]], Guarded]:
    return lambda view: _members(view, permission)


def _members(view: MemberView[P], permission: Permission | None) -> Guarded:
    @wraps(view)
    def guarded(request: MemberRequest, org: str, **kwargs: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.person = _person(request.user, org)
        request.organisation = request.person.organisation
        if permission is not None and not request.person.may(permission):
            raise Http404
        with inside(request.organisation, writing=request.method == "POST"), read_by(request.person):
            if request.method == "POST" and sent_before(request):
                messages.info(request, _("It was already saved. Nothing counts twice."))
                return HttpResponseRedirect(_where_the_form_stood(request))
            return view(request, **kwargs)  # type: ignore[call-arg, arg-type]

    guarded.gate = permission or "the person herself"  # type: ignore[attr-defined]
    return guarded


def _person(account: Account, org: str) -> Person:
    """Fetching is checking: the person that this account is in that organisation, or 404."""
    people = Person.objects.everywhere(because="narrowed to the account's own person").here()
    hers = people.filter(organisation__slug=org, account=account).select_related("organisation")
    found: list[Any] = list(hers.annotate(role=F("hats__role")))  # a row for each of her hats: one query for all
    if not found:
        raise Http404
    person: Person = found[0]
    person.is_known_to_wear(Role(row.role) for row in found if row.role)
    return person


def sent_before(request: HttpRequest) -> bool:
    """Each form carries a key that works once, in the same transaction as what it changes."""
    key = request.POST.get("once", "")[:24]
    if not key:
        return False
    try:
        with transaction.atomic():
            Submission.objects.create(key=key)
    except IntegrityError:
        return True
    return False


def _where_the_form_stood(request: MemberRequest) -> str:
    page = request.headers.get("referer", "")
    known = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if known else f"/{request.organisation.slug}/"
