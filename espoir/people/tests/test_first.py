"""Also where other rooms let her write, she sees the limits first."""

from __future__ import annotations

import pytest
from django.apps import apps

from espoir.people import actions


@pytest.mark.parametrize(
    ("page", "words", "table"),
    [("/sentier/j/k/", {}, "pairing.Request"), ("/sentier/k/b/", {"words": "Lire"}, "meetings.Goal")],
)
def test_what_she_sends_before_leads_to_the_limits_and_is_not_kept(cast, knock, page, words, table):
    rows = apps.get_model(table).objects.of(cast.lou.organisation)
    client = knock(cast.lou)

    assert client.post(page, words)["Location"] == "/sentier/b/l/"
    assert not rows.all()

    actions.see_limits(by=cast.lou)
    client.post(page, words)
    assert rows.count() == 1
