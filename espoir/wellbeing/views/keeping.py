from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from espoir.accounts import tries
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.wellbeing import actions, copies, holding, locks, queries
from espoir.wellbeing.forms import ChangeForm, NewPassphraseForm
from espoir.wellbeing.holding import Book
from espoir.wellbeing.views.opening import back_home, in_her_journal, too_many


@members_who_may(Permission.AGREE_CHARTER)
def begin(request: MemberRequest) -> HttpResponse:
    """The passphrase, and before it what it means to lose it."""
    if queries.journal_of(request.person) is not None:
        return back_home(request)
    form = NewPassphraseForm(request.POST if request.method == "POST" else None, person=request.person)
    if form.is_bound and form.is_valid():
        book = actions.begin(by=request.person, passphrase=form.cleaned_data["passphrase"])
        messages.success(request, _("Your journal is open."))
        response = back_home(request)
        holding.hold(request, response, book)
        return response
    return render(request, "wellbeing/begin.html", {"form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.AGREE_CHARTER)
@require_POST
def close(request: MemberRequest) -> HttpResponse:
    messages.success(request, _("Your journal is closed."))
    response = back_home(request)
    holding.let_go(request, response)
    return response


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def change(request: MemberRequest, book: Book) -> HttpResponse:
    form = ChangeForm(request.POST if request.method == "POST" else None, person=request.person)
    if form.is_bound and form.is_valid() and _changes(request, book, form):
        messages.success(request, _("The new passphrase opens your journal. The one before no longer does."))
        return back_home(request)
    return render(request, "wellbeing/change.html", {"form": form}, status=422 if form.is_bound else 200)


def _changes(request: MemberRequest, book: Book, form: ChangeForm) -> bool:
    who, asked = f"journal|{book.journal.pk}", form.cleaned_data
    if again := tries.count(request, who):
        form.add_error("old", too_many(again))
        return False
    try:
        actions.change_passphrase(book, by=request.person, old=asked["old"], new=asked["passphrase"])
    except locks.WrongPassphrase:
        form.add_error("old", _("This passphrase doesn’t open the journal. Check it, then try again."))
        return False
    tries.forget(request, who)
    return True


@members_who_may(Permission.AGREE_CHARTER)
def destroy(request: MemberRequest) -> HttpResponse:
    """With or without the passphrase: whoever lost it begins again here."""
    if queries.journal_of(request.person) is None:
        return back_home(request)
    if request.method != "POST":
        return render(request, "wellbeing/destroy.html", {"lost": "l" in request.GET})
    actions.destroy(by=request.person)
    messages.success(request, _("The journal is gone. You can begin a new one any day."))
    response = back_home(request)
    holding.let_go(request, response)
    return response


@members_who_may(Permission.AGREE_CHARTER)
@require_safe
def document(request: MemberRequest) -> HttpResponse:
    """Her own copy, made now and kept nowhere. Only while the journal is open."""
    journal = queries.journal_of(request.person)
    book = holding.held(request, journal) if journal else None
    if book is None:
        return back_home(request)
    headers = {"Content-Disposition": 'attachment; filename="document.zip"'}
    return HttpResponse(copies.pack(book), content_type="application/zip", headers=headers)
