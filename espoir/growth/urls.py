from django.urls import path

from espoir.growth import gathering, views

app_name = "growth"
urlpatterns = [
    # hers
    path("", views.home, name="home"),
    path("n/", views.new_step, name="new_step"),
    path("s/<id:wish>/", views.step, name="step"),
    path("s/<id:wish>/e/", views.edit_step, name="edit_step"),
    path("s/<id:wish>/b/", views.take_back, name="take_back"),
    path("s/<id:wish>/d/", views.finish, name="finish"),
    path("s/<id:wish>/x/", views.step_out, name="step_out"),
    path("h/", views.hours, name="hours"),
    path("h/<id:learned>/", views.learned_out, name="learned_out"),
    path("a/", views.certificate, name="certificate"),
    path("a/<id:certificate>/", views.certificate_out, name="certificate_out"),
    path("c/", gathering.circles, name="circles"),
    path("c/n/", gathering.new_circle, name="new_circle"),
    path("c/<id:circle>/", gathering.circle, name="circle"),
    path("c/<id:circle>/w/", gathering.come, name="come"),
    path("c/<id:circle>/x/", gathering.call_off, name="call_off"),
    # the organisation's
    path("o/", views.to_answer, name="to_answer"),
    path("o/s/<id:wished>/", views.asked, name="asked"),
    path("o/c/", gathering.arranged, name="arranged"),
    path("o/c/n/", gathering.arrange, name="arrange"),
    path("o/c/<id:circle>/x/", gathering.call_off_for_all, name="call_off_for_all"),
    path("o/e/n/", gathering.new_event, name="new_event"),
    path("o/e/<id:event>/", gathering.event_out, name="event_out"),
]
