"""The certificate in words: what was destroyed, what is kept, how it was looked for, and what could not be."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from espoir.cores.documents import Document, Heading, Listing, Paragraph, plain
from espoir.findings.models import Certificate
from espoir.findings.writing import IN_CORES
from espoir.i18n import say
from espoir.logbook import ledger


def lines(row: Certificate) -> dict[str, Any]:
    return {"destroyed": _destroyed(row), "kept": _kept(row), "looked": _looked(row), "limits": _limits(row)}


def _destroyed(row: Certificate) -> list[str]:
    n = row.destroyed
    words = [
        ngettext("what %(n)s person said, and who that is", "what %(n)s people said, and who they are", n["people"]),
        ngettext("%(n)s text", "%(n)s texts", n["texts"]),
        ngettext("%(n)s file as it came", "%(n)s files as they came", n["files"]),
        ngettext("%(n)s passage", "%(n)s passages", n["passages"]),
        ngettext("%(n)s memo of the team", "%(n)s memos of the team", n["memos"]),
        ngettext("%(n)s quotation in the list", "%(n)s quotations in the list", n["quotations"]),
    ]
    return [each % {"n": say.number(count)} for each, count in zip(words, n.values(), strict=True)]


def _kept(row: Certificate) -> list[str]:
    n = row.kept
    words = [
        _("the report, as it was approved: %(n)s files"),
        _("codes of the codebook: %(n)s"),
        _("sources: %(n)s"),
        _("themes that people spoke of: %(n)s"),
        _("signed consents: %(n)s, as a number only"),
        _("of these, yes to a transcription: %(n)s"),
        _("of these, yes to being quoted: %(n)s"),
    ]
    return [each % {"n": say.number(count)} for each, count in zip(words, n.values(), strict=True)]


def _looked(row: Certificate) -> list[str]:
    if row.looked_on is None:
        return [_("Nobody has looked yet.")]
    places = {"databases": _("databases"), "wal": _("the databases’ side files"), "files": _("all other files")}
    found = [
        _("%(place)s: %(n)s bytes read") % {"place": places[place], "n": say.number(count)}
        for place, count in row.looked.items()
    ]
    return [
        *found,
        _("Marks planted and samples taken before: %(n)s") % {"n": say.number(row.marks)},
        _("Of these, and of the keys, still there afterwards: %(n)s") % {"n": say.number(row.found)},
    ]


def _limits(row: Certificate) -> list[str]:
    day = say.day(row.on + ledger.HORIZON, year=True)
    words = {
        "backups": _("Backup copies may stay under lock. By %(day)s, none of them can be read.") % {"day": day},
        "server": _(
            "The files of the database server itself cannot be read from here. Without the keys, they are noise."
        ),
    }
    return [words[code] for code in row.limits]


def document(row: Certificate) -> Document:
    """The same for paper, in the reader's language."""
    said = lines(row)
    sections = (
        (_("What was destroyed"), said["destroyed"]),
        (_("Kept"), said["kept"]),
        (_("Looked for afterwards"), said["looked"]),
        (_("What this cannot say"), said["limits"]),
    )
    day = say.day(row.on, year=True)
    blocks: list[Any] = [
        Paragraph(plain(_("Destroyed on %(day)s. %(study)s") % {"day": day, "study": row.study.called}))
    ]
    for heading, rows in sections:
        if rows:
            blocks += [Heading(1, heading), Listing(tuple(plain(each) for each in rows))]
    return Document(IN_CORES[get_language() or "fr-ca"], _("Certificate"), tuple(blocks))
