"""People drawn at random from the lists, common names often (Zipf); the same people every time."""

from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate

from espoir.cores.likeness.packaged import sections, words

SHIFT = 2.7  # Zipf–Mandelbrot: the first names are not that far ahead
MULTIPLIER, INCREMENT, SIZE = 6364136223846793005, 1442695040888963407, 2**64  # Knuth, MMIX


class Draw:
    """A stream of numbers that depends on its seed alone."""

    def __init__(self, seed: int) -> None:
        self.state = seed

    def share(self) -> float:
        self.state = (self.state * MULTIPLIER + INCREMENT) % SIZE
        return (self.state >> 33) / 2**31

    def below(self, count: int) -> int:
        return int(self.share() * count)

    def one_of(self, ranked: tuple[str, ...], weights: list[float]) -> str:
        return ranked[bisect(weights, self.share() * weights[-1])]


def _weights(ranked: tuple[str, ...]) -> list[float]:
    return list(accumulate(1 / (rank + SHIFT) for rank in range(len(ranked))))


def _lists() -> dict[str, tuple[tuple[str, ...], list[float]]]:
    french, english = sections("given_french.txt"), sections("given_english.txt")
    lists = {
        "fr men": french["men"],
        "fr women": french["women"],
        "en men": english["men"][:400],
        "en women": english["women"][:500],
        "quebec": words("surnames_quebec.txt"),
        "english": words("surnames_english.txt")[:1500],
        "elsewhere": words("surnames_elsewhere.txt"),
    }
    return {name: (ranked, _weights(ranked)) for name, ranked in lists.items()}


def people(count: int, seed: int = 7) -> list[str]:
    """Two in three francophone; surnames of Québec, of English-speaking Canada and of newcomers."""
    draw, lists = Draw(seed), _lists()
    found = []
    for _ in range(count):
        tongue = "fr" if draw.share() < 0.65 else "en"
        given = draw.one_of(*lists[f"{tongue} {'men' if draw.share() < 0.5 else 'women'}"])
        where = draw.share()
        surname = draw.one_of(*lists["quebec" if where < 0.65 else "english" if where < 0.9 else "elsewhere"])
        found.append(f"{given} {surname}")
    return found


def pairs(count: int, people: int, seed: int = 11) -> Iterator[tuple[int, int]]:
    draw = Draw(seed)
    return ((draw.below(people), draw.below(people)) for _ in range(count))
