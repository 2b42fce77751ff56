from django.urls import path

from espoir.voice import deciding, views

app_name = "voice"
urlpatterns = [
    # for everyone
    path("", views.home, name="home"),
    path("l/", views.log, name="log"),
    # hers
    path("n/", views.propose, name="propose"),
    path("i/<id:idea>/", views.idea, name="idea"),
    path("i/<id:idea>/b/", views.take_back, name="take_back"),
    path("q/", views.asked, name="asked"),
    path("q/<slug:thing>/", views.thing, name="thing"),
    path("d/", deciding.mine, name="decisions"),
    path("d/<id:decision>/", deciding.decision, name="decision"),
    path("e/<id:invited>/", deciding.invited, name="invited"),
    # the organisation's
    path("o/", views.to_answer, name="to_answer"),
    path("o/i/<id:idea>/", views.sent, name="sent"),
    path("o/i/<id:idea>/l/", views.later, name="later"),
    path("o/i/<id:idea>/d/", views.done, name="done"),
    path("o/q/<id:word>/", views.question, name="question"),
    path("o/s/<id:struck>/", views.struck, name="struck"),
    path("o/r/", views.rate, name="rate"),
    path("o/p/<id:someone>/", deciding.about, name="about"),
    path("o/d/<id:decision>/", deciding.kept, name="kept"),
    path("o/d/<id:decision>/w/", deciding.aloud, name="aloud"),
    path("o/d/<id:decision>/t/", deciding.plan, name="plan"),
    path("o/d/<id:decision>/e/", deciding.ended, name="ended"),
]
