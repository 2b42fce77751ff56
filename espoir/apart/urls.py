from django.urls import URLPattern

app_name = "apart"
urlpatterns: list[URLPattern] = []
