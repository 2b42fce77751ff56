from __future__ import annotations

from espoir.apart.placement import left_out_of_support
from espoir.passage import actions, closed, queries
from espoir.people.coming import before_a_role, once_she_works_here

__all__ = ["closed"]

before_a_role(actions.hold_for_her_yes)
once_she_works_here(actions.begin_with)
left_out_of_support(queries.left_out_of_support)
