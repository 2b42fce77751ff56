import pytest

from espoir.organisations.models import Person
from espoir.vault import keys


class TestARow:
    def test_reads_as_its_default_once_the_key_is_gone(self, cast):
        keys.shred(cast.mesange.organisation_id, cast.mesange.pk)

        found = Person.objects.of(cast.mesange.organisation).get(pk=cast.mesange.pk)

        assert found.chosen_name == ""
        with pytest.raises(keys.Gone):
            found.chosen_name = "Mésange"

    def test_saving_it_after_that_changes_nothing(self, cast):
        keys.shred(cast.mesange.organisation_id, cast.mesange.pk)
        found = Person.objects.of(cast.mesange.organisation).get(pk=cast.mesange.pk)
        before = bytes(found.box)

        found.save()

        found.refresh_from_db()
        assert bytes(found.box) == before

    def test_one_persons_box_does_not_open_in_anothers_row(self, cast):
        people = Person.objects.of(cast.mesange.organisation)
        people.filter(pk=cast.erable.pk).update(box=cast.mesange.box)

        with pytest.raises(keys.WrongKey):
            people.get(pk=cast.erable.pk).chosen_name  # noqa: B018

    def test_a_change_is_sealed_again_and_read_again(self, cast):
        cast.mesange.chosen_name = "Avril"
        cast.mesange.save()

        assert Person.objects.of(cast.mesange.organisation).get(pk=cast.mesange.pk).chosen_name == "Avril"
