"""Someone who took part has left: no page, search or export of the house finds her. Before, she was told the date.

Copies, past their horizon, are `test_rule_9.py`'s.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

from espoir import clock
from espoir.coding import actions as coding
from espoir.consultations import actions
from espoir.consultations.models import Participant
from espoir.consultations.tests import scenes
from espoir.i18n import say
from espoir.research.models import Study
from espoir.transcripts import arriving
from espoir.transcripts.models import Document
from espoir.transcripts.tests.objects import ready
from tests.house import INSIDE, address, every_page, nouns, objects
from tests.planting import rows_here

SAID, NAME, NUMBER = "zqditqz", "zqnomqz", "P-471101"
TOLD = f"Une salle calme, {SAID}, et du temps."


def someone_who_said_much(cast, study: Study) -> tuple[Participant, str]:
    """She wrote, her text is ready and coded, and she would like to talk."""
    study.last_number = 471_100
    study.save(update_fields=["last_number"])
    her, words = scenes.takes_part(study)
    scenes.says_yes(her, name=NAME)
    scenes.writes(her, TOLD)
    contribution = actions.send_answers(her)
    actions.change_reach(her, way=NAME, never=NAME)
    actions.ask_to_talk(her, kind="call", when=f"Le mardi, {SAID}", by_what="phone")
    document = ready(arriving.receive(contribution, by=cast.maxime), by=cast.maxime)
    start = document.text.index(SAID)
    code = coding.add_code(study, by=cast.maxime, name="Le calme", definition="")
    coding.add_passage(document, by=cast.maxime, start=start, end=start + len(SAID), codes=[code])
    return her, words


def all_that_the_team_opens(knock, reader, things: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each page that a link leads to, each address of research, also with her words in its search, and its files."""
    client = knock(reader)
    for page in every_page(client, "/sentier/z/"):
        yield page.path, page.text.encode()
    for route in INSIDE:
        if not route.startswith("<slug:org>/z") or not set(nouns(route)) <= set(things):
            continue
        path = address(route, "sentier", things)
        for query in ("", f"?q={quote(SAID)}", f"?q={NUMBER}"):
            answer = client.get(path + query)
            content = b"".join(answer) if answer.streaming else answer.content
            yield path + query, content.replace(quote(SAID).encode(), b"") if query else content
            if content[:2] == b"PK":
                with zipfile.ZipFile(io.BytesIO(content)) as held:
                    yield from ((f"{path} {name}", held.read(name)) for name in held.namelist())


def found(knock, reader, things) -> dict[str, set[str]]:
    """Where each of her words stands, besides what the reader himself typed into a search."""
    where: dict[str, set[str]] = {}
    for path, content in all_that_the_team_opens(knock, reader, things):
        typed = path.partition("?q=")[2]
        for word in (SAID, NAME, NUMBER):
            if word != typed and word.encode() in content:
                where.setdefault(word, set()).add(path)
    return where


# RES-3
def test_nobody_who_left_is_found_by_a_page_a_search_or_an_export(cast, knock):
    things = objects(cast)
    study = Study.objects.of(cast.kim.organisation).get(pk=things["study"])
    her, words = someone_who_said_much(cast, study)
    document = Document.objects.of(study.organisation).get(participant=her)
    hers = {"participant": her.pk, "speaking": her.pk, "text": document.pk, "hers": document.pk}
    before = found(knock, cast.maxime, {**things, **hers})
    assert set(before) == {SAID, NAME, NUMBER}  # so that the rest can fail

    door = scenes.her_door(words)
    last_day = say.day(clock.today() + timedelta(days=30), year=True)
    assert last_day in door.get("/z/p/x/").content.decode()
    assert last_day in door.post("/z/p/x/").content.decode()

    assert found(knock, cast.maxime, {**things, **hers}) == {}
    assert found(knock, cast.jo, {**things, **hers}) == {}
    left = [name for name, rows in rows_here().items() for row in rows if her.pk in map(str, row.values())]
    assert left == []
