"""From the link to her pages: looking uses nothing up, and what was lost is replaced and told."""

import re

import pytest
from django.urls import reverse

from espoir import clock
from espoir.accounts import actions, factors
from espoir.accounts.models import OPEN_FOR, Doorstep, Session
from espoir.accounts.words import draw, everyday_words, folded, spelled
from espoir.logbook.models import Entry
from espoir.organisations.models import Account

PHRASE = "lampe jaune escalier tournesol"


def link(person, by):
    return reverse("accounts:open", args=[actions.invite(person, by=by)])


def drawn(page):
    return re.findall(r'name="drawn" value="([^"]+)"', page.content.decode())[0]


def fill(client, url, **said):
    answers = {"passphrase": PHRASE, "again": PHRASE, "means": "passphrase", **said}
    return client.post(url, {"drawn": drawn(client.get(url)), **answers})


@pytest.fixture
def newcomer(cast):
    """Mésange as she arrives: known to the programme, without an account."""
    cast.mesange.account.delete()
    cast.mesange.refresh_from_db()
    return cast.mesange


def test_a_newcomer_opens_her_pages(cast, client, newcomer):
    url = link(newcomer, cast.kim)
    for _ in range(3):  # a preview, a second look
        assert client.get(url).status_code == 200

    answer = fill(client, url)

    assert answer.url == reverse("accounts:codes")
    newcomer.refresh_from_db()
    assert re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", newcomer.account.login)
    assert newcomer.account.check_password(PHRASE)
    codes = re.findall(r"<li>(\d{4} \d{4} \d{4})</li>", client.post(answer.url).content.decode())
    assert len(codes) == 10
    assert codes[0] not in client.get(answer.url).content.decode()
    assert client.get("/").url == reverse("accounts:way_out")
    client.post(reverse("accounts:way_out"))
    assert client.get("/").url == "/sentier/"
    assert Entry.objects.of(newcomer.organisation).filter(verb="accounts.opened", who=newcomer.pk).exists()


def test_used_old_and_unknown_links_say_the_same(cast, client, newcomer):
    used, old = link(newcomer, cast.kim), link(cast.lou, cast.kim)
    fill(client, used)
    client.logout()
    with clock.at(clock.now() + OPEN_FOR):
        pages = [client.get(url) for url in (used, old, reverse("accounts:open", args=["never-existed"]))]

    assert {page.status_code for page in pages} == {404}
    assert len({re.sub(r'value="[^"]+"', "", page.content.decode()) for page in pages}) == 1
    assert "Un lien s’ouvre une seule fois, dans les 14 jours." in pages[0].content.decode()


def test_the_page_speaks_her_language_first(cast, client):
    assert "three words" in client.get(link(cast.lou, cast.kim)).content.decode()
    assert "trois mots" in client.get(link(cast.erable, cast.kim)).content.decode()
    client.cookies["l"] = "en-ca"
    assert "three words" in client.get(link(cast.erable, cast.kim)).content.decode()


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        ("trop court ici", "au moins quatre mots"),
        ("oui oui oui oui oui oui", "au moins quatre mots"),
        ("a b c d", "16 lettres"),
    ],
)
def test_a_weak_passphrase_is_explained(cast, client, newcomer, phrase, said):
    answer = fill(client, link(newcomer, cast.kim), passphrase=phrase, again=phrase)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    newcomer.refresh_from_db()
    assert newcomer.account is None


def test_the_three_words_are_no_passphrase(cast, client, newcomer):
    url = link(newcomer, cast.kim)
    page = client.get(url)
    words = re.findall(r'translate="no">([^<]+)<', page.content.decode())[0]
    phrase = f"{words} et encore"

    answer = client.post(url, {"drawn": drawn(page), "passphrase": phrase, "again": phrase})

    assert answer.status_code == 422
    assert "vos trois mots pour entrer" in answer.content.decode()
    assert words in answer.content.decode()


def test_nobody_brings_their_own_words(cast, client, newcomer):
    url, other = link(newcomer, cast.kim), link(cast.erable, cast.kim)

    for forged in ("mon-nom-complet", drawn(client.get(other))):
        answer = client.post(url, {"drawn": forged, "passphrase": PHRASE, "again": PHRASE})
        assert answer.url == url
    newcomer.refresh_from_db()
    assert newcomer.account is None


def test_someone_who_lost_everything_gets_a_new_way_in(cast, client):
    old = cast.mesange.account
    factors.new_backup_codes(old)
    client.force_login(old)
    elsewhere = client.session.session_key
    client.cookies.clear()

    fill(client, link(cast.mesange, cast.kim))

    cast.mesange.refresh_from_db()
    assert cast.mesange.account == old
    assert cast.mesange.account.login != old.login
    assert not factors.backup_codes_left(old)
    assert not Session.objects.filter(session_key=elsewhere).exists()
    assert client.get("/").url == reverse("accounts:renewed")
    assert "une nouvelle invitation a servi" in client.get(reverse("accounts:renewed")).content.decode()
    client.post(reverse("accounts:renewed"))
    assert client.get("/").url == reverse("accounts:way_out")


def test_a_new_way_in_here_opens_nothing_next_door(cast, client):
    """Kim invites Mésange again; Mésange's account also opens Northgate. Kim's link must not."""
    cast.wren.account = None
    cast.wren.save()
    cast.wren.account = cast.mesange.account
    cast.wren.save()

    fill(client, link(cast.mesange, cast.kim))

    cast.mesange.refresh_from_db()
    cast.wren.refresh_from_db()
    assert cast.mesange.account != cast.wren.account
    assert cast.wren.account.check_password("quatre mots qui vont bien")
    assert client.get("/northgate/").status_code == 404


def test_the_same_words_can_open_a_second_place(cast, client, newcomer):
    url = link(newcomer, cast.kim)
    client.force_login(cast.wren.account)
    assert "Prendre les trois mots que j’ai" in client.get(url).content.decode()

    assert client.post(f"{url}j/").url == "/sentier/"

    newcomer.refresh_from_db()
    assert newcomer.account == cast.wren.account
    assert client.get("/sentier/").status_code == 200
    assert client.get(url).status_code == 404


def test_the_words_come_before_a_passkey(cast, client, newcomer):
    answer = fill(client, link(newcomer, cast.kim), means="passkey", passphrase="", again="")

    assert answer.url == reverse("accounts:new_passkey")
    assert client.get("/sentier/").url == reverse("accounts:factor")
    assert client.get(answer.url).status_code == 200


def test_staff_go_from_their_link_to_a_second_factor(cast, client):
    cast.jo.account.delete()
    cast.jo.refresh_from_db()

    fill(client, link(cast.jo, cast.camille))

    assert client.get("/").url == reverse("accounts:factor")
    assert client.get("/sentier/").url == reverse("accounts:factor")


@pytest.mark.parametrize("language", ["fr-ca", "en-ca"])
def test_the_sheet_holds_the_link_and_a_square(cast, knock, language):
    cast.kim.account.language = language
    client = knock(cast.kim)
    url = reverse("accounts:invitation", args=["sentier", cast.erable.pk])
    assert client.post(url).url == url

    page = client.get(url).content.decode()

    assert re.search(r"http://testserver/x/v/[\w-]{24}/", page)
    square = client.get(f"{url}q.svg")
    assert square.headers["Content-Type"] == "image/svg+xml"
    assert b"<path" in square.content


def test_only_those_who_may_invite_see_the_sheet(cast, knock):
    actions.invite(cast.erable, by=cast.kim)
    for someone in (cast.alize, cast.dominique, cast.camille, cast.erable, cast.harper):
        for name in ("accounts:invitation", "accounts:invitation_square"):
            assert knock(someone).get(reverse(name, args=["sentier", cast.erable.pk])).status_code == 404


def test_there_are_plenty_of_gentle_words():
    for language in ("fr", "en"):
        words = everyday_words(language)
        assert len(words) >= 500
        assert len({folded(word) for word in words}) == len(words)
        assert all(3 <= len(word) <= 12 for word in words)


def test_words_are_read_as_they_are_written(db):
    assert spelled("erable-riviere-soleil") == "érable rivière soleil"
    login = draw("en-ca")
    Account.objects.create_user(login)
    assert folded(spelled(login)) == login


def test_a_doorstep_is_kept_only_for_those_who_came_by_a_link(cast, client):
    assert not Doorstep.objects.exists()
