from django.urls import path

from espoir.measures import views

app_name = "measures"
urlpatterns = [
    path("", views.every, name="every"),
    path("p/", views.sheets, name="sheets"),
    path("p/<slug:questionnaire>/", views.sheet, name="sheet"),
    path("<slug:questionnaire>/", views.one, name="one"),
    path("<slug:questionnaire>/o/", views.switch_on, name="on"),
    path("<slug:questionnaire>/x/", views.switch_off, name="off"),
]
