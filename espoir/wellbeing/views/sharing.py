from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.roles import Permission
from espoir.supervision.queries import supervisors_of
from espoir.vault import keys
from espoir.wellbeing import actions, queries, results
from espoir.wellbeing.forms import ShareForm
from espoir.wellbeing.holding import Book
from espoir.wellbeing.views.opening import in_her_journal
from espoir.wellbeing.views.reading import PAGE, entry_or_404


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def share(request: MemberRequest, book: Book, leaf: str) -> HttpResponse:
    """One result, one person, until a day. She reads first exactly what will be read."""
    entry = entry_or_404(book, leaf)
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        people=queries.could_read(request.person),
        closest=supervisors_of(request.person),
    )
    if form.is_bound and form.is_valid():
        actions.share(entry, by=request.person, reader=form.chosen, until=form.cleaned_data["until"])
        messages.success(request, _("It’s shown until that day. You can take it back any time."))
        return redirect("wellbeing:shared", request.organisation.slug)
    context = {"entry": entry, "result": results.of(entry), "form": form}
    return render(request, "wellbeing/share.html", context, status=422 if form.is_bound else 200)


@members_who_may(Permission.AGREE_CHARTER)
def shared(request: MemberRequest) -> HttpResponse:
    """What she shows, and to whom. It left the journal: no passphrase is needed to take it back."""
    page = Paginator(queries.shared_by(request.person), PAGE).get_page(request.GET.get("n"))
    keys.fetch(request.organisation.pk, [row.reader_id for row in page])
    rows = [(row, results.in_words(row.shown)) for row in page]
    return render(request, "wellbeing/shared.html", {"page": page, "rows": rows})


@members_who_may(Permission.AGREE_CHARTER)
@require_POST
def take_back(request: MemberRequest, share: str) -> HttpResponse:
    actions.take_back(get_object_or_404(queries.shared_by(request.person), pk=share), by=request.person)
    messages.success(request, _("It’s taken back, as of now. What was read stays read."))
    return redirect("wellbeing:shared", request.organisation.slug)


@the_person_herself
def shown(request: MemberRequest, shown: str) -> HttpResponse:
    """The one page that someone else reads. It says what she was shown, and nothing of the rest."""
    row = get_object_or_404(queries.shown_to(request.person), pk=shown)
    if not row.shown:
        raise Http404  # she is being erased: her key is gone before the row is
    opened(actions.READ, by=request.person, about=[row.person])
    return render(request, "wellbeing/shown.html", {"row": row, "result": results.in_words(row.shown)})
