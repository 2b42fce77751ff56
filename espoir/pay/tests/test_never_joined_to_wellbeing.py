"""What a supporter is paid and how she is can be joined by no role: no import, no foreign key, in neither direction."""

import ast
from pathlib import Path

from django.apps import apps

HOUSE = Path(__file__).resolve().parents[2]
APART = {"wellbeing", "measures"}
ASKS_HOW_SHE_IS = {"heavy", "to_supervision", "own_box"}


def rooms_imported_by(room: str) -> set[str]:
    """Rooms that the code of this one imports."""
    found = set()
    for path in (HOUSE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            base = f"{node.module}." if isinstance(node, ast.ImportFrom) and node.module else ""
            for name in names:
                parts = f"{base}{name}".split(".")
                found |= {parts[1]} if parts[0] == "espoir" and len(parts) > 1 else set()
    return found - {room}


def all_imported_by(room: str) -> set[str]:
    reached: set[str] = set()
    waiting = [room]
    while waiting:
        for each in rooms_imported_by(waiting.pop()) - reached:
            reached.add(each)
            waiting += [each]
    return reached


def test_no_import_leads_from_one_to_the_other():
    assert "meetings" in all_imported_by("pay")  # it does follow imports
    assert not all_imported_by("pay") & APART
    assert not [room for room in APART if (HOUSE / room).exists() and "pay" in all_imported_by(room)]


def tables_that(label: str, model) -> set[str]:
    fields = [field.related_model for field in model._meta.get_fields() if field.related_model not in (None, "self")]
    return {related._meta.app_label for related in fields} - {label}


def test_no_table_of_pay_leads_beyond_its_person_and_its_organisation():
    reached = set().union(*(tables_that("pay", model) for model in apps.get_app_config("pay").get_models()))
    assert reached == {"organisations"}


def test_nothing_elsewhere_leads_to_pay():
    tables = [model for model in apps.get_models() if model._meta.app_label != "pay"]
    assert not [model for model in tables if "pay" in tables_that(model._meta.app_label, model)]


def test_pay_reads_nothing_of_how_a_meeting_was():
    for path in HOUSE.glob("pay/*.py"):
        names = {node.attr for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Attribute)}
        text = {node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)}
        assert not (names | text) & ASKS_HOW_SHE_IS, path
