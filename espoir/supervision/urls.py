from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.supervision.views import agenda, dates, rhythms, talk, topics
from espoir.ui.frame import menu

app_name = "supervision"
urlpatterns = [
    path("", agenda.home, name="home"),
    path("p/", agenda.my_paper, name="my_paper"),
    # I need to talk today
    path("n/", talk.talk, name="talk"),
    path("n/b/", talk.take_back, name="take_back"),
    path("n/<id:talk>/", talk.answer, name="answer"),
    # a topic, and what was passed on
    path("t/<id:topic>/", topics.topic, name="topic"),
    path("t/<id:topic>/d/", topics.done, name="done"),
    path("t/<id:topic>/c/", topics.carry, name="carry"),
    path("t/<id:topic>/e/", topics.pass_on, name="pass_on"),
    path("x/<id:passed>/", topics.passed_on, name="passed_on"),
    path("x/<id:passed>/l/", topics.later, name="later"),
    # one date
    path("s/<id:session>/", dates.session, name="session"),
    path("s/<id:session>/h/", dates.held, name="held"),
    path("s/<id:session>/c/", dates.cancel, name="cancel"),
    # those I supervise
    path("w/", agenda.people, name="people"),
    path("w/<id:supervised>/", agenda.agenda, name="agenda"),
    path("w/<id:supervised>/k/", agenda.meetings, name="meetings"),
    path("w/<id:supervised>/p/", agenda.paper, name="paper"),
    path("w/<id:supervised>/s/", agenda.plan, name="plan"),
    # who supervises whom
    path("r/", rhythms.rhythms, name="rhythms"),
    path("r/<id:teammate>/", rhythms.rhythm, name="rhythm"),
]
menu("supervision:home", _("Supervision"), order=20, who=lambda person: person.may(Permission.BE_SUPERVISED))
menu(
    "supervision:people",
    _("Supervision"),
    order=21,
    who=lambda person: person.may(Permission.SUPERVISE) and not person.may(Permission.BE_SUPERVISED),
)
menu(
    "supervision:people",
    _("I supervise"),
    order=21,
    who=lambda person: person.may(Permission.SUPERVISE) and person.may(Permission.BE_SUPERVISED),
)
