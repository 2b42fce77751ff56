"""A session left alone closes; one in use stays, eight hours at most; reading writes nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from espoir import clock
from espoir.accounts.models import Session


def minutes(number):
    return time_machine.travel(clock.machine() + timedelta(minutes=number), tick=False)


@pytest.mark.parametrize(("name", "rest"), [("mesange", 20), ("alize", 30)])
def test_a_session_left_alone_closes(cast, knock, name, rest):
    client = knock(getattr(cast, name))
    client.get("/sentier/")

    with minutes(rest - 1):
        assert client.get("/sentier/").status_code == 200
    with minutes(rest + rest):
        answer = client.get("/sentier/")
        assert answer.url == reverse("accounts:closed", args=[rest])
        assert not Session.objects.exists()
        page = client.get(answer.url).content.decode()
        assert f"{rest} minutes" in page
        assert "n’était pas encore enregistré" in page


def test_each_request_starts_the_rest_again(cast, knock):
    client = knock(cast.mesange)
    for number in range(0, 90, 15):
        with minutes(number):
            assert client.get("/sentier/").status_code == 200


def test_someone_who_is_writing_is_still_here(cast, knock):
    client = knock(cast.mesange)
    client.get("/sentier/")
    with minutes(15):
        assert client.post(reverse("accounts:still_here")).status_code == 204
    with minutes(30):
        assert client.get("/sentier/").status_code == 200


def test_taking_the_cookie_away_gains_nothing(cast, knock):
    client = knock(cast.mesange)
    client.get("/sentier/")
    del client.cookies["t"]
    with minutes(21):
        assert client.get("/sentier/").status_code == 302


def test_the_cookie_of_another_session_gains_nothing(cast, knock):
    other = knock(cast.erable)
    with minutes(19):
        other.get("/sentier/")
        borrowed = other.cookies["t"].value
    client = knock(cast.mesange)
    client.get("/sentier/")
    with minutes(25):
        client.cookies["t"] = borrowed
        assert client.get("/sentier/").status_code == 302


def test_after_eight_hours_one_signs_in_again(cast, knock):
    client = knock(cast.alize)
    for number in range(0, 8 * 60, 20):
        with minutes(number):
            client.post(reverse("accounts:name_session"), {"called": "Bureau"})  # saving does not lengthen it
            assert client.get("/sentier/").status_code == 200
    with minutes(8 * 60 + 1):
        assert client.get("/sentier/").status_code == 302


def test_reading_writes_nothing(cast, knock):
    client = knock(cast.mesange)
    client.get("/sentier/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/sentier/")
        client.get(reverse("accounts:devices"))
    assert not [query["sql"] for query in queries if re.match("INSERT|UPDATE|DELETE", query["sql"])]


def test_another_page_in_use_keeps_the_session(cast, knock):
    client = knock(cast.mesange)
    assert client.get(reverse("accounts:closed", args=[20])).url == "/"
    assert client.get("/sentier/").status_code == 200


def test_the_organisation_sets_how_long(cast, knock):
    cast.mesange.organisation.idle_minutes = 10
    cast.mesange.organisation.save()
    client = knock(cast.mesange)
    page = client.get("/sentier/").content.decode()
    assert 'data-idle="610"' in page
    assert 'content="610;url=/x/z/10/"' in page
    with minutes(11):
        assert client.get("/sentier/").url == reverse("accounts:closed", args=[10])
