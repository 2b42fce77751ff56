from django.urls import path

from espoir.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("s/", views.still_right, name="still_right"),
]
