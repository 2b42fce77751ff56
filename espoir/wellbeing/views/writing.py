from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from espoir.i18n import say
from espoir.measures.queries import LANGUAGES, Card
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission
from espoir.wellbeing import actions, queries
from espoir.wellbeing.forms import QuestionnaireForm, WeekForm
from espoir.wellbeing.holding import Book
from espoir.wellbeing.views.opening import back_home, in_her_journal
from espoir.wellbeing.views.reading import to_one


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def week(request: MemberRequest, book: Book) -> HttpResponse:
    """Two questions of our own, and a line for herself. None has to be answered."""
    form = WeekForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.write_week(book, **form.cleaned_data)
        messages.success(request, _("It’s in your journal."))
        return back_home(request)
    return render(request, "wellbeing/week.html", {"form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.AGREE_CHARTER)
@in_her_journal
def questionnaire(request: MemberRequest, book: Book, questionnaire: str) -> HttpResponse:
    """The publisher's items, all on one page. Its rule adds them up, or says why it cannot."""
    card = queries.questionnaire(request.organisation, questionnaire)
    if card is None or card.measure is None or card.instrument.key is None or card.instrument.terms is None:
        raise Http404
    language = _language(request, card)
    sent = request.POST if request.method == "POST" else None
    form = QuestionnaireForm(sent, key=card.instrument.key, measure=card.measure, language=language)
    if form.is_bound and form.is_valid():
        leaf = actions.fill_in(book, kind=f"{card.code}@{card.instrument.version}", answers=form.answers)
        messages.success(request, _("It’s in your journal."))
        return to_one(request, leaf.pk)
    context = {
        "card": card,
        "form": form,
        "intro": card.measure.wording[language]["intro"],
        "tag": f"{language}-CA",
        "others": [(other, LANGUAGES[other]) for other in card.brought if other != language],
        "language": language,
    }
    return render(request, "wellbeing/questionnaire.html", context, status=422 if form.is_bound else 200)


def _language(request: MemberRequest, card: Card) -> str:
    """Hers, where the organisation brought it; otherwise the one that is there."""
    hers = "fr" if say.in_french() else "en"
    asked = request.GET.get("l") or request.POST.get("l") or hers
    return asked if asked in card.brought else hers if hers in card.brought else card.brought[0]
