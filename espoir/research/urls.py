from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.research.models import Edition
from espoir.research.views import preparing, studies
from espoir.ui.frame import menu

SHEET, QUESTIONS, CONSENT = ({"kind": kind} for kind in Edition.Kind)

app_name = "research"
urlpatterns = [
    path("", studies.home, name="home"),
    # whoever sets up
    path("o/", studies.here, name="here"),
    path("o/n/", studies.begin, name="begin"),
    path("o/<id:begun>/", studies.begun, name="begun"),
    # the team
    path("s/<id:study>/", studies.study, name="study"),
    path("s/<id:study>/w/", preparing.words, name="words"),
    path("s/<id:study>/d/", preparing.dates, name="dates"),
    path("s/<id:study>/m/", studies.team, name="team"),
    path("m/<id:onteam>/", studies.off_the_team, name="off_the_team"),
    path("s/<id:study>/p/", preparing.phases, name="phases"),
    path("p/<id:phase>/", preparing.phase, name="phase"),
    path("p/<id:phase>/x/", preparing.phase_out, name="phase_out"),
    path("s/<id:study>/a/", preparing.audiences, name="audiences"),
    path("s/<id:study>/an/", preparing.new_audience, name="new_audience"),
    path("a/<id:audience>/", preparing.audience, name="audience"),
    path("a/<id:audience>/x/", preparing.audience_out, name="audience_out"),
    path("a/<id:audience>/i/", preparing.texts, SHEET, name="sheet"),
    path("a/<id:audience>/q/", preparing.texts, QUESTIONS, name="questions"),
    path("a/<id:audience>/c/", preparing.texts, CONSENT, name="statements"),
    path("a/<id:audience>/i/w/", preparing.write, SHEET, name="write_sheet"),
    path("a/<id:audience>/q/w/", preparing.write, QUESTIONS, name="write_questions"),
    path("a/<id:audience>/c/w/", preparing.write, CONSENT, name="write_statements"),
    path("v/<id:edition>/", preparing.version, name="version"),
    path("s/<id:study>/t/", preparing.traits, name="traits"),
    path("s/<id:study>/tn/", preparing.new_trait, name="new_trait"),
    path("t/<id:trait>/", preparing.trait, name="trait"),
    path("t/<id:trait>/x/", preparing.trait_out, name="trait_out"),
    path("s/<id:study>/o/", studies.open_it, name="open"),
    path("s/<id:study>/c/", studies.close_it, name="close"),
    path("s/<id:study>/x/", studies.give_up, name="give_up"),
    path("s/<id:study>/k/", studies.card, name="card"),
    path("s/<id:study>/k/q/", studies.card_image, name="card_image"),
    path("s/<id:study>/kn/", studies.new_card, name="new_card"),
]

menu("research:home", _("Research"), order=40, who=lambda person: person.may(Permission.RESEARCH))
