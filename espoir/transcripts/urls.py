from django.urls import path

from espoir.transcripts.views import texts

app_name = "transcripts"
urlpatterns = [
    path("s/<id:corpus>/", texts.texts, name="texts"),
    path("s/<id:corpus>/i/", texts.receive, name="receive"),
    path("s/<id:corpus>/w/", texts.look_for, name="look_for"),
    path("p/<id:speaking>/", texts.bring, name="bring"),
    path("d/<id:text>/", texts.text, name="text"),
    path("d/<id:text>/v/", texts.voices, name="voices"),
    path("d/<id:text>/t/<int:turn>/", texts.turn, name="turn"),
    path("d/<id:text>/t/<int:turn>/a/", texts.add, name="add"),
    path("d/<id:text>/c/", texts.changes, name="changes"),
    path("d/<id:text>/h/", texts.hide, name="hide"),
    path("d/<id:text>/m/", texts.move, name="move"),
]
