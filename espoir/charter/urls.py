from django.urls import path

from espoir.charter import views

app_name = "charter"
urlpatterns = [
    path("", views.page, name="page"),
    path("a/", views.agree, name="agree"),
    path("e/", views.edit, name="edit"),
    path("v/", views.versions, name="versions"),
    path("v/<int:edition>/", views.version, name="version"),
]
