"""Django as it comes, with SQLite as it comes: what our writers are measured beside."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(os.environ["ESPOIR_DATA"])
FOLDER.mkdir(parents=True, exist_ok=True)
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "plain.sqlite3"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
