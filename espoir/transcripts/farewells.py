from __future__ import annotations

from espoir.organisations.farewells import finishing
from espoir.transcripts import striking

finishing(striking.finish)
