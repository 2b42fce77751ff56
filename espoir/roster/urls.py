from django.urls import path

from espoir.roster import views

app_name = "roster"
urlpatterns = [
    path("", views.start, name="start"),
    path("<id:brought>/", views.look, name="look"),
    path("<id:brought>/a/", views.answer, name="answer"),
    path("<id:brought>/c/", views.columns, name="columns"),
    path("<id:brought>/r/<int:row>/", views.row, name="row"),
    path("<id:brought>/r/<int:row>/o/", views.leave_out, name="leave_out"),
    path("<id:brought>/s/", views.save, name="save"),
    path("<id:brought>/u/", views.undo, name="undo"),
    path("<id:brought>/x/", views.throw_away, name="throw_away"),
]
