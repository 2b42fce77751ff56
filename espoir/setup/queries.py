"""Where the set-up stands: what is done, what is next, and how many minutes are left, said honestly."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from espoir.charter import queries as charters
from espoir.organisations.models import Hat, Organisation, Person
from espoir.organisations.promises_lapse import lapsed_promises
from espoir.organisations.roles import Role
from espoir.pairing import queries as pairs
from espoir.pairing import rules as pairing
from espoir.people import queries as people
from espoir.safety import queries as safety
from espoir.setup.models import Seen

# Whom a first support relationship needs around it, and in which order the page names them.
NEEDED = (Role.COORDINATOR, Role.SUPPORTER, Role.SUPERVISOR, Role.SAFETY_LEAD, Role.ALLY)
WITHOUT = (Role.ALLY,)  # one can start without, and then the screen says which promise lapses


@dataclass(frozen=True)
class Step:
    """A page of the set-up. `minutes`: what it takes someone who keeps most of the suggestions."""

    title: str
    detail: str
    url_name: str
    button: str
    minutes: int
    is_done: bool
    is_waiting: bool = False  # nothing left to do here but to wait for others

    @property
    def minutes_left(self) -> int:
        return 0 if self.is_done or self.is_waiting else self.minutes


def steps(organisation: Organisation, reader: Person) -> list[Step]:
    seen = set(Seen.objects.of(organisation).values_list("step", flat=True))
    return [
        _names(organisation, Seen.Step.NAMES in seen),
        _team(organisation),
        _sheet(organisation),
        _charter(organisation, reader),
        _hours(organisation),
        Step(
            str(Seen.Step.CLOCKS.label), _("Our suggestions often fit as they are."), "setup:clocks",
            _("Read the suggestions"), 3, Seen.Step.CLOCKS in seen,
        ),
        _limits(organisation),
        Step(
            str(Seen.Step.PACK.label), _("All you need on paper"), "setup:pack",
            _("Open the pack"), 3, Seen.Step.PACK in seen,
        ),
    ]  # fmt: skip


def _names(organisation: Organisation, is_done: bool) -> Step:
    names = {"site": organisation.site_name, "regions": ", ".join(organisation.regions)}
    detail = _("“%(site)s”, %(regions)s") % names if organisation.regions else _("“%(site)s”") % names
    return Step(str(Seen.Step.NAMES.label), detail, "setup:names", _("Choose the name"), 2, is_done)


def _team(organisation: Organisation) -> Step:
    worn = Hat.objects.of(organisation).filter(role__in=people.TEAM_ROLES, person__state=Person.State.HERE)
    hats = list(worn.values_list("person", "role"))
    missing = [role for role in NEEDED if role not in WITHOUT and role not in {worn for _who, worn in hats}]
    number = len({who for who, _role in hats})
    detail = ngettext("%(n)d person", "%(n)d people", number) % {"n": number}
    if missing:
        detail = _("Nobody yet for: %(roles)s") % {"roles": ", ".join(str(role.label) for role in missing)}
    return Step(_("The team and its roles"), detail, "setup:team", _("See the team"), 6, not missing)


def _sheet(organisation: Organisation) -> Step:
    sheet = safety.protocol(organisation)
    title = _("What to do if things go wrong")
    if safety.is_in_force(sheet):
        return Step(title, _("One page, ready to print"), "safety:protocol", _("Read the sheet"), 6, True)
    if sheet is None:
        return Step(title, _("Our words are there to start from."), "safety:write", _("Write the sheet"), 6, False)
    detail = _("The team has not said yet that it is true.")
    return Step(title, detail, "safety:protocol", _("Read the sheet"), 3, False)


def _charter(organisation: Organisation, reader: Person) -> Step:
    title, waiting = _("One-page charter"), charters.still_to_agree(organisation)
    if not waiting:  # the reader is concerned: nobody has said yes to a charter that is not there
        return Step(title, _("Everyone concerned said yes."), "charter:page", _("Read the charter"), 5, True)
    if charters.current(organisation) is None:
        return Step(title, _("Our words are there to start from."), "charter:edit", _("Write the charter"), 5, False)
    detail = _("Still to agree: %(names)s") % {"names": ", ".join(person.name for person in waiting)}
    mine = reader in waiting
    return Step(title, detail, "charter:page", _("Read it and invite a yes"), 3, False, is_waiting=not mine)


def _hours(organisation: Organisation) -> Step:
    done = bool(organisation.opening_hours.get("days"))
    detail = _("In place") if done else _("When you answer, and from when your promises count")
    return Step(_("Working hours"), detail, "setup:hours", _("Choose the hours"), 1, done)


def _limits(organisation: Organisation) -> Step:
    limits = people.limits_of(organisation)
    detail = _("In place") if limits.confirmed_on else _("Lines that change from one province to another")
    title = _("What can’t always stay private")
    return Step(title, detail, "people:place", _("Read these lines"), 4, limits.confirmed_on is not None)


def minutes_left(all_steps: list[Step]) -> int:
    return sum(step.minutes_left for step in all_steps)


# ── the team ────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Post:
    role: Role
    names: list[str]
    may_wait: bool

    @property
    def words(self) -> str:
        said = str(self.role.label)
        return said[:1].upper() + said[1:]


def posts(organisation: Organisation) -> list[Post]:
    """Who does what here: one line a role, also where nobody does it yet."""
    here = list(Person.objects.of(organisation).here().wearing(*people.TEAM_ROLES).prefetch_related("hats"))
    wanted = [*NEEDED, Role.DIRECTOR, Role.COLLEAGUE]
    found = {role: sorted(person.name for person in here if role in person.roles) for role in wanted}
    return [Post(role, found[role], role in WITHOUT) for role in wanted if found[role] or role in NEEDED]


def lapses(organisation: Organisation) -> list[str]:
    return [*lapsed_promises(organisation), *_without_a_safety_lead(organisation)]


def _without_a_safety_lead(organisation: Organisation) -> list[str]:
    if Person.objects.of(organisation).here().wearing(Role.SAFETY_LEAD).exists():
        return []
    someone = next(iter(pairs.WhoArranges(organisation).of_the_team()), None)
    if someone is None:
        return []
    words = _("Here, nobody leads on safety yet. Where few people can be offered, %(name)s arranges it with them.")
    return [words % {"name": someone.name}]


# ── what opens the first support relationship ───────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Key:
    words: str
    is_there: bool


def keys_to_the_first(organisation: Organisation) -> list[Key]:
    missing = {thing.code for thing in pairing.what_is_missing(organisation)}
    found = [Key(str(thing.words), thing.code not in missing) for thing in pairing.BEFORE_THE_FIRST]
    return [*found, Key(_("“Not with this person.” It acts at once, and nobody sees it."), True)]
