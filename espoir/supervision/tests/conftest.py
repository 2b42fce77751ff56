from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from espoir import clock
from espoir.notices import actions as notices
from espoir.safety import actions as safety
from espoir.supervision import actions

PHONE = "514 555-0142"


def moment(text):
    """On the reader's clock. November 17, 2026 is a Tuesday."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("America/Toronto"))


@pytest.fixture
def rhythm(cast):
    return actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)


@pytest.fixture
def on_call(cast):
    """Sacha is on call, on the safety sheet."""
    safety.write_protocol(by=cast.kim, on_call=cast.sacha, phone=PHONE)
    safety.confirm_protocol(by=cast.kim)
    return cast.sacha


@pytest.fixture
def by_mail():
    """Someone chose email, on weekdays, within hours."""

    def chooses(person, starts="09:00", ends="17:00"):
        days = ["mon", "tue", "wed", "thu", "fri"]
        with clock.at(moment("2026-11-16 09:00")):
            notices.choose(by=person, way="email", address="x@example.org", days=days, starts=starts, ends=ends)

    return chooses
