"""Nothing is lost: kill -9 at any moment loses no write that was acknowledged, no key, and no erasure."""

import pytest

from tests.installation import installation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kills", [25, pytest.param(150, marks=pytest.mark.drill)])
def test_killed_at_any_moment_nothing_acknowledged_is_lost(tmp_path, kills):
    with installation(tmp_path) as place, place.keeper():
        said = place.drill("killing_drill", str(kills), str(tmp_path))

    assert said["kills"] >= kills
    assert said["wrote"]
    assert said["welcomed"]
    assert said["erased"]
    assert said["broke"] == []
    assert (said["lost"], said["lost_people"], said["still_there"], said["half_erased"]) == ([], [], [], [])
    assert (said["logbook"], said["doctor"], said["next_root"]) == ([], [], False)
