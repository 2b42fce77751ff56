"""The session store: each session knows its account, and none lasts more than eight hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from espoir import clock
from espoir.accounts.models import Session

SINCE = "since"  # when someone signed in, by the machine's clock
NOBODY_YET = timedelta(minutes=15)  # a session in which nobody has signed in: a passkey being asked for


class SessionStore(DatabaseStore):
    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast(Session, super().create_model_instance(data))
        row.account_id = data.get(SESSION_KEY)
        return row

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        """Counted from the sign-in: saving a session does not lengthen it."""
        since = self.get(SINCE)
        if since is None:
            return clock.machine() + NOBODY_YET
        return datetime.fromtimestamp(since, UTC) + timedelta(seconds=settings.SESSION_COOKIE_AGE)
