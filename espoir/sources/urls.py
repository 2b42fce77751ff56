from django.urls import path

from espoir.sources.views import report, screening, works

app_name = "sources"
urlpatterns = [
    path("<id:review>/", works.home, name="home"),
    path("<id:review>/l/", works.everything, name="all"),
    path("<id:review>/s/", works.searches, name="searches"),
    path("s/<id:lookup>/", works.search, name="search"),
    path("s/<id:lookup>/d/", works.drop_search, name="drop_search"),
    path("<id:review>/f/", works.bring, name="bring"),
    path("f/<id:bundle>/", works.bundle, name="bundle"),
    path("f/<id:bundle>/k/", works.keep, name="keep"),
    path("f/<id:bundle>/d/", works.throw_away, name="throw_away"),
    path("f/<id:bundle>/b/", works.take_back, name="take_back"),
    path("<id:review>/n/", works.new, name="new"),
    path("w/<id:work>/", works.work, name="work"),
    path("w/<id:work>/e/", works.edit, name="edit"),
    path("w/<id:work>/u/", works.cite, name="cite"),
    path("w/<id:work>/d/", works.drop, name="drop"),
    path("<id:review>/d/", works.doubles, name="doubles"),
    path("w/<id:work>/m/", works.merge, name="merge"),
    path("w/<id:work>/p/", works.part, name="part"),
    # screening
    path("<id:review>/v/", screening.to_say, name="to_say"),
    path("w/<id:work>/v/", screening.say, name="say"),
    path("<id:review>/c/", screening.conflicts, name="conflicts"),
    path("w/<id:work>/c/", screening.settle, name="settle"),
    path("w/<id:work>/r/", screening.reopen, name="reopen"),
    path("<id:review>/g/", screening.grid, name="grid"),
    # for the report
    path("<id:review>/b/", report.breakdown, name="breakdown"),
    path("<id:review>/r/", report.references, name="references"),
    path("<id:review>/r/document.ris", report.ris, name="ris"),
    path("<id:review>/p/", report.flow, name="flow"),
    path("<id:review>/p/document.svg", report.flow_svg, name="flow_svg"),
    path("<id:review>/p/document.csv", report.flow_csv, name="flow_csv"),
]
