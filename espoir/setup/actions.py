from __future__ import annotations

from collections.abc import Mapping
from datetime import time

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Organisation, Person
from espoir.setup.models import Seen

CHANGED = verb("setup.changed", _lazy("changed the settings"))


@transaction.atomic
def name_the_site(*, by: Person, site_name: str, languages: list[str], regions: list[str]) -> None:
    _change(by, site_name=site_name, languages=languages, regions=regions)
    see(Seen.Step.NAMES, by=by)


@transaction.atomic
def set_hours(*, by: Person, days: list[str], begin: time, end: time) -> None:
    """The hours in which the organisation answers, and in which its promises of the day are counted."""
    hours = {"days": days, "from": f"{begin:%H:%M}", "to": f"{end:%H:%M}"}
    _change(by, opening_hours={**by.organisation.opening_hours, **hours})


@transaction.atomic
def set_clocks(*, by: Person, months: Mapping[str, int]) -> None:
    _change(by, clocks={**by.organisation.clocks, **months})
    see(Seen.Step.CLOCKS, by=by)


@transaction.atomic
def see(step: Seen.Step, *, by: Person) -> None:
    """This step was read and its words kept."""
    Seen.objects.of(by.organisation).update_or_create(
        organisation=by.organisation, step=step, defaults={"on": clock.today()}
    )


def _change(by: Person, **values: object) -> None:
    organisation: Organisation = by.organisation
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.save(update_fields=[*values])
    record(CHANGED, by=by, what=organisation)
