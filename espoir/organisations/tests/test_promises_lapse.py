import pytest
from django.utils import translation

from espoir.organisations.models import Hat
from espoir.organisations.promises_lapse import lapsed_promises
from espoir.organisations.roles import Role


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            "fr-ca",
            "Ici, Charlie dirige et supervise. Une promesse ne tient donc pas\u00a0: pouvoir parler à quelqu’un "
            "d’autre dans l’équipe. Pour cela, il y a Ariel, hors de l’organisme.",
        ),
        (
            "en-ca",
            "Here, Charlie is both director and supervisor. So there’s a promise we can’t keep: someone else on "
            "the team to talk to. For that, there’s Ariel, who is outside.",
        ),
    ],
)
def test_where_one_person_wears_several_hats_the_screen_says_which_promise_lapses(cast, language, sentence):
    with translation.override(language):
        lapsed = lapsed_promises(cast.charlie.organisation)

    assert lapsed[0] == sentence
    assert len(lapsed) == 5


def test_where_each_hat_has_its_own_head_nothing_lapses(cast):
    assert lapsed_promises(cast.kim.organisation) == []


def test_without_an_ally_it_says_whom_to_find(cast):
    Hat.objects.of(cast.ariel.organisation).filter(role=Role.ALLY).delete()

    assert "choisissez une personne alliée" in lapsed_promises(cast.charlie.organisation)[0]
