from __future__ import annotations

from espoir.i18n import say
from espoir.i18n.say import NBSP, in_french


def money(cents: int) -> str:
    """« 1 250,50 $ », "$1,250.50". Whole numbers only: nothing is lost on the way."""
    dollars, rest = divmod(abs(cents), 100)
    sign = "−" if cents < 0 else ""
    if in_french():
        return f"{sign}{say.number(dollars)},{rest:02}{NBSP}$"
    return f"{sign}${say.number(dollars)}.{rest:02}"
