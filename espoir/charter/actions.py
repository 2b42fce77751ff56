from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir.charter import queries
from espoir.charter.models import PARTS, Agreement, Charter
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.models import Person

WRITE = verb("charter.write", _lazy("wrote a version of the role charter"))
AGREE = verb("charter.agree", _lazy("said yes to the role charter"))

TEXTS = tuple(f"{part}_{language}" for part in PARTS for language in ("fr", "en"))


class NothingToAgree(Exception):
    """There is no charter yet, or another version is the current one now."""


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
