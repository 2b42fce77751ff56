"""Signing in: the same words and the same work whatever is wrong, and not too many tries."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from espoir import clock
from espoir.accounts import factors, tries
from espoir.accounts.models import Doorstep, Session, Try

PASSPHRASE = "quatre mots qui vont bien"  # of everyone in the cast
ENTER = reverse("accounts:enter")
APART = {"fr-ca": "ne vont pas ensemble", "en-ca": "don’t go together"}


def sign_in(client, person, passphrase=PASSPHRASE, **more):
    return client.post(ENTER, {"login": person.account.login, "password": passphrase, **more})


def words(response):
    """What a page says, without what was typed and the values that change each time."""
    return re.sub(r'value="[^"]*"', "", response.content.decode())


def test_three_words_and_a_passphrase_open_her_pages(cast, client):
    answer = sign_in(client, cast.mesange, "  Quatre mots QUI vont  bien ")

    assert answer.status_code == 302
    assert answer.cookies["l"].value == "fr-ca"
    assert client.get("/").url == "/sentier/"
    assert client.get("/sentier/").status_code == 200


def test_what_is_wrong_is_never_said(cast, client):
    cast.lou.account.is_active = False
    cast.lou.account.save()

    answers = [
        client.post(ENTER, {"login": login, "password": passphrase})
        for login, passphrase in [
            (cast.mesange.account.login, "pas la bonne phrase"),
            (cast.lou.account.login, PASSPHRASE),
            ("mesange-sentier-autre", PASSPHRASE),
        ]
    ]

    assert {answer.status_code for answer in answers} == {422}
    said = {words(answer) for answer in answers}
    assert len(said) == 1
    assert APART["fr-ca"] in said.pop()


def test_an_unknown_account_costs_the_same_work(cast, client, monkeypatch):
    hashed = []

    def encode(self, password, salt):
        hashed.append(password)
        return f"md5${salt}$0"

    monkeypatch.setattr("django.contrib.auth.hashers.MD5PasswordHasher.encode", encode)

    for login in (cast.mesange.account.login, "nobody-at-all"):
        client.post(ENTER, {"login": login, "password": "une phrase qui ne va pas"})

    assert len(hashed) == 2


def test_typing_is_forgiven(cast, client):
    cast.mesange.account.login = "erable-riviere-soleil"
    cast.mesange.account.save()

    answer = client.post(ENTER, {"login": " Érable, rivière  SOLEIL", "password": PASSPHRASE})

    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("language", "said"), [("fr-ca", "Vous pourrez réessayer à"), ("en-ca", "You can try again at")]
)
def test_many_tries_have_to_wait_and_are_told_until_when(cast, client, language, said):
    client.cookies["l"] = language
    for _ in range(5):
        assert sign_in(client, cast.mesange, "pas la bonne phrase").status_code == 422

    answer = sign_in(client, cast.mesange)

    assert answer.status_code == 429
    assert said in answer.content.decode()
    with time_machine.travel(clock.machine() + timedelta(minutes=16)):
        assert sign_in(client, cast.mesange).status_code == 302


def test_waiting_is_the_same_for_an_account_that_does_not_exist(db, client):
    answers = [client.post(ENTER, {"login": "a-b-c", "password": "une deux trois quatre"}) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [429]


def test_the_count_is_shared_and_says_nothing(cast, client, rf):
    for _ in range(5):
        sign_in(client, cast.mesange, "pas la bonne phrase")

    elsewhere = rf.post(ENTER)
    assert tries.count(elsewhere, cast.mesange.account.login)
    kept = " ".join(Try.objects.values_list("tag", flat=True))
    assert "127.0.0.1" not in kept
    assert cast.mesange.account.login not in kept
    with time_machine.travel(clock.machine() + timedelta(days=1)):
        tries.count(rf.post(ENTER), "someone-else-today")
        assert Try.objects.count() == 3


def test_a_right_passphrase_forgets_the_wrong_ones(cast, client):
    for _ in range(4):
        sign_in(client, cast.mesange, "pas la bonne phrase")
    sign_in(client, cast.mesange)

    assert not Try.objects.exclude(tag__in=[tries._tag("address|127.0.0.1")]).exists()


def test_the_session_changes_its_name_when_it_opens(cast, client):
    client.get("/")
    session = client.session
    session["before"] = 1
    session.save()
    before = session.session_key
    client.cookies["s"] = before

    sign_in(client, cast.mesange)

    assert client.cookies["s"].value != before
    assert not Session.objects.filter(session_key=before).exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"]
)
def test_no_address_leads_elsewhere(cast, client, elsewhere):
    assert sign_in(client, cast.mesange, next=elsewhere).url == "/"
    assert client.post(reverse("accounts:language"), {"language": "en-ca", "next": elsewhere}).url == "/"


def test_she_lands_where_she_was_going(cast, client):
    asked = client.get("/sentier/h/")

    assert "/sentier/h/" in client.get(asked.url).content.decode()
    assert sign_in(client, cast.mesange, next="/sentier/h/").url == "/sentier/h/"


def test_staff_without_a_second_factor_reach_only_the_pages_that_add_one(cast, client):
    sign_in(client, cast.kim)

    for path in ("/", "/sentier/", "/sentier/h/", f"/sentier/i/{cast.mesange.pk}/"):
        assert client.get(path).url == reverse("accounts:factor")
    page = client.get(reverse("accounts:factor")).content.decode()
    assert reverse("accounts:app") in page
    assert reverse("accounts:new_passkey") in page


def test_staff_add_an_app_and_then_need_its_code(cast, client):
    sign_in(client, cast.kim)
    page = client.get(reverse("accounts:app")).content.decode()
    key = re.findall(r'name="key" value="([^"]+)"', page)[0]
    secret = factors.unseal(key)
    assert secret[:4] in page
    assert client.get(reverse("accounts:app_square"), {"k": key}).headers["Content-Type"] == "image/svg+xml"
    code = factors.code_now(secret)

    assert client.post(reverse("accounts:app"), {"code": "000000", "key": key}).status_code == 422
    assert client.post(reverse("accounts:app"), {"code": code, "key": key}).status_code == 302
    assert client.get("/sentier/").status_code == 200

    client.post(reverse("accounts:sign_out"))
    assert sign_in(client, cast.kim, next="/sentier/h/").url == reverse("accounts:second")
    assert client.get("/sentier/").status_code == 302
    assert client.post(reverse("accounts:second"), {"code": "000000"}).status_code == 422
    assert client.post(reverse("accounts:second"), {"code": code}).url == "/sentier/h/"
    assert client.get("/sentier/").status_code == 200


def test_a_code_is_good_once(cast):
    account = cast.kim.account
    secret = factors.new_secret()
    assert factors.add_app(account, secret, factors.code_now(secret))

    assert factors.check_app(account, factors.code_now(secret))
    assert not factors.check_app(account, factors.code_now(secret))


def test_secrets_lie_sealed_under_the_account(cast):
    account, secret = cast.kim.account, factors.new_secret()
    factors.add_app(account, secret, factors.code_now(secret))
    factors.new_backup_codes(account)

    kept = str([means.data for means in account.authenticator_set.all()])
    assert secret not in kept
    assert '"seed"' not in kept
    with pytest.raises(Exception, match="accounts"):
        factors.unseal(factors.seal(cast.kim.account, "x").replace(account.pk, cast.jo.account.pk))


def test_the_half_open_door_closes_after_five_minutes(cast, client):
    factors.give_demonstration_code(cast.kim.account)
    sign_in(client, cast.kim)

    with time_machine.travel(clock.machine() + timedelta(minutes=6)):
        assert client.get(reverse("accounts:second")).url == ENTER


def test_the_demonstration_tells_its_code_and_nothing_else_does(cast, client, settings):
    factors.give_demonstration_code(cast.kim.account)
    sign_in(client, cast.kim)
    assert "Démonstration" not in client.get(reverse("accounts:second")).content.decode()

    settings.DEMONSTRATION = True
    code = factors.demonstration_code(cast.kim.account)
    assert code in client.get(reverse("accounts:second")).content.decode()
    assert client.post(reverse("accounts:second"), {"code": code}).url == "/"


def test_a_backup_code_opens_her_pages_once(cast, client):
    first, second, *_ = factors.new_backup_codes(cast.mesange.account)
    url = reverse("accounts:enter_with_backup")

    assert client.post(url, {"login": cast.mesange.account.login, "code": first}).status_code == 302
    assert client.get("/sentier/").status_code == 200
    client.post(reverse("accounts:sign_out"))
    assert client.post(url, {"login": cast.mesange.account.login, "code": first}).status_code == 422
    assert client.post(url, {"login": "nobody-at-all", "code": second}).status_code == 422
    assert client.post(url, {"login": cast.mesange.account.login, "code": second.replace(" ", "")}).status_code == 302


def test_for_staff_a_backup_code_never_replaces_both_steps(cast, client):
    factors.give_demonstration_code(cast.kim.account)
    code, *_ = factors.new_backup_codes(cast.kim.account)

    url = reverse("accounts:enter_with_backup")
    assert client.post(url, {"login": cast.kim.account.login, "code": code}).status_code == 422
    other, *_ = factors.new_backup_codes(cast.kim.account)
    sign_in(client, cast.kim)
    assert client.post(reverse("accounts:second"), {"code": other}).url == "/"


def test_someone_of_two_places_chooses_where_to_go(cast, client):
    cast.wren.account = None
    cast.wren.save()
    cast.wren.account = cast.mesange.account
    cast.wren.save()
    sign_in(client, cast.mesange)

    page = client.get("/").content.decode()

    assert "Le Sentier" in page
    assert "Northgate" in page


def test_the_way_out_is_explained_before_the_first_page_and_once(cast, client):
    Doorstep.objects.create(account=cast.mesange.account)
    sign_in(client, cast.mesange, next="/sentier/h/")

    assert client.get("/").url == reverse("accounts:way_out")
    assert "n’efface pas l’historique" in client.get(reverse("accounts:way_out")).content.decode()
    client.post(reverse("accounts:way_out"))
    assert client.get("/").url == "/sentier/"
