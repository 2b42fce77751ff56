"""Help that needs no session."""

from django.urls import path

from espoir.help import views

app_name = "open"
urlpatterns = [
    path("d/", views.device, name="device"),
    path("l/", views.lines, name="lines"),
]
