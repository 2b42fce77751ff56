"""Her own texts, read with her words: she reads, writes beside, takes words out, takes a text out."""

from __future__ import annotations

import re

import pytest

from espoir.consultations import pages
from espoir.consultations.models import Departure
from espoir.consultations.tests.scenes import her_door, says_yes, takes_part
from espoir.consultations.withdrawing import take_back, withdraw
from espoir.logbook import ledger
from espoir.research.tests.objects import a_study
from espoir.transcripts import arriving, queries, raw, sentences, striking, words
from espoir.transcripts.models import Correction, Document, RawFile, WordList
from espoir.transcripts.rules import NoTranscription
from espoir.transcripts.tests.objects import again, brought, ready
from espoir.vault import keys

pytestmark = pytest.mark.django_db
RECEIPT = re.compile(r'<p class="words">([^<]+)</p>')


@pytest.fixture
def her_and_words(cast):
    her, words = takes_part(a_study(cast), way="interview")
    says_yes(her, apart=("transcription", "quotations"), copy="printed")
    return her, words


def test_she_reads_writes_beside_and_takes_words_out_with_a_receipt(cast, her_and_words):
    her, words = her_and_words
    document = ready(brought(her, by=cast.maxime), by=cast.maxime)
    door, place = her_door(words), f"/z/t/{document.pk}/"
    assert [line.url for line in pages.lines_for(her)] == [place]
    page = door.get(place).content.decode()
    assert "Les rencontres m’aident." in page
    assert "Sudbury" not in page

    door.post(f"{place}1/", {"words": "Surtout le soir."})
    assert "Surtout le soir." in door.get(place).content.decode()
    assert "Surtout le soir." in Correction.objects.of(her.organisation).get().words
    turn = again(document).turns[1]
    span = next(each for each in sentences.of_turn(turn) if "rencontres" in document.text[slice(*each)])
    page = door.get(f"{place}1/").content.decode()
    assert "checked" not in page
    asked = {"edition": again(document).edition, "sentence": f"{span[0]}-{span[1]}"}
    page = door.post(f"{place}1/", asked).content.decode()
    assert "Les rencontres m’aident." in page  # once more, before anything happens
    assert "rencontres" in again(document).text
    page = door.post(f"{place}1/", {**asked, "sure": "1"}).content.decode()

    receipt = RECEIPT.search(page)
    assert receipt
    assert ledger.erased_on(receipt[1]) is not None
    assert "rencontres" not in again(document).text
    assert not RawFile.objects.of(her.organisation).exists()
    assert Departure.objects.of(her.organisation).get().what == "passage"
    assert door.post(f"{place}1/", {**asked, "sure": "1"}).status_code == 302  # an older page: nothing more goes


def test_an_older_copy_put_back_loses_the_words_again(cast, her_and_words):
    her, _words = her_and_words
    document = ready(brought(her, by=cast.maxime), by=cast.maxime)
    before = again(document)
    span = sentences.of_turn(before.turns[1])[0]
    striking.strike(document, number=1, edition=document.edition, spans=[span])
    after = again(document).text
    before.save()  # as an older copy of the database would
    assert again(document).text != after
    assert striking.finish(her.organisation) == 1
    assert again(document).text == after
    assert striking.finish(her.organisation) == 0


def test_she_takes_a_whole_text_out_and_stays(cast, her_and_words):
    her, words = her_and_words
    document = brought(her, by=cast.maxime)
    file = RawFile.objects.of(her.organisation).get()
    door = her_door(words)
    assert door.get(f"/z/t/{document.pk}/x/").status_code == 200
    assert queries.document_of(her) == document
    door.post(f"/z/t/{document.pk}/x/")
    assert queries.document_of(her) is None
    assert not keys.exists(her.organisation_id, file.pk)
    her.refresh_from_db()
    assert pages.lines_for(her) == []


def test_when_she_takes_back_her_yes_to_a_transcript_it_goes_and_her_notes_stay(cast, her_and_words):
    her, _words = her_and_words
    brought(her, by=cast.maxime)
    notes = arriving.type_notes(her, by=cast.maxime, text="Elle va bien.")
    take_back(her, part="quotations")
    assert len(queries.documents_of(her)) == 2
    take_back(her, part="transcription")
    assert list(queries.documents_of(her)) == [notes]
    with pytest.raises(NoTranscription):
        brought(her, by=cast.maxime)


def test_nobody_else_opens_her_text_and_when_she_leaves_it_goes_with_its_keys(cast, her_and_words):
    her, _words = her_and_words
    document = brought(her, by=cast.maxime)
    file = raw.raw_of(document)
    other, others_words = takes_part(her.study, way="interview")
    assert her_door(others_words).get(f"/z/t/{document.pk}/").status_code == 404
    words.add(her.study, [("Un lieu", "place")])
    withdraw(her)
    listed = WordList.objects.of(other.organisation).get()
    assert [each["words"] for each in listed.words] == ["Un lieu"]  # the names of her file went with it
    assert not Document.objects.of(other.organisation).exists()
    assert not keys.exists(other.organisation_id, file.pk)


def test_sentences_are_the_whole_turn(cast, her_and_words):
    her, _words = her_and_words
    said = "Bonjour… Ça va? Écrivez à exemple.ca, à 3.5 km! « Oui. » Non\nEt fin"
    document = arriving.type_notes(her, by=cast.maxime, text=said)
    turn = document.turns[0]
    found = sentences.of_turn(turn)
    assert "".join(document.text[slice(*each)] for each in found) == turn.text
    assert [document.text[slice(*each)].strip() for each in found] == [
        "Bonjour…", "Ça va?", "Écrivez à exemple.ca, à 3.5 km!", "« Oui. »", "Non", "Et fin",
    ]  # fmt: skip
