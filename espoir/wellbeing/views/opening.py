"""What stands before every page of an open journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from espoir.accounts import tries
from espoir.i18n import say
from espoir.organisations.gate import MemberRequest
from espoir.wellbeing import actions, holding, locks
from espoir.wellbeing.codes import DEMONSTRATION_PASSPHRASE
from espoir.wellbeing.forms import OpenForm
from espoir.wellbeing.holding import Book
from espoir.wellbeing.models import Journal
from espoir.wellbeing.queries import has_leaf, journal_of

BookView = Callable[..., HttpResponse]
NOT_CARRIED = {"csrfmiddlewaretoken", "once", "passphrase", "carried"}


def in_her_journal(view: BookView) -> BookView:
    """Open the journal first. What she had written as it closed by itself is carried along, and kept once it opens."""

    @wraps(view)
    def within(request: MemberRequest, **kwargs: Any) -> HttpResponse:
        journal = journal_of(request.person)
        if "leaf" in kwargs and not (journal and has_leaf(journal, kwargs["leaf"])):
            raise Http404
        if journal is None:
            return render(request, "wellbeing/before.html")
        book = holding.held(request, journal)
        if book is not None:
            return view(request, book, **kwargs)
        if "passphrase" not in request.POST:
            return _closed(request, OpenForm(), status=422 if request.method == "POST" else 200)
        return _try(request, journal, lambda book: view(request, book, **kwargs))

    return within


def _try(request: MemberRequest, journal: Journal, go_on: Callable[[Book], HttpResponse]) -> HttpResponse:
    form, who = OpenForm(request.POST), f"journal|{journal.pk}"
    if not form.is_valid():
        return _closed(request, form, status=422)
    Journal.objects.of(request.organisation).select_for_update().get(pk=journal.pk)  # one try after another
    if again := tries.count(request, who):
        form.add_error("passphrase", too_many(again))
        return _closed(request, form, status=429)
    try:
        book = actions.open_journal(journal, passphrase=form.cleaned_data["passphrase"])
    except locks.WrongPassphrase:
        form.add_error("passphrase", _("This passphrase doesn’t open the journal. Check it, then try again."))
        return _closed(request, form, status=422)
    tries.forget(request, who)
    response = go_on(book) if "carried" in request.POST else HttpResponseRedirect(request.path)
    holding.hold(request, response, book)
    return response


def too_many(again: datetime) -> str:
    minute = (again + timedelta(seconds=59)).replace(second=0, microsecond=0)
    said = _("That was a lot of tries in a row. You can try again at %(hour)s.") % {"hour": say.hour(minute)}
    return say.one_stop(said)


def _closed(request: MemberRequest, form: OpenForm, *, status: int) -> HttpResponse:
    """The page that asks for the passphrase, with what was being written."""
    carried = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_CARRIED and isinstance(value, str)
    ]
    was_writing = request.method == "POST" and ("carried" in request.POST or "passphrase" not in request.POST)
    context = {
        "form": form,
        "carried": carried if was_writing else [],
        "was_writing": was_writing,
        "demonstration": demonstration_passphrase(request),
    }
    return render(request, "wellbeing/closed.html", context, status=status)


def demonstration_passphrase(request: MemberRequest) -> str:
    """In the demonstration the page itself tells it."""
    invented = settings.DEMONSTRATION or request.organisation.is_demonstration
    return DEMONSTRATION_PASSPHRASE if invented else ""


def back_home(request: MemberRequest) -> HttpResponse:
    return redirect("wellbeing:home", request.organisation.slug)
