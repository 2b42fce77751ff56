"""Documents of invented text, for tests and for measuring."""

from __future__ import annotations

from espoir.cores.documents import (
    Block,
    Contents,
    Document,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
)

BARS = (
    '<svg class="chart" viewBox="0 0 320 178" role="img" aria-labelledby="r-t r-d"><title id="r-t">Régions</title>'
    '<desc id="r-d">Est 12, Ouest 20</desc><path class="ax" d="M0 150.5h320"/>'
    '<rect x="8" y="74" width="40" height="76"/><text class="v" x="28" y="68">12</text>'
    '<text x="28" y="170">Est</text></svg>'
)


def one_page(language="fr-CA"):
    return Document(
        language,
        "Ce qui aide à rester",
        (
            Contents("Dans ce document"),
            Heading(1, "Les personnes"),
            Paragraph(
                (
                    Run("Une équipe tient "),
                    Run("longtemps", emphasis=True),
                    Run(" quand on l’écoute.", note=(Run("Noté en octobre."),)),
                    Run(" "),
                    Run("(Lande, 2021)", cites="lande"),
                )
            ),
            Heading(2, "D’où elles viennent"),
            Figure(BARS, "Est 12, Ouest 20.", "Régions"),
            Table((("Région", "Personnes"), ("Est", "12"), ("Ouest", "20")), "Régions, en nombres"),
            Listing((plain("Du temps payé"), plain("Un lieu calme"))),
            Listing((plain("D’abord écouter"), plain("Puis écrire")), numbered=True),
            Quote("We took turns opening the door.", "a support person", "en-CA"),
            Heading(1, "Références"),
            Paragraph((Run("Lande, A. (2021). "), Run("L’écoute", link="https://example.org/ecoute")), "lande"),
        ),
    )


def sixty_pages():
    """A report of a little over sixty pages: 72 sections of text, a third of them with a chart, a table, a note."""
    sentence = "Le groupe se retrouve le mardi, près de la fenêtre, et chaque voix a le temps qu’il lui faut. "
    blocks: list[Block] = [Contents("Dans ce rapport")]
    for n in range(72):
        blocks += [Heading(1 if n % 6 == 0 else 2, f"Section {n + 1}"), *[Paragraph(plain(sentence * 7))] * 3]
        if n % 3 == 0:
            blocks += [
                Figure(BARS, "Est 12, Ouest 20.", f"Régions, {n}"),
                Table((("Région", "Personnes"), *((f"Région {m}", str(m)) for m in range(8))), f"Tableau {n}"),
                Paragraph((Run("Une remarque.", note=(Run("Sa source."),)),)),
                Quote("On laissait la porte ouverte, et la bouilloire faisait le reste.", "personne de soutien"),
            ]
    return Document("fr-CA", "Un rapport de soixante pages", tuple(blocks))
