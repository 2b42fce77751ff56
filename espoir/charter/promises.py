from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from espoir.charter.queries import posts_to_put_right
from espoir.organisations.promises import Asked, Promise, promises, still_here
from espoir.organisations.roles import Permission


@promises
def posts_that_are_not_as_agreed(asked: Asked) -> Iterator[Promise]:
    """Owed to nobody by name: she reads on the charter's page who puts it right, and when."""
    if not asked.may(Permission.SET_UP):
        return
    for post in asked.narrow(posts_to_put_right(asked.organisation), "owner", unkept=asked.is_for_a_chief):
        yield Promise(
            words=_("Put right how much of a post the role is, with %(name)s") % {"name": post.person.name},
            owner=still_here(post.owner) or asked.chief,
            due=post.due,
            url=reverse("charter:post", args=[asked.organisation.slug, post.person_id]),
        )
