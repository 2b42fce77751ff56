"""What the report shows of the sources, drawn and in words."""

from __future__ import annotations

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from espoir.cores import bibliography
from espoir.cores.bibliography import Flow, Labels, Style
from espoir.i18n import say
from espoir.sources.queries import Table

STYLES = ((Style.APA, "APA"), (Style.UDEM, "Université de Montréal"))
TONGUES = (("fr", "français"), ("en", "English"))


def bars_of(table: Table) -> SafeString:
    """The table beside holds the same numbers."""
    drawn = bibliography.bars(table.rows, key=f"b{table.code}", title=table.title, said=say.number)
    return mark_safe(drawn)  # noqa: S308 (every word in it is escaped by the core)


def labels() -> dict[str, str]:
    """A word for each box, as PRISMA 2020 calls them."""
    return {
        "previous_studies": _("Sources of an earlier review"),
        "previous_reports": _("Reports of an earlier review"),
        "newstud": _("Sources found in databases and registers"),
        "prevstud": _("An earlier review"),
        "othstud": _("Sources found in other ways"),
        "database_results": _("Found in databases"),
        "database_specific_results": _("Database by database"),
        "register_results": _("Found in registers"),
        "register_specific_results": _("Register by register"),
        "website_results": _("Found on websites"),
        "organisation_results": _("From organizations"),
        "citations_results": _("From the references of other sources"),
        "duplicates": _("Doubles, left out"),
        "excluded_automatic": _("Left out by a machine"),
        "excluded_other": _("Found, and not brought in"),
        "records_screened": _("Looked at by title and summary"),
        "records_excluded": _("Left out by title and summary"),
        "dbr_sought_reports": _("Texts looked for"),
        "dbr_notretrieved_reports": _("Texts not found"),
        "other_sought_reports": _("Texts looked for, other ways"),
        "other_notretrieved_reports": _("Texts not found, other ways"),
        "dbr_assessed": _("Read in full"),
        "dbr_excluded": pgettext("sources", "Left out"),
        "other_assessed": _("Read in full, other ways"),
        "other_excluded": _("Left out, other ways"),
        "new_studies": pgettext("sources", "Used in the report"),
        "new_reports": _("Reports of them"),
        "total_studies": _("Used in all"),
        "total_reports": _("Reports in all"),
        "identification": _("Found"),
        "screening": _("Looked at"),
        "included": pgettext("sources", "Used"),
        "total_studies_ma": _("Used in a meta-analysis"),
        "total_reports_ma": _("Reports in a meta-analysis"),
    }


def _labels() -> Labels:
    return Labels(_("The flow of sources"), labels(), pgettext("between a word and its number", ": "))


def flow_drawn(flow: Flow) -> SafeString:
    return mark_safe(bibliography.svg(flow, _labels(), key="flow"))  # noqa: S308 (escaped by the core)


def flow_in_words(flow: Flow) -> list[str]:
    return bibliography.told(flow, _labels())
