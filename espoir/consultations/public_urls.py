"""The pages of whoever takes part in a study: `z/…` belongs to no organisation's members."""

from django.urls import path, register_converter

from espoir.consultations.views import card, hers, leaving, talking, writing
from espoir.organisations.ids import ALPHABET, LENGTH


class CardConverter:
    """`<card:card>`: what stands in the address on a study's card."""

    regex = f"[{ALPHABET}]{{{LENGTH * 2}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CardConverter, "card")

app_name = "taking_part"
urlpatterns = [
    # the way in
    path("", card.code, name="code"),
    path("r/", leaving.receipt, name="receipt"),
    path("o/", leaving.end, name="end"),
    path("o/b/", leaving.ended, name="ended"),
    path("o/z/<int:minutes>/", leaving.closed, name="closed"),
    # her own page
    path("p/", hers.home, name="home"),
    path("p/a/", hers.consent, name="consent"),
    path("p/a/document.pdf", hers.consent_copy, name="consent_copy"),
    path("p/i/", hers.reach, name="reach"),
    path("p/m/", hers.way, name="way"),
    path("p/n/", hers.new_code, name="new_code"),
    path("p/t/", hers.traits, name="traits"),
    path("p/w/", writing.write, name="write"),
    path("p/w/s/", writing.send, name="send"),
    path("p/w/d/document.docx", writing.form_out, name="form_out"),
    path("p/w/i/", writing.form_in, name="form_in"),
    path("p/w/<int:n>/", writing.one, name="one"),
    path("p/l/<slug:kind>/", talking.ask, name="ask"),
    path("p/l/<id:talk>/s/", talking.stop, name="stop"),
    path("p/b/", leaving.parts, name="parts"),
    path("p/b/<slug:part>/", leaving.part, name="part"),
    path("p/x/", leaving.everything, name="everything"),
    # a study, by its card
    path("<card:card>/", card.study, name="study"),
    path("<card:card>/<id:audience>/", card.sheet, name="sheet"),
    path("<card:card>/<id:audience>/q/", card.questions, name="questions"),
    path("<card:card>/<id:audience>/b/", card.begin, name="begin"),
]
