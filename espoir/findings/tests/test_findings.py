"""From a passage to a report, and to the end: whoever said it decides, two people say yes, and nothing is left."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from io import BytesIO

import pikepdf
import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from espoir import clock
from espoir.coding import actions as coding
from espoir.coding.tests.objects import code_it, texts
from espoir.consultations import withdrawing
from espoir.consultations.models import Participant
from espoir.consultations.tests.scenes import says_yes, takes_part
from espoir.findings import actions, ending, people, queries, writing
from espoir.findings.models import Certificate, Kept, Quotation
from espoir.findings.rules import IllegalMove
from espoir.findings.tests.objects import HEADING
from espoir.organisations.farewells import FINISHING
from espoir.research import actions as research
from espoir.research.models import Study
from espoir.research.rules import TooSoon
from espoir.research.tests.objects import a_study, the_supporters
from espoir.transcripts import actions as transcripts
from espoir.vault import keys

WORDS = "on me laisse du temps"
TEXT = {"fr-ca": "Le temps compte.\n\n{quote 1}\n\n{limits}\n\n{chart 1}", "en-ca": "Time matters.\n\n{quote 1}"}


@pytest.fixture
def study(cast):
    return a_study(cast)


@pytest.fixture
def quotation(cast, study):
    (document,) = texts(study)
    code = coding.add_code(study, by=cast.maxime, name="Le temps")
    return actions.quote(code_it(document, WORDS, code, by=cast.maxime), by=cast.maxime)


def at(name: str, *ids: str) -> str:
    return reverse(f"findings:{name}", args=["sentier", *ids])


def may_be_printed(cast, quotation) -> None:
    actions.answer(quotation.participant, quotation=quotation, said="yes")
    quotation.refresh_from_db()
    actions.check_words(quotation, by=cast.maxime, fine=True)
    actions.translate(quotation, by=cast.maxime, words="they give me time")


def after_the_day(study):
    return clock.at(timezone.make_aware(datetime.combine(study.take_out_until + timedelta(days=1), time(9))))


def approved(cast, study, quotation):
    may_be_printed(cast, quotation)
    actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)
    research.close(study, by=cast.maxime)
    assert actions.approve(study, by=cast.maxime) is False
    assert actions.approve(study, by=cast.jo) is True


def test_a_passage_becomes_a_quotation_through_the_door_and_is_named_by_kind_only(cast, knock, study):
    (document,) = texts(study)
    code = coding.add_code(study, by=cast.maxime, name="Le temps")
    passage = code_it(document, WORDS, code, by=cast.maxime)
    door = knock(cast.maxime)
    assert WORDS in door.get(at("choose", study.pk)).content.decode()
    door.post(at("choose", study.pk), {"passage": passage.pk})
    row = Quotation.objects.of(study.organisation).get()
    page = door.get(at("quotation", row.pk)).content.decode()
    assert WORDS in page
    assert "Personne participante" not in page
    assert knock(cast.camille).get(at("quotation", row.pk)).status_code == 404
    assert knock(cast.juniper).get(at("home", study.pk)).status_code == 404
    door = knock(cast.maxime)
    door.post(at("check", row.pk), {"fine": "yes"})
    door.post(at("quotation", row.pk), {"words": "they give me time"})
    row = Quotation.objects.of(study.organisation).get()
    assert (row.checked_by, row.translation) == (cast.maxime, "they give me time")
    door.post(at("drop", row.pk))
    assert not Quotation.objects.of(study.organisation).exists()


def test_words_that_two_people_coded_are_offered_once(cast, knock, study):
    (document,) = texts(study)
    code = coding.add_code(study, by=cast.maxime, name="Le temps")
    both = [code_it(document, WORDS, code, by=who) for who in (cast.maxime, cast.jo)]
    door = knock(cast.maxime)
    assert door.get(at("choose", study.pk)).content.decode().count(WORDS) == 1
    for passage in both:
        assert door.post(at("choose", study.pk), {"passage": passage.pk}).status_code == 302
    assert Quotation.objects.of(study.organisation).count() == 1


def test_without_her_yes_a_quotation_is_never_printed(cast, study, quotation):
    actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)
    made = writing.written(study, "fr-ca")
    assert WORDS not in repr(made.document)
    assert any("accord" in sentence or "agreed" in sentence for sentence in made.missing)
    may_be_printed(cast, quotation)
    assert WORDS in repr(writing.written(study, "fr-ca").document)
    assert "they give me time" in repr(writing.written(study, "en-ca").document)
    assert writing.written(study, "en-ca").missing == []
    actions.answer(quotation.participant, quotation=quotation, said="no")
    assert WORDS not in repr(writing.written(study, "fr-ca").document)


def test_what_she_strikes_goes_from_the_report_and_when_she_leaves_all_of_it_goes(cast, study, quotation):
    may_be_printed(cast, quotation)
    actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)
    document = quotation.document
    start = document.text.index("du temps")
    transcripts.cut(document, by=cast.maxime, start=start, end=start + len("du temps"))
    row = Quotation.objects.of(study.organisation).select_related("document").get()
    assert row.words.strip() == "on me laisse"
    assert (row.checked_on, row.translation, row.answer) == (None, "", "")
    withdrawing.withdraw(quotation.participant)
    assert not Quotation.objects.of(study.organisation).exists()
    assert "on me laisse" not in repr(writing.written(study, "fr-ca").document)


def test_taking_back_her_yes_to_being_quoted_takes_each_single_yes_with_it(cast, study, quotation):
    her = quotation.participant
    says_yes(her, apart=("quotations",))
    may_be_printed(cast, quotation)
    withdrawing.take_back(her, part="quotations")
    row = Quotation.objects.of(study.organisation).get()
    assert (row.answer, row.translation) == ("", "")
    assert not queries.may_quote(row, queries.agreed_in_general([row]))


def test_where_the_report_quoted_someone_who_left_nobody_else_is_put_in(cast, study, quotation):
    actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)
    withdrawing.withdraw(quotation.participant)
    (document,) = texts(study)
    another = actions.quote(code_it(document, WORDS, by=cast.maxime), by=cast.maxime)
    assert another.number == 2  # the text still says {quote 1}: nobody’s now


def test_two_people_say_yes_to_the_same_words_and_the_edition_is_kept(cast, knock, study, quotation):
    may_be_printed(cast, quotation)
    section = actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)
    research.close(study, by=cast.maxime)
    with pytest.raises(TooSoon):
        actions.approve(study, by=cast.maxime)
    with after_the_day(study):
        assert actions.approve(study, by=cast.maxime) is False
        assert actions.approve(study, by=cast.maxime) is False, "one person is not two"
        changed = {**TEXT, "fr-ca": TEXT["fr-ca"] + "\n\nEncore."}
        actions.write(study, by=cast.maxime, heading=HEADING, text=changed, section=section)
        assert actions.approve(study, by=cast.jo) is False, "the first yes was to other words"
        door = knock(cast.maxime)
        page = door.get(at("approval", study.pk)).content.decode()
        read = re.findall(r'name="read" value="([^"]+)"', page)
        actions.write(study, by=cast.maxime, heading=HEADING, text={**changed, "en-ca": "Other."}, section=section)
        door.post(at("approval", study.pk), {"read": read})
        study.refresh_from_db()
        assert study.state == Study.State.CLOSED, "a yes is to the words that were on the page, not to later ones"
        actions.write(study, by=cast.maxime, heading=HEADING, text=changed, section=section)
        door.post(at("approval", study.pk), {"read": read})
        study.refresh_from_db()
        assert study.state == Study.State.APPROVED
        assert Kept.objects.of(study.organisation).count() == 4
        answer = knock(cast.jo).get(at("pdf", study.pk) + "?l=fr-ca")
        pdf = pikepdf.open(BytesIO(answer.content))
        assert pdf.Root.Lang == "fr-CA"
        assert answer.headers["Content-Disposition"] == 'attachment; filename="document.pdf"'
        assert knock(cast.jo).get(at("docx", study.pk) + "?l=en-ca").content.startswith(b"PK")
        with pytest.raises(IllegalMove):
            actions.write(study, by=cast.maxime, heading=HEADING, text=TEXT)


def test_the_end_takes_two_people_and_leaves_nothing(cast, knock, study, quotation, django_capture_on_commit_callbacks):
    with after_the_day(study):
        approved(cast, study, quotation)
        subject = quotation.participant_id
        with django_capture_on_commit_callbacks(execute=True):
            knock(cast.maxime).post(at("end", study.pk))
            assert not Certificate.objects.of(study.organisation).exists()
            knock(cast.jo).post(at("end", study.pk))
        study.refresh_from_db()
        row = Certificate.objects.of(study.organisation).get()
        assert study.state == Study.State.ENDED
        assert (row.destroyed["people"], row.destroyed["texts"], row.kept["editions"]) == (1, 1, 4)
        assert row.looked_on
        assert row.marks > 4
        assert not Participant.objects.of(study.organisation).exists()
        assert not keys.exists(study.organisation_id, subject)
        page = knock(cast.jo).get(at("end", study.pk)).content.decode()
        assert "1" in page
        assert knock(cast.jo).get(at("certificate", study.pk)).content.startswith(b"%PDF")
        assert knock(cast.jo).get(at("pdf", study.pk) + "?l=fr-ca").status_code == 200


def test_an_older_copy_put_back_does_not_bring_a_study_back(cast, study, quotation):
    with after_the_day(study):
        approved(cast, study, quotation)
        ending.destroy(study, by=cast.jo)
        Certificate.objects.of(study.organisation).all().delete()
        Study.objects.of(study.organisation).update(state=Study.State.APPROVED, ended_on=None)
        texts(Study.objects.of(study.organisation).get())
        assert sum(again(study.organisation) for again in FINISHING) == 1
        assert not Participant.objects.of(study.organisation).exists()
        study.refresh_from_db()
        assert study.state == Study.State.ENDED
        assert sum(again(study.organisation) for again in FINISHING) == 0


def test_an_end_that_was_cut_short_is_finished_by_the_worker_and_certified(cast, study, quotation, monkeypatch):
    says_yes(quotation.participant, apart=("quotations",))
    with after_the_day(study):
        approved(cast, study, quotation)
        with monkeypatch.context() as stop:
            stop.setattr(research, "end", lambda *_args, **_more: 1 / 0)
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                ending.destroy(study, by=cast.jo)
        assert Participant.objects.of(study.organisation).exists()  # the rows are back, without their keys
        assert sum(again(study.organisation) for again in FINISHING)
        assert not Participant.objects.of(study.organisation).exists()
        certificate = Certificate.objects.of(study.organisation).get(study=study)
        assert certificate.destroyed["people"] == 1
        assert (certificate.kept["editions"], certificate.kept["agreed_to_be_quoted"]) == (4, 1)


def test_what_a_stop_left_undone_is_done_by_the_worker(
    cast, study, quotation, worker_comes_by, django_capture_on_commit_callbacks
):
    with after_the_day(study):
        approved(cast, study, quotation)
        with django_capture_on_commit_callbacks(execute=False):
            ending.destroy(study, by=cast.jo)  # and the machine stops: nobody looks
        row = Certificate.objects.of(study.organisation).get()
        assert (row.looked_on, row.marks) == (None, 0)
        with django_capture_on_commit_callbacks(execute=True):
            worker_comes_by(study.organisation)
        row.refresh_from_db()
        assert (row.looked_on, row.found) == (clock.today(), 0)
        assert row.marks > 4
        with django_capture_on_commit_callbacks() as waiting:
            ending.look_where_nobody_has(study.organisation)
        assert waiting == []


@pytest.mark.parametrize("state", ["open", "closed"])
def test_on_the_day_that_people_were_told_it_goes_by_itself(cast, study, quotation, worker_comes_by, state):
    if state == "closed":
        research.close(study, by=cast.maxime)
    for days, gone in ((-1, False), (0, True)):
        day = study.raw_until + timedelta(days=days)
        with clock.at(timezone.make_aware(datetime.combine(day, time(9)))):
            worker_comes_by(study.organisation)
        study.refresh_from_db()
        assert (study.state == Study.State.ENDED) is gone
    assert not Participant.objects.of(study.organisation).exists()
    assert study.closed_on


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_why_a_file_cannot_be_made_is_said_in_the_readers_language(cast, knock, study, language):
    cast.maxime.account.language = language
    cast.maxime.account.save()
    text = {"fr-ca": "Un nom : 中", "en-ca": "A name: 中"}
    actions.write(study, by=cast.maxime, heading=HEADING, text=text)
    page = knock(cast.maxime).get(at("pdf", study.pk), follow=True).content.decode()
    wanted = {"fr-ca": "中 ne peut pas être imprimé ici", "en-ca": "中 cannot be printed here"}
    assert wanted[language] in page


def test_small_numbers_are_never_drawn(cast, knock, study):
    texts(study, people=12)
    texts(study, people=3, audience=study.audiences.order_by("order")[1])
    page = knock(cast.maxime).get(at("who", study.pk)).content.decode()
    kind = people.tables(study)[0]
    assert kind.refused, "12 of 15 leaves 3"
    assert ">12<" not in page
    texts(study, people=9, audience=study.audiences.order_by("order")[1])
    kind = people.tables(study)[0]
    assert [count for _label, count in kind.lines] == [12, 12]
    assert queries.kinds_that_are_a_crowd(study) == {one.pk for one in study.audiences.all()}
    assert the_supporters(study).called in kind.spoken


def test_a_page_opened_and_left_makes_no_number_and_no_crowd(cast, study):
    for _place in range(9):
        takes_part(study)
    texts(study, people=3)
    assert queries.who_took_part(study).count() == 3
    assert queries.kinds_that_are_a_crowd(study) == frozenset()
    assert all(table.refused for table in people.tables(study))
