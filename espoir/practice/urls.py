from django.urls import path

from espoir.practice import views

app_name = "practice"
urlpatterns = [
    # hers
    path("", views.home, name="home"),
    path("n/", views.note, name="note"),
    path("c/", views.contact, name="contact"),
    path("t/", views.always, name="always"),
    path("r/", views.rows, name="rows"),
    path("r/<id:noted>/", views.noted, name="noted"),
    path("r/<id:noted>/x/", views.take_out, name="take_out"),
    path("w/", views.saying_no, name="saying_no"),
    path("s/", views.ask, name="ask"),
    # the team's
    path("q/", views.questions, name="questions"),
    path("q/<id:raised>/", views.question, name="question"),
    path("q/<id:raised>/a/", views.answer, name="answer"),
    path("q/<id:raised>/x/", views.take_back, name="take_back"),
]
