from django.urls import path

from espoir.pay.views import documents, hers, theirs

app_name = "pay"
urlpatterns = [
    # hers
    path("", hers.home, name="home"),
    path("h/", hers.hours, name="hours"),
    path("h/n/", hers.add, name="add"),
    path("h/s/", hers.say, name="say"),
    path("h/<id:given>/", hers.given, name="given"),
    path("document.csv", documents.hours, name="document"),
    path("y/", hers.confirm, name="confirm"),
    path("d/", hers.not_what_i_know, name="not_what_i_know"),
    path("s/", hers.share, name="share"),
    path("t/", hers.changes, name="changes"),
    path("t/document.csv", documents.terms, name="terms_document"),
    path("r/", hers.published, name="published"),
    # the organisation's
    path("o/", theirs.roles, name="roles"),
    path("o/document.csv", documents.organisation, name="organisation_document"),
    path("o/b/", theirs.rates, name="rates"),
    path("o/b/<id:rate>/", theirs.rate, name="rate"),
    path("o/n/", theirs.new_role, name="new_role"),
    path("o/r/<id:weighed>/", theirs.role, name="role"),
    path("o/t/<id:earner>/", theirs.earner, name="earner"),
    path("o/t/<id:earner>/e/", theirs.terms, name="terms"),
    path("o/t/<id:earner>/c/", theirs.changes, name="earner_changes"),
    path("o/t/<id:earner>/a/", theirs.answer, name="answer"),
]
