"""No form asks for more than a name: nothing has to be disclosed, ever."""

from __future__ import annotations

import pytest

from espoir.people import actions
from espoir.people.forms import NameForm, ReachForm, WishesForm


def test_only_a_name_is_needed(cast):
    assert {name for name, field in NameForm.base_fields.items() if field.required} == {"chosen_name", "language"}


@pytest.mark.parametrize("page", ["/sentier/b/r/", "/sentier/b/s/", "/sentier/c/"])
def test_every_other_page_may_stay_blank(cast, knock, page):
    actions.see_limits(by=cast.mesange)

    assert knock(cast.mesange).post(page, {"go": ""}).status_code == 302


# SAFE-4
def test_no_field_of_the_way_in_is_required(cast):
    organisation = cast.kim.organisation
    fields = {**ReachForm().fields, **WishesForm(organisation=organisation).fields}

    assert not [name for name, field in fields.items() if field.required]
