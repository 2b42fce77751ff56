from django.urls import path

from espoir.consultations.views import team

app_name = "consultations"
urlpatterns = [
    path("s/<id:study>/", team.people, name="people"),
    path("s/<id:study>/n/", team.slip, name="slip"),
    path("p/<id:participant>/", team.person, name="person"),
    path("p/<id:participant>/c/", team.countersign, name="countersign"),
    path("p/<id:participant>/a/", team.enter, name="enter"),
    path("p/<id:participant>/i/", team.who, name="who"),
    path("p/<id:participant>/n/", team.another_code, name="another_code"),
    path("p/<id:participant>/d/document.pdf", team.copy, name="copy"),
    path("t/<id:ptalk>/", team.talk, name="talk"),
    path("t/<id:ptalk>/e/", team.close_talk, name="close_talk"),
]
