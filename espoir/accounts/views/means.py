"""What opens this account: passphrase, passkeys, codes, open sessions. Only its owner sees this."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir.accounts import actions, factors, openings, rules, tablet, tries
from espoir.accounts.forms import (
    CodeForm,
    CredentialForm,
    NameForm,
    NewPasskeyForm,
    PassphraseForm,
    ProofForm,
    TakeBackForm,
)
from espoir.accounts.queries import is_staff_somewhere, people_of, sessions_of
from espoir.accounts.views.entering import wait
from espoir.accounts.words import spelled
from espoir.organisations.gate import AccountRequest, public, signed_in
from espoir.organisations.models import Account, Person
from espoir.organisations.roles import Role

View = Callable[..., HttpResponse]


def freshly(view: View) -> View:
    """What opens an account changes only minutes after its owner showed who she is: an open page is not enough."""

    @wraps(view)
    def guarded(request: AccountRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not openings.is_fresh(request):
            return HttpResponseRedirect(f"{reverse('accounts:prove')}?{urlencode({'next': request.path})}")
        return view(request, *args, **kwargs)

    return guarded


def dressed(request: AccountRequest) -> None:
    """Within the frame of her organisation, if there is one only."""
    people = list(people_of(request.user)[:2])
    if len(people) == 1 and not request.session.get(openings.ONLY):
        request.person = people[0]  # type: ignore[attr-defined]
        request.organisation = people[0].organisation  # type: ignore[attr-defined]


@signed_in
@require_safe
def devices(request: AccountRequest) -> HttpResponse:
    dressed(request)
    account = request.user
    context = {
        "words": spelled(account.login),
        "passkeys": factors.passkeys(account),
        "sessions": sessions_of(account, this_one=request.session.session_key or ""),
        "has_passphrase": account.has_usable_password(),
        "has_app": factors.has_app(account),
        "codes_left": factors.backup_codes_left(account),
        "may_share": bool(_office_people(account)),
        "shared": tablet.is_shared(request),
    }
    return render(request, "accounts/devices.html", context)


@signed_in
def prove(request: AccountRequest) -> HttpResponse:
    """Who is it? Asked again before something important changes."""
    dressed(request)
    on = _next(request)
    form = ProofForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if again := tries.count(request, request.user.login):
            return wait(request, again)
        if _is_proved(request, form):
            tries.forget(request, request.user.login)
            openings.proved(request)
            return redirect(on)
    context = {
        "form": form,
        "next": on,
        "has_passphrase": request.user.has_usable_password(),
        "has_passkey": factors.has_passkey(request.user),
    }
    return render(request, "accounts/prove.html", context, status=422 if form.errors else 200)


def _is_proved(request: AccountRequest, form: ProofForm) -> bool:
    if "credential" in request.POST:
        credential = CredentialForm(request.POST)
        said = credential.is_valid() and factors.check_passkey(credential.cleaned_data["credential"], request.user)
        if not said:
            form.add_error(None, _("That passkey opens nothing here. Try again."))
        return bool(said)
    if not form.is_valid():
        return False
    if authenticate(request, login=request.user.login, password=rules.plain(form.cleaned_data["password"])):
        return True
    form.add_error("password", _("That is not the passphrase of this account. Check it and try again."))
    return False


def _next(request: HttpRequest) -> str:
    """Only back to one of these pages."""
    address: str = request.POST.get("next") or request.GET.get("next") or ""
    return address if address.startswith("/x/") else reverse("accounts:devices")


# Passphrase


@signed_in
@freshly
def passphrase(request: AccountRequest) -> HttpResponse:
    dressed(request)
    form = PassphraseForm(request.POST if request.method == "POST" else None, login=request.user.login)
    if form.is_valid():
        request.user.set_password(rules.plain(form.cleaned_data["passphrase"]))
        request.user.save(update_fields=["password"])
        update_session_auth_hash(request, request.user)  # the other sessions close by themselves
        openings.look_again(request, request.user)
        messages.success(request, _("Your new passphrase is in place. Your other sessions are closed."))
        return redirect("accounts:devices")
    context = {"form": form, "words": spelled(request.user.login)}
    return render(request, "accounts/passphrase.html", context, status=422 if form.errors else 200)


# Passkeys


@signed_in
@freshly
def new_passkey(request: AccountRequest) -> HttpResponse:
    _not_on_a_shared_device(request)
    dressed(request)
    form = NewPasskeyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.cleaned_data
        if factors.add_passkey(request.user, said["credential"], called=said["called"]):
            openings.look_again(request, request.user)
            messages.success(request, _("This device can open your pages."))
            return _onward(request)
        form.add_error(None, _("Your device gave no answer. Try again."))
    context = {
        "form": form,
        "has_passphrase": request.user.has_usable_password(),
        "incomplete": bool(request.session.get(openings.ONLY)),
    }
    return render(request, "accounts/new_passkey.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
@freshly
def ask_new_passkey(request: AccountRequest) -> HttpResponse:
    """What the device has to answer to make a passkey."""
    _not_on_a_shared_device(request)
    return JsonResponse(factors.ask_for_new_passkey(request.user))


def _onward(request: AccountRequest) -> HttpResponse:
    """After something was added: the backup codes if there are none, otherwise back to the list."""
    return redirect("accounts:devices" if factors.backup_codes_left(request.user) else "accounts:codes")


def _not_on_a_shared_device(request: HttpRequest) -> None:
    if tablet.is_shared(request):
        raise Http404


def _my_passkey(request: AccountRequest, key: int) -> Any:
    return get_object_or_404(factors.means(request.user, factors.PASSKEY), pk=key)


@signed_in
@require_POST
def rename_passkey(request: AccountRequest, key: int) -> HttpResponse:
    form = NameForm(request.POST)
    passkey = _my_passkey(request, key)
    if form.is_valid():
        factors.rename_passkey(passkey, called=form.cleaned_data["called"])
        messages.success(request, _("The name is kept. You alone see it."))
    return redirect("accounts:devices")


@signed_in
@freshly
def remove_passkey(request: AccountRequest, key: int) -> HttpResponse:
    dressed(request)
    passkey = _my_passkey(request, key)
    last = not _stays_complete_without(request.user, passkey=True)
    if request.method == "POST" and not last:
        passkey.delete()
        messages.success(request, _("That device no longer opens your pages."))
        return redirect("accounts:devices")
    return render(request, "accounts/remove_passkey.html", {"called": factors.name_of(passkey), "last": last})


def _stays_complete_without(account: Account, *, passkey: bool = False, app: bool = False) -> bool:
    others = len(factors.passkeys(account)) - passkey
    second = others > 0 or (factors.has_app(account) and not app)
    opens = account.has_usable_password() or others > 0
    return opens and (second or not is_staff_somewhere(account))


# Codes from an app


@signed_in
@freshly
def app(request: AccountRequest) -> HttpResponse:
    """The key of the app travels sealed in the form until its first code proves that it arrived."""
    dressed(request)
    sealed = request.POST.get("key") or factors.seal(request.user, factors.new_secret())
    secret = factors.opened(request.user, sealed)
    if secret is None:
        return redirect("accounts:app")
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if factors.add_app(request.user, secret, form.cleaned_data["code"]):
            openings.look_again(request, request.user)
            messages.success(request, _("From now on, your app gives the code of the second step."))
            return _onward(request)
        form.add_error("code", _("That is not the code the app shows now. Wait for the next one and try again."))
    context = {"form": form, "key": sealed, "secret": _in_fours(secret)}
    return render(request, "accounts/app.html", context, status=422 if form.errors else 200)


def _in_fours(secret: str) -> str:
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


@signed_in
@require_safe
def app_square(request: AccountRequest) -> HttpResponse:
    secret = factors.opened(request.user, request.GET.get("k", ""))
    if secret is None or not openings.is_fresh(request):
        raise Http404
    return HttpResponse(factors.qr_of_secret(request.user, secret), content_type="image/svg+xml")


@signed_in
@freshly
def remove_app(request: AccountRequest) -> HttpResponse:
    dressed(request)
    last = not _stays_complete_without(request.user, app=True)
    if request.method == "POST" and not last:
        factors.remove_app(request.user)
        messages.success(request, _("The second step with an app is off."))
        return redirect("accounts:devices")
    return render(request, "accounts/remove_app.html", {"last": last})


@signed_in
@require_safe
def factor(request: AccountRequest) -> HttpResponse:
    """What is still missing before the pages open."""
    if openings.is_complete(request.user):
        openings.look_again(request, request.user)
        return redirect("accounts:front")
    context = {
        "second": is_staff_somewhere(request.user),
        "has_means": request.user.has_usable_password(),
        "shared": tablet.is_shared(request),
    }
    return render(request, "accounts/factor.html", context)


# Backup codes


@signed_in
@freshly
def codes(request: AccountRequest) -> HttpResponse:
    """Shown once, in the answer to the button that makes them."""
    dressed(request)
    made = factors.new_backup_codes(request.user) if request.method == "POST" else []
    context = {
        "codes": made,
        "made": len(made),
        "left": factors.backup_codes_left(request.user),
        "arriving": openings.step_pending(request.user) is not None,
    }
    return render(request, "accounts/codes.html", context)


# Open sessions


@signed_in
@require_POST
def name_session(request: AccountRequest) -> HttpResponse:
    form = NameForm(request.POST)
    if form.is_valid():
        openings.call_this_session(request, form.cleaned_data["called"])
        messages.success(request, _("The name is kept. You alone see it."))
    return redirect("accounts:devices")


@signed_in
@require_POST
def close_session(request: AccountRequest, mark: str) -> HttpResponse:
    for session in sessions_of(request.user, this_one=request.session.session_key or ""):
        if session.mark == mark and not session.is_this:
            actions.close_sessions(request.user, only=session.key)
            messages.success(request, _("That session is closed."))
    return redirect("accounts:devices")


@signed_in
@require_POST
def close_all(request: AccountRequest) -> HttpResponse:
    actions.close_sessions(request.user)
    openings.close(request)
    return redirect("accounts:bye")


# A device shared by an office


def _office_people(account: Account) -> list[Person]:
    """Who this account is where it works inside: an outside ally shares nobody's office."""
    return [person for person in people_of(account) if person.is_staff_here and person.roles != {Role.ALLY}]


@signed_in
@freshly
def share_device(request: AccountRequest) -> HttpResponse:
    """A member of staff gives this device to the people she welcomes, and leaves it signed out."""
    dressed(request)
    people = _office_people(request.user)
    if not people:
        raise Http404
    if request.method != "POST":
        return render(request, "accounts/share.html", {"minutes": tablet.IDLE})
    openings.close(request)
    response = redirect("accounts:bye")
    tablet.share(response, people[0].organisation)
    return response


@public
def unshare_device(request: HttpRequest) -> HttpResponse:
    """Staff take the device back with their own words; no session of theirs opens on it."""
    if not tablet.is_shared(request):
        return redirect("accounts:front")
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if again := tries.count(request, form.cleaned_data["login"]):
            return wait(request, again)
        if _is_staff_of_this_device(request, form.cleaned_data):
            tries.forget(request, form.cleaned_data["login"])
            openings.close(request)
            response = redirect("accounts:front")
            tablet.unshare(response)
            return response
        form.add_error(None, _("This is not enough to take the device back. Check all three and try again."))
    return render(request, "accounts/unshare.html", {"form": form}, status=422 if form.errors else 200)


def _is_staff_of_this_device(request: HttpRequest, said: dict[str, Any]) -> bool:
    account = authenticate(request, login=said["login"], password=rules.plain(said["password"]))
    if not isinstance(account, Account):
        return False
    place = tablet.of_organisation(request)
    theirs = any(person.is_staff_here and person.organisation_id == place for person in people_of(account))
    return theirs and (not factors.has_app(account) or factors.check_app(account, said["code"]))
