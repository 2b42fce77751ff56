from django.urls import path

from espoir.accounts import views

app_name = "accounts"
urlpatterns = [
    path("x/e/", views.enter, name="enter"),
    path("x/m/", views.exit_now, name="exit"),
    path("x/m.css", views.hush, name="hush"),
    path("x/l/", views.language, name="language"),
]
