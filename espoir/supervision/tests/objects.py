from datetime import timedelta

from espoir import clock
from espoir.supervision import actions


def objects(cast):
    actions.set_rhythm(by=cast.kim, supporter=cast.alize, supervisor=cast.dominique, weeks=2)
    topic = actions.add_topic(by=cast.alize, supporter=cast.alize, words="Dire non à un appel le soir")
    passed = actions.add_topic(by=cast.alize, supporter=cast.alize, words="Le congé de décembre")
    due = clock.today() + timedelta(days=7)
    actions.pass_on(passed, by=cast.dominique, owner=cast.camille, due=due, words="Un congé en décembre")
    at = clock.now() + timedelta(days=3)
    return {
        "supervised": cast.alize.pk,
        "teammate": cast.alize.pk,
        "topic": topic.pk,
        "passed": passed.pk,
        "session": actions.plan(by=cast.dominique, supporter=cast.alize, at=at).pk,
        "talk": actions.need_to_talk(by=cast.alize).pk,
    }
