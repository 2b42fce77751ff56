from django.urls import path

from espoir.setup import views

app_name = "setup"
urlpatterns = [path("", views.home, name="home")]
