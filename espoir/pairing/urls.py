from django.urls import path

from espoir.pairing import views

app_name = "pairing"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("k/", views.ask, name="ask"),
    path("c/", views.choose, name="choose"),
    path("w/", views.withdraw, name="withdraw"),
    path("h/", views.how, name="how"),
    path("o/", views.offers, name="offers"),
    path("o/<id:offer>/", views.answer, name="answer"),
    path("l/<id:link>/", views.link, name="link"),
    path("l/<id:link>/p/", views.pause, name="pause"),
    path("l/<id:link>/s/", views.resume, name="resume"),
    path("l/<id:link>/e/", views.end, name="end"),
    path("l/<id:link>/c/", views.closing, name="closing"),
    path("l/<id:link>/h/", views.hand_over, name="hand_over"),
    path("l/<id:link>/g/", views.keep, name="keep"),
    path("l/<id:link>/t/", views.stay, name="stay"),
    path("q/<id:checkin>/", views.checkin, name="checkin"),
    path("q/<id:checkin>/t/", views.talk, name="talk"),
    path("t/<id:aftercare>/", views.word, name="word"),
    path("t/<id:aftercare>/e/", views.let_go, name="let_go"),
    path("n/<id:sitting>/", views.arrange, name="arrange"),
    path("r/", views.people, name="people"),
    path("p/", views.partner, name="partner"),
]
