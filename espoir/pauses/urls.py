from django.urls import path

from espoir.pauses.views import away, looking_after, meanwhile

app_name = "pauses"
urlpatterns = [
    # hers
    path("", away.home, name="home"),
    path("b/", away.come_back, name="come_back"),
    path("h/", away.hello, name="hello"),
    path("p/", away.plan, name="plan"),
    path("p/y/", away.agree, name="agree"),
    # the people she supports
    path("m/", meanwhile.preference, name="preference"),
    path("m/<id:meanwhile>/", meanwhile.meanwhile, name="meanwhile"),
    # the organisation
    path("w/", looking_after.everyone, name="everyone"),
    path("w/<id:away>/", looking_after.one, name="one"),
    path("w/<id:away>/h/", looking_after.said_hello, name="said_hello"),
    path("w/<id:away>/y/", looking_after.answer, name="answer"),
    path("w/<id:away>/p/", looking_after.other_plan, name="other_plan"),
    path("w/<id:away>/l/", looking_after.looked_again, name="looked_again"),
    path("k/<id:cover>/", looking_after.call, name="call"),
    path("o/", looking_after.rule, name="rule"),
]
