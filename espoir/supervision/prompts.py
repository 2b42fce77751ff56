"""Questions to think about together, one at a time, if both like. In our own words, each language for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROMPTS: tuple[StrOrPromise, ...] = (
    _("What did someone you support teach you lately?"),  # both give
    _("What small thing made you think lately that a change can come?"),  # hope
    _("Where did you leave the choice to someone, even if it was hard?"),  # choice
    _("What is true, and easier to say here than elsewhere?"),  # honesty
    _("What do you know from life that no course could teach you?"),  # what life teaches is knowledge
    _("What helps you feel at ease before a meeting? Who could help?"),  # being at ease
    _("Where did you say no lately, or wish you had?"),  # limits
    _("Where does your role give you power? How do you share it?"),  # equals
    _("Whose pace did you follow this week?"),  # pace
    _("Who else could take a part, so that you don’t carry it alone?"),  # together
    _("What gives you strength in this work? What takes it away?"),  # care
    _("What should the organization change to make your role easier?"),  # fairness
)


def number_for(key: str, asked: str = "") -> int:
    """The one for this session: the same each time the page opens, unless another was asked for."""
    if asked.isdecimal():
        return int(asked[:4]) % len(PROMPTS)
    return sum(key.encode()) % len(PROMPTS)
