from __future__ import annotations

import re

from espoir.charter import actions as charter
from espoir.charter.texts import AT_FIRST
from espoir.consents import catalogue
from espoir.organisations.models import Organisation
from espoir.safety import actions as safety


def sheets(knock, person, tags=("fr", "en")):
    """Every sheet, by its name and language."""
    client, found = knock(person), {}
    for tag in tags:
        page = client.get(f"/{person.organisation.slug}/a/p/?l={tag}").content.decode()
        found.update(_sheets(page))
    return found


def _sheets(page):
    return dict(re.findall(r'<article class="sheet" id="([\w-]+)" lang="..-CA">(.*?)</article>', page, re.DOTALL))


def test_the_pack_holds_each_sheet_in_each_language_of_the_organisation(cast, knock):
    names = ("safety", "charter", "limits", "consent", "avoid", "posting", "supervision")

    assert list(sheets(knock, cast.kim)) == [f"{name}-{tag}" for tag in ("fr", "en") for name in names]
    assert list(sheets(knock, cast.charlie, ["fr"])) == [f"{name}-fr" for name in names]


def test_each_language_leads_to_the_other_one(cast, knock):
    page = knock(cast.kim).get("/sentier/a/p/").content.decode()

    assert '<a class="tap" href="?l=en" lang="en">English</a>' in page
    assert knock(cast.charlie).get("/pont/a/p/?l=en").status_code == 404


def test_before_anything_is_written_the_pack_has_good_words_already(cast, knock):
    pack = sheets(knock, cast.kim)

    assert "Je ne décide pas à la place de quelqu’un" in pack["charter-fr"]
    assert "I don’t decide for anyone" in pack["charter-en"]
    assert "Danger right now? Call 9-1-1." in pack["safety-en"]
    assert "9-8-8" in pack["safety-fr"]


def test_the_teams_own_words_take_their_place(cast, knock):
    safety.write_protocol(by=cast.kim, on_call=cast.sacha, phone="819 555-0142", steps_fr="Appeler Sacha d’abord.")
    safety.confirm_protocol(by=cast.kim)
    charter.write(by=cast.kim, texts={**AT_FIRST, "does_en": "I bring tea."})

    pack = sheets(knock, cast.kim)

    assert "Appeler Sacha d’abord." in pack["safety-fr"]
    assert "Sacha, 819 555-0142" in pack["safety-fr"]
    assert "I bring tea." in pack["charter-en"]


def test_the_consent_sheet_has_a_yes_a_no_and_a_later_for_each_thing(cast, knock):
    pack = sheets(knock, cast.kim)

    for tag, answers in (("fr", ("Oui", "Non", "Plus tard")), ("en", ("Yes", "No", "Later"))):
        sheet = pack[f"consent-{tag}"]
        for answer in answers:
            assert len(re.findall(rf'class="box"></span>{answer}\b', sheet)) == len(catalogue.items())
        assert "checked" not in sheet
    assert all(item.latest.en.title in pack["consent-en"] for item in catalogue.items().values())


def test_the_posting_says_pay_hours_and_supports_and_asks_lived_experience_as_a_yes(cast, knock):
    posting = sheets(knock, cast.kim)["posting-en"]

    for heading in ("Pay", "Hours", "What we owe you", "Lived experience"):
        assert f"<h3>{heading}</h3>" in posting
    assert "A yes is enough. Nobody will ask for your story" in posting
    assert posting.count('class="blank"') >= 4


def test_a_pack_with_no_language_we_know_is_printed_in_both(cast, knock):
    Organisation.objects.filter(pk=cast.kim.organisation_id).update(languages=["iu"])

    assert len(sheets(knock, cast.kim)) == 14


def test_the_sheet_of_people_and_places_to_avoid_asks_the_same_questions_and_names_nobody(cast, knock):
    found = sheets(knock, cast.kim)

    for name, words in (
        ("avoid-fr", ["Cette feuille est facultative.", "Un nom ou un surnom", "M’appeler", "relise, même pas moi"]),
        ("avoid-en", ["This sheet is up to you.", "nickname", "Call me", "read it back, not even me"]),
    ):
        for piece in words:
            assert piece in found[name]
        assert "Mésange" not in found[name]
