"""The frame of every page: what it tells the browser, what it tells nobody, and the pages for when all else fails."""

import os
import re
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.test import RequestFactory, override_settings
from django.urls import path
from django.utils import translation

from espoir.ui import errors
from espoir.ui.frame import exit_of
from espoir.urls import handler404, handler500, urlpatterns

GONE = {"fr-ca": "Cette page n’est pas disponible.", "en-ca": "This page isn’t available."}


def broken(request):
    raise RuntimeError("Mésange, 12, rue des Érables")


urls = [*urlpatterns, path("x/broken/", broken)]


class Urls:
    urlpatterns, handler404, handler500 = urls, handler404, handler500


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_what_is_not_there_and_what_is_not_hers_look_the_same(cast, knock, language):
    cast.mesange.account.language = language
    client = knock(cast.mesange)

    pages = [
        client.get(address)
        for address in (
            "/northgate/",
            "/nowhere-at-all/",
            "/sentier/zz/",
            f"/sentier/i/{cast.erable.pk}/",
            "/sentier/i/222222222222/",
        )
    ]

    assert {page.status_code for page in pages} == {404}
    assert len({page.content for page in pages}) == 1
    said = pages[0].content.decode()
    assert GONE[language] in said
    assert "sentier" not in said
    assert "Mésange" not in said


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_a_fault_of_ours_says_so_and_nothing_else(client, db, language):
    client.raise_request_exception = False
    client.cookies["l"] = language
    with override_settings(ROOT_URLCONF=Urls):
        answer = client.get("/x/broken/")

    assert answer.status_code == 500
    said = answer.content.decode()
    assert ("de notre côté" if language == "fr-ca" else "on our side") in said
    assert "Érables" not in said


def test_an_old_form_is_explained(cast, client):
    strict = type(client)(enforce_csrf_checks=True)
    strict.force_login(cast.mesange.account)
    strict.cookies["l"] = "en-ca"

    answer = strict.post("/x/o/")

    assert answer.status_code == 403
    assert "stayed open too long" in answer.content.decode()


@pytest.mark.parametrize("page", ["not_found", "form_too_old", "broken"])
@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_the_last_pages_need_no_database(page, language):
    with translation.override(language):
        answer = getattr(errors, page)(RequestFactory().get("/secret/"))
    assert b"secret" not in answer.content
    assert f'lang="{language[:2]}-CA"'.encode() in answer.content


def test_every_answer_asks_the_browser_to_keep_nothing(cast, knock):
    for address in ("/sentier/", "/x/e/", "/nowhere/", "/x/m.css"):
        headers = knock(cast.mesange).get(address).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        policy = headers["Content-Security-Policy"]
        for rule in ("default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'none'"):
            assert rule in policy
        assert "unsafe" not in policy
        assert "http" not in policy


def test_cookies_are_for_the_server_alone(cast, client):
    client.post("/x/e/", {"login": cast.mesange.account.login, "password": "quatre mots qui vont bien"})
    client.get("/sentier/")
    for name in ("s", "t", "c", "l"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_all_the_parts_are_on_one_page(client, db, language):
    client.cookies["l"] = language

    page = client.get("/x/ui/").content.decode()
    with_errors = client.get("/x/ui/?e=1").content.decode()

    for part in (
        "card",
        "btn alt",
        "btn soft",
        "face",
        "who",
        "say",
        "opts",
        "opt",
        "note",
        "tag",
        "empty",
        "steps",
        "kv",
    ):
        assert re.search(rf'class="[^"]*{part}', page), part
    assert 'id="errors"' not in page
    assert 'id="errors"' in with_errors


def test_style_and_script_stay_small():
    sizes = {
        name: len(brotli.compress(Path(finders.find(f"ui/{name}")).read_bytes()))
        for name in ("espoir.css", "espoir.js", "i.svg")
    }
    assert sizes["espoir.css"] <= 4096
    assert sizes["espoir.js"] <= 1024


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_the_way_out_speaks_the_readers_language(language):
    with translation.override(language):
        assert exit_of(None) == {"fr-ca": "https://meteo.gc.ca/", "en-ca": "https://weather.gc.ca/"}[language]


def test_a_deployed_site_passes_every_check_of_django(tmp_path):
    environment = {
        **{name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        "ESPOIR_DATA": str(tmp_path),
        "ESPOIR_HTTPS": "True",
        "ESPOIR_HOSTS": "carnet.example.org",
        "DJANGO_SETTINGS_MODULE": "espoir.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "INFO"],
        capture_output=True,
        text=True,
        env=environment,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout
