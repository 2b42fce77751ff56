"""A spreadsheet of Le Sentier that waits for its answers."""

from __future__ import annotations

from espoir.roster import actions
from espoir.roster.headings import What

SHEET = "Pseudonyme;Langue\nSaule;français\n;français\n"


def objects(cast) -> dict[str, str]:
    brought = actions.take(by=cast.kim, content=SHEET.encode(), what=What.PEERS)
    return {"brought": brought.pk, "row": "3"}
