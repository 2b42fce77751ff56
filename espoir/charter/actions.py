from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.charter import pulse, queries, rules
from espoir.charter.models import PARTS, Agreement, Charter, Post, Reading, Round
from espoir.charter.rules import NothingToAgree
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.notices.actions import tell
from espoir.organisations.models import Organisation, Person
from espoir.organisations.promises import Asked

WRITE = verb("charter.write", _lazy("wrote a version of the role charter"))
AGREE = verb("charter.agree", _lazy("said yes to the role charter"))
SAID_POST = verb("charter.post", _lazy("said how much of your post the role is"))
AGREED_POST = verb("charter.post_agreed", _lazy("said that the post is as agreed"))
NOT_SO = verb("charter.post_not_so", _lazy("said that the post is not as agreed"))
OPENED_POST = verb("charter.post_opened", _lazy("opened the page about your post"))
READ = verb("charter.read", _lazy("read the role in ten minutes"))
ASKED_TEAM = verb("charter.pulse_opened", _lazy("asked the team how the role is understood"))
CLOSED = verb("charter.pulse_closed", _lazy("closed the questions to the team"))

TEXTS = tuple(f"{part}_{language}" for part in PARTS for language in ("fr", "en"))


@transaction.atomic
def write(*, by: Person, texts: Mapping[str, str]) -> Charter:
    """Write the next version. The same words as before make no new version, and nobody has to agree again."""
    before = queries.current(by.organisation)
    if before is not None and all(getattr(before, name) == texts.get(name, "") for name in TEXTS):
        return before
    charter = Charter(organisation=by.organisation, version=before.version + 1 if before else 1)
    for name in TEXTS:
        setattr(charter, name, texts.get(name, ""))
    charter.save()
    record(WRITE, by=by, what=charter)
    return charter


@transaction.atomic
def agree(*, by: Person, version: int | None = None) -> Agreement:
    """Say yes to the current version (`version` is the one that was read)."""
    charter = queries.current(by.organisation)
    if charter is None or version not in (None, charter.version):
        raise NothingToAgree
    agreement, is_new = Agreement.objects.of(by.organisation).get_or_create(
        organisation=by.organisation, charter=charter, person=by
    )
    if is_new:
        record(AGREE, by=by, about=[by], what=charter)
    return agreement


# The post of each.


@transaction.atomic
def say_post(person: Person, *, by: Person, percent: int, rest: str = "") -> Post:
    """Record how much of someone's post the role is. She is asked whether that is what was agreed."""
    post = queries.post_of(person) or Post(organisation=by.organisation, person=person)
    post.percent, post.rest = percent, "" if percent >= Post.WHOLE else rest
    post.state, post.told_on, post.owner, post.due = Post.State.TOLD, clock.today(), by, None
    post.save()
    record(SAID_POST, by=by, about=[person], what=post)
    tell(person)
    return post


@transaction.atomic
def agree_post(post: Post, *, by: Person) -> None:
    rules.check_is_told(post)
    post.state = Post.State.AGREED
    post.save(update_fields=["state"])
    record(AGREED_POST, by=by, about=[by], what=post)


@transaction.atomic
def not_so(post: Post, *, by: Person) -> None:
    """It is not what was agreed: someone of the organisation puts it right by a day."""
    asked = Asked(by.organisation)
    keepers = [one for one in [*asked.directors, *asked.coordinators] if one != by]
    post.state, post.due = Post.State.NOT_SO, rules.put_right_by()
    post.owner = post.owner if post.owner in keepers else next(iter(keepers), asked.chief)
    post.save(update_fields=["state", "due", "owner"])
    record(NOT_SO, by=by, about=[by], what=post)
    if post.owner is not None:
        tell(post.owner)


# The role in ten minutes.


@transaction.atomic
def finish_reading(*, by: Person) -> Reading:
    """She has read it. There is nothing else to keep."""
    reading, is_new = Reading.objects.of(by.organisation).get_or_create(organisation=by.organisation, person=by)
    if is_new:
        record(READ, by=by, about=[by], what=reading)
    return reading


# How the role is understood.


@transaction.atomic
def ask_the_team(*, by: Person) -> Round:
    """Open a round, for two weeks."""
    if not queries.may_open_a_round(by.organisation):
        raise rules.NotNow
    asked = Round(organisation=by.organisation, closes_on=clock.today() + rules.ROUND_LASTS)
    asked.tallies, asked.who = pulse.nothing_yet(), []
    asked.save()
    record(ASKED_TEAM, by=by, what=asked)
    for person in queries.those_concerned(by.organisation):
        if person != by:
            tell(person)
    return asked


@transaction.atomic
def answer(*, by: Person, answers: Mapping[str, str]) -> None:
    """Her answers are added to the counts. No line is written anywhere of who answered, when, or what."""
    asked = Round.objects.of(by.organisation).select_for_update().filter(is_open=True).first()
    if asked is None or asked.closes_on < clock.today() or queries.has_answered(by, asked):
        raise rules.IsOver
    asked.tallies = pulse.added(asked.tallies, answers)
    asked.who = _shuffled([*asked.who, queries.mark_of(by)])
    asked.save(update_fields=["box"])


def _shuffled(marks: list[str]) -> list[str]:
    """No order in which people came."""
    return secrets.SystemRandom().sample(marks, len(marks))


@transaction.atomic
def close_what_is_over(organisation: Organisation) -> None:
    """What may not be shown is not kept either."""
    over = Round.objects.of(organisation).filter(is_open=True, closes_on__lt=clock.today()).first()
    if over is None:
        return
    before = [asked.who for asked in queries.rounds(organisation) if asked.is_shown]
    over.is_open, over.is_shown = False, pulse.may_be_shown(over.who, before)
    if not over.is_shown:
        over.tallies, over.who = {}, []
    over.save()
    record(CLOSED, by=None, organisation=organisation, what=over)
