"""Which of her words may be quoted, for whoever said them: beside `z/…`, which belongs to no organisation's members."""

from django.urls import path

from espoir.findings.views import hers

app_name = "her_quotations"
urlpatterns = [path("", hers.home, name="home")]
