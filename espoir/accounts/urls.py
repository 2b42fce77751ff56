from django.urls import path

from espoir.accounts import views

app_name = "accounts"
urlpatterns = [
    path("e/", views.enter, name="enter"),
    path("m/", views.exit_now, name="exit"),
    path("m.css", views.hush, name="hush"),
    path("l/", views.language, name="language"),
]
