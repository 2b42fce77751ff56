from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may, the_person_herself
from espoir.organisations.models import Person
from espoir.organisations.roles import Permission
from espoir.pay.words import money
from espoir.voice import actions, queries
from espoir.voice.asked import thing as find
from espoir.voice.forms import AnswerForm, IdeaAnswerForm, IdeaForm, LaterForm, RateForm, StruckForm, WordForm
from espoir.voice.models import Idea
from espoir.voice.rules import IllegalMove
from espoir.voice.telling import years

PAGE = 25


def _moved_on(request: MemberRequest) -> None:
    messages.info(request, _("It has changed since this page was opened. Nothing was sent."))


# Everyone.


@the_person_herself
def home(request: MemberRequest) -> HttpResponse:
    """Her ideas, if she may send some; how the organisation answers, for everyone."""
    has_a_say = request.person.may(Permission.HAVE_A_SAY)
    ideas = Paginator(queries.ideas_of(request.person), PAGE).get_page(request.GET.get("n")) if has_a_say else None
    page = {"has_a_say": has_a_say, "page": ideas, "years": years(queries.how_we_answer(request.organisation))}
    return render(request, "voice/home.html", page)


@the_person_herself
def log(request: MemberRequest) -> HttpResponse:
    """What was struck, and what became of it. No name."""
    page = Paginator(queries.change_log(request.organisation), PAGE).get_page(request.GET.get("n"))
    titles = queries.titles(request.organisation)
    rows = [(titles.get(row.thing, _("Something we no longer print")), row) for row in page]
    may_answer = request.person.may(Permission.SET_UP)
    return render(request, "voice/log.html", {"page": page, "rows": rows, "may_answer": may_answer})


# Her ideas.


@members_who_may(Permission.HAVE_A_SAY)
def propose(request: MemberRequest) -> HttpResponse:
    form = IdeaForm(request.POST if request.method == "POST" else None, initial={"signed": "team"})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        actions.propose(
            by=request.person,
            kind=said["kind"],
            title=said["title"],
            words=said["words"],
            is_signed=said["signed"] == "name",
        )
        messages.success(request, _("It’s sent. We owe you an answer, and the day is on this page."))
        return redirect("voice:home", request.organisation.slug)
    return render(request, "voice/propose.html", {"form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.HAVE_A_SAY)
def idea(request: MemberRequest, idea: str) -> HttpResponse:
    row = get_object_or_404(queries.ideas_of(request.person), pk=idea)
    return render(request, "voice/idea.html", {"idea": row})


@members_who_may(Permission.HAVE_A_SAY)
def take_back(request: MemberRequest, idea: str) -> HttpResponse:
    row = get_object_or_404(queries.ideas_of(request.person), pk=idea)
    if request.method == "POST":
        try:
            actions.take_back(row, by=request.person)
            messages.success(request, _("It’s taken back. Nobody here reads it any more."))
        except IllegalMove:
            _moved_on(request)
        return redirect("voice:home", request.organisation.slug)
    if row.state != Idea.State.SENT:
        return redirect("voice:idea", request.organisation.slug, row.pk)
    return render(request, "voice/take_back.html", {"idea": row})


# Her word about what is asked.


@members_who_may(Permission.HAVE_A_SAY)
def asked(request: MemberRequest) -> HttpResponse:
    """Everything that is asked, printed and counted here, in plain words."""
    rate = queries.rate_of(request.organisation)
    page = {
        "groups": queries.rows_for(request.person),
        "rate": rate,
        "amount": money(rate.cents) if rate else "",
        "has_hours": request.person.may(Permission.SUPPORT),
    }
    return render(request, "voice/asked.html", page)


@members_who_may(Permission.HAVE_A_SAY)
def thing(request: MemberRequest, thing: str) -> HttpResponse:
    """One thing: what it is for, and three answers of the same size."""
    one = find(request.organisation, thing)
    if one is None:
        raise Http404
    word = queries.word_about(request.person, one.code)
    first = {"says": word.says, "words": word.words} if word else {}
    form = WordForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        actions.say(one.code, by=request.person, **form.cleaned_data)
        messages.success(request, _("Your word is kept."))
        return redirect("voice:asked", request.organisation.slug)
    page = {"thing": one, "word": word, "form": form, "struck": queries.struck_now(request.organisation, one.code)}
    return render(request, "voice/thing.html", page, status=422 if form.is_bound else 200)


# The organisation's answers.


@members_who_may(Permission.SET_UP)
def to_answer(request: MemberRequest) -> HttpResponse:
    """What waits for an answer, and below it what was answered."""
    place = request.organisation
    answered = Paginator(queries.ideas_answered(place), PAGE).get_page(request.GET.get("n"))
    ideas = list(queries.ideas_to_answer(place)[:PAGE])
    opened(actions.OPENED, by=request.person, about=_once([*ideas, *answered]))
    titles = queries.titles(place)
    page = {
        "ideas": ideas,
        "questions": [(titles.get(row.thing, ""), row) for row in queries.questions_to_answer(place)[:PAGE]],
        "struck": [(titles.get(row.thing, ""), row) for row in queries.struck_to_answer(place)[:PAGE]],
        "page": answered,
    }
    return render(request, "voice/to_answer.html", page)


def _once(ideas: list[Idea]) -> list[Person]:
    return list({idea.person_id: idea.person for idea in ideas}.values())


@members_who_may(Permission.SET_UP)
def sent(request: MemberRequest, idea: str) -> HttpResponse:
    """One idea, under the name that its author chose to give: hers, or the team's."""
    row = get_object_or_404(queries.ideas_sent_to(request.organisation), pk=idea)
    people = queries.who_answers(request.organisation)
    data = request.POST if request.method == "POST" else None
    form = IdeaAnswerForm(data, people=people, initial={"owner": request.person.pk})
    if form.is_bound and form.is_valid():
        try:
            _answer(row, form, request)
            messages.success(request, _("It’s sent. Whoever wrote it reads your answer."))
        except IllegalMove:
            _moved_on(request)
        return redirect("voice:sent", request.organisation.slug, row.pk)
    opened(actions.OPENED, by=request.person, about=[row.person])
    return render(request, "voice/sent.html", {"idea": row, "form": form}, status=422 if form.is_bound else 200)


def _answer(row: Idea, form: IdeaAnswerForm, request: MemberRequest) -> None:
    said = form.cleaned_data
    if said["answer"] == "yes":
        follows, due = said["follows"], said["due"]
        actions.say_yes(row, by=request.person, words=said["words"], follows=follows, owner=form.chosen(), due=due)
    elif said["answer"] == "otherwise":
        actions.say_otherwise(row, by=request.person, words=said["words"])
    else:
        actions.say_no(row, by=request.person, words=said["words"])


@members_who_may(Permission.SET_UP)
def later(request: MemberRequest, idea: str) -> HttpResponse:
    row = get_object_or_404(queries.ideas_sent_to(request.organisation), pk=idea)
    if row.state != Idea.State.SENT or row.prolonged_on:
        return redirect("voice:sent", request.organisation.slug, row.pk)
    form = LaterForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.prolong(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("The new day is said. It can’t be moved again."))
        return redirect("voice:sent", request.organisation.slug, row.pk)
    return render(request, "voice/later.html", {"idea": row, "form": form}, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
@require_POST
def done(request: MemberRequest, idea: str) -> HttpResponse:
    row = get_object_or_404(queries.ideas_sent_to(request.organisation), pk=idea)
    try:
        actions.finish(row, by=request.person)
        messages.success(request, _("The promise is kept. Whoever wrote the idea is told."))
    except IllegalMove:
        _moved_on(request)
    return redirect("voice:to_answer", request.organisation.slug)


@members_who_may(Permission.SET_UP)
def question(request: MemberRequest, word: str) -> HttpResponse:
    row = get_object_or_404(queries.questions_to_answer(request.organisation), pk=word)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        actions.answer_question(row, by=request.person, words=form.cleaned_data["words"])
        messages.success(request, _("It’s sent. Whoever asked reads your answer."))
        return redirect("voice:to_answer", request.organisation.slug)
    opened(actions.OPENED_QUESTION, by=request.person, about=[row.person])
    title = queries.titles(request.organisation).get(row.thing, "")
    page = {"word": row, "title": title, "form": form}
    return render(request, "voice/question.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SET_UP)
def struck(request: MemberRequest, struck: str) -> HttpResponse:
    row = get_object_or_404(queries.struck_here(request.organisation), pk=struck)
    form = StruckForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _struck_answered(request, row.pk, form)
    title = queries.titles(request.organisation).get(row.thing, _("Something we no longer print"))
    page = {"row": row, "title": title, "form": form, "why": queries.why_struck(row)}
    return render(request, "voice/struck.html", page, status=422 if form.is_bound else 200)


def _struck_answered(request: MemberRequest, pk: str, form: forms.Form) -> HttpResponse:
    row = get_object_or_404(queries.struck_here(request.organisation), pk=pk)
    try:
        actions.answer_struck(row, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s said. Everyone here reads it."))
    except IllegalMove:
        _moved_on(request)
    return redirect("voice:log", request.organisation.slug)


@members_who_may(Permission.SET_UP)
def rate(request: MemberRequest) -> HttpResponse:
    """What an hour of advice is paid: everyone who may give some reads it."""
    known = queries.rate_of(request.organisation)
    first = {"cents": f"{known.cents // 100}.{known.cents % 100:02}", "how": known.how} if known else {}
    form = RateForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        actions.set_rate(by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s posted, from today on."))
        return redirect("voice:to_answer", request.organisation.slug)
    return render(request, "voice/rate.html", {"form": form, "known": known}, status=422 if form.is_bound else 200)
