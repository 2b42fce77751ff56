from __future__ import annotations

from datetime import timedelta

from espoir import clock
from espoir.wellbeing import actions, queries
from espoir.wellbeing.holding import Book

PASSPHRASE = "moulin virgule ardoise cumulus"
LINE = "une ligne pour moi seule"


def begins(person) -> Book:
    return actions.begin(by=person, passphrase=PASSPHRASE)


def writes(book, *, heavy="4", rest="2", line=LINE):
    return queries.entry(book, actions.write_week(book, heavy=heavy, rest=rest, line=line).pk)


def objects(cast) -> dict[str, str]:
    entry = writes(begins(cast.alize))
    until = clock.today() + timedelta(days=7)
    share = actions.share(entry, by=cast.alize, reader=cast.dominique, until=until)
    return {"leaf": entry.pk, "share": share.pk, "shown": share.pk}
