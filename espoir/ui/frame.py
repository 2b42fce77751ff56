"""What the frame around each page needs: whose site, which menu, which language, the way out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WEATHER = "https://meteo.gc.ca/"


@dataclass(frozen=True)
class MenuLine:
    """A line of the menu. A room declares its own in `urls.py`: `menu("today:home", _("Home"), order=0, who=…)`."""

    url_name: str
    words: StrOrPromise
    order: int
    who: Callable[[Any], bool]  # takes the person


MENU: list[MenuLine] = []


def menu(url_name: str, words: StrOrPromise, *, order: int, who: Callable[[Any], bool]) -> None:
    MENU.append(MenuLine(url_name, words, order, who))


def menu_of(person: Any) -> list[MenuLine]:
    return sorted((line for line in MENU if line.who(person)), key=lambda line: line.order)


def frame(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "person", None)
    organisation = getattr(request, "organisation", None)
    return {
        "me": person,
        "organisation": organisation,
        "site": organisation.site_name if organisation else "Carnet",
        "exit_url": organisation.exit_url if organisation else WEATHER,
        "menu": menu_of(person) if person else [],
        "other_language": ("en-ca", "English") if (get_language() or "").startswith("fr") else ("fr-ca", "Français"),
        "lang": "fr-CA" if (get_language() or "").startswith("fr") else "en-CA",
        "demonstration": settings.DEMONSTRATION or bool(organisation and organisation.is_demonstration),
    }
