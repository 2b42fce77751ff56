"""Docs are product: what they point at exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
LINK = re.compile(r"\]\((?!https?:)([^)#]+)|src=\"([^\"]+)\"")
NAMED = re.compile(r"`((?:espoir|tests|docs|bin|[a-z]+/tests)/[\w/.-]+?)(?:::(\w+))?`")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page):
    targets = [first or second for first, second in LINK.findall(page.read_text(encoding="utf-8"))]
    assert not [target for target in targets if not (page.parent / target).exists()]


def test_the_mission_names_places_and_tests_that_exist():
    """`docs/mission.md`: each row, where it lives, the test that shows it."""
    text = (ROOT / "docs/mission.md").read_text(encoding="utf-8")
    missing = []
    for path, test in NAMED.findall(text):
        place = ROOT / path if (ROOT / path).exists() else ROOT / "espoir" / path
        if not place.exists() or (test and f"def {test}" not in place.read_text(encoding="utf-8")):
            missing.append(f"{path}::{test}" if test else path)
    assert not missing


def test_the_mission_leaves_no_row_out():
    text = (ROOT / "docs/mission.md").read_text(encoding="utf-8")
    rows = {"PEER": 11, "SAFE": 6, "SUPP": 14, "ORG": 8, "EPS": 7, "RES": 8, "EVAL": 5, "NET": 5}
    wanted = {f"{group}-{number}" for group, count in rows.items() for number in range(1, count + 1)}
    assert not wanted - set(re.findall(r"\b[A-Z]+-\d+\b", text))


@pytest.mark.parametrize("decision", sorted((ROOT / "docs/decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_is_short_enough_to_be_read(decision):
    assert len(decision.read_text(encoding="utf-8").split()) < 450


def test_the_project_speaks_of_itself_alone():
    """No machine, no registry host, nobody's tools."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
