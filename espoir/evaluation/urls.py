from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.evaluation import views
from espoir.organisations.roles import Permission
from espoir.ui.frame import menu

app_name = "evaluation"
urlpatterns = [
    path("", views.numbers, name="numbers"),
    path("f/", views.funder, name="funder"),
    path("c/", views.pace, name="pace"),
]
menu("evaluation:numbers", _("Numbers"), order=50, who=lambda person: person.may(Permission.FIGURES))
