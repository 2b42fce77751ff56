from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.today import views
from espoir.ui.frame import menu

app_name = "today"
urlpatterns = [path("", views.home, name="home")]
menu("today:home", _("Home"), order=0, who=lambda person: True)
