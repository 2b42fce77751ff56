"""A passkey, from the link that opens an account to the next day's sign-in, under the strict policy of every page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from espoir.accounts import actions, factors

HIDDEN_KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.parametrize("name", ["mesange", "jo"])
def test_a_passkey_opens_an_account_and_then_its_pages(cast, live_server, browser, name):
    person = getattr(cast, name)
    person.account.delete()
    person.refresh_from_db()
    token = actions.invite(person, by=cast.kim)
    site = live_server.url.replace("127.0.0.1", "localhost")  # passkeys need a name
    context = browser.new_context(locale="fr-CA")
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    device = context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": HIDDEN_KEY})

    page.goto(f"{site}{reverse('accounts:open', args=[token])}")
    page.get_by_role("button", name="Prendre plutôt une clé d’accès").click()
    page.locator("[name=called]").fill("Mon téléphone")
    page.get_by_role("button", name="Ajouter la clé d’accès").click()
    page.get_by_role("button", name="Préparer mes codes").click()
    page.get_by_role("link", name="Ils sont rangés, continuer").click()
    page.get_by_role("button", name="Aller à mes pages").click()
    page.wait_for_url(f"{site}/sentier/")
    person.refresh_from_db()
    assert not person.account.has_usable_password()
    assert [key.called for key in factors.passkeys(person.account)] == ["Mon téléphone"]

    page.locator(f'form[action="{reverse("accounts:sign_out")}"] button').click()
    page.goto(f"{site}/")
    page.get_by_role("button", name="Prendre une clé d’accès").click()
    page.wait_for_url(f"{site}/sentier/")
    assert not wrong
    context.close()
