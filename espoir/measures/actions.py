from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.cores.scoring import Instrument, Obstacle
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.measures import queries
from espoir.measures.models import Measure
from espoir.organisations.models import Person

BRING = verb("measures.bring", _lazy("brought the wording of a questionnaire"))
SWITCH_ON = verb("measures.on", _lazy("switched a questionnaire on"))
SWITCH_OFF = verb("measures.off", _lazy("switched a questionnaire off"))


class CannotBeOn(Exception):
    """What stands in the way."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        super().__init__(", ".join(obstacles))
        self.obstacles = obstacles


@transaction.atomic
def bring(*, by: Person, instrument: Instrument, language: str, wording: dict[str, Any]) -> Measure:
    """Keep the publisher's wording in one language, in place of the one before."""
    if instrument.key is None or instrument.terms is None:
        raise CannotBeOn(instrument.obstacles(has_wording=True))
    row, _is_new = Measure.objects.of(by.organisation).get_or_create(
        organisation=by.organisation, code=instrument.code, version=instrument.version
    )
    row.wording = {**row.wording, language: wording}
    row.save()
    record(BRING, by=by, what=row)
    return row


@transaction.atomic
def switch_on(*, by: Person, instrument: Instrument) -> Measure:
    """CannotBeOn without a rule, without terms on file, without the publisher's wording."""
    card = queries.card(by.organisation, instrument.code)
    row = card.measure if card else None
    if card is None or row is None or card.obstacles or card.is_struck:
        raise CannotBeOn(card.obstacles if card else instrument.obstacles(has_wording=False))
    if row.on_since is None:
        row.on_since = clock.today()
        row.save(update_fields=["on_since"])
        record(SWITCH_ON, by=by, what=row)
    return row


@transaction.atomic
def switch_off(*, by: Person, instrument: Instrument) -> None:
    """Its wording stays; its sheet is no longer shown to anyone."""
    card = queries.card(by.organisation, instrument.code)
    if card and card.measure and card.measure.on_since:
        card.measure.on_since = None
        card.measure.save(update_fields=["on_since"])
        record(SWITCH_OFF, by=by, what=card.measure)
