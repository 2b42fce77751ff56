"""Going out closes the session for good, and the page that is landed on empties the browser's memory."""

import pytest
from django.urls import reverse

from espoir.accounts.models import Session

EXIT = reverse("accounts:exit")


def test_a_script_leaves_without_a_token(cast, client):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(cast.mesange.account)

    answer = strict.post(EXIT)

    assert answer.status_code == 204
    assert not Session.objects.exists()


def test_a_link_leaves_through_a_page_that_says_nothing(cast, knock):
    client = knock(cast.mesange)

    page = client.get(EXIT)

    assert not Session.objects.exists()
    said = page.content.decode()
    assert "<title>…</title>" in said
    assert 'content="0;url=https://meteo.gc.ca/"' in said
    assert reverse("accounts:hush") in said
    assert page.headers["Cache-Control"] == "no-store"
    assert client.get("/sentier/").status_code == 302


@pytest.mark.parametrize(
    ("language", "chosen", "leads"),
    [
        ("en-ca", "https://meteo.gc.ca/", "https://weather.gc.ca/"),
        ("fr-ca", "https://meteo.gc.ca/", "https://meteo.gc.ca/"),
        ("en-ca", "https://example.org/recipes", "https://example.org/recipes"),
    ],
)
def test_it_leads_where_the_organisation_says(cast, knock, language, chosen, leads):
    cast.mesange.organisation.exit_url = chosen
    cast.mesange.organisation.save()
    cast.mesange.account.language = language
    client = knock(cast.mesange)

    assert f'data-exit="{leads}"' in client.get("/sentier/").content.decode()
    assert f"url={leads}" in client.get(EXIT).content.decode()


def test_the_stylesheet_sets_another_cookie_each_time(client, db):
    first, second = (client.get(reverse("accounts:hush")) for _ in range(2))

    assert first.cookies["m"].value != second.cookies["m"].value
    assert first.cookies["m"]["httponly"]
    assert first.headers["Content-Type"] == "text/css"


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_signing_out_lands_on_a_page_that_empties_the_memory(cast, knock, language):
    cast.mesange.account.language = language
    client = knock(cast.mesange)

    answer = client.post(reverse("accounts:sign_out"))

    page = client.get(answer.url).content.decode()
    assert reverse("accounts:hush") in page
    assert ("Session fermée" if language == "fr-ca" else "You’re signed out") in page
    assert "Mésange" not in page
    assert client.get("/sentier/").status_code == 302


def test_signing_out_takes_a_press(cast, knock):
    client = knock(cast.mesange)
    assert client.get(reverse("accounts:sign_out")).status_code == 405
    assert client.get("/sentier/").status_code == 200


def test_the_language_stays_with_the_account(cast, knock):
    client = knock(cast.mesange)

    answer = client.post(reverse("accounts:language"), {"language": "en-ca", "next": "/sentier/h/"})

    assert answer.url == "/sentier/h/"
    assert answer.cookies["l"].value == "en-ca"
    cast.mesange.account.refresh_from_db()
    assert cast.mesange.account.language == "en-ca"


def test_a_language_we_do_not_speak_changes_nothing(cast, knock):
    answer = knock(cast.mesange).post(reverse("accounts:language"), {"language": "xx", "next": "/"})
    assert "l" not in answer.cookies
