from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.safety.views import holding, quarters, sheet, telling
from espoir.ui.frame import menu

app_name = "safety"
urlpatterns = [
    # the sheet
    path("", sheet.protocol, name="protocol"),
    path("e/", sheet.write, name="write"),
    path("e/c/", sheet.confirm, name="confirm"),
    # telling, and following what I told
    path("n/", telling.report, name="report"),
    path("n/<id:incident>/", telling.follow, name="follow"),
    path("n/<id:incident>/w/", telling.wishes, name="wishes"),
    path("n/<id:incident>/t/", telling.send_to, name="send_to"),
    path("n/<id:incident>/m/", telling.moment, name="moment"),
    path("n/<id:incident>/a/", telling.add, name="add"),
    path("n/<id:incident>/c/", telling.correct, name="correct"),
    path("n/<id:incident>/y/<int:number>/", telling.no_yes, name="no_yes"),
    path("n/<id:incident>/f/", telling.over, name="over"),
    path("n/<id:incident>/o/", telling.not_over, name="not_over"),
    # what was told to me
    path("l/", holding.told_to_me, name="told_to_me"),
    path("a/", holding.sent_to_me, name="sent_to_me"),
    path("w/<id:incident>/", holding.work, name="work"),
    path("w/<id:incident>/n/", holding.news, name="news"),
    path("w/<id:incident>/s/<int:number>/", holding.step, name="step"),
    path("w/<id:incident>/o/", holding.contact, name="contact"),
    path("w/<id:incident>/h/", holding.hand_on, name="hand_on"),
    path("w/<id:incident>/m/", holding.moment_taken, name="moment_taken"),
    path("w/<id:incident>/e/", holding.end, name="end"),
    path("b/<id:incident>/", holding.beside, name="beside"),
    # without names
    path("q/", quarters.quarters, name="quarters"),
]
menu("safety:told_to_me", _("Messages"), order=35, who=lambda person: person.may(Permission.LEAD_SAFETY))
menu("safety:sent_to_me", _("Messages"), order=35, who=lambda person: person.may(Permission.BE_AN_ALLY))
