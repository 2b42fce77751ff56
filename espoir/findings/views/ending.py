"""The end of the raw material, and its certificate."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from espoir import clock
from espoir.cores import documents
from espoir.findings import actions, certifying, ending, queries, rules
from espoir.findings.models import Agreed, Certificate
from espoir.findings.rules import IllegalMove
from espoir.findings.views.report import moved_on, the_study
from espoir.logbook import ledger
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.research.queries import team_of


@members_who_may(Permission.RESEARCH)
def end(request: MemberRequest, report: str) -> HttpResponse:
    """What goes, what stays, and whose yes is there; then one button. After it, the certificate."""
    study = the_study(request, report)
    certificate = queries.certificate_of(study)
    if certificate is not None:
        page: dict[str, Any] = {"study": study, "certificate": certificate, **certifying.lines(certificate)}
        return render(request, "findings/certificate.html", page)
    if request.method == "POST":
        try:
            if actions.agree_to_end(study, by=request.person):
                ending.destroy(study, by=request.person)
                messages.success(request, _("It is destroyed. The certificate is below."))
            else:
                messages.success(request, _("Your yes is noted. A second person of the team must say it too."))
        except IllegalMove:
            return moved_on(request, study)
        return redirect("findings:end", request.organisation.slug, study.pk)
    page = {
        "study": study,
        "yeses": queries.agreed_of(study, Agreed.What.END),
        "mine": Agreed.objects.of(request.organisation)
        .filter(study=study, person=request.person, what=Agreed.What.END)
        .exists(),
        "team": team_of(study),
        "may_end": rules.may_end(study),
        "last_day": clock.today() + ledger.HORIZON,
    }
    return render(request, "findings/end.html", page)


@members_who_may(Permission.RESEARCH)
def certificate_pdf(request: MemberRequest, report: str) -> HttpResponse:
    study = the_study(request, report)
    row = get_object_or_404(Certificate.objects.of(request.organisation).select_related("study"), study=study)
    return HttpResponse(
        documents.to_pdf(certifying.document(row)),
        content_type="application/pdf",
        headers={"Content-Disposition": 'attachment; filename="document.pdf"', "Cache-Control": "no-store"},
    )
