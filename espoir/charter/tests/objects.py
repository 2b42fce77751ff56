from __future__ import annotations

from espoir.charter import actions
from espoir.charter.texts import AT_FIRST


def objects(cast) -> dict[str, str]:
    version = actions.write(by=cast.kim, texts=AT_FIRST).version
    actions.say_post(cast.alize, by=cast.camille, percent=60, rest="Animation")
    return {"edition": str(version), "holder": cast.alize.pk, "part": "1"}
