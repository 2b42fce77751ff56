"""What in a text may lead to someone: suggestions for a person to confirm or decline, one by one.

    find("je m’appelle kévin, j’habite à sudbury", [Known("Sudbury", Kind.PLACE)], "fr")

First what the study knows (names, organizations, towns), whatever the accents, capitals, apostrophes and hyphens; then
what has a shape (telephones, postal codes, addresses, dates…); then, when one is given, what a local model proposes.
Nothing here changes a text, and nothing goes over a network. What has no shape and is not known is not found: a story
can name someone without a name.
"""

from __future__ import annotations

from espoir.cores.identifiers.finding import find
from espoir.cores.identifiers.kinds import Kind, Known, Suggestion, Why, in_place_of

__all__ = ["Kind", "Known", "Suggestion", "Why", "find", "in_place_of"]
