def objects(cast) -> dict[str, str]:
    return {}
