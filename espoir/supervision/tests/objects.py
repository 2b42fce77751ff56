from datetime import timedelta

from espoir import clock
from espoir.supervision import actions, arranging, together
from espoir.supervision.models import Rhythm


def objects(cast):
    rhythm = actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    topic = actions.add_topic(by=cast.alize, supporter=cast.alize, words="Dire non à un appel le soir")
    passed = actions.add_topic(by=cast.alize, supporter=cast.alize, words="Le congé de décembre")
    due = clock.today() + timedelta(days=7)
    actions.pass_on(passed, by=cast.dominique, owner=cast.camille, due=due, words="Un congé en décembre")
    at = clock.now() + timedelta(days=3)
    gathering = together.plan(by=cast.dominique, at=clock.now() + timedelta(days=5))
    arranging.say_inside(rhythm, by=cast.dominique, yes=False)
    arranging.offer_more(by=cast.dominique, supporter=cast.alize, weeks=1, until=clock.today() + timedelta(weeks=4))
    return {
        "supervised": cast.alize.pk,
        "teammate": cast.alize.pk,
        "topic": topic.pk,
        "passed": passed.pk,
        "session": actions.plan(by=cast.dominique, supporter=cast.alize, at=at).pk,
        "talk": actions.need_to_talk(by=cast.alize).pk,
        "spoken": actions.talked(by=cast.alize, supporter=cast.alize, supervisor=cast.dominique, minutes=20).pk,
        "together": gathering.pk,
        "shared": together.add_topic(gathering, by=cast.dominique, words="Finir à l’heure").pk,
        "wish": wish(cast),
    }


def wish(cast):
    """Noroit would also like to talk with Dominique."""
    actions.set_rhythm(by=cast.kim, supporter=cast.noroit, supervisor=cast.camille, weeks=2)
    asked = arranging.ask_second(by=cast.noroit, other=cast.dominique).pk
    Rhythm.objects.of(cast.kim.organisation).filter(supporter=cast.noroit).delete()
    return asked
