from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from espoir.help import roles
from espoir.i18n import say
from espoir.organisations.gate import MemberRequest, public, the_person_herself
from espoir.organisations.roles import Permission
from espoir.safety import queries as safety
from espoir.safety.lines import help_lines


@the_person_herself
def home(request: MemberRequest) -> HttpResponse:
    """All the help there is, one tap from every page."""
    page = {
        "sheet": safety.protocol(request.organisation),
        "lines": help_lines(),
        "prints": request.person.may(Permission.AGREE_CHARTER),
        "has_route": safety.someone_listens(request.person),
        "mine": roles.mine(request.person),
        "others": roles.others(request.person),
    }
    return render(request, "help/home.html", page)


@the_person_herself
def role(request: MemberRequest, role: str) -> HttpResponse:
    """What this role finds here, sees and does not see."""
    page = roles.BY_LETTER.get(role)
    if page is None:
        raise Http404
    language = "fr" if say.in_french() else "en"
    text = f"help/roles/{language}/{page.letter}.html"
    return render(request, "help/role.html", {"page": page, "text": text})


@public
def device(request: HttpRequest) -> HttpResponse:
    """What quick exit does and does not do; passkeys; this device."""
    return render(request, "help/device.html")


@public
def lines(request: HttpRequest) -> HttpResponse:
    """Help lines by their full names: a page opened on purpose, which nothing links to but Help."""
    return render(request, "help/lines.html", {"lines": help_lines()})
