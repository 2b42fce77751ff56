"""How much of each post the role is: said by the organisation, and by the person who holds it."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from espoir.charter import actions, queries
from espoir.charter.forms import PostForm
from espoir.charter.models import Post
from espoir.charter.rules import NothingToAgree
from espoir.logbook.actions import opened
from espoir.organisations.gate import MemberRequest, members_who_may
from espoir.organisations.roles import Permission

PAGE = 25


@members_who_may(Permission.SET_UP)
def posts(request: MemberRequest) -> HttpResponse:
    page = Paginator(queries.holders(request.organisation), PAGE).get_page(request.GET.get("n"))
    people = list(page)
    known = queries.posts_by_person(request.organisation, people)
    opened(actions.OPENED_POST, by=request.person, about=[person for person in people if person.pk in known])
    rows = [(person, known.get(person.pk)) for person in people]
    return render(request, "charter/posts.html", {"page": page, "rows": rows})


@members_who_may(Permission.SET_UP)
def post(request: MemberRequest, holder: str) -> HttpResponse:
    person = get_object_or_404(queries.holders(request.organisation), pk=holder)
    known = queries.post_of(person)
    first = {"percent": known.percent, "rest": known.rest} if known else {"percent": Post.WHOLE}
    form = PostForm(request.POST if request.method == "POST" else None, initial=first)
    if form.is_bound and form.is_valid():
        actions.say_post(person, by=request.person, **form.cleaned_data)
        messages.success(request, _("It’s kept. We ask whether it is what was agreed."))
        return redirect("charter:posts", request.organisation.slug)
    opened(actions.OPENED_POST, by=request.person, about=[person])
    page = {"form": form, "person": person, "post": known}
    return render(request, "charter/post.html", page, status=422 if form.is_bound else 200)


@members_who_may(Permission.SUPPORT)
def my_post(request: MemberRequest) -> HttpResponse:
    return render(request, "charter/my_post.html", {"post": queries.post_of(request.person)})


@members_who_may(Permission.SUPPORT)
@require_POST
def say(request: MemberRequest) -> HttpResponse:
    """One tap: it is what was agreed, or it is not."""
    mine, is_so = queries.post_of(request.person), request.POST.get("w") == "y"
    if mine is None:
        raise Http404
    try:
        if is_so:
            actions.agree_post(mine, by=request.person)
            messages.success(request, _("It’s kept: you both say the same."))
        else:
            actions.not_so(mine, by=request.person)
            messages.success(request, _("It’s said. The organization puts it right, by the day below."))
    except NothingToAgree:
        messages.info(request, _("This was said before. Here is where it stands."))
    return redirect("charter:my_post", request.organisation.slug)
