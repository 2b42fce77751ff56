"""What to talk about, in our own words. Nothing here is answered on a screen, and nothing is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from espoir.passage.codes import About

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

WHY: dict[About, StrOrPromise] = {
    About.ROLE: _("Read the role charter together, line by line."),
    About.BOUNDARIES: _("Where I stop is part of the role."),
    About.SAFETY: _("Before it is needed, with nobody waiting."),
    About.RESPONSIBILITIES: _("Nobody carries this alone."),
    About.REACH: _("My hours are mine to say."),
    About.CARE: _("Not as homework: as part of the work."),
    About.SUPERVISION: _("How often, with whom, and what it is not."),
    About.PAY: _("Everything that is paid, and everything that isn’t."),
}

PROMPTS: dict[About, tuple[StrOrPromise, ...]] = {
    About.ROLE: (
        _("What would you say you do, to someone who meets you for the first time?"),
        _("Which line of the charter would you change, and who decides?"),
        _("What do you do when a colleague asks for something that isn’t on it?"),
    ),
    About.BOUNDARIES: (
        _("What do you keep for yourself, and how do you say so?"),
        _("You meet someone you support in the street: what would you like to happen?"),
        _("Gifts, money, a ride home: what do we do here?"),
    ),
    About.SAFETY: (
        _("Read the safety sheet aloud, then close it: what do you remember first?"),
        _("Whom do you call, and who answers if that person doesn’t?"),
        _("What will you never have to do alone?"),
    ),
    About.RESPONSIBILITIES: (
        _("What is yours to do, and what is never yours?"),
        _("Who decides when something is not clear?"),
        _("What can’t stay between two people, and how is it said beforehand?"),
    ),
    About.REACH: (
        _("On which days and hours can you be reached, and by which way?"),
        _("Try it aloud: how do you say no to one more person?"),
        _("A message comes outside your hours: what happens if you leave it until tomorrow?"),
    ),
    About.CARE: (
        _("How would we notice that it is becoming heavy, and what may we say then?"),
        _("What helps after a hard meeting: time, a walk, a call, nothing?"),
        _("How do you step back here, and how do you come back?"),
    ),
    About.SUPERVISION: (
        _("Which rhythm suits you, and what would you like to bring to it?"),
        _("What does your supervisor pass on, and what never?"),
        _("Whom could you talk to if it doesn’t go well with your supervisor?"),
    ),
    About.PAY: (
        _("Which hours are paid: meetings, notes, training, supervision, travel?"),
        _("Does this pay change anything you receive? Who can look at it with you?"),
        _("Whom do you tell when something is not what was agreed?"),
    ),
}

OF_THE_WEEK: tuple[StrOrPromise, ...] = (
    _("What was good, and what was not?"),
    _("What is missing, and who sees to it?"),
    _("Is there someone you would like to meet, or something to change?"),
)
