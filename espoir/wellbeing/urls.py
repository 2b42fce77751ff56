from django.urls import path

from espoir.wellbeing.views import keeping, reading, sharing, writing

app_name = "wellbeing"
urlpatterns = [
    path("", reading.home, name="home"),
    path("p/", reading.all_of_it, name="all"),
    path("p/<id:leaf>/", reading.one, name="one"),
    path("p/<id:leaf>/x/", reading.take_out, name="take_out"),
    # writing
    path("n/", writing.week, name="week"),
    path("m/<slug:questionnaire>/", writing.questionnaire, name="questionnaire"),
    # the journal itself
    path("b/", keeping.begin, name="begin"),
    path("c/", keeping.close, name="close"),
    path("k/", keeping.change, name="change"),
    path("d/", keeping.destroy, name="destroy"),
    path("document.zip", keeping.document, name="document"),
    # what leaves it
    path("p/<id:leaf>/s/", sharing.share, name="share"),
    path("s/", sharing.shared, name="shared"),
    path("s/<id:share>/x/", sharing.take_back, name="take_back"),
    path("r/<id:shown>/", sharing.shown, name="shown"),
]
