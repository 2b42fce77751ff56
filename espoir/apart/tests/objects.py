from espoir.apart import actions


def objects(cast) -> dict[str, str]:
    """No address of this room names an object; something stands there not to be seen."""
    actions.veto_name(by=cast.mesange, name="Érable")
    return {}
