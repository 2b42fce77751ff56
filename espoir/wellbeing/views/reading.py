from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.wellbeing import actions, queries, results
from espoir.wellbeing.codes import Rest, Weight
from espoir.wellbeing.holding import Book
from espoir.wellbeing.queries import Entry
from espoir.wellbeing.results import Result
from espoir.wellbeing.views.opening import back_home, in_her_journal

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PAGE = 25
OVER_TIME = 12  # weeks that the page shows at a glance
WIDE, HIGH, STEP = 320, 60, 12  # of the drawing


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def home(request: MemberRequest, book: Book) -> HttpResponse:
    found = queries.entries(book)
    weeks = [entry for entry in found if entry.is_week][:OVER_TIME]
    heavy, rest = ([entry.answers.get(name) for entry in reversed(weeks)] for name in ("heavy", "rest"))
    others = [(entry, results.of(entry)) for entry in found if not entry.is_week]
    page = {
        "book": book,
        "count": len(found),
        "weeks": [Week.of(entry) for entry in weeks],
        "lines": [
            (
                _("How heavy the week was: higher is heavier"),
                drawn(heavy),
            ),
            (_("Rest: higher is more"), drawn(rest)),
        ],
        "filled_in": others[:OVER_TIME],
        "questionnaires": queries.questionnaires(request.organisation),
        "switches": request.person.may(Permission.MEASURES),
        "shares": queries.shared_by(request.person).open().count(),
    }
    return render(request, "wellbeing/home.html", page)


@dataclass(frozen=True)
class Week:
    """A line of the table."""

    entry: Entry
    heavy: StrOrPromise
    rest: StrOrPromise

    @classmethod
    def of(cls, entry: Entry) -> Week:
        heavy, rest = entry.answers.get("heavy"), entry.answers.get("rest")
        return cls(entry, Weight(heavy).label if heavy else "", Rest(rest).label if rest else "")


def drawn(answers: Sequence[str | None]) -> str:
    """A line through her answers, from left to right, for `<polyline points>`; an answer left out is stepped over."""
    if sum(answer is not None for answer in answers) < 2:
        return ""
    wide = WIDE / (len(answers) - 1)
    return " ".join(
        f"{place * wide:.0f},{HIGH - (int(answer) - 1) * STEP - 6}"
        for place, answer in enumerate(answers)
        if answer is not None
    )


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def all_of_it(request: MemberRequest, book: Book) -> HttpResponse:
    page = Paginator(queries.entries(book), PAGE).get_page(request.GET.get("n"))
    rows = [(entry, results.of(entry)) for entry in page]
    return render(request, "wellbeing/all.html", {"book": book, "page": page, "rows": rows})


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def one(request: MemberRequest, book: Book, leaf: str) -> HttpResponse:
    """One result in words, and what could help: ways that she alone takes."""
    entry = entry_or_404(book, leaf)
    result = results.of(entry)
    context = {"book": book, "entry": entry, "result": result, "ways": ways(request)}
    return render(request, "wellbeing/one.html", {**context, "credit": credit_of(request, result)})


def entry_or_404(book: Book, leaf: str) -> Entry:
    entry = queries.entry(book, leaf)
    if entry is None:
        raise Http404
    return entry


def credit_of(request: MemberRequest, result: Result) -> bool:
    return bool(result.code and queries.questionnaire(request.organisation, result.code))


# What could help. (address, what it is, what happens there): only pages that she may open.

WAYS: tuple[tuple[str, StrOrPromise, StrOrPromise], ...] = (
    ("supervision:talk", _lazy("I need to talk today"), _lazy("The page says who answers, and by when")),
    ("supervision:home", _lazy("Bring it to supervision"), _lazy("You choose the words, or none")),
    ("pauses:home", _lazy("Step back"), _lazy("No reason asked")),
    ("help:home", _lazy("Talk to someone outside"), _lazy("Help lines, day and night")),
)


def ways(request: MemberRequest) -> list[tuple[str, StrOrPromise, StrOrPromise]]:
    found = [(_address(request, name), words, detail) for name, words, detail in WAYS]
    return [way for way in found if way[0]]


def _address(request: MemberRequest, name: str) -> str:
    try:
        address = reverse(name, args=[request.organisation.slug])
    except NoReverseMatch:
        return ""
    gate = getattr(resolve(address).func, "gate", None)
    return "" if isinstance(gate, Permission) and not request.person.may(gate) else address


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def take_out(request: MemberRequest, book: Book, leaf: str) -> HttpResponse:
    entry = entry_or_404(book, leaf)
    if request.method == "POST":
        actions.take_out(book, entry.pk)
        messages.success(request, _("It’s taken out."))
        return back_home(request)
    return render(request, "wellbeing/take_out.html", {"entry": entry, "result": results.of(entry)})


def to_one(request: MemberRequest, leaf: str) -> HttpResponse:
    return redirect("wellbeing:one", request.organisation.slug, leaf)
