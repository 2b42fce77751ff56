"""May this be done now? When the team may be asked, and by when a post is put right."""

from __future__ import annotations

from datetime import date, timedelta

from espoir import clock
from espoir.charter.models import Post, Round
from espoir.charter.pulse import BELOW

DAYS_TO_PUT_RIGHT = 14
ROUND_LASTS = timedelta(days=14)
A_QUARTER = timedelta(days=84)


class NothingToAgree(Exception):
    """There is no charter yet, or another version is the current one now."""


class NotNow(Exception):
    """Too few people, too soon, or a round is open."""


class IsOver(Exception):
    """The round is closed, or she has answered."""


def is_enough(people: int) -> bool:
    """Fewer answers could never be shown: then nobody is asked for them."""
    return people >= BELOW


def may_ask_again(last: Round | None) -> bool:
    return last is None or (not last.is_open and last.opened_on + A_QUARTER <= clock.today())


def put_right_by() -> date:
    return clock.today() + timedelta(days=DAYS_TO_PUT_RIGHT)


def check_is_told(post: Post) -> None:
    if post.state != Post.State.TOLD:
        raise NothingToAgree
