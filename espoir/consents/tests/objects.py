from espoir.consents import actions
from espoir.people.tests.objects import arrive


def objects(cast) -> dict[str, str]:
    arrive(cast.mesange)
    (choice,) = actions.choose(by=cast.mesange, person=cast.mesange, answers={"numbers": "yes"})
    return {"choice": choice.pk, "giver": cast.mesange.pk}
