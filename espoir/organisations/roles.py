"""Who may do what. The whole policy is this page. No role inherits another."""

from __future__ import annotations

from enum import StrEnum, auto

from django.db import models
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    # the organisation
    SET_UP = auto()  # walk through the set-up, change its texts and clocks
    TEAM = auto()  # invite colleagues and give them their roles
    MEASURES = auto()  # which published questionnaires are switched on
    PAY = auto()  # what each support person is paid, beside which role
    FIGURES = auto()  # indicators and the funder's page: numbers, never a person
    # welcoming
    WELCOME = auto()  # chosen names, wishes, states and dates; inviting, consents on paper, ways to reach
    IMPORT = auto()  # bring people and past meetings from a spreadsheet
    # one's own support
    BE_SUPPORTED = auto()  # wishes, offers, goals: what is hers alone
    SUPPORT = auto()  # her own profile and hours, the people she supports, their meetings
    # supervision and safety
    SUPERVISE = auto()  # agenda and meeting facts of those she supervises
    BE_SUPERVISED = auto()  # her own agenda
    LEAD_SAFETY = auto()  # incidents and reviews
    PATTERNS = auto()  # what quarters say of incidents, without names
    BE_AN_ALLY = auto()  # what is referred to her from inside
    AGREE_CHARTER = auto()  # say yes to the role charter
    # research
    RESEARCH = auto()  # the studies whose team she is on, and nothing else
    # a voice
    HAVE_A_SAY = auto()  # ideas, and a word about whatever the organisation asks or counts


class Role(models.TextChoices):
    PEER = "peer", _("person")
    SUPPORTER = "supporter", _("support person")
    SUPERVISOR = "supervisor", _("supervisor")
    COORDINATOR = "coordinator", _("coordinator")
    SAFETY_LEAD = "safety_lead", _("safety lead")
    ALLY = "ally", _("outside ally")
    DIRECTOR = "director", _("director")
    COLLEAGUE = "colleague", _("colleague in another role")
    FACILITATOR = "facilitator", _("facilitator")
    LEARNER = "learner", _("learner")
    RESEARCHER = "researcher", _("research team")
    PARTICIPANT = "participant", _("person taking part")
    NETWORK_OFFICER = "network_officer", _("network officer")


ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.PEER: frozenset({Permission.BE_SUPPORTED, Permission.HAVE_A_SAY}),
    Role.SUPPORTER: frozenset(
        {Permission.SUPPORT, Permission.BE_SUPERVISED, Permission.AGREE_CHARTER, Permission.HAVE_A_SAY}
    ),
    Role.SUPERVISOR: frozenset({Permission.SUPERVISE, Permission.AGREE_CHARTER}),
    Role.COORDINATOR: frozenset(
        {Permission.SET_UP, Permission.TEAM, Permission.WELCOME, Permission.IMPORT, Permission.AGREE_CHARTER}
    ),
    Role.SAFETY_LEAD: frozenset({Permission.LEAD_SAFETY, Permission.PATTERNS, Permission.AGREE_CHARTER}),
    Role.ALLY: frozenset({Permission.BE_AN_ALLY}),
    Role.DIRECTOR: frozenset(
        {
            Permission.SET_UP,
            Permission.TEAM,
            Permission.MEASURES,
            Permission.PAY,
            Permission.FIGURES,
            Permission.PATTERNS,
            Permission.AGREE_CHARTER,
        }
    ),
    Role.COLLEAGUE: frozenset({Permission.AGREE_CHARTER}),
    Role.FACILITATOR: frozenset(),
    Role.LEARNER: frozenset(),
    Role.RESEARCHER: frozenset({Permission.RESEARCH}),
    Role.PARTICIPANT: frozenset(),
    Role.NETWORK_OFFICER: frozenset({Permission.FIGURES}),
}

# Roles whose holder works here (a second factor, the longer idle clock, no shared tablet).
STAFF = frozenset(set(Role) - {Role.PEER, Role.LEARNER, Role.PARTICIPANT})
