def objects(cast):
    return {"role": "s"}
