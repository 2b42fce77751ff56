import json

import pytest

from espoir.accounts import actions
from espoir.records.commands import Refused, invite


def test_whoever_runs_the_machine_can_let_the_last_one_back_in(cast, capsys):
    assert invite.run(["pont", "Charlie", "--json"]) == 0

    token = json.loads(capsys.readouterr().out)["link"].rstrip("/").rpartition("/")[2]
    actions.open_account(token=token, login="lune-ciel-pain", passphrase=None, language="fr-ca")
    for nobody in ("Rivière", "Kim"):
        with pytest.raises(Refused, match="0 people"):
            invite.run(["pont", nobody])
