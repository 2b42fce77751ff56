"""The front door. `/x/`, `/y/` and `/z/` belong to nobody; `/<org>/…` to an organisation. All paths are neutral."""

from django.urls import include, path, register_converter

from espoir.organisations.ids import IdConverter

register_converter(IdConverter, "id")

# Each room's addresses begin with one neutral letter.
ROOMS = {
    "": "today",
    "a/": "setup",
    "b/": "people",
    "c/": "consents",
    "d/": "safety",
    "e/": "apart",
    "f/": "measures",
    "g/": "charter",
    "h/": "help",
    "i/": "readiness",
    "j/": "pairing",
    "k/": "meetings",
    "l/": "pay",
    "m/": "supervision",
    "n/": "roster",
    "o/": "passage",
    "p/": "evaluation",
    "q/": "records",
    "r/": "notices",
    "s/": "pauses",
    "x/": "workload",
    "u/": "practice",
    "t/": "growth",
    "v/": "voice",
    "w/": "wellbeing",
    "zs/": "sources",
    "z/": "research",
    "zt/": "transcripts",
    "zc/": "consultations",
    "zk/": "coding",
    "zf/": "findings",
}

urlpatterns = [
    path("", include("espoir.accounts.urls")),
    path("y/", include("espoir.help.public_urls")),
    path("z/q/", include("espoir.findings.hers_urls")),
    path("z/t/", include("espoir.transcripts.hers_urls")),
    path("z/", include("espoir.consultations.public_urls")),
    *[path(f"<slug:org>/{letter}", include(f"espoir.{room}.urls")) for letter, room in ROOMS.items()],
]

handler404 = "espoir.ui.errors.not_found"
handler500 = "espoir.ui.errors.broken"
