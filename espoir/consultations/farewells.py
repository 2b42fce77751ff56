from __future__ import annotations

from espoir.consultations import withdrawing
from espoir.organisations.farewells import finishing

finishing(withdrawing.finish)
