"""Mésange on a Monday morning, with the page before her."""

import pytest

from espoir import clock
from espoir.apart.tests.scenes import MONDAY
from espoir.people import actions as people


@pytest.fixture
def mesange(cast):
    people.see_limits(by=cast.mesange)
    return cast.mesange


@pytest.fixture
def on_a_monday():
    with clock.at(MONDAY):
        yield
