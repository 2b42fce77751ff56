"""One object of Le Sentier for each noun in this room's addresses."""

from espoir.logbook import queries as logbook
from espoir.logbook.actions import record
from espoir.organisations.models import Person
from espoir.records import actions
from espoir.records.models import Query


def objects(cast):
    record(actions.ANSWERED, by=cast.kim, about=[cast.mesange])
    query = actions.ask(by=cast.mesange, kind=Query.Kind.CORRECT, owner=cast.kim, topic="Nom", words="Une lettre.")
    leaver = Person(organisation=cast.kim.organisation)
    leaver.chosen_name = "Sitelle"
    leaver.save()
    line = logbook.seen_by(cast.mesange)[0]
    return {"shelf": "a", "line": line.pk, "query": query.pk, "leaver": leaver.pk}
