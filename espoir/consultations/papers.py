"""What is printed or carried away: her copy of what she agreed to, and the questions as a form to fill in."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils import translation
from django.utils.translation import gettext as _

from espoir.consultations import rules
from espoir.consultations.models import Consent
from espoir.cores.documents import (
    Block,
    Document,
    Fault,
    Heading,
    Listing,
    NotReadable,
    Paragraph,
    Question,
    answers_from_docx,
    form_to_docx,
    plain,
    to_pdf,
)
from espoir.i18n import say

LARGEST = 10_000_000


def statements_of(consent: Consent) -> list[tuple[str, bool]]:
    """Each statement as she read it, and whether she said yes to it."""
    return [(part["text"], part["code"] in consent.agreed) for part in consent.statements.parts]


def language_now() -> str:
    return "fr-CA" if say.in_french() else "en-CA"


def consent_as_pdf(consent: Consent) -> bytes:
    """A copy for her alone. It holds the sheet and the statements word for word, the days, and no address."""
    with translation.override(consent.statements.language):
        return to_pdf(_copy_of(consent))


def _copy_of(consent: Consent) -> Document:
    """In the language in which she agreed."""
    said = [(text, _("Yes") if yes else _("No")) for text, yes in statements_of(consent)]
    blocks: list[Block] = [
        Heading(1, _("What I agreed to")),
        Paragraph(plain(_("On %(day)s.") % {"day": say.day(consent.signed_on, year=True)})),
        Listing(tuple(plain(f"{answer} – {text}") for text, answer in said), numbered=True),
        Paragraph(plain(countersigned(consent))),
        Paragraph(plain(rules.until_when(consent.participant.study))),
        Heading(1, _("What I read before")),
    ]
    for part in consent.sheet.parts:
        blocks += [Heading(2, part["heading"]), *(Paragraph(plain(text)) for text in _paragraphs(part["text"]))]
    return Document(language_now(), _("My copy"), tuple(blocks))


def _paragraphs(text: str) -> list[str]:
    return [piece.strip() for piece in text.split("\n\n") if piece.strip()]


def countersigned(consent: Consent) -> str:
    if consent.countersigned_on is None:
        return _("The team has not signed it yet.")
    name = consent.countersigned_by.name if consent.countersigned_by else _("someone")
    return _("Signed for the team by %(name)s on %(day)s.") % {
        "name": name,
        "day": say.day(consent.countersigned_on, year=True),
    }


def questions_as_docx(questions: list[dict[str, str]]) -> bytes:
    words = [
        _("Answer as many questions as you like. Each one may stay empty."),
        _("Leave out names, and anything that points to someone."),
        _("When you’re done, open your page again and add this file there."),
    ]
    asked = [Question(part["code"], part["text"]) for part in questions]
    return form_to_docx(_("Questions"), words, asked, language_now())


def answers_of_docx(file: UploadedFile[Any]) -> dict[str, str]:
    if (file.size or 0) > LARGEST:
        raise NotReadable(Fault.TOO_LARGE)
    return answers_from_docx(file.read())


def words_for(wrong: NotReadable) -> str:
    """The sentence, in the reader's language."""
    return {
        Fault.TOO_LARGE: _("This file is too large: at most 10 MB, without pictures or other files in it."),
        Fault.OTHER: _("This file isn’t a DOCX. In Word or LibreOffice, choose Save as, then DOCX."),
        Fault.LOCKED: _("This file is locked with a password. Save it without one."),
        Fault.HOSTILE: _("This file holds parts that a form never has. Copy your answers into a new form."),
        Fault.NO_QUESTION: _("This isn’t one of our forms: none of our questions is in it."),
    }[wrong.fault]
