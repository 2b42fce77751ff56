from __future__ import annotations

from espoir.organisations.models import Account, Person, PersonQuerySet


def people_of(account: Account) -> PersonQuerySet:
    """Who this account is, organisation by organisation."""
    return (
        Person.objects.everywhere(because="narrowed to the account's own people")
        .here()
        .filter(account=account)
        .select_related("organisation")
        .prefetch_related("hats")
        .order_by("organisation__slug")
    )
