"""The questions of this room, in our own words. They open a conversation; nobody adds them up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Topic:
    code: str
    title: StrOrPromise
    asks: StrOrPromise


# A role, with a guide: she writes beside it for herself, and the three talk about it as she likes.
GUIDE = (
    Topic("want", _("What I want from this role"), _("What draws me to it? What would make it a good year for me?")),
    Topic("hard_day", _("A hard day"), _("What does a hard day look like for me? What do I do then?")),
    Topic("by_me", _("Who stands by me"), _("Whom do I call first? Who here would I talk to?")),
    Topic("time", _("My time"), _("Which hours suit me? Which hours stay mine, whatever comes?")),
    Topic(
        "money",
        _("Money and benefits"),
        _("Could this pay change a benefit, my taxes or my rent? Who can check it with me before I begin?"),
    ),
    Topic("known", _("Being known around here"), _("Who might recognize me? What may be said about me, and what not?")),
    Topic("limits", _("My limits"), _("What will I do, and what won’t I do? How do I say no?")),
    Topic(
        "hear",
        _("What might be hard to hear"),
        _("Is there something I’d rather not listen to? What would I do then? No need to say why."),
    ),
    Topic("own", _("My own support"), _("What do I keep here? What would I rather have somewhere else?")),
    Topic("supports", _("What helps me work"), _("Short days, a quiet room, child care, rides, training: what helps?")),
    Topic("stop", _("If I want to stop"), _("How will I know? Whom do I tell? What would make it easy?")),
)

# Her own thoughts, with nobody reviewing.
THOUGHTS = (
    Topic("would", _("What would I like from time with someone?"), ""),
    Topic("would_not", _("What would I not want?"), ""),
    Topic("form", _("What would suit me?"), _("One person, a group, by phone, a walk, or none of these.")),
    Topic("say", _("How would I say that something isn’t right for me?"), ""),
)

# The organisation, about itself.
LOOK = (
    Topic("decide", _("Who decides"), _("Do people with lived experience decide with us? On what, since when?")),
    Topic("role", _("The role"), _("Is it written what the role does and what it doesn’t? Do colleagues know it?")),
    Topic("pay", _("Pay and contract"), _("What do we pay, for how long, with which benefits? And for other roles?")),
    Topic("money", _("Our money"), _("Until when is the role paid for? What may that money pay for?")),
    Topic("supervision", _("Supervision"), _("Who supervises, how often? Who does it when that person is away?")),
    Topic("safety", _("When something happens"), _("Who is on call? To whom can one go past one’s own supervisor?")),
    Topic("rest", _("Hours and rest"), _("Who takes over when someone steps back? Is pay the same meanwhile?")),
    Topic("rules", _("Our own rules"), _("Which rule gets in the way: leave, background checks, references, records?")),
    Topic("room", _("Time and room"), _("Who has time to answer? Is there a room, a phone, a quiet place?")),
    Topic("learning", _("Learning"), _("Which training is paid, also outside? Who learns about the role with them?")),
    Topic("cultures", _("Cultures and languages"), _("Who feels at home here, and who doesn’t? Who could tell us?")),
)
