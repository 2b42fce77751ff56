from django.urls import path

from espoir.apart import views

app_name = "apart"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("a/", views.pick, name="pick"),
    path("r/", views.take_out, name="take_out"),
    path("k/", views.keep_longer, name="keep_longer"),
]
