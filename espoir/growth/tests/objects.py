from datetime import timedelta

from espoir import clock
from espoir.growth import actions
from espoir.growth.models import Circle, Step


def plan(person, title="Un cours d’écoute", **other) -> Step:
    return actions.write(by=person, **{"kind": "elsewhere", "title": title, **other})


def ask(person, title="Un cours d’écoute", minutes=600, cents=12000) -> Step:
    step = plan(person, title)
    actions.ask(step, by=person, minutes=minutes, cents=cents)
    return step


def gather(person, topic="Les heures du soir", days=5, **other) -> Circle:
    values = {"minutes": 60, "way": "video", "topic": topic, "where": "Salle 4", **other}
    return actions.open_circle(by=person, at=clock.now() + timedelta(days=days), **values)


def announce(person, title="Une journée à Montréal", **other):
    values = {"is_paid": True, "organiser": "Le réseau", "where": "", **other}
    return actions.write_event(by=person, on=clock.today() + timedelta(days=9), title=title, **values)


def objects(cast):
    learned = actions.learn(by=cast.alize, on=clock.today(), minutes=90, title="Un atelier")
    paper = actions.keep_certificate(by=cast.alize, on=clock.today(), title="Premiers soins", issuer="La Croix-Rouge")
    return {
        "wish": plan(cast.alize).pk,
        "wished": ask(cast.alize, "Témoigner au comité").pk,
        "learned": learned.pk,
        "certificate": paper.pk,
        "circle": gather(cast.alize).pk,
        "event": announce(cast.camille).pk,
    }
