from django.urls import path

from espoir.readiness.views import hers, looks, offered, own, work

app_name = "readiness"
urlpatterns = [
    # a role here, and what I asked
    path("", hers.home, name="home"),
    path("p/<id:posting>/", hers.posting, name="posting"),
    path("f/<id:posting>/", hers.paper, name="paper"),
    path("p/<id:posting>/s/", hers.ask, name="ask"),
    path("m/<id:application>/", hers.mine, name="mine"),
    path("m/<id:application>/b/", hers.back, name="back"),
    path("m/<id:application>/y/", hers.agree, name="agree"),
    path("m/<id:application>/o/", hers.other, name="other"),
    path("m/s/<id:support>/n/", hers.not_yet, name="not_yet"),
    path("m/s/<id:support>/x/", hers.not_needed, name="not_needed"),
    # for myself alone
    path("g/", own.guide, name="guide"),
    path("g/p/", own.guide_paper, name="guide_paper"),
    path("g/x/", own.guide_out, name="guide_out"),
    path("r/", own.thoughts, name="thoughts"),
    path("r/x/", own.thoughts_out, name="thoughts_out"),
    # reading, talking, answering
    path("w/", work.work, name="work"),
    path("w/<id:seeker>/", work.asked, name="asked"),
    path("w/<id:seeker>/t/", work.two, name="two"),
    path("w/<id:seeker>/a/", work.answer, name="answer"),
    path("w/<id:seeker>/b/", work.begin, name="begin"),
    path("w/<id:seeker>/l/", work.later, name="later"),
    path("w/<id:seeker>/r/", work.again, name="again"),
    path("c/<id:conversation>/", work.conversation, name="conversation"),
    path("c/<id:conversation>/e/", work.shared, name="shared"),
    path("c/<id:conversation>/n/", work.not_us, name="not_us"),
    path("c/<id:conversation>/w/", work.words, name="words"),
    path("u/<id:owed>/", work.owed, name="owed"),
    path("u/<id:owed>/d/", work.given, name="given"),
    # the roles on offer
    path("o/", offered.postings, name="postings"),
    path("o/<id:offered>/", offered.offered, name="offered"),
    path("o/<id:offered>/w/<slug:tongue>/", offered.written, name="written"),
    path("o/<id:offered>/r/", offered.readers, name="readers"),
    path("o/<id:offered>/o/", offered.opening, name="opening"),
    path("o/<id:offered>/c/", offered.closing, name="closing"),
    path("o/<id:offered>/b/", offered.beside, name="beside"),
    # where we stand
    path("l/", looks.looks, name="looks"),
    path("l/p/", looks.look_paper, name="look_paper"),
    path("l/<id:look>/", looks.look, name="look"),
    path("l/<id:look>/o/", looks.owe, name="owe"),
    path("l/<id:look>/c/", looks.conclude, name="conclude"),
    path("l/s/<id:duty>/", looks.step, name="step"),
    path("l/s/<id:duty>/d/", looks.step_done, name="step_done"),
    path("l/s/<id:duty>/x/", looks.step_let_go, name="step_let_go"),
]
