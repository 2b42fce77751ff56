from __future__ import annotations

from datetime import timedelta

from espoir import clock


def people_on_today(knock, person):
    page = knock(person).get(f"/{person.organisation.slug}/").content.decode()
    return page.split("<main", 1)[1].split("</main>", 1)[0]


def test_whom_i_support_and_who_supports_me_are_on_today_once(cast, knock, two):
    """First what is new between the two, then, once it is no news, a quiet way to their page."""
    cast.mesange.account.language = cast.alize.account.language = "en-ca"
    for person, other, quiet in (
        (cast.alize, cast.mesange, "Note a meeting"),
        (cast.mesange, cast.alize, "Our meetings, and a date when you like"),
    ):
        address = f"/{person.organisation.slug}/k/{other.pk}/"
        page = people_on_today(knock, person)
        assert f"You and {other.name} both said yes." in page
        assert page.count(f'href="{address}"') == 1
        assert quiet not in page
        with clock.at(clock.now() + timedelta(days=30)):
            page = people_on_today(knock, person)
        assert "both said yes" not in page
        assert page.count(f'href="{address}"') == 1
        assert quiet in page
