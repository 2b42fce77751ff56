from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from espoir import clock
from espoir.notices import actions

TORONTO = ZoneInfo("America/Toronto")


def moment(text):
    """`moment("2026-11-18 14:00")`: on the reader's clock. November 18, 2026 is a Wednesday."""
    return datetime.fromisoformat(text).replace(tzinfo=TORONTO)


@pytest.fixture
def by_mail():
    """Someone chose email, on weekdays from nine to five."""

    def chooses(
        person, address="k@example.org", days=("mon", "tue", "wed", "thu", "fri"), starts="09:00", ends="17:00"
    ):
        return actions.choose(by=person, way="email", address=address, days=days, starts=starts, ends=ends)

    return chooses


@pytest.fixture
def post(worker_comes_by, django_capture_on_commit_callbacks):
    """The worker comes by at that moment; what left the house."""

    def letters(organisation, at):
        mail.outbox.clear()
        with clock.at(moment(at)), django_capture_on_commit_callbacks(execute=True):
            worker_comes_by(organisation)
        return list(mail.outbox)

    return letters
