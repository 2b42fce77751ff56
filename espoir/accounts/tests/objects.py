from espoir.accounts import actions


def objects(cast) -> dict[str, str]:
    actions.invite(cast.mesange, by=cast.kim)
    return {"guest": cast.mesange.pk}
