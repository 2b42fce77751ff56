from django.urls import path

from espoir.apart.views import matters, mine, papers

app_name = "apart"
urlpatterns = [
    # each person's own page
    path("", mine.mine, name="mine"),
    path("n/", mine.typed, name="typed"),
    path("k/", mine.keep_longer, name="keep_longer"),
    path("q/", mine.then, name="then"),
    path("x/", mine.everything, name="everything"),
    path("l/<id:line>/", mine.line, name="line"),
    path("l/<id:line>/f/", mine.seal, name="seal"),
    path("l/<id:line>/r/", mine.take_out, name="take_out"),
    # on paper
    path("p/", papers.sheet, name="sheet"),
    path("p/c/", papers.copy, name="copy"),
    path("p/w/", papers.word, name="word"),
    path("p/w/<id:sheet>/", papers.confirm, name="confirm"),
    # safety leads and the outside ally
    path("m/", matters.matters, name="matters"),
    path("m/<id:matter>/", matters.matter, name="matter"),
    path("m/<id:matter>/o/", matters.press, name="press"),
    path("m/<id:matter>/p/", matters.part, name="part"),
    path("m/<id:matter>/s/", matters.settle, name="settle"),
]
