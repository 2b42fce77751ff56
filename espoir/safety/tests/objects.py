from espoir.safety import actions


def objects(cast):
    return {"incident": actions.report(by=cast.alize, to=cast.sacha, what="line").pk}
