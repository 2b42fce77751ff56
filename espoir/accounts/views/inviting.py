"""An invitation: the sheet that is handed over, and the page that its link opens."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_POST, require_safe

from espoir.accounts import actions, factors, openings, rules, tablet
from espoir.accounts.forms import PassphraseForm
from espoir.accounts.models import OPEN_FOR, Invitation, hash_of
from espoir.accounts.queries import open_invitation, people_of
from espoir.accounts.words import draw, spelled
from espoir.organisations.gate import AccountRequest, MemberRequest, public, signed_in, the_person_herself
from espoir.organisations.models import Account, Person

# The sheet, inside


@the_person_herself
def invitation(request: MemberRequest, guest: str) -> HttpResponse:
    """The link and its square, to print or to show; for whoever may invite this person."""
    person = _guest(request, guest)
    if request.method == "POST":
        actions.invite(person, by=request.person)
        return redirect("accounts:invitation", request.organisation.slug, person.pk)
    found = _open_invitation(person)
    context = {"person": person, "invitation": found, "link": _link(request, found) if found else ""}
    return render(request, "accounts/invitation.html", context)


@the_person_herself
@require_safe
def invitation_square(request: MemberRequest, guest: str) -> HttpResponse:
    found = _open_invitation(_guest(request, guest))
    if found is None:
        raise Http404
    return HttpResponse(factors.qr_svg(_link(request, found)), content_type="image/svg+xml")


def _guest(request: MemberRequest, guest: str) -> Person:
    person = get_object_or_404(Person.objects.of(request.organisation).here(), pk=guest)
    if not rules.may_invite(request.person, person):
        raise Http404
    return person


def _open_invitation(person: Person) -> Invitation | None:
    """The link that can still be shown; none once its key is gone."""
    found = Invitation.objects.of(person.organisation).open().filter(person=person).first()
    return found if found is not None and found.token else None


def _link(request: MemberRequest, found: Invitation) -> str:
    return request.build_absolute_uri(reverse("accounts:open", args=[found.token]))


# The page that the link opens


@public
def open_invitation_page(request: HttpRequest, token: str) -> HttpResponse:
    """Three words, then a passphrase or a passkey. Looking at it uses nothing up."""
    found = open_invitation(token)
    if found is None:
        return _link_over(request)
    _speak_her_language(request, found.person)
    if request.method != "POST":
        return _words_page(request, found, draw(translation.get_language()), None)
    login = _words_drawn(request, token)
    if login is None:
        return redirect("accounts:open", token)
    if request.POST.get("means") == "passkey" and not tablet.is_shared(request):
        return _open(request, token, login, passphrase=None, on="accounts:new_passkey")
    form = PassphraseForm(request.POST, login=login)
    if not form.is_valid():
        return _words_page(request, found, login, form, status=422)
    return _open(request, token, login, passphrase=form.cleaned_data["passphrase"], on="accounts:codes")


def _open(request: HttpRequest, token: str, login: str, *, passphrase: str | None, on: str) -> HttpResponse:
    language = translation.get_language()
    try:
        account = actions.open_account(token=token, login=login, passphrase=passphrase, language=language)
    except actions.LinkOver:
        return _link_over(request)
    openings.open_session(request, account)
    response = HttpResponseRedirect(reverse(on))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _words_page(
    request: HttpRequest, found: Invitation, login: str, form: PassphraseForm | None, status: int = 200
) -> HttpResponse:
    context = {
        "form": form or PassphraseForm(login=login),
        "words": spelled(login),
        "drawn": signing.dumps([login, hash_of(found.token)], salt="three words"),
        "shared": tablet.is_shared(request),
        "renews": found.person.account_id is not None,
        "joins": _may_join(request, found.person),
        "token": found.token,
    }
    return render(request, "accounts/open.html", context, status=status)


def _words_drawn(request: HttpRequest, token: str) -> str | None:
    """The words that this page drew for this link within the hour, unless someone took them meanwhile."""
    try:
        login, link = signing.loads(request.POST.get("drawn", ""), salt="three words", max_age=3600)
    except (signing.BadSignature, ValueError):
        return None
    taken = Account.objects.filter(login=login).exists()
    return login if link == hash_of(token) and not taken else None


def _speak_her_language(request: HttpRequest, person: Person) -> None:
    if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and person.language in dict(settings.LANGUAGES):
        translation.activate(person.language)


def _link_over(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts/link_over.html", {"days": OPEN_FOR.days}, status=404)


def _may_join(request: HttpRequest, person: Person) -> bool:
    """Someone already signed in may open this organisation's pages with the same words."""
    if not isinstance(request.user, Account) or person.account_id:
        return False
    return all(other.organisation_id != person.organisation_id for other in people_of(request.user))


@signed_in
@require_POST
def join(request: AccountRequest, token: str) -> HttpResponse:
    try:
        person = actions.join_with(request.user, token=token)
    except actions.LinkOver:
        return _link_over(request)
    openings.look_again(request, request.user)
    return redirect(f"/{person.organisation.slug}/")
