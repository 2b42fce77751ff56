"""Someone on her way in, a colleague: what the addresses of this room name."""

from espoir.people import actions


def objects(cast) -> dict[str, str]:
    arrive(cast.mesange)
    return {"someone": cast.mesange.pk, "member": cast.alize.pk}


def arrive(person) -> None:
    """She saw what cannot stay private and did her steps."""
    actions.see_limits(by=person)
    actions.say_how_to_reach(
        by=person, person=person, values={"ways": ["text"], "hours": "le matin", "never": "le soir"}
    )
    actions.say_wishes(by=person, person=person, values={"forms": ["walk"], "languages": ["fr"], "who": ["woman"]})
