from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.people.views import arriving, profile, team, welcoming
from espoir.ui.frame import menu

app_name = "people"
urlpatterns = [
    path("", welcoming.everyone, name="everyone"),
    path("n/", welcoming.new, name="new"),
    path("n/b/", welcoming.beside, name="beside"),
    path("w/<id:someone>/", welcoming.person, name="person"),
    path("w/<id:someone>/o/", welcoming.ways, name="ways"),
    path("w/<id:someone>/h/", welcoming.greet, name="greet"),
    path("w/<id:someone>/l/", arriving.limits_with, name="limits_with"),
    path("w/<id:someone>/m/", arriving.name_with, name="name_with"),
    path("w/<id:someone>/r/", arriving.reach_with, name="reach_with"),
    path("w/<id:someone>/s/", arriving.wishes_with, name="wishes_with"),
    path("w/<id:someone>/d/", arriving.done_with, name="done_with"),
    path("a/", arriving.arrive, name="arrive"),
    path("l/", arriving.limits, name="limits"),
    path("q/", arriving.question, name="question"),
    path("m/", arriving.name, name="name"),
    path("r/", arriving.reach, name="reach"),
    path("s/", arriving.wishes, name="wishes"),
    path("d/", arriving.done, name="done"),
    path("p/", arriving.mine, name="mine"),
    path("f/", profile.profile, name="profile"),
    path("f/v/", profile.preview, name="preview"),
    path("x/", profile.place, name="place"),
    path("t/", team.team, name="team"),
    path("t/n/", team.colleague, name="colleague"),
    path("t/<id:member>/", team.hats, name="hats"),
    path("t/<id:member>/l/", team.leave, name="leave"),
]
menu("people:everyone", _("People"), order=10, who=lambda person: person.may(Permission.WELCOME))
menu(
    "people:mine",
    _("Preferences"),
    order=30,
    who=lambda person: person.may(Permission.BE_SUPPORTED) and not person.may(Permission.SUPPORT),
)
menu("people:mine", _("For me"), order=30, who=lambda person: person.may(Permission.SUPPORT))
menu("people:team", _("Team"), order=40, who=lambda person: person.may(Permission.TEAM))
