from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from espoir.meetings.views import goals, groups, meetings, people, plans, services
from espoir.organisations.roles import Permission
from espoir.ui.frame import menu

app_name = "meetings"
urlpatterns = [
    path("", people.people, name="people"),
    path("a/", people.mine, name="mine"),
    path("l/", people.all_mine, name="all_mine"),
    path("b/", goals.goals, name="goals"),
    path("b/<id:goal>/", goals.goal, name="goal"),
    path("b/<id:goal>/t/", goals.tick, name="tick"),
    path("b/<id:goal>/x/", goals.remove, name="remove_goal"),
    path("g/", groups.groups, name="groups"),
    path("g/a/", groups.open_group, name="open_group"),
    path("g/<id:group>/", groups.group, name="group"),
    path("g/<id:group>/e/", groups.change_group, name="change_group"),
    path("g/<id:group>/x/", groups.close_group, name="close_group"),
    path("g/<id:group>/s/<id:person>/", groups.seat_someone, name="seat_someone"),
    path("g/<id:group>/m/<id:gathering>/", groups.take_out, name="take_out_gathering"),
    path("c/<id:attendance>/", groups.check_in, name="check_in"),
    path("s/<id:seat>/", groups.seat, name="seat"),
    path("<id:person>/", people.person, name="person"),
    path("<id:person>/h/", people.reach, name="reach"),
    path("<id:person>/l/", people.log, name="log"),
    path("<id:person>/m/<id:meeting>/", meetings.meeting, name="meeting"),
    path("<id:person>/m/<id:meeting>/w/", meetings.word, name="word"),
    path("<id:person>/m/<id:meeting>/h/", meetings.how, name="how"),
    path("<id:person>/m/<id:meeting>/x/", meetings.take_out, name="take_out"),
    path("<id:person>/p/", plans.plan, name="plan"),
    path("<id:person>/p/<id:planned>/", plans.planned, name="planned"),
    path("<id:person>/p/<id:planned>/x/", plans.call_off, name="call_off"),
    path("<id:person>/p/<id:planned>/document.ics", plans.calendar, name="calendar"),
    path("<id:person>/n/", plans.propose_step, name="propose_step"),
    path("<id:person>/n/<id:step>/", plans.answer_step, name="answer_step"),
    path("<id:person>/s/", services.services, name="services"),
    path("<id:person>/s/<id:referral>/", services.follow, name="follow"),
    path("<id:person>/s/<id:referral>/x/", services.take_out_referral, name="take_out_referral"),
    path("<id:person>/g/<id:good>/x/", services.take_out_good, name="take_out_good"),
    path("<id:person>/g/", services.goods, name="goods"),
]
menu(
    "meetings:people",
    pgettext_lazy("those I support", "People"),
    order=10,
    who=lambda person: person.may(Permission.SUPPORT),
)
menu("meetings:mine", _("Meetings"), order=10, who=lambda person: person.may(Permission.BE_SUPPORTED))
