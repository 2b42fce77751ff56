"""A rate that others published says since when, by whom, and when it was read."""

from espoir import clock
from espoir.pay.reference import rates


def test_each_rate_has_its_source_and_its_dates(db):
    assert rates()
    for rate in rates():
        assert isinstance(rate.cents, int)
        assert rate.since <= rate.read_on
        assert rate.source
        assert rate.url.startswith("https://")
        assert rate.name("fr")
        assert rate.name("en")


def test_the_page_says_them_and_that_it_is_no_advice(cast, knock):
    page = knock(cast.alize).get("/sentier/l/r/").content.decode()
    assert "16,60\u00a0$" in page
    assert "avis juridique" in page
    assert clock.today()
