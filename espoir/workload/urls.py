from django.urls import path

from espoir.workload import views

app_name = "workload"
urlpatterns = [
    path("", views.home, name="home"),
    path("l/", views.propose, name="propose"),
    path("l/a/", views.answer, name="answer"),
    path("f/", views.one_fewer, name="one_fewer"),
    path("o/", views.everyone, name="everyone"),
    path("o/<id:worker>/", views.worker, name="worker"),
    path("o/<id:worker>/a/", views.answer_theirs, name="answer_theirs"),
]
