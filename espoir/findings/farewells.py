from __future__ import annotations

from espoir.findings import ending
from espoir.organisations.farewells import finishing

finishing(ending.finish)
