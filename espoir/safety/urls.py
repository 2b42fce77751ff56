from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.safety import views
from espoir.ui.frame import menu

app_name = "safety"
urlpatterns = [
    # the sheet
    path("", views.protocol, name="protocol"),
    path("e/", views.write, name="write"),
    path("e/c/", views.confirm, name="confirm"),
    # telling, and following what I told
    path("n/", views.report, name="report"),
    path("n/<id:incident>/", views.follow, name="follow"),
    path("n/<id:incident>/w/", views.wishes, name="wishes"),
    path("n/<id:incident>/t/", views.send_to, name="send_to"),
    path("n/<id:incident>/m/", views.moment, name="moment"),
    path("n/<id:incident>/o/", views.not_over, name="not_over"),
    # what was told to me
    path("l/", views.told_to_me, name="told_to_me"),
    path("a/", views.sent_to_me, name="sent_to_me"),
    path("w/<id:incident>/", views.work, name="work"),
    path("w/<id:incident>/n/", views.news, name="news"),
    path("w/<id:incident>/o/", views.contact, name="contact"),
    path("w/<id:incident>/h/", views.hand_on, name="hand_on"),
    path("w/<id:incident>/m/", views.moment_taken, name="moment_taken"),
    path("w/<id:incident>/e/", views.end, name="end"),
]
menu("safety:told_to_me", _("Messages"), order=35, who=lambda person: person.may(Permission.LEAD_SAFETY))
menu("safety:sent_to_me", _("Messages"), order=35, who=lambda person: person.may(Permission.BE_AN_ALLY))
