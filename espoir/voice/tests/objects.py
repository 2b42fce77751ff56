from datetime import timedelta

from espoir import clock
from espoir.meetings.tests.objects import bind
from espoir.pairing import queries as pairs
from espoir.voice import actions, decisions
from espoir.voice.models import Decision, Struck, Word


def send(person, title="Une sortie au lac", **other):
    return actions.propose(by=person, **{"kind": "outing", "title": title, "is_signed": False, **other})


def ask(cast, matter="referral") -> Decision:
    if pairs.relationship_between(cast.mesange, cast.alize) is None:
        bind(cast.mesange, cast.alize)
    return decisions.ask(by=cast.kim, peer=cast.mesange, supporter=cast.alize, matter=matter)


def plan(cast, who="both", days=3) -> Decision:
    """She said who comes, and there is a date."""
    decision = ask(cast)
    decisions.say_who(decision, by=cast.mesange, who=who)
    decisions.plan(decision, by=cast.kim, at=clock.now() + timedelta(days=days))
    return decision


def strike(person, thing="f-goods", words="") -> Struck:
    actions.say(thing, by=person, says=Word.Says.STRIKE, words=words)
    return Struck.objects.of(person.organisation).get(thing=thing)


def objects(cast):
    decision = ask(cast)
    question = actions.say("q-themes", by=cast.mesange, says=Word.Says.QUESTION, words="À quoi cela sert-il?")
    return {
        "idea": send(cast.mesange).pk,
        "decision": decision.pk,
        "invited": plan(cast).pk,
        "thing": "f-ways",
        "word": question.pk,
        "struck": strike(cast.mesange).pk,
    }
