from django.urls import path

from espoir.setup import views

app_name = "setup"
urlpatterns = [
    path("", views.home, name="home"),
    path("n/", views.names, name="names"),
    path("t/", views.team, name="team"),
    path("h/", views.hours, name="hours"),
    path("c/", views.clocks, name="clocks"),
    path("p/", views.printed, name="pack"),
]
