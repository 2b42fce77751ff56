"""What opens an account is its owner's to see, name and remove, and only minutes after showing who she is."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse

from espoir import clock
from espoir.accounts import factors
from espoir.accounts.models import Session

OLD = "quatre mots qui vont bien"
NEW = "lampe jaune escalier tournesol"
CHANGES = ["passphrase", "new_passkey", "app", "remove_app", "codes", "share_device"]


@pytest.fixture
def passkey(cast):
    """A passkey of Mésange's, as far as these pages look at it."""
    data = {"name": factors.seal(cast.mesange.account, "Mon téléphone"), "credential": {}}
    return Authenticator.objects.create(user=cast.mesange.account, type=factors.PASSKEY, data=data)


@pytest.mark.parametrize("page", CHANGES)
def test_an_open_page_is_not_enough_to_change_what_opens_it(cast, knock, page):
    client = knock(cast.alize)
    client.get("/sentier/")
    with time_machine.travel(clock.machine() + timedelta(minutes=11)):
        answer = client.get(reverse(f"accounts:{page}"))
        assert answer.url.startswith(reverse("accounts:prove"))

        assert client.post(answer.url, {"password": "pas la bonne"}).status_code == 422
        assert client.post(answer.url, {"password": OLD}).url == reverse(f"accounts:{page}")
        assert client.get(reverse(f"accounts:{page}")).status_code == 200


def test_proving_leads_nowhere_else(cast, knock):
    answer = knock(cast.mesange).post(reverse("accounts:prove"), {"password": OLD, "next": "https://example.org"})
    assert answer.url == reverse("accounts:devices")


def test_a_new_passphrase_closes_the_other_sessions(cast, knock, client):
    elsewhere = type(client)()
    elsewhere.force_login(cast.mesange.account)
    here = knock(cast.mesange)

    answer = here.post(reverse("accounts:passphrase"), {"passphrase": NEW, "again": NEW})

    assert answer.url == reverse("accounts:devices")
    assert here.get("/sentier/").status_code == 200
    assert elsewhere.get("/sentier/").status_code == 302
    cast.mesange.account.refresh_from_db()
    assert cast.mesange.account.check_password(NEW)


def test_only_she_sees_the_names_she_gave(cast, knock, passkey):
    page = knock(cast.mesange).get(reverse("accounts:devices")).content.decode()
    assert "Mon téléphone" in page
    assert "Mon téléphone" not in str(passkey.data)
    assert "Mon téléphone" not in knock(cast.erable).get(reverse("accounts:devices")).content.decode()


def test_a_passkey_of_someone_else_is_not_there(cast, knock, passkey):
    client = knock(cast.erable)
    for name in ("rename_passkey", "remove_passkey"):
        assert client.post(reverse(f"accounts:{name}", args=[passkey.pk])).status_code == 404
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_she_renames_and_removes_a_device(cast, knock, passkey):
    client = knock(cast.mesange)
    client.post(reverse("accounts:rename_passkey", args=[passkey.pk]), {"called": "Tablette"})
    assert "Tablette" in client.get(reverse("accounts:devices")).content.decode()

    url = reverse("accounts:remove_passkey", args=[passkey.pk])
    assert "Retirer cet appareil" in client.get(url).content.decode()
    client.post(url)
    assert not factors.has_passkey(cast.mesange.account)


def test_the_last_way_in_stays(cast, knock, passkey):
    cast.mesange.account.set_unusable_password()
    cast.mesange.account.save()
    client = knock(cast.mesange)
    url = reverse("accounts:remove_passkey", args=[passkey.pk])

    assert "Ajoutez d’abord" in client.get(url).content.decode()
    client.post(url)

    assert factors.has_passkey(cast.mesange.account)


def test_staff_keep_a_second_factor(cast, knock):
    factors.give_demonstration_code(cast.kim.account)
    knock(cast.kim).post(reverse("accounts:remove_app"))
    assert factors.has_app(cast.kim.account)

    factors.give_demonstration_code(cast.mesange.account)
    knock(cast.mesange).post(reverse("accounts:remove_app"))
    assert not factors.has_app(cast.mesange.account)


def test_she_closes_a_session_left_open_somewhere(cast, knock, client):
    elsewhere = type(client)()
    elsewhere.force_login(cast.mesange.account)
    elsewhere.post(reverse("accounts:name_session"), {"called": "Bibliothèque"})
    kept = Session.objects.get(session_key=elsewhere.session.session_key).get_decoded()
    assert "Bibliothèque" not in str(kept)
    here = knock(cast.mesange)
    page = here.get(reverse("accounts:devices")).content.decode()
    assert "Bibliothèque" in page
    assert elsewhere.session.session_key not in page

    mark = re.findall(r"/x/s/([0-9a-f]{16})/", page)[0]
    knock(cast.erable).post(reverse("accounts:close_session", args=[mark]))
    assert elsewhere.get("/sentier/").status_code == 200
    here = knock(cast.mesange)
    here.post(reverse("accounts:close_session", args=[mark]))

    assert elsewhere.get("/sentier/").status_code == 302
    assert here.get("/sentier/").status_code == 200


def test_she_signs_out_everywhere(cast, knock, client):
    elsewhere = type(client)()
    elsewhere.force_login(cast.mesange.account)

    knock(cast.mesange).post(reverse("accounts:close_all"))

    assert elsewhere.get("/sentier/").status_code == 302
    assert not Session.objects.exists()


def test_no_trace_of_the_machine_is_kept(cast, client):
    client.post(
        reverse("accounts:enter"),
        {"login": cast.mesange.account.login, "password": OLD},
        headers={"user-agent": "Machine/9"},
        REMOTE_ADDR="203.0.113.7",
    )
    row = Session.objects.get()
    assert not {"203.0.113.7", "Machine/9"} & {str(value) for value in row.get_decoded().values()}
    assert {field.name for field in Session._meta.fields} == {"session_key", "session_data", "expire_date", "account"}


# A device shared by an office


@pytest.fixture
def tablet(cast, knock):
    """Alizé gives the tablet of the office to whoever comes by."""
    client = knock(cast.alize)
    client.post(reverse("accounts:share_device"))
    return client


def sign_in(client, person):
    return client.post(reverse("accounts:enter"), {"login": person.account.login, "password": OLD})


def test_sharing_a_device_signs_its_giver_out(cast, tablet):
    assert not Session.objects.exists()
    page = tablet.get("/").content.decode()
    assert "Cet appareil est partagé" in page
    assert "Alizé" not in page


def test_only_the_people_it_is_for_sign_in_on_it(cast, tablet):
    assert "ne vont pas ensemble" in sign_in(tablet, cast.kim).content.decode()
    assert sign_in(tablet, cast.mesange).status_code == 302
    assert tablet.get("/sentier/").status_code == 200


def test_its_sessions_rest_three_minutes(cast, tablet):
    sign_in(tablet, cast.mesange)
    tablet.get("/sentier/")
    with time_machine.travel(clock.machine() + timedelta(minutes=4)):
        assert tablet.get("/sentier/").url == reverse("accounts:closed", args=[3])


def test_no_passkey_is_made_on_it(cast, tablet):
    sign_in(tablet, cast.mesange)
    assert tablet.get(reverse("accounts:new_passkey")).status_code == 404
    assert tablet.post(reverse("accounts:ask_new_passkey")).status_code == 404
    assert reverse("accounts:new_passkey") not in tablet.get(reverse("accounts:devices")).content.decode()


def test_a_forged_mark_shares_nothing(cast, client):
    client.cookies["g"] = cast.kim.organisation.pk
    assert "partagé" not in client.get("/").content.decode()


def test_staff_of_the_place_take_it_back(cast, tablet):
    url = reverse("accounts:unshare_device")
    for person in (cast.mesange, cast.juniper):
        said = {"login": person.account.login, "password": OLD}
        assert tablet.post(url, said).status_code == 422
    factors.give_demonstration_code(cast.kim.account)
    assert tablet.post(url, {"login": cast.kim.account.login, "password": OLD}).status_code == 422

    assert tablet.post(url, {"login": cast.noroit.account.login, "password": OLD}).url == "/"

    assert "partagé" not in tablet.get("/").content.decode()
    assert not Session.objects.exists()


def test_nobody_but_staff_shares_a_device(cast, knock):
    for person in (cast.mesange, cast.andree):
        assert knock(person).post(reverse("accounts:share_device")).status_code == 404
