from django.urls import path

from espoir.passage.views import mine, start

app_name = "passage"
urlpatterns = [
    # someone who came for support takes on a role
    path("", mine.home, name="home"),
    path("a/", mine.answer, name="answer"),
    path("e/", mine.elsewhere, name="elsewhere"),
    path("e/<id:elsewhere>/", mine.elsewhere_with, name="elsewhere_with"),
    path("z/", mine.ask, name="ask"),
    path("z/<id:opening>/", mine.opening, name="opening"),
    path("z/<id:opening>/p/", mine.press, name="press"),
    path("z/<id:opening>/c/", mine.close, name="close"),
    path("w/", mine.choices, name="choices"),
    path("w/<id:willing>/", mine.choice, name="choice"),
    path("o/<id:someone>/", start.offer, name="offer"),
    # the first ninety days of anyone
    path("f/", start.mine, name="start"),
    path("f/p/", start.sheet, name="sheet"),
    path("f/<id:part>/", start.part, name="part"),
    path("f/<id:part>/t/", start.tick, name="tick"),
    path("t/<id:chat>/", start.talked, name="talked"),
    path("r/", start.newcomers, name="newcomers"),
    path("r/s/<id:member>/", start.begin, name="begin"),
    path("r/<id:newcomer>/", start.newcomer, name="newcomer"),
    path("r/<id:newcomer>/b/", start.buddy, name="buddy"),
]
