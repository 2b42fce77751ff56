from django.urls import path

from espoir.transcripts import views

app_name = "transcripts"
urlpatterns = [
    path("s/<id:corpus>/", views.texts, name="texts"),
    path("s/<id:corpus>/i/", views.receive, name="receive"),
    path("s/<id:corpus>/w/", views.look_for, name="look_for"),
    path("p/<id:speaking>/", views.bring, name="bring"),
    path("d/<id:text>/", views.text, name="text"),
    path("d/<id:text>/v/", views.voices, name="voices"),
    path("d/<id:text>/t/<int:turn>/", views.turn, name="turn"),
    path("d/<id:text>/t/<int:turn>/a/", views.add, name="add"),
    path("d/<id:text>/c/", views.changes, name="changes"),
    path("d/<id:text>/h/", views.hide, name="hide"),
    path("d/<id:text>/m/", views.move, name="move"),
]
