import pytest

from espoir.accounts import factors
from espoir.demo import command
from espoir.organisations.models import Organisation
from espoir.records.commands import Refused


@pytest.fixture
def invented(cast, settings, monkeypatch):
    """The cast as people of the demonstration; what `run` sets for the processes that it starts is put back."""
    settings.DEMONSTRATION = True
    monkeypatch.setenv("ESPOIR_DEMO", "True")
    Organisation.objects.update(is_demonstration=True)
    return cast


def test_the_six_digits_of_a_colleague_are_printed_and_nobody_else_s(invented, capsys):
    account = invented.kim.account
    factors.give_demonstration_code(account)

    assert command.run(["--code", account.login]) == 0
    assert capsys.readouterr().out.strip() == factors.code_now(factors.DEMONSTRATION_SECRET)
    with pytest.raises(Refused):
        command.run(["--code", invented.mesange.account.login])
