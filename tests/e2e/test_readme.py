"""The pictures of the README, taken from the demonstration. `just pictures` puts them in docs/pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import DESK, PHONE, sign_in

PICTURES = Path(os.environ.get("ESPOIR_PICTURES", "shots/pictures"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("language", "login"), [("fr", "alize.sentier.demo"), ("en", "juniper.northgate.demo")])
def test_the_readme_shows_what_a_supporter_sees(demonstration, people, language, login):
    house, ways = demonstration
    way = next(way for way in ways if way.login == login)
    for name, size in (("today", DESK), ("person", PHONE)):
        someone = people(house, name, language=f"{language}-CA", size=size)
        sign_in(someone, way)
        if name == "person":
            someone.goes(f"/{way.organisation}/k/").follows("/k/")
        PICTURES.mkdir(parents=True, exist_ok=True)
        someone.page.screenshot(path=PICTURES / f"{name}-{language}.png")
        assert (ROOT / "docs" / "pictures" / f"{name}-{language}.png").exists()
