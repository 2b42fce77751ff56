from __future__ import annotations

from espoir.organisations.farewells import farewell, leaving
from espoir.wellbeing import actions

# Nobody reads what was shown to someone who is no longer here.
farewell(actions.forget_reader)
leaving(actions.forget_reader)
