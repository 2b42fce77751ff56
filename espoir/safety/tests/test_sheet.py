"""The safety sheet: one tap away, step by step, with who to call now."""

import pytest

from espoir.organisations.models import Person
from espoir.safety import actions, queries
from espoir.safety.lines import help_lines
from espoir.safety.models import Protocol

SHEET = {"phone": "514 555-0142", "steps_fr": "Un\nDeux", "steps_en": "One\nTwo", "numbers_fr": "", "numbers_en": ""}
SHEET |= {"after_fr": "Demander\nAgir", "after_en": "Ask\nAct"}


@pytest.fixture
def sheet(cast):
    return actions.write_protocol(by=cast.kim, on_call=cast.sacha, phone="514 555-0142")


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr-ca", ["Sacha, de garde", "Appelez la personne de garde."]), ("en-ca", ["Sacha, on call", "Call the person"])],
)
# SAFE-2
@pytest.mark.parametrize("someone", ["mesange", "alize", "dominique", "andree", "jo"])
def test_everyone_reads_what_to_do_and_who_to_call(cast, knock, sheet, someone, language, words):
    person = getattr(cast, someone)
    person.account.language = language

    page = knock(person).get("/sentier/d/").content.decode()

    for word in [*words, "514 555-0142", 'href="tel:5145550142"', 'href="tel:911"', 'href="tel:988"']:
        assert word in page


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_help_lines_never_say_why_on_a_signed_in_page(cast, knock, sheet, language):
    cast.mesange.account.language = language

    page = knock(cast.mesange).get("/sentier/d/").content.decode().lower()

    for line in help_lines():
        assert line.offers.lower() in page or line.offers_en.lower() in page
        for name in (line.name_fr, line.name_en):
            assert name.lower() not in page


def test_the_programme_stays_locked_until_the_sheet_is_said_to_be_true(cast, knock, sheet):
    assert not queries.is_ready(cast.kim.organisation)

    knock(cast.kim).post("/sentier/d/e/c/")

    assert queries.is_ready(cast.kim.organisation)
    Person.objects.of(cast.kim.organisation).filter(pk=cast.sacha.pk).update(state="left")
    assert not queries.is_ready(cast.kim.organisation)


def test_each_change_is_a_new_version_to_be_read_again(cast, knock, sheet):
    actions.confirm_protocol(by=cast.kim)

    answer = knock(cast.kim).post("/sentier/d/e/", SHEET | {"on_call": cast.dominique.pk})

    assert answer.status_code == 302
    now = Protocol.objects.of(cast.kim.organisation).get(version=2)
    assert (now.version, now.confirmed_on, now.steps, now.on_call) == (2, None, ["Un", "Deux"], cast.dominique)
    assert Protocol.objects.of(cast.kim.organisation).count() == 2


def test_a_sheet_without_a_number_is_sent_back(cast, knock):
    answer = knock(cast.kim).post("/sentier/d/e/", SHEET | {"phone": ""})

    assert answer.status_code == 422
    assert "Écrivez le numéro à appeler." in answer.content.decode()


def test_nobody_who_is_supported_can_be_put_on_call(cast, knock):
    page = knock(cast.kim).get("/sentier/d/e/").content.decode()

    assert cast.sacha.pk in page
    assert cast.mesange.pk not in page


def test_only_those_who_set_up_change_it(cast, knock, sheet):
    for someone in (cast.mesange, cast.alize, cast.dominique, cast.sacha, cast.andree, cast.jo):
        assert knock(someone).get("/sentier/d/e/").status_code == 404
        assert knock(someone).post("/sentier/d/e/c/").status_code == 404
    assert knock(cast.harper).get("/sentier/d/").status_code == 404


def test_there_is_a_route_as_soon_as_someone_can_receive(cast):
    assert queries.has_route(cast.kim.organisation)
    people = Person.objects.of(cast.kim.organisation)
    people.filter(pk__in=[cast.sacha.pk, cast.andree.pk]).update(state="left")
    assert not queries.has_route(cast.kim.organisation)


def test_a_page_without_a_sheet_still_says_whom_to_call(cast, knock):
    page = knock(cast.mesange).get("/sentier/d/").content.decode()

    assert "appelez le 9-1-1" in page
