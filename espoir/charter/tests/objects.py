from __future__ import annotations

from espoir.charter import actions
from espoir.charter.texts import AT_FIRST


def objects(cast) -> dict[str, str]:
    return {"edition": str(actions.write(by=cast.kim, texts=AT_FIRST).version)}
