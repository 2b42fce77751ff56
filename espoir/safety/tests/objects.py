from espoir.safety import actions, rules

LIFE = rules.Outside("emergency", "life", why="Ça ne pouvait pas attendre", not_first="danger")


def objects(cast):
    told = actions.report(by=cast.alize, to=cast.sacha, what="line")
    return {"incident": told.pk, "number": "0"}


def called(incident, by, **other):
    """A contact outside without her yes."""
    actions.contact_outside(incident, by=by, contact=rules.Outside(**{**vars(LIFE), **other}))
