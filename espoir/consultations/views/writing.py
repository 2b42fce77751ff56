"""Taking part in writing: as many answers as she wishes, kept as she goes, sent when she says so."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.consultations import actions, papers, queries, rules
from espoir.consultations.forms import AnswersForm, FilledInForm
from espoir.consultations.gate import ParticipantRequest, whoever_takes_part
from espoir.consultations.models import Contribution
from espoir.consultations.rules import IllegalMove
from espoir.consultations.views.hers import moved_on, show
from espoir.cores.documents import NotReadable
from espoir.research.models import Edition


def _questions(request: ParticipantRequest) -> list[dict[str, str]]:
    """The questions she began with, in the language she reads now."""
    begun = queries.contribution_of(request.participant)
    now = queries.newest(request.participant.audience, Edition.Kind.QUESTIONS)
    if begun is None:
        return now.parts if now else []
    if now is None or now.language == begun.questions.language:
        return begun.questions.parts
    words = {part["code"]: part["text"] for part in now.parts}
    return [{**part, "text": words.get(part["code"], part["text"])} for part in begun.questions.parts]


def _may_write(request: ParticipantRequest) -> HttpResponse | None:
    """First her yes; then, as long as the study asks."""
    if not rules.still_asks(request.participant.study) or not request.participant.audience.in_writing:
        raise Http404
    if queries.consent_of(request.participant) is None:
        messages.info(request, _("First, say what you agree to. Then you can write."))
        return redirect("taking_part:consent")
    return None


@whoever_takes_part
def write(request: ParticipantRequest) -> HttpResponse:
    """All the questions on one page."""
    if elsewhere := _may_write(request):
        return elsewhere
    contribution = queries.contribution_of(request.participant)
    form = _answers_form(request, _questions(request), contribution)
    if form.is_bound and form.is_valid():
        actions.save_answers(request.participant, answers=form.answers)
        return _kept(request, contribution)
    return show(
        request, "write", 422 if form.is_bound else 200, form=form, contribution=contribution, upload=FilledInForm()
    )


def _answers_form(
    request: ParticipantRequest, questions: list[dict[str, str]], contribution: Contribution | None
) -> AnswersForm:
    first = {f"q_{code}": words for code, words in contribution.answers.items()} if contribution else {}
    return AnswersForm(request.POST if request.method == "POST" else None, questions=questions, initial=first)


def _kept(request: ParticipantRequest, before: Contribution | None) -> HttpResponse:
    if "send" in request.POST:
        return redirect("taking_part:send")
    if before is not None and before.sent_on:
        messages.success(request, _("Your correction is kept. The team reads what stands here now."))
    else:
        messages.success(request, _("Your draft is kept. Nobody reads it before you send it."))
    return redirect("taking_part:write")


@whoever_takes_part
def one(request: ParticipantRequest, n: int) -> HttpResponse:
    """One question at a time."""
    if elsewhere := _may_write(request):
        return elsewhere
    questions = _questions(request)
    if not 1 <= n <= len(questions):
        raise Http404
    contribution = queries.contribution_of(request.participant)
    form = _answers_form(request, [questions[n - 1]], contribution)
    if form.is_bound and form.is_valid():
        actions.save_answers(request.participant, answers=form.answers)
        return redirect("taking_part:one", n + 1) if n < len(questions) else redirect("taking_part:send")
    return show(
        request, "one", 422 if form.is_bound else 200, form=form, n=n, count=len(questions), before=n - 1,
        after=n + 1 if n < len(questions) else 0,
    )  # fmt: skip


@whoever_takes_part
def send(request: ParticipantRequest) -> HttpResponse:
    """What she wrote, to read once more; it goes to the team when she presses."""
    if elsewhere := _may_write(request):
        return elsewhere
    contribution = queries.contribution_of(request.participant)
    if contribution is None or not contribution.answers:
        messages.info(request, _("Nothing is written yet. One answer is enough to send."))
        return redirect("taking_part:write")
    if request.method == "POST":
        try:
            actions.send_answers(request.participant)
        except IllegalMove:
            return moved_on(request)
        messages.success(request, _("It’s sent. You can still correct it, or take it back."))
        return redirect("taking_part:home")
    asked = _questions(request)
    answered = [(part["text"], contribution.answers[part["code"]]) for part in asked
                if part["code"] in contribution.answers]  # fmt: skip
    return show(request, "send", contribution=contribution, answered=answered, count=len(answered))


@whoever_takes_part
def form_out(request: ParticipantRequest) -> HttpResponse:
    """The questions as a form for Word or LibreOffice, to write in where she likes."""
    if elsewhere := _may_write(request):
        return elsewhere
    content = papers.questions_as_docx(_questions(request))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = 'attachment; filename="document.docx"'
    return response


@whoever_takes_part
@require_POST
def form_in(request: ParticipantRequest) -> HttpResponse:
    """The filled-in form, back: its answers become her draft, and the file is not kept."""
    if elsewhere := _may_write(request):
        return elsewhere
    upload = FilledInForm(request.POST, request.FILES)
    contribution = queries.contribution_of(request.participant)
    questions = _questions(request)
    if upload.is_valid():
        try:
            answers = papers.answers_of_docx(upload.cleaned_data["file"])
        except NotReadable as wrong:
            upload.add_error("file", papers.words_for(wrong))
        else:
            known = {part["code"] for part in questions}
            form = AnswersForm({f"q_{code}": words for code, words in answers.items()}, questions=questions)
            if form.is_valid():
                found = {code: words for code, words in form.answers.items() if code in known and words.strip()}
                actions.save_answers(request.participant, answers=found)
                messages.success(request, _("Your answers are read from the form. Look them over, then send them."))
                return redirect("taking_part:write")
            upload.add_error("file", _("An answer in this form is too long to be kept whole. Split it in two."))
    kept = AnswersForm(
        questions=questions,
        initial={f"q_{code}": words for code, words in contribution.answers.items()} if contribution else {},
    )
    return show(request, "write", 422, form=kept, contribution=contribution, upload=upload)
