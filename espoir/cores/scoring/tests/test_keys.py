"""What must be true of every file in keys/, whatever is added to it."""

import re
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from espoir.cores.scoring import BadKey, NoSuchVersion, NotKnown, Obstacle, catalogue, codes, find, read, squeezed

FILES = sorted(files("espoir.cores.scoring").joinpath("keys").iterdir(), key=lambda each: each.name)
ALL = catalogue()
TODAY = date(2026, 11, 22)
WHO5 = next(each for each in FILES if each.name == "who5-1998.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_is_called_by_its_code_and_version(file):
    instrument = read(file.read_text(encoding="utf-8"))
    assert file.name == f"{instrument.code}-{instrument.version}.toml"


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.code)
def test_a_file_is_whole_in_both_languages_and_names_no_address(instrument):
    said = [instrument.name, instrument.where]
    if instrument.key:
        said += [scale.name for scale in instrument.key.scales] + [instrument.key.direction]
        assert instrument.key.seen_on <= TODAY
    if instrument.terms:
        said.append(instrument.terms.summary)
        assert instrument.terms.credit
        assert instrument.terms.source
        assert instrument.terms.verified_on <= TODAY
    assert all(each.en.strip() and each.fr.strip() and each.en != each.fr for each in said)
    assert not re.search(r"://|'", " ".join(each.en + each.fr for each in said))


def test_no_two_instruments_answer_to_the_same_name():
    names = [(squeezed(code), each.version) for each in ALL for code in codes(each)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_wording_is_shipped(file):
    """A key has no place for what is asked: nothing but what `read` knows, and no question in what it says."""
    text = "\n".join(line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    assert "?" not in text
    assert not re.search(r"\b(I am|I feel|I have|my life|je suis|je me sens|j’ai)\b", text, re.IGNORECASE)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("who5", "who5"),
        ("WHO-5", "who5"),
        ("who", "who5"),
        (" Who 5 ", "who5"),
        ("ProQOL 5", "proqol"),
        ("proqol", "proqol"),
    ],
)
def test_a_name_is_known_however_it_is_spelt(said, code):
    assert find(said).code == code


@pytest.mark.parametrize("said", ["proqol@5", "ProQOL@v5", "proqol@version 5", "PROQOL-5@2009"])
def test_a_version_is_known_by_its_names(said):
    assert find(said).version == "5"


@pytest.mark.parametrize("said", ["proqol@4", "proqol@", "proqol@55", "who5@5", "who5@1998b"])
def test_another_version_is_never_taken_for_the_one_here(said):
    with pytest.raises(NoSuchVersion) as refused:
        find(said)
    assert [each.code for each in refused.value.known] == [said.partition("@")[0]]


@pytest.mark.parametrize("said", ["", "@5", "phq9", "proqol6"])
def test_a_name_that_is_not_here_is_not_known(said):
    with pytest.raises(NotKnown):
        find(said)


# -- switching on -----------------------------------------------------------------------------------------------------


def test_without_terms_on_file_an_instrument_cannot_be_switched_on():
    who5 = find("who5")
    assert who5.obstacles(has_wording=True) == ()
    assert replace(who5, terms=None).obstacles(has_wording=True) == (Obstacle.NO_TERMS,)
    assert Obstacle.NO_TERMS in find("cbi").obstacles(has_wording=True)
    assert find("asku").obstacles(has_wording=True) == (Obstacle.NO_TERMS,)


def test_without_a_rule_that_was_read_it_cannot_either():
    assert find("fasku").key is None
    assert find("fasku").obstacles(has_wording=True) == (Obstacle.NO_KEY,)


@pytest.mark.parametrize("instrument", ALL, ids=lambda each: each.code)
def test_without_the_publishers_wording_it_waits_and_says_where_to_get_it(instrument):
    assert Obstacle.NO_WORDING in instrument.obstacles(has_wording=False)
    assert instrument.where.en
    assert instrument.where.fr


# -- a key that is wrong does not load --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("items = [1, 2, 3, 4, 5]", "items = [1, 2, 3, 4]", "no scale takes"),
        ("items = [1, 2, 3, 4, 5]", "items = [1, 2, 3, 4, 5, 6]", "has not"),
        ("items = [1, 2, 3, 4, 5]", "items = [1, 2, 3, 4, 5, 5]", "counts twice"),
        ("reversed = []", "reversed = [6]", "a reversal"),
        ("highest = 5", "highest = 0", "not below"),
        ("allowed = 0", "allowed = 5", "may be missing"),
        ("allowed = 0", "allowed = -1", "may be missing"),
        ("times = 4", "times = 0", "nothing is left"),
        ('takes = "sum"', 'takes = "median"', "median"),
        ("at_most = 50", "at_most = 101", "no score reaches"),
        (
            '{ code = "low", at_most = 50 }',
            '{ code = "a", at_most = 50 }, { code = "b", at_most = 40 }',
            "out of order",
        ),
        ("items = 5\n", "items = 5\nquestions = ['…']\n", "unknown: questions"),
        ('code = "who5"\n', "", "code"),
        ("cut_offs_source", "cut_offs_note", "without their source"),
        ("[rule]", "[rules]", "unknown: rules"),
    ],
)
def test_a_key_that_is_wrong_does_not_load(was, becomes, fault):
    assert was in WHO5
    with pytest.raises(BadKey, match=re.escape(fault)):
        read(WHO5.replace(was, becomes))


def test_a_key_without_its_source_does_not_load():
    with pytest.raises(BadKey, match="without its source"):
        read(re.sub(r'^source = "INSPQ.*five items.*$', 'source = ""', WHO5, flags=re.MULTILINE))
