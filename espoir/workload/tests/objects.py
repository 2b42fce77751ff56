from espoir.workload import actions


def objects(cast):
    actions.propose(cast.alize, by=cast.alize, hours=12, a_day=2)
    return {"worker": cast.alize.pk}
