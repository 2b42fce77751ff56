"""A study of Le Sentier with a report begun: one section, one quotation."""

from __future__ import annotations

from espoir.coding import actions as coding
from espoir.coding.tests.objects import code_it, texts
from espoir.findings import actions
from espoir.research.tests.objects import a_study

HEADING = {"fr-ca": "Ce qui aide", "en-ca": "What helps"}
TEXT = {"fr-ca": "Le temps compte.", "en-ca": "Time matters."}


def objects(cast):
    study = a_study(cast)
    document = texts(study)[0]
    code = coding.add_code(study, by=cast.maxime, name="Le temps")
    passage = code_it(document, "on me laisse du temps", code, by=cast.maxime)
    quotation = actions.quote(passage, by=cast.maxime)
    section = actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)
    return {"report": study.pk, "quote": quotation.pk, "section": section.pk}
