from django.urls import path

from espoir.pauses.views import away, looking_after, meanwhile, support

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
    # what helps her work
    path("u/", support.helps, name="helps"),
    path("u/<id:helping>/x/", support.no_longer_needed, name="no_longer_needed"),
    path("u/<id:helping>/s/", support.share, name="share"),
    path("c/", support.outside, name="outside"),
    path("c/u/", support.used_one, name="used_one"),
    path("c/x/", support.take_one_out, name="take_one_out"),
    path("f/", support.beside, name="beside"),
    path("f/a/", support.ask_for_someone, name="ask_for_someone"),
    path("f/x/", support.let_go, name="let_go"),
    # and whoever answers
    path("v/", support.helping_all, name="helping_all"),
    path("v/<id:helping>/", support.helping, name="helping"),
    path("v/c/", support.terms, name="terms"),
    path("v/n/", support.new_outsider, name="new_outsider"),
    path("v/p/<id:outsider>/", support.outsider, name="outsider"),
    path("v/f/<id:asking>/", support.asking, name="asking"),
]
