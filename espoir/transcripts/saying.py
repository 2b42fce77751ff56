"""How this room's findings and refusals are said."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from espoir.cores.captions import Refusal, What, Why
from espoir.cores.identifiers import Kind

REFUSED = {
    Refusal.EMPTY: _("This file holds no words. Choose another one."),
    Refusal.TOO_BIG: _("This file is larger than 5 MB. Cut it in two, or save it without pictures."),
    Refusal.NOT_TEXT: _("This file is not a text. Choose a VTT, DOCX or TXT file."),
    Refusal.OTHER_KIND: _("We can’t read this kind of file. Choose a VTT, DOCX or TXT file."),
    Refusal.PROTECTED: _("This is an older Word file, or it has a password. Save it as DOCX, without a password."),
    Refusal.DAMAGED: _("This file is damaged. Download it again, then choose it here."),
    Refusal.BOMB: _("This file unpacks to far more than a transcript holds. It was not opened."),
    Refusal.ENTITIES: _("This file asks to read other files. It was not opened."),
    Refusal.NO_CUES: _("This file holds no line of times. Choose the VTT file as it was downloaded."),
}
PROBLEMS = {
    Why.BAD_TIME: _("Its times can’t be read"),
    Why.NO_TIME: _("These words have no time"),
    Why.COMMENT: _("A note in the file, which nobody said"),
    Why.NOT_A_CUE: _("A number that stands alone"),
    Why.HEADING: _("It stands above what was said"),
    Why.SYSTEM: _("The software says that it started or stopped"),
    Why.NOTES: _("Footnotes, comments, top or bottom of the pages"),
    Why.STRUCK: _("The document holds these words as deleted"),
    Why.NO_WORDS: _("Nothing is said here"),
    Why.MENDED: _("The time was read up to where it goes wrong"),
    Why.NO_HEADER: _("The file does not begin as captions do"),
    Why.ENCODING: _("An older way to write letters: look at the accents"),
}
WHAT = {
    What.DROPPED: _("Not in the text"),
    What.LEFT_OUT: _("Set aside"),
    What.DOUBT: _("To check"),
}
KINDS = {
    Kind.PERSON: _("A name"),
    Kind.ORGANISATION: _("An organization"),
    Kind.PLACE: _("A place"),
    Kind.ADDRESS: _("An address"),
    Kind.POSTAL_CODE: _("A postal code"),
    Kind.PHONE: _("A phone number"),
    Kind.EMAIL: _("An email address"),
    Kind.HANDLE: _("An online account"),
    Kind.LINK: _("A link"),
    Kind.NUMBER: _("An insurance or card number"),
    Kind.DATE: _("A date"),
    Kind.OTHER: _("Something else"),
}
