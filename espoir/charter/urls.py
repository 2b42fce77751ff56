from django.urls import path

from espoir.charter.views import charter, learning, posts, pulse

app_name = "charter"
urlpatterns = [
    path("", charter.page, name="page"),
    path("a/", charter.agree, name="agree"),
    path("e/", charter.edit, name="edit"),
    path("v/", charter.versions, name="versions"),
    path("v/<int:edition>/", charter.version, name="version"),
    path("p/", charter.printed, name="printed"),
    # the post of each
    path("o/", posts.posts, name="posts"),
    path("o/m/", posts.my_post, name="my_post"),
    path("o/y/", posts.say, name="say_post"),
    path("o/<id:holder>/", posts.post, name="post"),
    # the role in ten minutes
    path("l/<int:part>/", learning.learn, name="learn"),
    path("l/y/", learning.finish, name="finish"),
    # how the role is understood
    path("t/", pulse.pulse, name="pulse"),
    path("t/o/", pulse.ask, name="ask"),
    path("t/g/", pulse.guide, name="guide"),
]
