from django.urls import path

from espoir.consents import views

app_name = "consents"
urlpatterns = [
    path("", views.choices, name="choices"),
    path("s/", views.stop, name="stop"),
    path("r/", views.receipts, name="receipts"),
    path("r/<id:choice>/", views.receipt, name="receipt"),
    path("p/", views.sheet, name="sheet"),
    path("w/p/", views.blank_sheet, name="blank_sheet"),
    path("w/<id:giver>/", views.with_her, name="with"),
]
