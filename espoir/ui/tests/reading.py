"""How a test reads a page."""

from __future__ import annotations

import re

# A short word could stand in these by chance, and they differ each time the page opens.
NEW_EACH_TIME = re.compile(r'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*')


def as_seen(page: str | bytes) -> str:
    """What stands on a page, without the values of its forms that are new each time."""
    return NEW_EACH_TIME.sub(r"\1", page if isinstance(page, str) else page.decode())
