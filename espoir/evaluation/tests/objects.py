"""Nothing here has an address of its own: a figure belongs to nobody."""


def objects(cast) -> dict[str, str]:
    return {}
