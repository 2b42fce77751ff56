import pytest

from espoir.research.tests.objects import a_study

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", ["prepared", "open", "closed", "approved", "ended"])
def test_a_study_goes_its_way(cast, state):
    assert a_study(cast, state=state).state == state
