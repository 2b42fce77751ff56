from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.supervision import views
from espoir.ui.frame import menu

app_name = "supervision"
urlpatterns = [
    path("", views.home, name="home"),
    path("p/", views.my_paper, name="my_paper"),
    # I need to talk today
    path("n/", views.talk, name="talk"),
    path("n/b/", views.take_back, name="take_back"),
    path("n/<id:talk>/", views.answer, name="answer"),
    # a topic, and what was passed on
    path("t/<id:topic>/", views.topic, name="topic"),
    path("t/<id:topic>/d/", views.done, name="done"),
    path("t/<id:topic>/c/", views.carry, name="carry"),
    path("t/<id:topic>/e/", views.pass_on, name="pass_on"),
    path("x/<id:passed>/", views.passed_on, name="passed_on"),
    path("x/<id:passed>/l/", views.later, name="later"),
    # one date
    path("s/<id:session>/", views.session, name="session"),
    path("s/<id:session>/h/", views.held, name="held"),
    path("s/<id:session>/c/", views.cancel, name="cancel"),
    # those I supervise
    path("w/", views.people, name="people"),
    path("w/<id:supervised>/", views.agenda, name="agenda"),
    path("w/<id:supervised>/k/", views.meetings, name="meetings"),
    path("w/<id:supervised>/p/", views.paper, name="paper"),
    path("w/<id:supervised>/s/", views.plan, name="plan"),
    # who supervises whom
    path("r/", views.rhythms, name="rhythms"),
    path("r/<id:teammate>/", views.rhythm, name="rhythm"),
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
