from espoir import clock
from espoir.pay import actions

ROLE = {
    "basis": "hour",
    "cents": 2850,
    "hours": 1820,
    "benefits": ["health", "pension"],
    "sick_days": 10,
    "leave_days": 20,
}
TERMS = {"basis": "hour", "cents": 2200, "hours": 900, "benefits": ["health"], "sick_days": 3, "leave_days": 10}


def declare_role(cast, **other):
    return actions.set_role(by=cast.camille, values={"title": "Intervention", **ROLE, **other})


def tell_terms(cast, comparator, contract="fixed_term", **other):
    values = {"contract": contract, "comparator": comparator, "advancement": "", **TERMS, **other}
    return actions.set_terms(cast.alize, by=cast.camille, values=values)


def objects(cast):
    role = declare_role(cast)
    tell_terms(cast, role)
    given = actions.give(by=cast.alize, kind="training", on=clock.today(), minutes=90, is_paid=False)
    return {"given": given.pk, "weighed": role.pk, "earner": cast.alize.pk}
