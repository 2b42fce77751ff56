from django.urls import path

from espoir.pay import views

app_name = "pay"
urlpatterns = [
    # hers
    path("", views.home, name="home"),
    path("h/", views.hours, name="hours"),
    path("h/n/", views.add, name="add"),
    path("h/s/", views.say, name="say"),
    path("h/<id:given>/", views.given, name="given"),
    path("document.csv", views.document, name="document"),
    path("y/", views.confirm, name="confirm"),
    path("d/", views.not_what_i_know, name="not_what_i_know"),
    path("s/", views.share, name="share"),
    path("r/", views.published, name="published"),
    # the organisation's
    path("o/", views.roles, name="roles"),
    path("o/n/", views.new_role, name="new_role"),
    path("o/r/<id:weighed>/", views.role, name="role"),
    path("o/t/<id:earner>/", views.earner, name="earner"),
    path("o/t/<id:earner>/e/", views.terms, name="terms"),
    path("o/t/<id:earner>/a/", views.answer, name="answer"),
]
