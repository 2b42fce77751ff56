"""The words of each room: found in its code and templates, kept in its own `locale/fr_CA`, compiled for Django.

English is written in place; French stands in the catalogue, written first by a person. Reading the sources with
Python's and Django's own parsers needs no gettext on the machine.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polib
from django.template import Engine, Node
from django.template.base import Template, Token
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

HOUSE = Path(__file__).resolve().parent.parent
CALLS = {"_", "_lazy", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL_CALLS = {"ngettext", "ngettext_lazy"}
CONTEXT_CALLS = {"pgettext", "pgettext_lazy"}
HEADER = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Language": "fr_CA",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
}


@dataclass(frozen=True, order=True)
class Words:
    one: str
    many: str = ""
    context: str = ""


def rooms() -> list[Path]:
    return sorted(path.parent for path in HOUSE.glob("*/__init__.py"))


def words_of(room: Path) -> set[Words]:
    """Every sentence that the room says."""
    found: set[Words] = set()
    for source in room.rglob("*.py"):
        if not {"tests", "migrations"} & set(source.relative_to(room).parts):
            found |= set(_in_python(source))
    engine = Engine.get_default()
    for source in [*room.glob("templates/**/*.html"), *room.glob("templates/**/*.txt")]:
        found |= set(_in_nodes(engine.from_string(source.read_text(encoding="utf-8"))))
    return found


def _in_python(source: Path) -> Iterator[Words]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        match node.func.id, texts:
            case name, [one, *_] if name in CALLS:
                yield Words(one)
            case name, [one, many, *_] if name in PLURAL_CALLS:
                yield Words(one, many)
            case name, [context, one, *_] if name in CONTEXT_CALLS:
                yield Words(one, context=context)


def _in_nodes(template: Template) -> Iterator[Words]:
    for node in _every_node(template):
        if isinstance(node, TranslateNode):
            value = node.filter_expression.var
            text = value if isinstance(value, str) else getattr(value, "literal", None)
            context = node.message_context.var if node.message_context else ""
            if isinstance(text, str):
                yield Words(text, context=str(context))
        elif isinstance(node, BlockTranslateNode):
            one = _block(node, node.singular)
            context = node.message_context.var if node.message_context else ""
            yield Words(one, _block(node, node.plural) if node.plural else "", str(context))


def _block(node: BlockTranslateNode, tokens: list[Token]) -> str:
    """As Django itself looks the block up."""
    text: str = node.render_token_list(tokens)[0]
    return text


def _every_node(template: Template) -> Iterator[Node]:
    yield from template.nodelist.get_nodes_by_type(Node)


def po_path(room: Path) -> Path:
    return room / "locale" / "fr_CA" / "LC_MESSAGES" / "django.po"


def read_po(room: Path) -> polib.POFile:
    path = po_path(room)
    return polib.pofile(str(path)) if path.exists() else polib.POFile()


def update(room: Path) -> polib.POFile:
    """Bring the room's catalogue up to date: new sentences wait empty, unused ones leave."""
    known = {(entry.msgid, entry.msgctxt or ""): entry for entry in read_po(room)}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = HEADER
    for words in sorted(words_of(room)):
        old = known.get((words.one, words.context))
        fresh.append(_entry(words, old))
    if len(fresh):
        po_path(room).parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(po_path(room)))
    return fresh


MARKS = [  # what a French sentence is typed with → how it is set in Québec (voice.md 4.2)
    (re.compile("'"), "’"),
    (re.compile(r"[ \u00a0]?:(?=\s|$)"), "\u00a0:"),
    (re.compile(r"«[ \u00a0]?(?=\S)"), "«\u202f"),
    (re.compile(r"(?<=\S)[ \u00a0]?»"), "\u202f»"),
    (re.compile(r"[ \u00a0]+(?=[;?!])"), ""),
    (re.compile(r" (?=%(?![(%]))"), "\u00a0"),
    (re.compile(r"\.\.\."), "…"),
]


def set_in_french(sentence: str) -> str:
    """Apply the marks of fr-CA outside tags and addresses."""
    parts = re.split(r"(<[^>]+>|https?://\S+)", sentence)
    for place in range(0, len(parts), 2):
        for typed, mark in MARKS:
            parts[place] = typed.sub(mark, parts[place])
    return "".join(parts)


def _entry(words: Words, old: polib.POEntry | None) -> polib.POEntry:
    entry = polib.POEntry(msgid=words.one, msgctxt=words.context or None)
    if words.many:
        entry.msgid_plural = words.many
        forms = old.msgstr_plural if old and old.msgstr_plural else {0: "", 1: ""}
        entry.msgstr_plural = {number: set_in_french(form) for number, form in forms.items()}
    elif old:
        entry.msgstr = set_in_french(old.msgstr)
    return entry


def untranslated(room: Path) -> list[str]:
    """Sentences of the room that French readers would see in English."""
    known = {(entry.msgid, entry.msgctxt or ""): entry for entry in read_po(room) if not entry.fuzzy}
    return [
        words.one
        for words in sorted(words_of(room))
        if (entry := known.get((words.one, words.context))) is None or not entry.translated()
    ]
