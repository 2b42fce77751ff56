"""The pictures of the README, taken from the demonstration. `just pictures` puts them in docs/pictures."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import PHONE, sign_in

PICTURES = Path(os.environ.get("ESPOIR_PICTURES", "shots/pictures"))
ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("language", "login"), [("fr", "alize.sentier.demo"), ("en", "juniper.northgate.demo")])
def test_the_readme_shows_what_a_supporter_sees(demonstration, people, language, login):
    house, ways = demonstration
    way = next(way for way in ways if way.login == login)
    someone = people(house, way.login, language=f"{language}-CA")
    sign_in(someone, way)
    PICTURES.mkdir(parents=True, exist_ok=True)
    someone.page.screenshot(path=PICTURES / f"today-{language}.png")
    someone.page.set_viewport_size(PHONE)
    someone.goes(f"/{way.organisation}/k/").follows("/k/")
    someone.page.screenshot(path=PICTURES / f"person-{language}.png")
    assert someone.page.locator("main input[name=minutes]").count()
    for name in ("today", "person"):
        assert (ROOT / "docs" / "pictures" / f"{name}-{language}.png").exists()
