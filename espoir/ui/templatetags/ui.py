"""Tags and filters of every template (built in, no `{% load %}` needed)."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from espoir.i18n import say

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """In every form that changes something: sent twice, it counts once."""
    return format_html('<input type="hidden" name="once" value="{}">', secrets.token_urlsafe(12))


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], name: str, *args: object) -> str:
    """`{% here "meetings:person" person.pk %}`: the address of a page of this organisation."""
    return reverse(name, args=[context["organisation"].slug, *args])


@register.filter
def day(value: date) -> str:
    return say.day(value)


@register.filter
def day_year(value: date) -> str:
    return say.day(value, year=True)


@register.filter
def short_day(value: date) -> str:
    return say.day(value, weekday=False)


@register.filter
def short_year(value: date) -> str:
    return say.day(value, weekday=False, year=True)


@register.filter
def hour(value: time | datetime) -> str:
    return say.hour(value)


@register.filter
def moment(value: datetime) -> str:
    return say.moment(value)


@register.filter
def length(minutes: int) -> str:
    return say.length(minutes)


@register.filter
def number(value: float) -> str:
    return say.number(value)


@register.filter
def initial(name: str) -> str:
    return str(name)[:1].upper()
