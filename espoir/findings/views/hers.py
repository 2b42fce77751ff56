"""Her own page: which words of hers the report may quote."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from espoir.consultations.gate import ParticipantRequest, whoever_takes_part
from espoir.consultations.rules import until_when
from espoir.findings import actions, queries, rules
from espoir.findings.rules import IllegalMove


@whoever_takes_part
def home(request: ParticipantRequest) -> HttpResponse:
    """Each of them, with yes and no of the same size. Nothing is answered beforehand."""
    rows = queries.hers(request.participant)
    if request.method == "POST":
        row = get_object_or_404(rows, pk=request.POST.get("which", ""))
        try:
            actions.answer(request.participant, quotation=row, said=request.POST.get("said", ""))
            messages.success(request, _("Your answer is kept. You can change it until the report is approved."))
        except (IllegalMove, ValueError):
            messages.info(request, _("It has changed since this page was opened. Nothing was sent."))
        return redirect("her_quotations:home")
    study = request.participant.study
    found = list(rows)
    general = queries.agreed_in_general(found)
    shown = [(row, queries.may_quote(row, general)) for row in found]
    page = {"rows": shown, "until": until_when(study), "may_change": rules.may_write(study)}
    return render(request, "findings/hers.html", page)
