from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.supervision.views import agenda, arrangement, dates, rhythms, talk, together, topics
from espoir.ui.frame import menu

app_name = "supervision"
urlpatterns = [
    path("", agenda.home, name="home"),
    path("p/", agenda.my_paper, name="my_paper"),
    # I need to talk today
    path("n/", talk.talk, name="talk"),
    path("n/b/", talk.take_back, name="take_back"),
    path("n/w/", talk.how_we_answer, name="how_we_answer"),
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
    path("s/<id:session>/p/", dates.add_prompt, name="add_prompt"),
    path("h/", dates.talked, name="talked"),
    path("h/<id:spoken>/", dates.take_talk_out, name="take_talk_out"),
    # how it is arranged
    path("a/", arrangement.mine, name="mine"),
    path("a/m/", arrangement.more, name="more"),
    path("a/m/a/", arrangement.answer_more, name="answer_more"),
    path("a/m/s/", arrangement.stop_more, name="stop_more"),
    path("a/m/e/", arrangement.enough, name="enough"),
    path("a/s/", arrangement.second, name="second"),
    path("a/s/b/", arrangement.take_back_second, name="take_back_second"),
    path("a/s/e/", arrangement.end_second, name="end_second"),
    path("y/<id:wish>/", arrangement.asked, name="asked"),
    # together
    path("g/", together.gathered, name="gathered"),
    path("g/n/", together.plan_together, name="plan_together"),
    path("g/<id:together>/", together.together, name="together"),
    path("g/<id:together>/a/", together.come, name="come"),
    path("g/<id:together>/h/", together.held_together, name="held_together"),
    path("g/<id:together>/c/", together.cancel_together, name="cancel_together"),
    path("g/t/<id:shared>/", together.take_topic_out, name="take_topic_out"),
    # those I supervise
    path("w/", agenda.people, name="people"),
    path("w/<id:supervised>/", agenda.agenda, name="agenda"),
    path("w/<id:supervised>/k/", agenda.meetings, name="meetings"),
    path("w/<id:supervised>/p/", agenda.paper, name="paper"),
    path("w/<id:supervised>/s/", agenda.plan, name="plan"),
    path("w/<id:supervised>/a/", arrangement.theirs, name="theirs"),
    path("w/<id:supervised>/m/", arrangement.offer_more, name="offer_more"),
    path("w/<id:supervised>/m/e/", arrangement.enough_for, name="enough_for"),
    path("w/<id:supervised>/i/", arrangement.say_inside, name="say_inside"),
    path("w/<id:supervised>/h/", dates.talked_with, name="talked_with"),
    # who supervises whom
    path("r/", rhythms.rhythms, name="rhythms"),
    path("r/<id:teammate>/", rhythms.rhythm, name="rhythm"),
    path("r/<id:teammate>/c/", rhythms.consultant, name="consultant"),
    path("r/<id:teammate>/c/x/", rhythms.nobody_named, name="nobody_named"),
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
