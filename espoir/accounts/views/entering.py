"""Coming in: the front page, signing in, the second step."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir import clock
from espoir.accounts import factors, openings, rules, tablet, tries
from espoir.accounts.forms import BackupForm, CodeForm, CredentialForm, EnterForm
from espoir.accounts.models import Doorstep
from espoir.accounts.queries import is_staff_somewhere, people_of
from espoir.i18n import say
from espoir.organisations.gate import AccountRequest, public, signed_in
from espoir.organisations.models import Account

HALF = "half"  # the passphrase was right, the second step is still to come
HALF_SECONDS = 5 * 60


@public
def front(request: HttpRequest) -> HttpResponse:
    """The site's own address: the way in, or the way on."""
    if not isinstance(request.user, Account):
        return _enter_page(request, EnterForm())
    if request.session.get(openings.ONLY):
        return redirect("accounts:factor")
    if step := openings.step_pending(request.user):
        return redirect(step)
    people = list(people_of(request.user))
    if len(people) == 1:
        return redirect(f"/{people[0].organisation.slug}/")
    return render(request, "accounts/choose.html", {"people": people})


@public
def enter(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return redirect("accounts:front") if _is_signed_in(request) else _enter_page(request, EnterForm())
    form = EnterForm(request.POST)
    if not form.is_valid():
        return _enter_page(request, form, status=422)
    login, passphrase = form.cleaned_data["login"], rules.plain(form.cleaned_data["password"])
    if again := tries.count(request, login):
        return wait(request, again)
    account = authenticate(request, login=login, password=passphrase)
    if not isinstance(account, Account) or _kept_off_this_device(request, account):
        form.add_error(None, _("Those three words and that passphrase don’t go together. Check both and try again."))
        return _enter_page(request, form, status=422)
    tries.forget(request, login)
    if _asks_second(account):
        return _half_way(request, account)
    return _let_in(request, account)


def _enter_page(request: HttpRequest, form: EnterForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "next": _next(request), "shared": tablet.is_shared(request)}
    return render(request, "accounts/enter.html", context, status=status)


def _is_signed_in(request: HttpRequest) -> bool:
    return isinstance(request.user, Account)


def _kept_off_this_device(request: HttpRequest, account: Account) -> bool:
    return tablet.is_shared(request) and is_staff_somewhere(account)


def _asks_second(account: Account) -> bool:
    """Codes from an app, for whoever set them up; a passkey too, for staff."""
    return factors.has_app(account) or (is_staff_somewhere(account) and factors.has_passkey(account))


def wait(request: HttpRequest, again: datetime) -> HttpResponse:
    minute = (again + timedelta(seconds=59)).replace(second=0, microsecond=0)
    return render(request, "accounts/wait.html", {"again": say.hour(minute)}, status=429)


def _next(request: HttpRequest) -> str:
    address: str = request.POST.get("next") or request.GET.get("next") or ""
    return address if address.startswith("/") and url_has_allowed_host_and_scheme(address, None) else ""


def _let_in(request: HttpRequest, account: Account, *, on: str = "") -> HttpResponse:
    on = on or _next(request)
    request.session.pop(HALF, None)
    openings.open_session(request, account)
    if request.session.get(openings.ONLY) or openings.step_pending(account):
        on = ""
    response = HttpResponseRedirect(on or reverse("accounts:front"))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        account.language,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


# The second step


def _half_way(request: HttpRequest, account: Account) -> HttpResponse:
    on = _next(request)
    request.session.flush()
    request.session[HALF] = {"account": account.pk, "at": clock.machine().timestamp(), "next": on}
    return redirect("accounts:second")


def _who_is_half_way(request: HttpRequest) -> tuple[Account | None, str]:
    half: dict[str, Any] = request.session.get(HALF) or {}
    if clock.machine().timestamp() - half.get("at", 0) > HALF_SECONDS:
        return None, ""
    return Account.objects.filter(pk=half.get("account"), is_active=True).first(), half["next"]


@public
def second(request: HttpRequest) -> HttpResponse:
    account, on = _who_is_half_way(request)
    if account is None:
        return redirect("accounts:enter")
    if request.method != "POST":
        return _second_page(request, account, CodeForm())
    if again := tries.count(request, f"second|{account.pk}"):
        return wait(request, again)
    form = CredentialForm(request.POST) if "credential" in request.POST else CodeForm(request.POST)
    if form.is_valid() and _is_second(account, form.cleaned_data):
        tries.forget(request, f"second|{account.pk}")
        return _let_in(request, account, on=on)
    return _second_page(request, account, _not_that(), status=422)


def _not_that() -> CodeForm:
    form = CodeForm({"code": "-"})
    form.add_error("code", _("That didn’t work. Wait for the next code, or use a backup code, and try again."))
    return form


def _is_second(account: Account, said: dict[str, Any]) -> bool:
    if "credential" in said:
        return factors.check_passkey(said["credential"], account) == account
    return factors.check_app(account, said["code"]) or factors.check_backup_code(account, said["code"])


def _second_page(request: HttpRequest, account: Account, form: CodeForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "has_app": factors.has_app(account),
        "has_passkey": factors.has_passkey(account),
        "demonstration_code": factors.demonstration_code(account),
    }
    return render(request, "accounts/second.html", context, status=status)


# A passkey alone


@public
@require_POST
def ask_passkey(request: HttpRequest) -> HttpResponse:
    """What the device has to answer. In the second step, only that account's passkeys."""
    account, _on = _who_is_half_way(request)
    who = request.user if isinstance(request.user, Account) else account
    return JsonResponse(factors.ask_for_passkey(who))


@public
@require_POST
def enter_with_passkey(request: HttpRequest) -> HttpResponse:
    if again := tries.count(request):
        return wait(request, again)
    form = CredentialForm(request.POST)
    account = factors.check_passkey(form.cleaned_data["credential"]) if form.is_valid() else None
    if account is None or _kept_off_this_device(request, account):
        entering = EnterForm({"login": "-", "password": "-"})
        entering.add_error(None, _("That passkey opens nothing here. Try again, or use your three words."))
        return _enter_page(request, entering, status=422)
    tries.forget(request)
    return _let_in(request, account)


# A backup code


@public
def enter_with_backup(request: HttpRequest) -> HttpResponse:
    form = BackupForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        login = form.cleaned_data["login"]
        if again := tries.count(request, login):
            return wait(request, again)
        account = Account.objects.filter(login=login, is_active=True).first()
        if (
            factors.check_backup_code(account, form.cleaned_data["code"])
            and account
            and _may_use_backup(request, account)
        ):
            tries.forget(request, login)
            return _let_in(request, account)
        form.add_error(None, _("Those three words and that code don’t go together. Check both and try again."))
    status = 422 if form.errors else 200
    return render(request, "accounts/backup.html", {"form": form, "next": _next(request)}, status=status)


def _may_use_backup(request: HttpRequest, account: Account) -> bool:
    """For staff who have a passphrase a code stands for the second step, never for both."""
    staff = is_staff_somewhere(account)
    return not (staff and (account.has_usable_password() or tablet.is_shared(request)))


# What is said once, on the way in


@signed_in
def way_out(request: AccountRequest) -> HttpResponse:
    if request.method == "POST":
        Doorstep.objects.update_or_create(account=request.user, defaults={"knows_the_way_out": True})
        return redirect("accounts:front")
    return render(request, "accounts/way_out.html")


@signed_in
def renewed(request: AccountRequest) -> HttpResponse:
    doorstep = Doorstep.objects.filter(account=request.user).first()
    if request.method == "POST":
        Doorstep.objects.filter(account=request.user).update(renewed_on=None)
        return redirect("accounts:front")
    return render(request, "accounts/renewed.html", {"on": doorstep.renewed_on if doorstep else None})
