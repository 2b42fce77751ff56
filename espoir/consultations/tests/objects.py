from espoir.consultations import actions
from espoir.consultations.models import Participant
from espoir.consultations.tests.scenes import says_yes, takes_part, writes
from espoir.research.models import Study


def objects(cast) -> dict[str, str]:
    """Someone takes part in the study of Le Sentier: she agreed, wrote, and asks for a call."""
    study = Study.objects.of(cast.kim.organisation).exclude(state=Study.State.PREPARED).order_by("since", "pk").last()
    assert study  # made by the room below
    her, _words = takes_part(study)
    return {"participant": her.pk, "ptalk": on_her_way(her)}


def on_her_way(her: Participant) -> str:
    says_yes(her, copy="printed")
    writes(her)
    actions.send_answers(her)
    return actions.ask_to_talk(her, kind="call", when="Le mardi", by_what="phone").pk
