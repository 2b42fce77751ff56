"""The shelves of « Mes renseignements »: which tables lie together, who sees them, where they are changed.

A table that nobody put on a shelf lies on the last one: it is never forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from espoir.organisations.owned import Owned


@dataclass(frozen=True)
class Shelf:
    code: str  # one letter: it stands in the address
    title: StrOrPromise
    seen_by: StrOrPromise
    tables: tuple[str, ...]
    where: str = ""  # the page where its owner changes it


SHELVES: tuple[Shelf, ...] = (
    Shelf("a", _("My name and role here"), _("Seen by the team, each for their part"),
          ("organisations.person", "organisations.hat", "people.arrival", "people.limits"), "people:name"),
    Shelf("b", _("How to reach me"), _("Seen by the person who supports you and the coordinator"),
          ("people.reach",), "people:reach"),
    Shelf("c", _("What I look for"), _("Seen by the coordinator"),
          ("people.wishes", "pairing.request"), "people:wishes"),
    Shelf("d", _("What I say about myself"), _("Seen by those who may be offered your support, and the coordinator"),
          ("people.profile", "pairing.offer"), "people:profile"),
    Shelf("e", _("My choices"), _("Seen by the coordinator"), ("consents.choice",), "consents:choices"),
    Shelf("g", _("My time with someone"), _("Seen by both of you and the coordinator"),
          ("pairing.relationship", "pairing.aftercare"), "meetings:mine"),
    Shelf("h", _("How it is going"), _("Seen by you, and by whoever you asked to talk with"), ("pairing.checkin",)),
    Shelf("j", _("My meetings"), _("Seen by both of you; supervision sees only when, how long and how"),
          ("meetings.meeting", "meetings.planned", "meetings.nextstep"), "meetings:mine"),
    Shelf("k", _("Groups"), _("Seen by whoever leads the group"),
          ("meetings.group", "meetings.seat", "meetings.attendance"), "meetings:groups"),
    Shelf("m", _("Services and things received"), _("Seen by the person who supports you"),
          ("meetings.referral", "meetings.good"), "meetings:mine"),
    Shelf("n", _("What I want for myself"), _("Seen by you alone"), ("meetings.goal",), "meetings:goals"),
    Shelf("o", _("My supervision"), _("Seen by you and your supervisor"),
          ("supervision.rhythm", "supervision.supervision", "supervision.topic", "supervision.talkrequest",
           "supervision.more", "supervision.secondwish", "supervision.consultant", "supervision.shorttalk",
           "supervision.gathering", "supervision.chair", "supervision.sharedtopic"), "supervision:home"),
    Shelf("l", _("What I’m paid"), _("Seen by you and whoever directs; your hours by you alone"),
          ("pay.hours", "pay.terms", "pay.before", "pay.share"), "pay:home"),
    Shelf("f", _("My journal, and what I show of it"),
          _("The journal opens for you alone; what you show, for whom you chose"),
          ("wellbeing.journal", "wellbeing.share"), "wellbeing:home"),
    Shelf("u", _("My role and my hours"), _("Seen by you alone; a question to the team, also by those who answer it"),
          ("practice.noted", "practice.question"), "practice:home"),
    Shelf("i", _("A role I asked about"), _("Seen by the two who read it, and those who talk with you"),
          ("readiness.application", "readiness.conversation", "readiness.support"), "readiness:home"),
    Shelf("t", _("What I write for myself alone"), _("Seen by you alone"),
          ("readiness.guideanswers", "readiness.reflection"), "readiness:guide"),
    Shelf("va", _("My ideas, and my word about what is asked"),
          _("Seen by whoever answers, without your name unless you signed"),
          ("voice.idea", "voice.word"), "voice:home"),
    Shelf("xa", _("What I learn"), _("Seen by you; what you ask for, by whoever answers"),
          ("growth.step", "growth.learned", "growth.certificate"), "growth:home"),
    Shelf("ya", _("Circles of support people"), _("Seen by those who come too"), ("growth.coming",), "growth:circles"),
    Shelf("wa", _("Decisions about support"),
          _("Seen by you and the coordinator; by the other one of you once invited"),
          ("voice.decision",)),
    Shelf("p", _("What I reported"), _("Seen by the safety lead or the ally you wrote to"), ("safety.incident",)),
    Shelf("q", _("The role charter"), _("Seen by the team"), ("charter.agreement", "charter.reading"), "charter:page"),
    Shelf("v", _("My post"), _("Seen by you and whoever sets the program up"), ("charter.post",), "charter:my_post"),
    Shelf("r", _("Notices and my way in"), _("Seen by you; the coordinator sees whether you have an account"),
          ("notices.channel", "notices.notice", "accounts.invitation"), "notices:mine"),
    Shelf("x", _("My first days in my role"), _("Seen by you and by those who owe you a conversation"),
          ("passage.start", "passage.step", "passage.talk", "passage.buddy"), "passage:start"),
    Shelf("y", _("What I entrusted before"), _("Seen by you and by whoever opens it with you"),
          ("passage.passage", "passage.opening", "organisations.earlierfile"), "passage:home"),
    Shelf("ac", _("Whom I may have met"), _("Seen by you alone"), ("passage.willing",), "passage:choices"),
    Shelf("s", _("My questions"), _("Seen by you and by whoever answers"), ("records.query", "records.copy")),
    Shelf("aa", _("While someone is away"), _("Seen by you, the coordinator and, for a supporter, her supervisor"),
          ("pauses.away", "pauses.preference", "pauses.cover")),
    Shelf("ab", _("What helps me work"), _("Seen by you and by whoever answers"),
          ("pauses.accommodation", "pauses.sessions", "pauses.standby", "workload.limit"), "pauses:helps"),
    Shelf("za", _("Studies whose team I’m on"), _("Seen by the team of the study"),
          ("research.seat", "coding.roundcoder", "findings.agreed"), "research:home"),
    Shelf("z", _("Also kept"), _("Seen by you and the coordinator"), ()),
)  # fmt: skip
LAST = SHELVES[-1]
BY_CODE = {shelf.code: shelf for shelf in SHELVES}
_BY_TABLE = {table: shelf for shelf in SHELVES for table in shelf.tables}


def shelf_of(table: type[Owned]) -> Shelf:
    return _BY_TABLE.get(table._meta.label_lower, LAST)
