from django.urls import path
from django.utils.translation import gettext_lazy as _

from espoir.organisations.roles import Permission
from espoir.records import views
from espoir.ui.frame import menu

app_name = "records"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("t/<slug:shelf>/", views.shelf, name="shelf"),
    path("t/<slug:shelf>/c/", views.put_right, name="put_right"),
    path("v/", views.seen, name="seen"),
    path("v/<id:line>/", views.why, name="why"),
    path("o/<id:query>/", views.answer, name="answer"),
    path("k/", views.copy, name="copy"),
    path("k/x/", views.remove_copy, name="remove_copy"),
    path("k/document.zip", views.download, name="download"),
    path("i/", views.on_paper, name="on_paper"),
    path("f/", views.erase, name="erase"),
    path("e/", views.earlier_file_goes, name="earlier"),
    path("e/<id:opening>/", views.earlier_file, name="earlier_file"),
    path("w/", views.leavers, name="leavers"),
    path("w/<id:leaver>/", views.erase_on_paper, name="erase_on_paper"),
]

menu("records:mine", _("My info"), order=30, who=lambda person: person.may(Permission.BE_SUPPORTED))
