"""What a study starts from: our own words, in both languages. Each organisation changes what is not true of it.

Names in braces are filled in on the day of publication (`filling.py`). What the words promise, the rooms above keep.
"""

from __future__ import annotations

from collections.abc import Iterable

FR, EN = "fr-ca", "en-ca"
BothTongues = dict[str, str]
Part = dict[str, str]

# What she may tick, in the order in which she reads it. None implies another.
SEVEN = ("read", "asked", "free", "control", "kept", "anonymous", "yes")
APART = ("transcription", "quotations")  # a yes of their own: without them she takes part all the same


def sheet(language: str, *, by_interview: bool, in_writing: bool, call_offered: bool) -> list[Part]:
    """The information sheet, without the sentences that are not true of this kind of participant."""
    is_true = {
        "interview": by_interview,
        "writing": in_writing,
        "both": by_interview and in_writing,
        "call": call_offered,
        "": True,
    }
    parts = []
    for heading, sentences in SHEET:
        said = [words[language] for when, words in sentences if is_true[when]]
        if said:
            parts.append({"heading": heading[language], "text": " ".join(said)})
    return parts


def questions(language: str, kind: str) -> list[Part]:
    """Seven questions to start from. `kind`: "people" or "teams"."""
    return [{"code": f"q{number}", "text": words[language]} for number, words in enumerate(QUESTIONS[kind], 1)]


def statements(language: str, *, by_interview: bool) -> list[Part]:
    """The seven statements, then the two that stand apart."""
    codes = [*SEVEN, *(code for code in APART if by_interview or code != "transcription")]
    return [{"code": code, "text": STATEMENTS[code][language]} for code in codes]


def trait(code: str) -> tuple[BothTongues, list[BothTongues], bool]:
    """A trait to start from: its name, its answers, and whether several may be true."""
    return TRAITS[code]


def _both(french: str, english: str) -> BothTongues:
    """Written here with plain spaces: French signs do not stand at the beginning of a line (voice.md § 4.2)."""
    french = french.replace("« ", "«\u202f").replace(" »", "\u202f»").replace(" :", "\u00a0:")
    return {FR: french, EN: english}


def _same(names: Iterable[tuple[str, str]]) -> list[BothTongues]:
    return [_both(french, english) for french, english in names]


SHEET: tuple[tuple[BothTongues, tuple[tuple[str, BothTongues], ...]], ...] = (
    (
        _both("Pourquoi cette étude", "Why this study"),
        (
            ("", _both("{étude}.", "{study}.")),
            ("", _both("{sujet}", "{about}")),
            (
                "",
                _both(
                    "Nous posons nos questions à des gens qui connaissent le sujet de près.",
                    "We ask people who know this up close.",
                ),
            ),
        ),
    ),
    (
        _both("Ce que nous demandons", "What we ask"),
        (
            ("", _both("Nous avons quelques questions.", "We have a few questions.")),
            ("both", _both("Vous pouvez nous parler ou écrire : c’est votre choix.", "You can talk with us or write.")),
            ("interview", _both("Pour parler, on fixe une heure à deux.", "To talk, we set a time with you.")),
            ("writing", _both("Pour écrire, tout se fait sur votre page.", "To write, you use your own page.")),
            (
                "call",
                _both(
                    "Avant de choisir, vous pouvez demander un appel de 15 minutes.",
                    "Before you choose, you can ask for a 15-minute call.",
                ),
            ),
            (
                "",
                _both(
                    "Nous ne demandons pas votre histoire. Laissez de côté les noms et les lieux.",
                    "We do not ask for your story. Leave out names and places.",
                ),
            ),
        ),
    ),
    (
        _both("Le temps que ça prend", "How long it takes"),
        (
            ("interview", _both("Une entrevue dure au plus {durée}.", "An interview takes up to {length}.")),
            (
                "writing",
                _both(
                    "Par écrit, prenez votre temps. Ce que vous avez enregistré est gardé, et vous pouvez y revenir.",
                    "In writing, take your time. What you have saved is kept, and you can come back to it.",
                ),
            ),
        ),
    ),
    (
        _both("Votre choix", "Your choice"),
        (
            (
                "",
                _both(
                    "Dire non ne change rien à ce que vous recevez ou faites ici.",
                    "If you say no, nothing changes in what you get or do here.",
                ),
            ),
            (
                "",
                _both(
                    "Vous pouvez passer une question. Vous pouvez arrêter quand vous voulez, sans dire pourquoi.",
                    "You can skip a question. You can stop when you want, and never say why.",
                ),
            ),
            (
                "both",
                _both(
                    "Vous pouvez passer de la parole à l’écrit, ou de l’écrit à la parole.",
                    "You can go from talking to writing, or from writing to talking.",
                ),
            ),
        ),
    ),
    (
        _both("Ce que vous recevez", "What you get"),
        (("", _both("{merci}", "{thanks}")),),
    ),
    (
        _both("Ce qui est gardé", "What we keep"),
        (
            (
                "",
                _both(
                    "Vos mots sont gardés sous une clé qui n’est qu’à eux. Votre nom et la façon de vous joindre sont "
                    "gardés à part, sous une autre clé. Partout ailleurs, vous avez un numéro. Pas besoin de courriel. "
                    "Nous ne gardons pas l’adresse de votre appareil.",
                    "Your words are kept under a key of their own. Your name and how to reach you are kept apart, "
                    "under another key. In all other places, you have a number. You need no email. We do not keep the "
                    "address of your device.",
                ),
            ),
            (
                "",
                _both(
                    "Un tribunal peut demander ce que nous avons. Voilà pourquoi nous gardons peu, et peu de temps.",
                    "A court can ask for what we hold. This is why we keep little, and not for long.",
                ),
            ),
        ),
    ),
    (
        _both("Les notes", "Our notes"),
        (
            (
                "interview",
                _both(
                    "Pendant l’entrevue, nous prenons des notes. Nous n’enregistrons et ne transcrivons rien sans un "
                    "oui à part.",
                    "When we talk, we take notes. We record and transcribe nothing without a yes just for that.",
                ),
            ),
            (
                "",
                _both(
                    "Vous pouvez lire ce que nous avons gardé de vous, et le corriger.",
                    "You can read what we keep of your words, and fix it.",
                ),
            ),
        ),
    ),
    (
        _both("Qui lit vos mots", "Who reads your words"),
        (
            (
                "",
                _both(
                    "L’équipe de cette étude, et elle seule. Les autres ici savent seulement que l’étude existe, et où "
                    "elle en est. Vous pouvez demander qui est dans l’équipe.",
                    "The team of this study, and no one else. Others here know only that there is a study, and how far "
                    "it is. You can ask who is on the team.",
                ),
            ),
        ),
    ),
    (
        _both("Retirer vos mots", "Taking your words out"),
        (
            (
                "",
                _both(
                    "Un code de quelques mots ouvre votre page. Jusqu’au {retrait}, vous pouvez y retirer un passage, "
                    "une partie ou tout. Cela part aussi du rapport. Des copies de secours restent sous clé 30 jours "
                    "au plus. Ensuite, personne ne peut les lire.",
                    "A code of a few words opens your page. Until {take_out_until}, you can take out a passage, a part "
                    "or all of it. It leaves the report too. Backup copies stay locked for at most 30 days. After "
                    "that, no one can read them.",
                ),
            ),
            (
                "",
                _both(
                    "Après le {retrait}, le rapport peut être fini. Ce qui est déjà dedans y reste. Nous pouvons "
                    "encore détruire ce que nous gardons de vous.",
                    "After {take_out_until}, the report may be done. What is in it then stays in it. We can still "
                    "destroy what we hold of yours.",
                ),
            ),
        ),
    ),
    (
        _both("La fin", "The end"),
        (
            (
                "",
                _both(
                    "Vos mots et votre nom sont détruits au plus tard le {destruction}, avec un certificat. Ce qui "
                    "reste : le rapport, la liste des thèmes et les chiffres.",
                    "Your words and your name are destroyed by {raw_until}, with a certificate. What stays: the "
                    "report, the list of themes and the numbers.",
                ),
            ),
        ),
    ),
    (
        _both("Ce que le rapport montre", "What the report shows"),
        (
            (
                "",
                _both(
                    "Le rapport réunit ce que bien des gens ont dit. Il cite vos mots si vous avez dit oui à part. "
                    "Il dit alors seulement : « {groupe} ». Pas de nom, pas de lieu. Il ne montre pas les petits "
                    "nombres.",
                    "The report brings together what many people said. It quotes your words if you said yes just for "
                    "that. Then it says only: “{kind}.” No name, no place. It does not show small numbers.",
                ),
            ),
        ),
    ),
    (
        _both("Pour une question", "If you have a question"),
        (("", _both("{contact}", "{contact}")),),
    ),
)

QUESTIONS: dict[str, list[BothTongues]] = {
    "people": _same(
        (
            ("En quelques mots, quelle est votre place dans tout cela?", "In a few words, what is your part in this?"),
            ("Qu’est-ce qui marche bien, à vos yeux?", "What works well, as you see it?"),
            (
                "Qu’est-ce qui est difficile, et qu’est-ce qui aiderait?",
                "What is hard, and what would help?",
            ),
            (
                "Qu’est-ce qui vous aide, vous, à prendre soin de vous?",
                "What helps you look after yourself?",
            ),
            (
                "Que diriez-vous à une équipe qui commence?",
                "What would you tell a team that is starting out?",
            ),
            ("Qu’est-ce qu’il ne faut jamais faire?", "What should never be done?"),
            (
                "Qu’est-ce qui compte pour vous, et que nous n’avons pas demandé?",
                "What matters to you that we did not ask?",
            ),
        )
    ),
    "teams": _same(
        (
            ("Qu’est-ce que votre organisme offre, en quelques mots?", "In a few words, what does your team offer?"),
            (
                "Comment les gens y viennent-ils? Comment en partent-ils?",
                "How do people come to it? How do they leave?",
            ),
            ("Qu’est-ce qui marche bien? À quoi le voyez-vous?", "What works well? How can you tell?"),
            ("Qu’est-ce qui est difficile? Qu’avez-vous essayé?", "What is hard? What have you tried?"),
            (
                "Comment prenez-vous soin des gens qui font ce travail?",
                "How do you look after those who do this work?",
            ),
            ("De quoi auriez-vous besoin pour mieux faire?", "What would you need to do it better?"),
            (
                "Qu’est-ce qui compte pour vous, et que nous n’avons pas demandé?",
                "What matters to you that we did not ask?",
            ),
        )
    ),
}

STATEMENTS: dict[str, BothTongues] = {
    "read": _both(
        "J’ai lu la page d’information, ou quelqu’un me l’a lue.",
        "I read the information page, or someone read it to me.",
    ),
    "asked": _both(
        "J’ai pu poser mes questions. J’ai les réponses qu’il me faut.",
        "I could ask my questions. I have the answers I need.",
    ),
    "free": _both(
        "C’est mon choix. Je peux passer une question ou arrêter, sans dire pourquoi.",
        "It is my choice. I can skip a question or stop, and never say why.",
    ),
    "control": _both(
        "Je peux lire ce qui est gardé de mes mots et le corriger. Je peux en retirer tout ou une partie. "
        "Après le {retrait}, ce qui est dans le rapport y reste.",
        "I can read what is kept of my words, and fix it. I can take out a part or all of it. After "
        "{take_out_until}, what is in the report stays in it.",
    ),
    "kept": _both(
        "Mes mots restent sous clé. L’équipe de cette étude est seule à les lire. Ils sont détruits au plus tard le "
        "{destruction}.",
        "My words stay under lock. The team of this study alone reads them. They are destroyed by {raw_until}.",
    ),
    "anonymous": _both(
        "Le rapport réunit ce que bien des gens ont dit. Mon nom n’y est pas.",
        "The report brings together what many people said. My name is not in it.",
    ),
    "yes": _both("Je dis oui à cette étude.", "I say yes to this study."),
    "transcription": _both(
        "L’équipe peut enregistrer mon entrevue et en faire le texte.",
        "The team may record my interview and make a text of it.",
    ),
    "quotations": _both(
        "Le rapport peut citer mes mots, et dire seulement : « {groupe} ».",
        "The report may quote my words, and say only: “{kind}.”",
    ),
}

TRAITS: dict[str, tuple[BothTongues, list[BothTongues], bool]] = {
    "region": (
        _both("Région", "Region"),
        _same(
            (
                ("Atlantique", "Atlantic"),
                ("Québec", "Quebec"),
                ("Ontario", "Ontario"),
                ("Prairies", "Prairies"),
                ("Colombie-Britannique", "British Columbia"),
                ("Territoires", "Territories"),
                ("Partout au pays", "Across the country"),
            )
        ),
        False,
    ),
    "sector": (
        _both("Secteur", "Sector"),
        _same(
            (
                ("Groupe communautaire", "Community group"),
                ("Santé", "Health"),
                ("Logement", "Housing"),
                ("Justice", "Justice"),
                ("École ou université", "School or university"),
                ("Gouvernement", "Government"),
                ("Autre", "Other"),
            )
        ),
        True,
    ),
    "role": (
        _both("Rôle dans l’organisme", "Role in the organization"),
        _same(
            (
                ("Soutien direct", "Direct support"),
                ("Coordination", "Coordination"),
                ("Direction", "Management"),
                ("Formation", "Training"),
                ("Autre", "Other"),
            )
        ),
        True,
    ),
}
