"""Her own texts, for her who takes part: beside `z/…`, which belongs to no organisation's members."""

from django.urls import path

from espoir.transcripts.views import hers

app_name = "her_texts"
urlpatterns = [
    path("<id:hers>/", hers.text, name="text"),
    path("<id:hers>/<int:turn>/", hers.turn, name="turn"),
    path("<id:hers>/x/", hers.out, name="out"),
]
