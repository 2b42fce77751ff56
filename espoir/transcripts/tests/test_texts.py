"""A text's way, through the door: in, read through, without names, ready; and who does not get in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from espoir import clock
from espoir.research.tests.objects import a_study
from espoir.transcripts import actions, arriving, followers, queries, raw, words
from espoir.transcripts.models import Decision, Document, RawFile, WordList
from espoir.transcripts.rules import IllegalMove, StillToDecide
from espoir.transcripts.tests.objects import TEAMS, a_participant, again, brought, hide_all, ready, written
from espoir.vault import keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def her(cast):
    return a_participant(a_study(cast))


def said(document: Document) -> list[tuple[str, str]]:
    return [(turn.who, turn.text) for turn in again(document).turns]


def test_a_teams_transcript_goes_its_whole_way_through_the_door(cast, her, knock):
    maxime, place = knock(cast.maxime), "/sentier/zt/"
    assert her.name in maxime.get(f"{place}s/{her.study_id}/").text
    file = SimpleUploadedFile("Marie.vtt", TEAMS.encode())
    assert maxime.post(f"{place}p/{her.pk}/", {"file": file}).status_code == 302
    document = queries.document_of(her)
    assert document.came["dropped"] == 1
    page = maxime.get(f"{place}d/{document.pk}/").text
    assert "Merci beaucoup." in page  # the dropped cue, with its words

    maxime.post(f"{place}d/{document.pk}/v/", {"v0": "team", "v1": "her"})
    page = maxime.get(f"{place}d/{document.pk}/").text
    assert "Kévin Tremblay" not in page
    edition = again(document).edition
    maxime.post(f"{place}d/{document.pk}/t/0/a/", {"edition": edition, "text": "Merci beaucoup.", "voice": 0})
    turn = {"edition": again(document).edition, "text": "Bonjour. Qu’est-ce qui aide?", "voice": 0}
    maxime.post(f"{place}d/{document.pk}/t/0/", turn)
    assert said(document)[0] == ("team", "Bonjour. Qu’est-ce qui aide?")
    changes = maxime.get(f"{place}d/{document.pk}/c/").text
    assert "<del>" in changes
    assert "<ins>" in changes
    edition = again(document).edition
    maxime.post(f"{place}d/{document.pk}/t/1/", {"edition": edition, "text": "", "voice": 0})

    maxime.post(f"{place}d/{document.pk}/m/", {"to": "cleaned"})
    maxime.post(f"{place}d/{document.pk}/m/", {"to": "hidden"})
    assert again(document).state == "cleaned"  # names are still there
    page = maxime.get(f"{place}d/{document.pk}/h/").text
    assert "checked" not in page
    found = words.suggestions(again(document))
    assert [each.said for each in found] == ["Sudbury", "705 555-0142", "kévin"]
    values = [f"{each.start}-{each.end}-{each.kind}" for each in found]
    edition = again(document).edition
    maxime.post(f"{place}d/{document.pk}/h/", {"edition": edition, "place": values[:1], "leave": "1"})
    maxime.post(f"{place}d/{document.pk}/h/", {"edition": edition, "place": values[1:], "hide": "1"})
    assert words.suggestions(again(document)) == []

    maxime.post(f"{place}d/{document.pk}/m/", {"to": "hidden"})
    assert maxime.post(f"{place}d/{document.pk}/m/", {"to": "ready"}).status_code == 200  # asked once more
    maxime.post(f"{place}d/{document.pk}/m/", {"to": "ready", "sure": "1"})
    assert said(document) == [
        ("team", "Bonjour. Qu’est-ce qui aide?"),
        ("her", "J’habite à Sudbury, mon numéro est le [téléphone]. Les rencontres m’aident. [prénom], c’est moi."),
    ]
    assert list(queries.documents_ready(her.study)) == [document]
    assert maxime.get(f"{place}d/{document.pk}/t/0/").status_code == 404
    with pytest.raises(IllegalMove):
        actions.edit_turn(again(document), by=cast.maxime, edition=again(document).edition, number=0, text="x", voice=0)


def test_only_the_studys_team_finds_a_text(cast, her, knock):
    document = brought(her, by=cast.maxime)
    for path in (
        f"s/{her.study_id}/",
        f"p/{her.pk}/",
        f"d/{document.pk}/",
        f"d/{document.pk}/h/",
        f"s/{her.study_id}/w/",
    ):
        assert knock(cast.maxime).get(f"/sentier/zt/{path}").status_code == 200
        for person in (cast.camille, cast.kim, cast.alize, cast.mesange):
            assert knock(person).get(f"/sentier/zt/{path}").status_code == 404


def test_without_a_yes_to_transcription_notes_are_typed(cast, knock):
    her = a_participant(a_study(cast), transcription=False)
    maxime, address = knock(cast.maxime), f"/sentier/zt/p/{her.pk}/"
    answer = maxime.post(address, {"file": SimpleUploadedFile("a.vtt", TEAMS.encode())})
    assert answer.status_code == 422
    assert queries.document_of(her) is None
    assert maxime.post(address, {"text": "Elle va bien.\n\nElle aime les rencontres."}).status_code == 302
    assert [text for _who, text in said(queries.document_of(her))] == ["Elle va bien.", "Elle aime les rencontres."]


def test_whoever_takes_part_in_writing_is_not_written_down(cast, knock):
    her = a_participant(a_study(cast), way="written")
    maxime, address = knock(cast.maxime), f"/sentier/zt/p/{her.pk}/"
    for sent in ({"file": SimpleUploadedFile("a.vtt", TEAMS.encode())}, {"text": "Elle va bien."}):
        assert maxime.post(address, sent).status_code == 422
    assert queries.document_of(her) is None


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(cast, her, knock):
    for content in (b"PK\x03\x04nothing", b"%PDF-1.7", b"WEBVTT\n\n"):
        answer = knock(cast.maxime).post(f"/sentier/zt/p/{her.pk}/", {"file": SimpleUploadedFile("a.vtt", content)})
        assert answer.status_code == 422
    assert queries.document_of(her) is None


def test_what_is_sent_in_writing_comes_by_the_same_door_and_is_kept_once(cast, her, knock):
    contribution = written(her, "Les rencontres.\nEt Kim.", "Le temps.")
    knock(cast.maxime).post(f"/sentier/zt/s/{her.study_id}/i/")
    contribution.refresh_from_db()
    assert contribution.answers == {}
    document = queries.document_of(her)
    assert [(who, text) for who, text in said(document) if who == "her"] == [
        ("her", "Les rencontres.\nEt Kim."),
        ("her", "Le temps."),
    ]
    contribution.answers = {contribution.questions.parts[0]["code"]: "Encore ceci."}
    contribution.save()
    later = arriving.receive(contribution, by=None)
    assert later == document
    assert said(document)[-1] == ("her", "Encore ceci.")
    assert [turn.text for turn in raw.turns_of(document)][-1] == "Encore ceci."


def test_whoever_holds_places_in_a_text_follows_a_cut(cast, her, monkeypatch):
    document = ready(brought(her, by=cast.maxime), by=cast.maxime)
    text = document.text
    start = text.index("Les rencontres")
    span = (start, start + len("Les rencontres m’aident."))
    told = []
    monkeypatch.setattr(followers, "_followers", [lambda document, change: told.append(change.follow([span, (0, 7)]))])
    beside = actions.correct(document, first=span[0], last=span[1], words="Surtout le soir.")
    actions.cut(document, by=None, start=span[0] + 4, end=span[1])
    after = again(document)
    assert after.text == text[: span[0] + 4] + text[span[1] :]
    assert told == [((span[0], span[0] + 4), (0, 7))]
    beside.refresh_from_db()
    assert after.text[beside.first : beside.last] == "Les "
    assert all(after.text[turn.first : turn.end] == turn.text for turn in after.turns)
    hidden = Decision.objects.of(after.organisation).filter(document=after, is_hidden=True)
    assert {after.text[each.first : each.last] for each in hidden} == {"[lieu]", "[téléphone]", "[prénom]"}


def test_places_seen_on_an_older_page_change_nothing(cast, her):
    document = brought(her, by=cast.maxime)
    edition = document.edition
    actions.edit_turn(document, by=cast.maxime, edition=edition, number=0, text="Bon.", voice=0)
    with pytest.raises(IllegalMove):
        actions.decide(document, by=cast.maxime, edition=edition, places=[(0, 3, "person")], hide=True)
    with pytest.raises(IllegalMove):
        actions.decide(again(document), by=cast.maxime, edition=edition + 1, places=[(0, 30, "person")], hide=True)


def test_a_word_on_the_list_is_found_in_every_text_and_the_list_opens_to_the_team_alone(cast, her, knock):
    document = brought(her, by=cast.maxime)
    knock(cast.maxime).post(f"/sentier/zt/s/{her.study_id}/w/", {"words": "les rencontres", "kind": "other"})
    assert "Les rencontres" in [each.said for each in words.suggestions(document)]
    knock(cast.maxime).post(f"/sentier/zt/s/{her.study_id}/w/", {"out": "les rencontres"})
    assert "Les rencontres" not in [each.said for each in words.suggestions(document)]


def test_the_file_as_it_came_goes_on_its_day_with_its_key(cast, her, worker_comes_by):
    document = ready(brought(her, by=cast.maxime), by=cast.maxime)
    file = RawFile.objects.of(her.organisation).get()
    assert file.content() == TEAMS.encode()
    assert file.destroy_on == clock.today() + timedelta(days=14)
    worker_comes_by(her.organisation)
    assert raw.turns_of(document)
    assert WordList.objects.of(her.organisation).exists()
    with clock.at(clock.now() + timedelta(days=14)):
        worker_comes_by(her.organisation)
    assert not WordList.objects.of(her.organisation).exists()  # nothing is left to look for
    assert not RawFile.objects.of(her.organisation).exists()
    assert not keys.exists(her.organisation_id, file.pk)
    with pytest.raises(keys.Gone):
        file.content()


def test_when_she_leaves_nothing_of_hers_can_be_read(cast, her):
    document = brought(her, by=cast.maxime)
    file = RawFile.objects.of(her.organisation).get()
    keys.shred(her.organisation_id, her.pk)
    assert again(document).text == ""
    with pytest.raises(keys.Gone):
        file.content()


def test_at_the_end_files_and_word_list_go(cast, her):
    brought(her, by=cast.maxime)
    listed = WordList.objects.of(her.organisation).get()
    assert [each["words"] for each in listed.words] == ["Maxime", "Kévin Tremblay"]
    assert raw.destroy_all(her.study, by=cast.maxime) == 1
    assert not WordList.objects.of(her.organisation).exists()
    assert not keys.exists(her.organisation_id, listed.pk)


def test_a_text_is_not_said_to_be_without_names_while_one_is_undecided(cast, her):
    document = brought(her, by=cast.maxime)
    actions.name_voices(document, by=cast.maxime, whos=["team", "her"])
    actions.move(document, by=cast.maxime, to="cleaned")
    with pytest.raises(StillToDecide):
        actions.move(document, by=cast.maxime, to="hidden")
    hide_all(again(document), by=cast.maxime)
    assert actions.move(document, by=cast.maxime, to="hidden").state == "hidden"
