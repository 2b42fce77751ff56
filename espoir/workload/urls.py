from django.urls import URLPattern

app_name = "workload"
urlpatterns: list[URLPattern] = []
