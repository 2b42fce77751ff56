from datetime import timedelta

import pytest
from django.utils import timezone

from espoir import clock
from espoir.organisations.promises import owned_by
from espoir.organisations.roles import Role
from espoir.people import actions as people
from espoir.research import actions, editions, queries, rules
from espoir.research.models import Edition, Seat, Study
from espoir.research.tests.objects import RAW, TITLE, a_study, prepare, the_supporters
from tests.house import every_page

pytestmark = pytest.mark.django_db
Z = "/sentier/z/"


def day(days: int) -> str:
    return (clock.today() + timedelta(days=days)).isoformat()


def at_day(days: int):
    return clock.at(timezone.now() + timedelta(days=days))


# RES-2
def test_whoever_begins_a_study_sees_that_it_is_there_and_nothing_else(cast, knock):
    begun = {"title_fr": "Durer", "title_en": "Lasting", "team": [cast.maxime.pk]}
    answer = knock(cast.camille).post(f"{Z}o/n/", begun, follow=True)
    study = Study.objects.of(cast.camille.organisation).get()
    study.plan = "zqplanqz"
    study.save()

    assert "Durer" in answer.content.decode()
    assert "En préparation" in answer.content.decode()
    hub = f"{Z}s/{study.pk}/"
    assert "zqplanqz" in knock(cast.maxime).get(f"{hub}w/").content.decode()
    assert study.pk in knock(cast.maxime).get(Z).content.decode()
    for someone in (cast.camille, cast.kim, cast.jo, cast.sacha, cast.harper):
        assert knock(someone).get(hub).status_code == 404
    assert study.pk not in knock(cast.jo).get(Z).content.decode()
    assert knock(cast.maxime).get(f"{Z}o/").status_code == 404
    assert knock(cast.kim).post(f"{Z}o/n/", {"title_fr": "", "title_en": ""}).status_code == 422


def test_one_person_who_wears_every_hat_is_on_the_team_by_one_tick(cast, knock):
    door = knock(cast.charlie)
    page = door.get("/pont/z/o/n/").content.decode()
    assert "Je fais partie de l’équipe" in page
    assert "Personne n’a encore le rôle" in page
    before = cast.charlie.roles

    answer = door.post("/pont/z/o/n/", {"title_fr": "Durer", "with_me": "on"}, follow=True)

    charlie = type(cast.charlie).objects.of(cast.charlie.organisation).get(pk=cast.charlie.pk)
    assert charlie.roles == before | {Role.RESEARCHER}
    assert answer.status_code == 200
    assert "La préparation" in answer.content.decode()
    assert {page.status for page in every_page(door, "/pont/z/")} == {200}


# RES-2
def test_a_study_is_prepared_page_by_page_then_opened(cast, knock):
    study, door = prepare(cast), knock(cast.maxime)
    hub = f"{Z}s/{study.pk}/"
    assert [missing.page for missing in rules.what_is_missing(study)] == ["words", "dates", "audiences"]
    door.post(f"{hub}o/", follow=True)
    assert Study.objects.of(study.organisation).get().state == "prepared"

    said = {f"{name}_{short}": f"{name} {short}" for name in ("title", "about", "contact") for short in ("fr", "en")}
    assert door.post(f"{hub}w/", {**said, "thanks_fr": "seulement"}).status_code == 422
    assert door.post(f"{hub}w/", {**said, "plan": "Un plan"}).status_code == 302
    assert door.post(f"{hub}d/", {"take_out_until": day(60), "raw_until": day(60)}).status_code == 422
    assert door.post(f"{hub}d/", {"take_out_until": day(60), "raw_until": day(90)}).status_code == 302
    assert door.post(f"{hub}p/", {"name_fr": "Une", "name_en": "One", "first_day": day(1)}).status_code == 302
    phase = study.phases.get()
    who = {"name_fr": "Aide", "name_en": "Helper", "minutes": 45, "start": "teams", "phase": phase.pk}
    assert door.post(f"{hub}an/", {**who, "ways": ["call_offered"]}).status_code == 422
    assert door.post(f"{hub}an/", {**who, "ways": ["by_interview", "in_writing"]}).status_code == 302
    study.refresh_from_db()
    audience = the_supporters(study)
    assert audience.phase == phase
    assert not audience.call_offered
    assert audience.minutes == 45
    assert [missing.page for missing in rules.what_is_missing(study)] == ["sheet", "questions", "statements"]
    for language in ("fr-ca", "en-ca"):
        cast.maxime.account.language = language
        pages = list(every_page(knock(cast.maxime), hub))
        assert len(pages) > 20
        assert [page.path for page in pages if page.status != 200] == []
    for letter in "iqc":
        assert door.post(f"{Z}a/{audience.pk}/{letter}/").status_code == 302
    door.post(f"{hub}o/")

    study.refresh_from_db()
    assert (study.state, study.opened_on) == ("open", clock.today())
    sheet = queries.current_edition(audience, Edition.Kind.SHEET, "en-ca")
    words = " ".join(part["text"] for part in sheet.parts)
    assert "An interview takes up to 45 minutes." in words.replace("\xa0", " ")
    assert "about en" in words
    assert "{" not in words
    door.post(f"{hub}c/")
    study.refresh_from_db()
    assert study.state == "closed"
    door.post(f"{hub}o/")
    study.refresh_from_db()
    assert (study.state, study.closed_on) == ("open", None)


def fields(door, path):
    form = door.get(path).context["form"]
    return {name: field.initial or "" for name, field in form.fields.items()}


def test_a_published_version_never_changes_and_the_next_one_shows_what_does(cast, knock):
    study, door = a_study(cast), knock(cast.maxime)
    audience = the_supporters(study)
    first = queries.current_edition(audience, Edition.Kind.SHEET, "fr-ca")
    before, path = first.parts, f"{Z}a/{audience.pk}/i/"
    said = fields(door, f"{path}w/")
    assert "{retrait}" in str(said)
    assert "{take_out_until}" in str(said)

    said["t3_fr"], said["t12_fr"] = "Tout est au choix.", "Une partie seulement en français."
    said["h12_fr"] = "De plus"
    assert door.post(f"{path}w/", said).status_code == 302
    assert queries.current_edition(audience, Edition.Kind.SHEET, "fr-ca").parts == before
    assert "n’existe que dans une langue" in door.get(path).content.decode()
    door.post(path)
    assert queries.current_edition(audience, Edition.Kind.SHEET, "fr-ca").number == 1
    said["t12_en"] = "{nothing} is so."
    door.post(f"{path}w/", said)
    assert "{nothing}" in door.get(path).content.decode()
    said["t12_en"] = "A part in both."
    door.post(f"{path}w/", said)
    door.post(path)

    second = queries.current_edition(audience, Edition.Kind.SHEET, "fr-ca")
    first.refresh_from_db()
    assert (second.number, first.parts) == (2, before)
    page = door.get(f"{Z}v/{second.pk}/").content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    assert "Une partie seulement en français." in page
    consent = fields(door, f"{Z}a/{audience.pk}/c/w/")
    assert door.post(f"{Z}a/{audience.pk}/c/w/", {**consent, "t0_fr": "", "t0_en": ""}).status_code == 422


def test_what_people_read_is_old_once_the_study_says_otherwise(cast, knock):
    study = a_study(cast, state="closed")
    audience = the_supporters(study)
    other = {"fr-ca": "Jo, au 555-0199.", "en-ca": "Jo, at 555-0199."}
    actions.describe(study, by=cast.jo, title=TITLE, about=study.about, contact=other, thanks=study.thanks)

    assert {missing.page for missing in rules.what_is_missing(study)} == {"sheet"}
    with pytest.raises(rules.NotReady):
        actions.open_study(study, by=cast.jo)
    page = knock(cast.jo).post(f"{Z}s/{study.pk}/o/", {"again": "1"}, follow=True).content.decode()

    assert "Rouvrir" in page
    assert rules.what_is_missing(study) == []
    sheet = queries.current_edition(audience, Edition.Kind.SHEET, "fr-ca")
    assert sheet.number == 2
    assert "555-0199" in str(sheet.parts)


def test_the_dates_that_people_were_told_are_kept(cast, knock):
    study, today = a_study(cast), clock.today()
    path = f"{Z}s/{study.pk}/d/"
    for earlier, later in ((59, 180), (60, 181)):
        answer = knock(cast.jo).post(path, {"take_out_until": day(earlier), "raw_until": day(later)})
        assert answer.status_code == 422
        assert "Ces dates ont été dites" in answer.content.decode()
    actions.set_dates(study, by=cast.jo, take_out_until=today + timedelta(days=70), raw_until=today + RAW)
    with pytest.raises(rules.IllegalMove):
        actions.end(study, by=cast.jo)
    actions.close(study, by=cast.jo)

    with at_day(70), pytest.raises(rules.TooSoon):
        actions.approve(study, by=cast.jo)
    with at_day(71):
        actions.approve(study, by=cast.jo)
        actions.end(study, by=cast.jo)
    assert study.state == "ended"
    with pytest.raises(rules.IllegalMove):
        actions.open_study(study, by=cast.jo)


def test_someone_keeps_the_promise_that_what_was_said_is_destroyed(cast):
    study = a_study(cast)
    promise = next(each for each in owned_by(cast.maxime) if study.pk in each.url)
    assert promise.due == clock.today() + RAW
    actions.close(study, by=cast.jo)
    actions.end(study, by=cast.jo)  # without a report
    assert [each for each in owned_by(cast.maxime) if study.pk in each.url] == []


# ORG-2
def test_a_study_that_nobody_is_left_on_is_handed_over(cast, knock, worker_comes_by):
    study = a_study(cast)
    knock(cast.maxime).post(f"{Z}m/{Seat.objects.of(study.organisation).get(person=cast.jo).pk}/")
    assert knock(cast.jo).get(f"{Z}s/{study.pk}/").status_code == 404
    assert knock(cast.camille).post(f"{Z}o/{study.pk}/", {"person": cast.jo.pk}).status_code in (302, 422)
    assert knock(cast.jo).get(f"{Z}s/{study.pk}/").status_code == 404  # it has a team
    people.leave_team(by=cast.kim, person=cast.maxime)
    worker_comes_by(study.organisation)

    promise = next(each for each in owned_by(cast.kim) if study.pk in each.url)
    assert promise.due == clock.today() + timedelta(days=14)
    door = knock(cast.kim)
    assert "n’a plus personne" in door.get(f"{Z}o/").content.decode()
    door.post(promise.url, {"person": cast.jo.pk})

    assert knock(cast.jo).get(f"{Z}s/{study.pk}/").status_code == 200
    assert queries.may_meet_people(cast.jo, study)
    assert [each for each in owned_by(cast.kim) if study.pk in each.url] == []


def test_a_card_that_leaked_leads_nowhere(cast, knock):
    study, door = a_study(cast), knock(cast.jo)
    before, path = study.card, f"{Z}s/{study.pk}/k"
    assert door.get(f"{path}/").status_code == 200
    door.post(f"{path}n/")
    study.refresh_from_db()
    assert study.card != before
    assert before not in door.get(f"{path}/").content.decode()


def test_answers_that_keep_their_words_keep_their_code(cast, knock):
    study = a_study(cast)
    trait, door = study.traits.get(), knock(cast.jo)
    codes = {answer["fr-ca"]: answer["code"] for answer in trait.answers}
    said = {"name_fr": "Région", "name_en": "Region", "answers_fr": "Ontario\nNord\nQuébec", "answers_en": "Ontario"}
    assert door.post(f"{Z}t/{trait.pk}/", said).status_code == 422
    door.post(f"{Z}t/{trait.pk}/", {**said, "answers_en": "Ontario\nNorth\nQuébec", "several": "on"})

    trait.refresh_from_db()
    kept = {answer["fr-ca"]: answer["code"] for answer in trait.answers}
    assert (kept["Ontario"], kept["Québec"]) == (codes["Ontario"], codes["Québec"])
    assert kept["Nord"] not in codes.values()
    assert trait.several


def test_where_interviews_begin_a_yes_to_transcription_is_asked(cast):
    study = prepare(cast)
    name = {"fr-ca": "Aide", "en-ca": "Helper"}
    audience = editions.add_audience(study, by=cast.maxime, values={"name": name, "by_interview": False})
    assert "transcription" not in str(queries.to_write(audience, Edition.Kind.CONSENT))
    editions.change_audience(audience, by=cast.maxime, values={"by_interview": True})
    for parts in queries.to_write(audience, Edition.Kind.CONSENT).values():
        assert [part["code"] for part in parts][-1] == "transcription"


def test_what_was_only_prepared_can_be_taken_out(cast, knock):
    study, opened = prepare(cast), a_study(cast)
    door = knock(cast.maxime)
    assert door.post(f"{Z}s/{study.pk}/x/").status_code == 302
    assert door.post(f"{Z}s/{opened.pk}/x/").status_code == 404
    assert list(queries.studies_of(cast.maxime)) == [opened]


def test_once_the_report_is_approved_its_texts_are_read_and_nothing_changes(cast, knock):
    study = a_study(cast, state="approved")
    audience, trait = the_supporters(study), study.traits.get()
    door, hub = knock(cast.jo), f"{Z}s/{study.pk}/"
    pages = list(every_page(door, hub))
    assert [page.path for page in pages if page.status != 200] == []
    assert f"{Z}a/{audience.pk}/i/" in {page.path for page in pages}
    closed = [f"{hub}{page}/" for page in ("w", "d", "p", "an", "t", "tn")]
    for path in (*closed, f"{Z}a/{audience.pk}/", f"{Z}a/{audience.pk}/i/w/", f"{Z}t/{trait.pk}/"):
        assert (door.get(path).status_code, door.post(path).status_code) == (404, 404)


def test_whoever_reads_without_names_does_not_let_herself_open_who_people_are(cast, knock):
    study = a_study(cast)
    team = f"/sentier/z/s/{study.pk}/m/"
    assert knock(cast.jo).post(team, {"person": cast.jo.pk, "meets_people": "on"}).status_code == 422
    assert knock(cast.jo).post(team, {"person": cast.maxime.pk}).status_code == 422  # nor takes it from who does
    assert {seat.person: seat.meets_people for seat in study.team.all()} == {cast.maxime: True, cast.jo: False}
    assert knock(cast.maxime).post(team, {"person": cast.jo.pk, "meets_people": "on"}).status_code == 302
    assert study.team.get(person=cast.jo).meets_people
