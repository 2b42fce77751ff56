from espoir import clock
from espoir.pay import actions

ROLE = {
    "contract": "permanent",
    "advancement": "Un échelon par année",
    "basis": "hour",
    "cents": 2850,
    "hours": 1820,
    "benefits": ["health", "pension"],
    "sick_days": 10,
    "leave_days": 20,
}
TERMS = {
    "contract": "fixed_term",
    "advancement": "",
    "basis": "hour",
    "cents": 2200,
    "hours": 900,
    "benefits": ["health"],
    "sick_days": 3,
    "leave_days": 10,
}


def declare_role(cast, **other):
    return actions.set_role(by=cast.camille, values={"title": "Intervention", **ROLE, **other})


def tell_terms(cast, comparator, **other):
    return actions.set_terms(cast.alize, by=cast.camille, values={**TERMS, "comparator": comparator, **other})


def write_rate(cast, **other):
    values = {"kind": "reference", "title": "Salaire viable", "cents": 2700, "since": clock.today()}
    return actions.write_rate(by=cast.camille, values={**values, "source": "Un institut, 2026", "url": "", **other})


def objects(cast):
    role = declare_role(cast)
    tell_terms(cast, role)
    tell_terms(cast, role, cents=2250)
    given = actions.give(by=cast.alize, kind="training", on=clock.today(), minutes=90, is_paid=False)
    return {"given": given.pk, "weighed": role.pk, "earner": cast.alize.pk, "rate": write_rate(cast).pk}
