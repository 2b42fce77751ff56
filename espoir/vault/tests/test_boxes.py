import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from espoir.vault import boxes, keys

PLACE = "people.reach|1|box"
values_of_one = st.none() | st.booleans() | st.integers() | st.text(max_size=60)
anything = st.dictionaries(st.text(max_size=8), values_of_one | st.lists(values_of_one, max_size=3), max_size=5)
once_a_test = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)


@pytest.fixture(autouse=True)
def robin():
    keys.mint("here", "robin", "wren")
    keys.mint("there", "robin")


@once_a_test
@given(anything)
def test_what_goes_in_comes_out(values):
    assert boxes.unseal("here", "robin", PLACE, boxes.seal("here", "robin", PLACE, values)) == values


@once_a_test
@given(anything, st.sampled_from(["scope", "subject", "row", "field", "model"]))
def test_a_box_opens_only_where_it_was_sealed(values, moved):
    box = boxes.seal("here", "robin", PLACE, values)
    scope, subject, place = {
        "scope": ("there", "robin", PLACE),
        "subject": ("here", "wren", PLACE),
        "row": ("here", "robin", "people.reach|2|box"),
        "field": ("here", "robin", "people.reach|1|own_box"),
        "model": ("here", "robin", "people.wishes|1|box"),
    }[moved]

    with pytest.raises(keys.WrongKey):
        boxes.unseal(scope, subject, place, box)


@once_a_test
@given(anything, st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_noticed(values, where, change):
    box = bytearray(boxes.seal("here", "robin", PLACE, values))
    where = 1 + where % (len(box) - 1)
    box[where] ^= change

    with pytest.raises(keys.WrongKey):
        boxes.unseal("here", "robin", PLACE, bytes(box))


@once_a_test
@given(st.text(max_size=50), st.text(max_size=50))
def test_its_length_does_not_tell_how_much_is_inside(one, other):
    sealed = [boxes.seal("here", "robin", PLACE, {"note": words}) for words in (one, other)]

    if max(len(words.encode()) for words in (one, other)) < 50:
        assert len(sealed[0]) == len(sealed[1])
    assert (len(sealed[0]) - 29) % boxes.PADDING == 0


def test_the_same_words_never_look_the_same():
    assert len({boxes.seal("here", "robin", PLACE, {"note": "oui"}) for _ in range(50)}) == 50


def test_a_mark_is_stable_and_one_for_each_purpose():
    marks = {boxes.tag("here", "robin", purpose) for purpose in ("logbook", "logbook", "other")}

    assert len(marks) == 2
    assert boxes.tag("here", "robin", "logbook") != boxes.tag("there", "robin", "logbook")
