from __future__ import annotations

import secrets

from django.db import transaction
from django.utils.translation import gettext_lazy as _lazy

from espoir import clock
from espoir.accounts import rules
from espoir.accounts.models import Doorstep, Invitation, Session, hash_of
from espoir.accounts.queries import people_of
from espoir.logbook.actions import record
from espoir.logbook.verbs import verb
from espoir.organisations.inside import inside
from espoir.organisations.models import Account, Person

INVITED = verb("accounts.invited", _lazy("made an invitation for you"))
OPENED = verb("accounts.opened", _lazy("opened an account with the invitation"))


class NotYours(Exception):
    """This person may not invite that one."""


class LinkOver(Exception):
    """The link was used, is too old, or never existed: the same for whoever holds it."""


def invite(person: Person, *, by: Person) -> str:
    """Make a single-use link for `person`, good for 14 days; return its token. Earlier links stop working."""
    if not rules.may_invite(by, person):
        raise NotYours
    return _make_link(person, by=by)


def invite_from_the_machine(person: Person) -> str:
    """The same, where nobody is left who could invite: whoever may type commands there answers for it."""
    return _make_link(person, by=None)


@transaction.atomic
def _make_link(person: Person, *, by: Person | None) -> str:
    Invitation.objects.of(person.organisation).open().filter(person=person).update(expires=clock.now())
    token = secrets.token_urlsafe(18)
    invitation = Invitation(organisation=person.organisation, person=person, token_hash=hash_of(token))
    invitation.token = token
    invitation.save()
    record(INVITED, by=by, about=[person], organisation=person.organisation)
    return token


def open_account(*, token: str, login: str, passphrase: str | None, language: str) -> Account:
    """Use a link: its person gets an account with these three words. Raise `LinkOver` when it no longer opens.

    Someone who lost everything keeps her account, with new words; what opened it before is removed.
    """
    with transaction.atomic():
        invitation = _use(token)
        person = invitation.person
        account = _account_for(person, login, language)
        account.set_password(rules.plain(passphrase) if passphrase else None)
        account.save()
        person.account = account
        person.save(update_fields=["account"])
        with inside(person.organisation, writing=True):
            record(OPENED, by=person, about=[person])
    return account


def join_with(account: Account, *, token: str) -> Person:
    """Use a link with an account that already opens another organisation's pages."""
    with transaction.atomic():
        person = _use(token).person
        if person.account_id or any(other.organisation_id == person.organisation_id for other in people_of(account)):
            raise LinkOver
        person.account = account
        person.save(update_fields=["account"])
        with inside(person.organisation, writing=True):
            record(OPENED, by=person, about=[person])
    return person


def _use(token: str) -> Invitation:
    found = (
        Invitation.objects.everywhere(because="the link's secret names one row")
        .open()
        .select_for_update(of=("self",))
        .filter(token_hash=hash_of(token), person__state=Person.State.HERE)
        .first()
    )
    if found is None:
        raise LinkOver
    found.used_at, found.token = clock.now(), ""
    found.save()
    return found


def _account_for(person: Person, login: str, language: str) -> Account:
    """Her own account with its means removed, or a new one where hers also opens another organisation's pages."""
    account = person.account
    if account is None or any(other.organisation_id != person.organisation_id for other in people_of(account)):
        account, renewed = Account.objects.create_user(login, language=language), account is not None
    else:
        account.login, account.language, renewed = login, language, True
        forget_means(account)
    Doorstep.objects.update_or_create(account=account, defaults={"renewed_on": clock.today() if renewed else None})
    return account


def forget_means(account: Account) -> None:
    """Remove all that opens this account, and close what is open."""
    account.set_unusable_password()
    account.authenticator_set.all().delete()  # type: ignore[attr-defined]
    close_sessions(account)


def close_sessions(account: Account, *, only: str | None = None) -> None:
    """Close all of someone's sessions, or one of them."""
    sessions = Session.objects.filter(account=account)
    (sessions if only is None else sessions.filter(session_key=only)).delete()
