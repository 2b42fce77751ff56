# mypy: disable-error-code="index,operator,misc"
"""A study's team codes what was said: by a page or by the short way in, together or apart, and everything follows."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from espoir.coding import actions, bringing, comparing, exchanging, queries
from espoir.coding.models import Code, CodeChange, Coding, Memo, Passage, Step
from espoir.coding.rules import IllegalMove, TooDeep
from espoir.coding.tests.objects import ANSWERS, code_it, place_of, texts
from espoir.coding.texts import LONG, parts_of
from espoir.cores import refi
from espoir.research.tests.objects import a_study
from espoir.transcripts import actions as transcripts
from espoir.vault import keys


@pytest.fixture
def study(cast):
    return a_study(cast)


def at(name: str, *ids: str) -> str:
    return reverse(f"coding:{name}", args=["sentier", *ids])


def of(model, cast):
    return model.objects.of(cast.maxime.organisation)


def test_a_passage_is_coded_turn_by_turn_without_a_mouse(cast, knock, study):
    (document,) = texts(study)
    door = knock(cast.maxime)
    start, _end = place_of(document, ANSWERS[0])
    door.post(at("new_code", study.pk), {"name": "Le temps", "shade": "b"})
    time = of(Code, cast).get()
    page = door.get(f"{at('pick', document.pk)}?s={start}").content.decode()
    assert "horaire" in page
    first, last = place_of(document, "😀 et on me laisse")
    said = {
        "at": start,
        "edition": 1,
        "start": first,
        "end": last,
        "lately": [time.pk],
        "new": "Souffler",
        "memo": "À revoir",
    }
    answer = door.post(at("pick", document.pk), said)
    assert answer.status_code == 302
    passage = of(Passage, cast).get()
    assert queries.words_of([passage]) == {passage.pk: "😀 et on me laisse"}
    assert {code.name for code in queries.coded([passage], queries.codes_of(study))[0].codes} == {
        "Le temps",
        "Souffler",
    }
    memo = of(Memo, cast).get()
    assert (memo.participant, memo.words, memo.by) == (document.participant, "À revoir", cast.maxime)
    shown = door.get(at("text", document.pk)).content.decode()
    assert '<mark class="k kb">😀 et on me laisse</mark>' in shown
    wrong = door.post(at("pick", document.pk), {**said, "end": first + 1, "lately": [], "new": ""})
    assert wrong.status_code == 422


def test_the_short_way_in_asks_little_whatever_is_there_and_refuses_what_does_not_fit(cast, knock, study):
    document, other = texts(study, people=2)
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    said = {"start": 30, "end": 45, "code": [code.pk, "of-another-study"], "edition": 1}
    fetch = {"x-requested-with": "fetch"}
    door = knock(cast.maxime)
    door.get(at("home", study.pk))
    asked = []
    for _time in range(2):
        with CaptureQueriesContext(connection) as each:
            assert door.post(at("add", document.pk), said, headers=fetch).status_code == 204
        asked.append(len(each))
        for number in range(20):
            code_it(other, "horaire", code, by=cast.jo)
            actions.add_code(study, by=cast.maxime, name=f"Code {number} {_time}")
    assert asked[0] == asked[1] <= 12
    assert not [one for one in each.captured_queries if '"transcripts_document"."box"' in one["sql"]]
    assert door.post(at("add", document.pk), {**said, "edition": 2}, headers=fetch).status_code == 422
    assert door.post(at("add", document.pk), {**said, "end": 10**20}, headers=fetch).status_code == 422
    assert door.post(at("add", document.pk), {**said, "end": 30}).status_code == 422
    assert door.post(at("add", document.pk), said).status_code == 302
    assert knock(cast.kim).post(at("add", document.pk), said).status_code == 404
    assert of(Coding, cast).filter(passage__document=document).count() == 3


def test_whoever_is_not_on_the_team_finds_nothing(cast, knock, study):
    (document,) = texts(study)
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    passage = code_it(document, "horaire", code, by=cast.maxime)
    study.team.filter(person=cast.jo).delete()
    for address in (at("home", study.pk), at("code", code.pk), at("text", document.pk), at("passage", passage.pk),
                    at("csv", study.pk), at("qdpx", study.pk), at("matrix", study.pk)):  # fmt: skip
        assert knock(cast.jo).get(address).status_code == 404
        assert knock(cast.camille).get(address).status_code == 404


def test_the_codebook_grows_moves_merges_and_splits_and_its_history_says_so(cast, study):
    (document,) = texts(study)
    one, two = (actions.add_code(study, by=cast.maxime, name=name) for name in ("Le temps", "L’horaire"))
    under = actions.add_code(study, by=cast.jo, name="Souffler", parent=two)
    first = code_it(document, "horaire", one, two, by=cast.maxime)
    second = code_it(document, "du temps", two, by=cast.maxime)
    with pytest.raises(TooDeep):
        actions.move_code(two, by=cast.jo, parent=under)
    with pytest.raises(IllegalMove):
        actions.merge_codes(two, by=cast.jo, into=under)
    actions.merge_codes(two, by=cast.jo, into=one)
    under.refresh_from_db()
    assert under.parent == one
    assert set(queries.passages_of(one)) == {first, second}
    actions.move_up(actions.add_code(study, by=cast.jo, name="La paie"), by=cast.jo)
    assert [branch.code.name for branch in queries.themes(study)] == ["La paie", "Le temps", "Souffler"]
    new = actions.split_code(one, by=cast.maxime, name="Un horaire clair", passages=[first])
    assert list(queries.passages_of(new)) == [first]
    assert list(queries.passages_of(one)) == [second]
    actions.remove_code(new, by=cast.maxime)
    said = [(change.what, change.name, change.other, change.by) for change in of(CodeChange, cast).order_by("at", "id")]
    assert ("merged", "L’horaire", "Le temps", cast.jo) in said
    assert ("removed", "Un horaire clair", "", cast.maxime) in said
    assert of(Passage, cast).count() == 2


def test_what_she_strikes_is_cut_and_passages_follow_and_when_she_leaves_they_go(cast, study, worker_comes_by):
    document, other = texts(study, people=2)
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    whole = code_it(document, ANSWERS[0], code, by=cast.maxime)
    inside = code_it(document, "on me laisse du temps", code, by=cast.maxime)
    after = code_it(document, "mon avis", code, by=cast.jo)
    beyond = actions.add_passage(document, by=cast.jo, start=10, end=99_999)
    code_it(other, "horaire", code, by=cast.jo)
    actions.write_memo(study, by=cast.jo, words="Ses mots", passage=inside)
    start, end = place_of(document, " et on me laisse du temps")
    transcripts.cut(document, by=None, start=start, end=end)
    for row in (whole, after, beyond):
        row.refresh_from_db()
    assert queries.words_of([whole, after]) == {whole.pk: "L’horaire est clair 😀.", after.pk: "mon avis"}
    assert not of(Passage, cast).filter(pk=inside.pk).exists()
    assert not of(Memo, cast).exists()
    document.participant.delete()
    keys.shred(document.organisation_id, document.participant_id)
    assert [branch.passages for branch in queries.themes(study)] == [1]
    assert "mon avis" not in exchanging.as_csv(study, cast.maxime)


def test_undo_takes_back_ones_own_actions_one_by_one(cast, knock, study, worker_comes_by):
    (document,) = texts(study)
    one, two = (actions.add_code(study, by=cast.maxime, name=name) for name in ("Le temps", "L’avis"))
    passage = code_it(document, "mon avis", one, by=cast.maxime)
    code_it(document, "horaire", one, by=cast.jo)
    door = knock(cast.maxime)
    door.post(at("passage", passage.pk), {"codes": [two.pk]})
    door.post(at("passage_out", passage.pk))
    assert door.get(at("passage", passage.pk)).status_code == 404
    assert door.get(at("undo", study.pk)).content.decode().count("<li><p>") == 4
    for _each in range(3):
        door.post(at("undo", study.pk))
    assert [code.name for code in queries.coded([passage], [one, two])[0].codes] == ["Le temps"]
    door.post(at("undo", study.pk))
    door.post(at("undo", study.pk))  # nothing is left: Jo's stays
    assert [row.by for row in queries.passages_in(study)] == [cast.jo]
    for number in range(52):
        actions.add_passage(document, by=cast.jo, start=number, end=number + 2)
    worker_comes_by(study.organisation)
    assert of(Step, cast).filter(by=cast.jo).count() == 50
    assert not of(Passage, cast).filter(pk=passage.pk).exists()


def test_two_people_code_apart_then_compare_and_settle(cast, knock, study):
    turns = [f"Tour {number} : du temps, un avis." for number in range(12)]
    (document,) = texts(study, turns)
    time, voice = (actions.add_code(study, by=cast.maxime, name=name) for name in ("Le temps", "L’avis"))
    door = knock(cast.maxime)
    said = {"texts": [document.pk], "coders": [cast.maxime.pk, cast.jo.pk]}
    assert door.post(at("rounds", study.pk), said).status_code == 302
    round_ = queries.rounds_of(study).get()
    for number, words in enumerate(turns):
        code_it(document, words, time, by=cast.maxime)
        code_it(document, words, time if number % 4 else voice, by=cast.jo)
    # apart: each sees her own work alone, on every page and in every file; results wait
    assert {row.by for row in queries.seen_by(cast.jo, study)} == {cast.jo}
    assert exchanging.as_csv(study, cast.maxime).count("Tour") == 12
    assert not queries.themes(study)[1].people
    assert "alpha" not in door.get(at("round", round_.pk)).content.decode().lower()
    hers = queries.passages_in(study).filter(by=cast.jo).first()
    assert door.get(at("passage", hers.pk)).status_code == 404
    door.post(at("done", round_.pk))
    knock(cast.jo).post(at("done", round_.pk))
    # compared: 13 turns of which 10 are alike (the question has no code for either)
    round_.refresh_from_db()
    found = comparing.compare(round_)
    assert (found.units, len(found.differing), round(found.whole.agreement, 3)) == (13, 3, round(10 / 13, 3))
    assert found.whole.interval[0] < found.whole.alpha < found.whole.interval[1]
    page = knock(cast.jo).get(at("round", round_.pk)).content.decode()
    assert "77" in page
    unit = found.differing[0]
    keep = {"unit": f"{document.pk}.{unit.turn.number}", "code": [voice.pk]}
    assert knock(cast.jo).post(at("keep", round_.pk), keep).status_code == 302
    knock(cast.maxime).post(at("close", round_.pk))
    branches = {branch.code.name: branch.passages for branch in queries.themes(study)}
    assert branches == {"Le temps": 11, "L’avis": 3}  # nine alike count once; of three turns, one is settled
    with pytest.raises(IllegalMove):
        comparing.close(round_, by=cast.jo)


def test_a_number_about_a_few_people_is_not_shown(cast, knock, study):
    small = texts(study, people=3)
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    for document in small:
        code_it(document, "horaire", code, by=cast.maxime)
    found = queries.matrix(study)
    assert found.is_small
    assert "<table" not in knock(cast.maxime).get(at("matrix", study.pk)).content.decode()
    crowd = texts(study, people=30)
    for document in crowd[:12]:
        code_it(document, "horaire", code, by=cast.maxime)
    found = queries.matrix(study)
    assert (found.rows[0].cells[0], found.rows[0].total, found.people) == (15, 15, 33)
    for document in crowd[12:24]:  # six are left who do not speak of it: as good as a list of them
        code_it(document, "horaire", code, by=cast.maxime)
    assert queries.matrix(study).rows[0].cells[0] is None


def test_out_in_files_and_back_in_word_for_word(cast, knock, study):
    document, _other = texts(study, people=2)
    top = actions.add_code(study, by=cast.maxime, name="Le temps", definition="Souffler", includes="« une pause »")
    code = actions.add_code(study, by=cast.jo, name="=HORAIRE()", parent=top)
    passage = code_it(document, "clair 😀 et on", code, by=cast.jo)
    actions.write_memo(study, by=cast.jo, words="Relire", passage=passage)
    door = knock(cast.maxime)
    rows = list(csv.reader(io.StringIO(door.get(at("csv", study.pk)).content.decode("utf-8-sig"))))
    assert rows[1][:4] == ["P-01", "Personne de soutien", "'=HORAIRE()", "clair 😀 et on"]
    content = door.get(at("qdpx", study.pk)).content
    with zipfile.ZipFile(io.BytesIO(content)) as box:
        assert refi.faults(refi.parsed(box.read("project.qde")), refi.PROJECT) == []
    reading = refi.read(content)
    assert refi.counts(reading.project) == refi.Counts(2, 2, 1, 1, 2, 1, 2, 1, 0, 0)
    text = reading.project.sources[0]
    assert text.text[text.passages[0].start : text.passages[0].end] == "clair 😀 et on"
    assert reading.project.notes[0].stamp.by == exchanging.guid_of("person", cast.jo.pk)
    assert refi.write(exchanging.as_project(study, cast.maxime)) == content
    book = door.get(at("qdc", study.pk)).content
    assert refi.faults(refi.parsed(book), refi.CODEBOOK) == []
    # back in: the same file changes nothing; with a passage more, that one comes in
    assert bringing.bring_project(study, by=cast.maxime, content=content).passages == 0
    hers = refi.Stamp(exchanging.guid_of("person", cast.jo.pk))
    more = refi.Passage(
        "00000000-0000-4000-8000-000000000001", 0, 9, codings=text.passages[0].codings, stamp=hers, description="Vu"
    )
    both = (
        *text.passages[0].codings,
        refi.Coding("00000000-0000-4000-8000-000000000003", reading.project.codes[0].guid),
    )
    first = refi.Passage(**{**vars(text.passages[0]), "codings": both})
    theirs = refi.Text(**{**vars(text), "passages": (first, more)})
    stranger = refi.Text("00000000-0000-4000-8000-000000000002", "x", "Un autre texte")
    project = refi.Project(**{**vars(reading.project), "sources": (theirs, stranger)})
    answer = door.post(at("files", study.pk), {"file": io.BytesIO(refi.write(project))})
    assert answer.status_code == 200
    assert of(Passage, cast).exclude(pk=passage.pk).get().by == cast.jo
    assert {(memo.words, memo.by) for memo in of(Memo, cast)} == {("Relire", cast.jo), ("Vu", cast.jo)}
    assert {each.name for each in queries.coded([passage], [top, code])[0].codes} == {top.name, code.name}
    assert queries.codes_of(study).count() == 2
    shown = answer.content.decode()
    assert "mot pour mot" in shown
    assert "emoji" in shown
    broken = door.post(at("files", study.pk), {"file": io.BytesIO(b"PK nothing")})
    assert broken.status_code == 422


def test_a_long_turn_is_shown_in_parts_that_hold_every_word(cast, study):
    words = " ".join(f"mot{number}" + ("." if number % 9 == 0 else "") for number in range(500))
    (document,) = texts(study, [words])
    parts = [part for part in parts_of(document) if part.number == 2]
    shown = " ".join(document.text[part.start : part.end] for part in parts)
    assert shown == words
    assert all(len(document.text[part.start : part.end].split()) <= LONG for part in parts)


def test_memos_are_kept_with_their_author_and_taken_away_by_her_alone(cast, knock, study):
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    door = knock(cast.maxime)
    door.post(at("code", code.pk), {"words": "Un fil à suivre"})
    door.post(at("memos", study.pk), {"words": "Sur tout"})
    assert door.post(at("memos", study.pk), {"words": " "}).status_code == 422
    (document,) = texts(study)
    door.post(at("text_memo", document.pk), {"words": "Sur elle"})
    assert of(Memo, cast).get(participant=document.participant).words == "Sur elle"
    memo = of(Memo, cast).get(code=code)
    assert knock(cast.jo).post(at("memo_out", memo.pk)).status_code == 404
    page = knock(cast.jo).get(at("memos", study.pk)).content.decode()
    assert "Un fil à suivre" in page
    assert "Sur tout" in page
    knock(cast.maxime).post(at("memo_out", memo.pk))
    assert not of(Memo, cast).filter(pk=memo.pk).exists()


@pytest.mark.parametrize("name", ["home", "texts", "memos", "history", "matrix", "code"])
def test_a_page_costs_the_same_with_one_passage_or_many(cast, knock, study, name):
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    door, asked = knock(cast.maxime), []
    address = at(name, code.pk if name == "code" else study.pk)
    door.get(address)
    for people in (1, 4):
        for document in texts(study, people=people):
            passage = code_it(document, "horaire", code, by=cast.maxime)
            actions.write_memo(study, by=cast.maxime, words="Un mot", passage=passage)
        with CaptureQueriesContext(connection) as each:
            assert door.get(address).status_code == 200
        asked.append(len(each))
    assert asked[0] == asked[1]


def test_a_file_with_more_codes_than_a_study_has_is_refused_with_a_sentence(cast, knock):
    study = a_study(cast)
    guids = [f"{n:08x}-0000-4000-8000-000000000000" for n in range(1001)]
    codes = "".join(f'<Code guid="{guid}" name="{guid}" isCodable="true"/>' for guid in guids)
    book = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes>{codes}</Codes></CodeBook>'
    file = SimpleUploadedFile("a.qdc", book.encode())
    answer = knock(cast.maxime).post(f"/sentier/zk/s/{study.pk}/e/", {"file": file})
    assert answer.status_code == 422
    assert "plus de 1\u202f000 codes" in answer.content.decode()
    assert not Code.objects.of(study.organisation).exists()


def test_once_she_struck_all_her_words_no_passage_counts_her_by_the_space_between_them(cast):
    study = a_study(cast)
    (document,) = texts(study)
    code = actions.add_code(study, by=cast.maxime, name="Le temps")
    actions.add_passage(document, by=cast.maxime, start=0, end=len(document.text), codes=[code])
    for first, last in reversed([(row[2], row[3]) for row in document.rows]):
        transcripts.cut(document, by=None, start=first, end=last)
    assert not Passage.objects.of(study.organisation).exists()
    assert [branch.people for branch in queries.themes(study)] == [set()]
