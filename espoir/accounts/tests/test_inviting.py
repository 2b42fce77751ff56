import pytest

from espoir.accounts import actions
from espoir.accounts.models import Invitation


def test_an_invitation_is_a_secret_that_the_table_does_not_hold(cast):
    token = actions.invite(cast.mesange, by=cast.kim)

    row = Invitation.objects.of(cast.kim.organisation).get()
    assert row.token == token
    assert token not in str(Invitation.objects.of(cast.kim.organisation).values().get())


def test_only_those_who_welcome_or_keep_the_team_invite(cast):
    for person, by in [
        (cast.mesange, cast.alize),
        (cast.mesange, cast.camille),
        (cast.alize, cast.sacha),
        (cast.wren, cast.kim),
        (cast.kim, cast.kim),
    ]:
        with pytest.raises(actions.NotYours):
            actions.invite(person, by=by)


def test_a_new_link_closes_the_one_before(cast):
    first, second = (actions.invite(cast.mesange, by=cast.kim) for _ in range(2))

    with pytest.raises(actions.LinkOver):
        actions.open_account(token=first, login="lune-ciel-pain", passphrase=None, language="fr-ca")
    actions.open_account(token=second, login="lune-ciel-pain", passphrase=None, language="fr-ca")
    with pytest.raises(actions.LinkOver):
        actions.open_account(token=second, login="lune-mer-pain", passphrase=None, language="fr-ca")
