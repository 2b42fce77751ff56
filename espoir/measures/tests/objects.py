from __future__ import annotations

from espoir.measures.tests.scenes import on


def objects(cast) -> dict[str, str]:
    return {"questionnaire": on(cast.camille).code}
