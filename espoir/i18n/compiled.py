"""`python -m espoir.i18n.compiled`: compile the catalogues whose sentences changed. No Django, so it starts at once."""

from __future__ import annotations

from pathlib import Path

import polib

HOUSE = Path(__file__).resolve().parent.parent


def compile_all() -> None:
    for po in HOUSE.glob("*/locale/*/LC_MESSAGES/django.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            polib.pofile(str(po)).save_as_mofile(str(mo))


if __name__ == "__main__":
    compile_all()
