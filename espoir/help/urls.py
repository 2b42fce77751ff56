from django.urls import path

from espoir.help import views

app_name = "help"
urlpatterns = [
    path("", views.home, name="home"),
    path("<slug:role>/", views.role, name="role"),
]
