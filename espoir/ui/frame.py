"""What the frame around each page needs: whose site, which menu, which language, the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from espoir.i18n.say import in_french

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WEATHER = {"fr": "https://meteo.gc.ca/", "en": "https://weather.gc.ca/"}


@dataclass(frozen=True)
class MenuLine:
    """A line of the menu. A room declares its own in `urls.py`: `menu("today:home", _("Home"), order=0, who=…)`."""

    url_name: str
    words: StrOrPromise
    order: int
    who: Callable[[Any], bool]  # takes the person


MENU: list[MenuLine] = []
MENU_HOLDS = 4  # lines that fit side by side on a small phone, in French too


def menu(url_name: str, words: StrOrPromise, *, order: int, who: Callable[[Any], bool]) -> None:
    MENU.append(MenuLine(url_name, words, order, who))


def menu_of(person: Any) -> list[MenuLine]:
    return sorted((line for line in MENU if line.who(person)), key=lambda line: line.order)


def beyond_the_menu(person: Any) -> list[MenuLine]:
    """What someone with many roles finds on the home page instead: her menu stays one line."""
    return menu_of(person)[MENU_HOLDS:]


def exit_of(organisation: Any) -> str:
    """Where “Quick exit” leads: the organisation's choice, or the weather in the reader's language."""
    chosen: str = organisation.exit_url if organisation else ""
    own_language = WEATHER["fr" if in_french() else "en"]
    return own_language if not chosen or chosen in WEATHER.values() else chosen


def frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "person", None)
    organisation = getattr(request, "organisation", None)
    idle = _idle_minutes(request)
    rests_at = request.session.get("closed", "accounts:closed") if idle else ""
    takes_part = rests_at.startswith("taking_part:")  # someone without an account: her code opened this session
    return {
        "me": person,
        "organisation": organisation,
        "home": _home(person, organisation) if not takes_part else reverse("taking_part:home"),
        "takes_part": takes_part,
        "site": organisation.site_name if organisation else "Carnet",
        "exit_url": exit_of(organisation),
        "menu": menu_of(person)[:MENU_HOLDS] if person else [],
        "other_language": ("en-ca", "English") if in_french() else ("fr-ca", "Français"),
        "lang": "fr-CA" if in_french() else "en-CA",
        "signed_in": idle is not None,
        "idle": idle,
        "idle_seconds": (idle or 0) * 60 + 10,
        "rests_at": rests_at,
        "demonstration": settings.DEMONSTRATION or bool(organisation and organisation.is_demonstration),
    }


def _home(person: Any, organisation: Any) -> str:
    return f"/{organisation.slug}/" if person and organisation else "/"


def _idle_minutes(request: HttpRequest) -> int | None:
    """How long her session may be left alone; none once it has ended, even while this very page is written."""
    minutes: int | None = getattr(request, "idle_minutes", None)
    return minutes if minutes is not None and not request.session.is_empty() else None
