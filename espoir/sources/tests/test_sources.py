"""Maxime and Jo read for a study: what came in, what was left out and why, what the report uses."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

import espoir
from espoir import clock
from espoir.cores import bibliography
from espoir.sources import actions, queries, telling
from espoir.sources.models import Import, Search, Source, Vote
from espoir.sources.tests.objects import RIS, a_review, a_search, a_source

pytestmark = pytest.mark.django_db
REFERENCES = Path(espoir.__file__).parent / "demo" / "references.ris"


def at(name, *args):
    return reverse(f"sources:{name}", args=["sentier", *args])


def settled(source):
    source.refresh_from_db()
    return source.title_yes, source.text_yes


def test_nobody_outside_the_team_opens_anything(cast, knock):
    study = a_review(cast)
    source = a_source(study, cast.maxime)
    for address in (at("home", study.pk), at("work", source.pk), at("ris", study.pk), at("flow_csv", study.pk)):
        assert knock(cast.maxime).get(address).status_code == 200
        for someone in (cast.camille, cast.kim, cast.alize, cast.mesange):
            assert knock(someone).get(address).status_code == 404


def test_an_empty_registry_says_what_it_is_for(cast, knock):
    study = a_review(cast)
    page = knock(cast.maxime).get(at("home", study.pk), headers={"accept-language": "en-CA"})
    assert "sources:references" not in page.content.decode()
    assert at("bring", study.pk) in page.content.decode()
    assert at("breakdown", study.pk) not in page.content.decode()


def test_a_file_is_looked_at_kept_and_taken_back_but_for_what_was_used(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    found = a_search(study, cast.maxime)
    door.post(at("bring", study.pk), {"file": SimpleUploadedFile("mine.ris", RIS), "search": found.pk})
    brought = Import.objects.of(study.organisation).get()
    assert (brought.read, brought.found, brought.state) == (2, 2, "waiting")
    page = door.get(at("bundle", brought.pk)).content.decode()
    assert "Roy, Anne" in page
    assert "ER" in page
    assert not queries.all_sources(study).exists()
    door.post(at("keep", brought.pk))
    kept = {row.work.title: row for row in queries.all_sources(study)}
    assert set(kept) == {"Being heard at work", "Cut short"}
    assert kept["Being heard at work"].kind == "academic"
    assert kept["Cut short"].search == found
    brought.refresh_from_db()
    assert brought.records == []  # what was kept is kept once
    actions.cite(kept["Cut short"], by=cast.jo, used=True)
    door.post(at("take_back", brought.pk))
    brought.refresh_from_db()
    assert (brought.state, brought.stayed) == ("back", 1)
    assert [row.work.title for row in queries.all_sources(study)] == ["Cut short"]
    assert door.post(at("keep", brought.pk), follow=True).status_code == 200
    assert queries.all_sources(study).count() == 1


def test_a_file_too_large_or_empty_is_refused_with_a_sentence(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    for file in (SimpleUploadedFile("a.ris", b""), SimpleUploadedFile("a.ris", b"x" * 5_000_001)):
        assert door.post(at("bring", study.pk), {"file": file}).status_code == 422
    door.post(at("bring", study.pk), {"file": SimpleUploadedFile("photo.ris", b"\xff\xd8 a picture")})
    brought = Import.objects.of(study.organisation).get()
    assert at("keep", brought.pk) not in door.get(at("bundle", brought.pk)).content.decode()
    door.post(at("throw_away", brought.pk))
    assert not Import.objects.of(study.organisation).exists()


def test_by_hand_then_put_right_then_sorted(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    assert door.post(at("new", study.pk), {"form": "report", "year": "2020"}).status_code == 422
    door.post(
        at("new", study.pk), {"form": "report", "title": "Ensemble", "authors": "Le Centre,\nRoy, Anne", "year": "2020"}
    )
    source = Source.objects.of(study.organisation).get()
    assert [author.whole for author in source.work.authors] == ["Le Centre", "Roy, Anne"]
    shown = door.get(at("edit", source.pk)).context["form"]
    assert shown["authors"].value() == "Le Centre,\nRoy, Anne"
    door.post(at("edit", source.pk), {"form": "thesis", "title": "Ensemble", "authors": "Roy, Anne", "year": "2021"})
    door.post(
        at("work", source.pk), {"kind": "academic", "studied_in": "p3", "sector": "", "publisher_country": "Canada"}
    )
    source.refresh_from_db()
    assert (source.work.form, source.work.year, source.studied_in, source.publisher_country) == (
        "thesis",
        2021,
        "p3",
        "Canada",
    )


def test_a_source_written_by_mistake_goes_unless_someone_has_said_something(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    wrong, said = a_source(study, cast.maxime), a_source(study, cast.maxime, "Autre chose")
    actions.say(said, by=cast.jo, stage="title", yes=True)
    for source in (wrong, said):
        door.post(at("drop", source.pk))
    assert list(queries.all_sources(study)) == [said]
    assert at("drop", said.pk) not in door.get(at("work", said.pk)).content.decode()


def test_doubles_are_put_together_parted_again_and_counted(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    one, two = a_source(study, cast.maxime, "L’éthique du soutien"), a_source(study, cast.jo, "L'ETHIQUE du soutien")
    assert [len(rows) for _, rows in queries.doubles(study)] == [2]
    door.post(at("merge", one.pk), {"other": [two.pk]})
    assert queries.flow(study).duplicates == 1
    assert [row.pk for row in queries.shown(study)] == [one.pk]
    assert door.get(at("work", two.pk)).status_code == 200
    door.post(at("part", two.pk))
    assert queries.flow(study).duplicates is None
    assert len(queries.doubles(study)) == 1


def test_two_people_say_without_seeing_the_other_and_agree(cast, knock):
    study = a_review(cast)
    source = a_source(study, cast.maxime)
    knock(cast.maxime).post(at("say", source.pk), {"answer": "no", "reason": "r2"})
    seen = knock(cast.jo).get(at("work", source.pk)).content.decode()
    assert "Maxime" not in seen.split("<main")[1]
    assert settled(source) == (None, None)
    knock(cast.maxime).post(at("say", source.pk), {"answer": "yes"})  # twice: nothing changes
    knock(cast.jo).post(at("say", source.pk), {"answer": "no", "reason": "r2"})
    assert settled(source) == (False, None)
    assert source.reason == "r2"
    assert "Maxime" in knock(cast.jo).get(at("work", source.pk)).content.decode().split("<main")[1]
    assert Vote.objects.of(study.organisation).count() == 2


def test_a_no_says_why_and_what_was_chosen_is_kept_on_the_page(cast, knock):
    source = a_source(a_review(cast), cast.maxime)
    answer = knock(cast.jo).post(at("say", source.pk), {"answer": "no"})
    assert answer.status_code == 422
    assert not Vote.objects.of(source.organisation).exists()


def test_a_disagreement_waits_until_they_settle_it(cast, knock):
    study = a_review(cast, by_title=False)
    source = a_source(study, cast.maxime)
    actions.say(source, by=cast.maxime, stage="text", yes=False, reason="r1")
    actions.say(source, by=cast.jo, stage="text", yes=False, reason="r2")  # no twice, but not for the same reason
    assert [each.source for each in queries.conflicts(study)] == [source]
    page = knock(cast.jo).get(at("settle", source.pk)).content.decode()
    assert "Maxime" in page
    knock(cast.jo).post(at("settle", source.pk), {"answer": "no", "reason": "r2"})
    assert settled(source) == (None, False)
    assert queries.conflicts(study) == []
    knock(cast.jo).post(at("reopen", source.pk))
    assert settled(source) == (None, None)
    assert len(queries.to_say(study, cast.jo)) == 1


def test_one_person_alone_is_enough_where_there_is_only_one(cast):
    study = a_review(cast, voters=1)
    source = a_source(study, cast.maxime)
    actions.say(source, by=cast.maxime, stage="title", yes=True)
    actions.say(source, by=cast.maxime, stage="text", yes=True)
    assert settled(source) == (True, True)
    assert queries.to_say(study, cast.maxime) == []


def test_forty_nine_read_and_twenty_eight_used_give_the_figures_of_the_report(cast, knock):
    study, door = a_review(cast, voters=1, by_title=False), knock(cast.maxime)
    brought = actions.take(study, by=cast.maxime, name="r.ris", content=REFERENCES.read_bytes())
    actions.keep(brought, by=cast.maxime)
    for number in range(21):
        a_source(study, cast.maxime, f"Une autre lecture, {number}")
    used = set(queries.all_sources(study).filter(brought=brought).values_list("pk", flat=True))
    for source in queries.all_sources(study):
        yes = source.pk in used
        actions.say(source, by=cast.maxime, stage="text", yes=yes, reason="" if yes else "r1")
        if yes:
            actions.cite(source, by=cast.maxime, used=True)
    tables = {
        table.code: sorted((count for _, count in table.rows), reverse=True) for table in queries.breakdown(study)
    }
    assert tables == {"y": [12, 12, 4], "k": [20, 5, 3], "p": [12, 5, 5, 3, 3], "s": [16, 7, 4, 1]}
    flow = queries.flow(study)
    assert (flow.dbr_assessed, [n for _, n in flow.dbr_excluded], flow.new_studies) == (49, [21], 28)
    assert bibliography.doubts(flow) == []
    for name in ("breakdown", "references", "flow"):
        assert door.get(at(name, study.pk)).status_code == 200
    listed = door.get(at("references", study.pk) + "?s=apa&t=en").content.decode()
    assert "Repper, J., &amp; Carter, T. (2011)." in listed
    back = bibliography.read(door.get(at("ris", study.pk)).content)
    assert (len(back.records), back.problems) == (28, [])
    drawn, numbers = door.get(at("flow_svg", study.pk)), door.get(at("flow_csv", study.pk)).content.decode()
    assert drawn["Content-Disposition"] == 'attachment; filename="document.svg"'
    assert 'role="img"' in drawn.content.decode()
    assert "dbr_assessed,node13" in numbers


def test_what_was_found_and_not_brought_in_is_in_the_flow(cast):
    study = a_review(cast, voters=1)
    search = a_search(study, cast.maxime, found=12)
    website = a_search(study, cast.maxime, way="website", found=None)
    kept, out = a_source(study, cast.maxime, search=search), a_source(study, cast.maxime, "Ailleurs", search=search)
    other = a_source(study, cast.maxime, "En ligne", search=website)
    for source, yes in ((kept, True), (out, False), (other, True)):
        actions.say(source, by=cast.maxime, stage="title", yes=yes, reason="" if yes else "r1")
    for source in (kept, other):
        source.refresh_from_db()
        actions.say(source, by=cast.maxime, stage="text", yes=True)
    flow = queries.flow(study)
    assert (flow.database_results, flow.excluded_other, flow.records_screened, flow.records_excluded) == (12, 10, 2, 1)
    assert (flow.dbr_assessed, flow.website_results, flow.other_assessed, flow.new_studies) == (1, 1, 1, 2)
    assert bibliography.doubts(flow) == []


def test_a_source_that_is_used_without_being_screened_counts_as_read(cast):
    study = a_review(cast)
    source = a_source(study, cast.maxime)
    a_source(study, cast.maxime, "Autre chose")
    actions.cite(source, by=cast.maxime, used=True)
    flow = queries.flow(study)
    assert (flow.dbr_assessed, flow.new_studies) == (1, 1)
    assert [each.source.work.title for each in queries.to_say(study, cast.jo)] == ["Autre chose"]
    actions.cite(source, by=cast.maxime, used=False)
    assert len(queries.to_say(study, cast.jo)) == 2


def test_lists_keep_what_was_sorted_when_a_word_changes(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    source = a_source(study, cast.maxime)
    actions.sort(source, by=cast.maxime, values={"studied_in": "p3"})
    actions.cite(source, by=cast.maxime, used=True)
    said = door.get(at("grid", study.pk)).context["form"].initial
    said = {**said, "places": said["places"].replace("Royaume-Uni", "Grande-Bretagne"), "periods": "2016-2020"}
    assert door.post(at("grid", study.pk), {**said, "periods": "2010-2015\n2015-2020"}).status_code == 422
    door.post(at("grid", study.pk), said)
    with clock.at(clock.now()):
        table = next(table for table in queries.breakdown(study) if table.code == "p")
    assert table.rows[0][1] == 1
    assert queries.grid_of(study).periods == [[2016, 2020]]


def test_a_search_is_noted_changed_and_forgotten_without_its_sources(cast, knock):
    study, door = a_review(cast), knock(cast.maxime)
    said = {"where": "Érudit", "way": "database", "terms": "", "on": "2999-01-01", "found": ""}
    assert door.post(at("searches", study.pk), said).status_code == 422
    door.post(at("searches", study.pk), {**said, "on": clock.today().isoformat()})
    search = Search.objects.of(study.organisation).get()
    source = a_source(study, cast.maxime, search=search)
    door.post(at("search", search.pk), {**said, "where": "Cairn", "on": clock.today().isoformat(), "found": "3"})
    search.refresh_from_db()
    assert (search.where, search.found) == ("Cairn", 3)
    door.post(at("drop_search", search.pk))
    source.refresh_from_db()
    assert source.search is None


def test_every_fault_is_said_in_french(cast, knock):
    with translation.override("en-ca"):
        assert {fault: str(fault) for fault in bibliography.Fault} == {
            fault: str(words) for fault, words in telling.FAULTS.items()
        }
    text = "TY - JOUR\nTI  - Un\nPY  - 10 15\nTY  - ZZZZ\nER  -\nER  -\nrien\n"
    study, door = a_review(cast), knock(cast.maxime)
    door.post(at("bring", study.pk), {"file": SimpleUploadedFile("a.ris", io.BytesIO(text.encode()).read())})
    brought = Import.objects.of(study.organisation).get()
    door.cookies["l"] = "fr-ca"
    page = door.get(at("bundle", brought.pk)).content.decode()
    assert "Aucune année ne se lit dans « 10 15 »." in page.replace("\u202f", " ")
