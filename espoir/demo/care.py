"""Supervision, what is reported and a group: how an organisation of the demonstration cares for those who care."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from espoir import clock
from espoir.demo import words
from espoir.meetings import group_actions as groups
from espoir.meetings import queries as meeting_queries
from espoir.meetings.group_forms import agreement_in
from espoir.organisations.models import Person
from espoir.organisations.roles import Role
from espoir.safety import actions as safety
from espoir.safety import queries as safety_queries
from espoir.safety.models import What
from espoir.supervision import actions as supervision
from espoir.supervision import queries as supervisions
from espoir.supervision.models import Supervision

if TYPE_CHECKING:
    from espoir.demo.life import Story

EVERY_TWO_WEEKS = 2


def wearing(story: Story, role: Role) -> Person:
    return next(person for person in story.characters.values() if role in person.roles)


def begin(story: Story) -> None:
    """Each supporter has supervision every two weeks; there is one group, with someone by the door."""
    supervisor = wearing(story, Role.SUPERVISOR)
    for supporter in story.supporters():
        supervision.set_rhythm(by=supervisor, supporter=supporter, supervisor=supervisor, weeks=EVERY_TWO_WEEKS)
        _plan_the_next(story, supervisor, supporter, days=7 + (2 - story.first.weekday()) % 7)
    if len(story.supporters()) > 1:
        first, second, *_others = story.supporters()
        groups.open_group(
            by=first,
            kind="craft",
            title=story.pick(words.GROUPS_FR, words.GROUPS_EN),
            agreement_fr=agreement_in("fr-ca"),
            agreement_en=agreement_in("en-ca"),
            by_the_door=second,
        )


def _plan_the_next(story: Story, supervisor: Person, supporter: Person, days: int) -> None:
    at = clock.now().replace(hour=15, minute=0) + timedelta(days=days)
    supervision.plan(by=supervisor, supporter=supporter, at=at)


def a_week(story: Story, week: int) -> None:
    """Wednesday evening: supervision that was due is held, or was cancelled by the organisation now and then."""
    supervisor = wearing(story, Role.SUPERVISOR)
    for supporter in story.supporters():
        for session in _gone_by(supporter):
            if story.chance.random() < 0.1:
                supervision.cancel(session, by=supervisor)
                _plan_the_next(story, supervisor, supporter, days=7)
            else:
                _hold(story, supervisor, session)
                _plan_the_next(story, supervisor, supporter, days=14)
    if week % 9 == 4:
        _something_happens(story)


def _gone_by(supporter: Person) -> list[Supervision]:
    rows = supervisions.sessions_of(supporter).select_related("supporter")
    return list(rows.filter(state=Supervision.State.PLANNED, at__lt=clock.now()))


def _hold(story: Story, supervisor: Person, session: Supervision) -> None:
    for topic in supervisions.agenda(session.supporter).topics:
        supervision.finish(topic, by=supervisor)
    if story.chance.random() < 0.6:
        topic_words = story.pick(words.TOPICS_FR, words.TOPICS_EN)
        supervision.add_topic(by=session.supporter, supporter=session.supporter, words=topic_words)
    supervision.held(session, by=supervisor)


def _something_happens(story: Story) -> None:
    """Told in two answers, to whom the person chose."""
    reporter = story.chance.choice(story.supporters())
    listener = story.chance.choice(sorted(safety_queries.listeners(reporter), key=lambda person: person.name))
    told = safety.report(by=reporter, to=listener, what=story.chance.choice((What.LINE, What.WORDS, What.OTHER)))
    safety.moment_taken(told, by=listener)  # the same day


def keep_promises(story: Story) -> None:
    """What was reported is followed to its end."""
    for incident in safety_queries.open_incidents(story.organisation):
        if incident.news_by <= clock.now() + timedelta(days=2):
            for number in range(len(incident.todo)):
                safety.do_step(incident, by=incident.owner, number=number, state="done")
            safety.end(incident, by=incident.owner, words=story.pick(words.NEWS_FR, words.NEWS_EN))


def the_group_meets(story: Story, week: int) -> None:
    """Once a month; the week after, a word with those who wished for one."""
    for group in meeting_queries.open_groups(story.organisation):
        seated = list(meeting_queries.who_sits_in(group))
        if group.facilitator is None:
            continue
        if week % 4 == 3 and len(seated) >= 2:
            groups.note_group_meeting(
                by=group.facilitator, group=group, on=clock.today(), minutes=90, themes=["breather"], came=seated
            )
        elif week % 4 == 0:
            for attendance in meeting_queries.check_ins_wished(group.facilitator):
                groups.check_in(attendance, by=group.facilitator)
