"""The published attack on tables of tokens, tried on a table where it works and on a stolen keeper's file.

Whoever steals a table of digests has no key, but has a public list of names and knows a few records, because she had
them written. How often each token occurs, and which occur together, then tells which token is which pair of letters,
and the names are read. Where every block is sealed whole, no token occurs twice: there is nothing to count.
"""

from __future__ import annotations

import hmac
import sqlite3
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt

from espoir.bench.population_score import bigrams
from espoir.bench.population_words import FAMILY, GIVEN, WEIGHTS

Token = str | bytes
Matrix = npt.NDArray[np.float32]
VOCABULARY = 400  # tokens looked at, the most frequent first
ROUNDS = 14
SURE = 0.8  # share of letter pairs that must agree before a name counts as read
CHUNK = 16  # bytes of a sealed block taken for one token: as long as a digest


@dataclass(frozen=True)
class Stolen:
    """What the thief has: per record, its tokens; of a few records, which token stands for which pair of letters."""

    records: Sequence[frozenset[Token]]
    known: Mapping[Token, str]


@dataclass(frozen=True)
class Decoded:
    tokens: Mapping[Token, str]
    names: Sequence[str]  # by record; "" where none was sure enough


def names(dice: Random, count: int) -> list[str]:
    """Names as the population bears them."""
    found = []
    for culture in dice.choices(list(WEIGHTS), list(WEIGHTS.values()), k=count):
        given, family = (_common(dice, words[culture]) for words in (GIVEN, FAMILY))
        found.append(f"{given} {family}".casefold())
    return found


def attack(stolen: Stolen, public: Sequence[str]) -> Decoded:
    """From a few known tokens on, name those whose company is most alike, a few more each round; then read names."""
    plain, seen = _Company.of([frozenset(bigrams(name)) for name in public]), _Company.of(stolen.records)
    pairs = {seen.place[token]: plain.place[letters] for token, letters in stolen.known.items()
             if token in seen.place and letters in plain.place}  # fmt: skip
    sure = dict(pairs) or _by_rank(seen, plain, 8)
    for turn in range(1, ROUNDS + 1):
        found = _matched(seen, plain, sure)
        best = sorted(found, key=lambda pair: found[pair])[: max(10, len(found) * turn // ROUNDS)]
        sure = {**dict(best), **pairs}
    tokens = {seen.tokens[mine]: str(plain.tokens[hers]) for mine, hers in sure.items()}
    return Decoded(tokens, _read(stolen.records, tokens, public))


def on_letter_pairs(dice: Random, *, records: int, public: int, planted: int = 3) -> dict[str, Any]:
    """The attack where it works: each pair of letters under a key of its own, as some systems keep names."""
    key, true = b"nobody knows this", names(dice, records)
    known_names = names(dice, public) + [name for name in true if dice.random() < 0.9]
    stolen = Stolen(
        [frozenset(_digest(key, pair) for pair in bigrams(name)) for name in true],
        {_digest(key, pair): pair for name in _planted(true, planted) for pair in bigrams(name)},
    )
    decoded = attack(stolen, sorted(set(known_names)))
    top = [token for token, _count in Counter(token for record in stolen.records for token in record).most_common(300)]
    letters: dict[Token, str] = {_digest(key, pair): pair for name in true for pair in bigrams(name)}
    right = sum(decoded.tokens.get(token) == letters[token] for token in top)
    return {
        "records": records,
        "planted": planted,
        "share_of_300_commonest_tokens": round(right / len(top), 3),
        "share_of_names_read": _share_read(decoded, true),
    }


def on_a_file(path: Path, behind: Mapping[bytes, str], public: Sequence[str], planted: int = 3) -> dict[str, Any]:
    """The same thief with a keeper's file and no key. She is even told which blocks she had written.

    `behind`: the name in each block, by its number in the file, to count what was read rightly.
    """
    blocks = blocks_of(path)
    true = [behind.get(slot, "") for slot, _sealed in blocks]
    sealed = [block for _slot, block in blocks]
    records: list[frozenset[Token]] = [frozenset(_chunks(block)) for block in sealed]
    own = _planted([name for name in true if name], planted)
    known: dict[Token, str] = {}
    for name in own:
        known.update(zip(_chunks(sealed[true.index(name)]), sorted(bigrams(name)), strict=False))
    decoded = attack(Stolen(records, known), public)
    guesses = zip(decoded.names, true, strict=True)
    whole = path.read_bytes().lower()
    return {
        "blocks": len(sealed),
        "sizes": len({len(block) for block in sealed}),
        "planted": planted,
        "tokens_that_occur_twice": sum(count > 1 for count in Counter(each for r in records for each in r).values()),
        "compresses_to": round(len(zlib.compress(b"".join(sealed), 9)) / sum(map(len, sealed)), 3),
        "names_in_clear": sum(name.encode() in whole for name in true if name),
        "names_read": sum(guess == name != "" and name not in own for guess, name in guesses),
    }


def blocks_of(path: Path) -> list[tuple[bytes, bytes]]:
    """Every sealed block of a file and its number, without the key, in the order in which the file holds them."""
    file = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return [(bytes(slot), bytes(sealed)) for slot, sealed in file.execute("SELECT slot, sealed FROM block")]
    finally:
        file.close()


@dataclass(frozen=True)
class _Company:
    """How often each token occurs, and with which others."""

    tokens: Sequence[Token]
    place: Mapping[Token, int]
    often: Matrix
    together: Matrix  # row: given this token, the share of records that hold each other

    @classmethod
    def of(cls, records: Sequence[frozenset[Token]]) -> _Company:
        counts = Counter(token for record in records for token in sorted(record))
        tokens = [token for token, _count in counts.most_common(VOCABULARY)]
        place = {token: number for number, token in enumerate(tokens)}
        holds = _holds(records, place)
        shared = holds.T @ holds
        often = np.diag(shared).copy()
        together: Matrix = (shared / often[:, None]).astype(np.float32)
        return cls(tokens, place, (often / len(records)).astype(np.float32), together)


def _holds(records: Sequence[frozenset[Token]], place: Mapping[Token, int]) -> Matrix:
    holds = np.zeros((len(records), len(place)), dtype=np.float32)
    for row, record in enumerate(records):
        holds[row, [place[token] for token in record if token in place]] = 1
    return holds


def _by_rank(seen: _Company, plain: _Company, count: int) -> dict[int, int]:
    return {rank: rank for rank in range(min(count, len(seen.tokens), len(plain.tokens)))}


def _matched(seen: _Company, plain: _Company, sure: Mapping[int, int]) -> dict[tuple[int, int], float]:
    """Each token with the pair of letters whose company is most alike, where the choice is mutual: how far apart."""
    mine, hers = list(sure), list(sure.values())
    far = _distances(_profile(seen, mine), _profile(plain, hers))
    nearest, back = far.argmin(axis=1), far.argmin(axis=0)
    return {(row, int(column)): float(far[row, column]) for row, column in enumerate(nearest) if back[column] == row}


def _profile(company: _Company, anchors: Sequence[int]) -> Matrix:
    with_anchors = np.sqrt(company.together[:, anchors])
    before = np.sqrt(company.together[anchors, :].T)
    often = 0.5 * np.log(company.often + 1e-6)[:, None] * np.ones((1, max(1, len(anchors) // 8)), dtype=np.float32)
    joined: Matrix = np.hstack([with_anchors, before, often / 4]).astype(np.float32)
    return joined


def _distances(one: Matrix, other: Matrix) -> Matrix:
    squares: Matrix = (one**2).sum(1)[:, None] + (other**2).sum(1)[None, :] - 2 * one @ other.T
    return squares


def _read(records: Sequence[frozenset[Token]], tokens: Mapping[Token, str], public: Sequence[str]) -> list[str]:
    """For each record, the public name that agrees best with what was decoded of it."""
    spelled = [frozenset[Token](bigrams(name)) for name in public]
    place: dict[Token, int] = {letters: number for number, letters in enumerate(sorted(set(tokens.values())))}
    books, sizes = _holds(spelled, place), np.array([len(each) for each in spelled], dtype=np.float32)
    found = []
    for record in records:
        decoded = frozenset[Token](tokens[token] for token in record if token in tokens)
        shared = books @ _holds([decoded], place)[0]
        likeness = 2 * shared / (sizes + len(record))
        best = int(likeness.argmax())
        found.append(public[best] if likeness[best] >= SURE else "")
    return found


def _planted(true: Sequence[str], count: int) -> list[str]:
    """The longest names teach most."""
    return sorted(set(true), key=lambda name: (-len(bigrams(name)), name))[:count]


def _share_read(decoded: Decoded, true: Sequence[str]) -> float:
    return round(sum(guess == name for guess, name in zip(decoded.names, true, strict=True)) / len(true), 3)


def _chunks(block: bytes) -> list[bytes]:
    return [block[start : start + CHUNK] for start in range(0, len(block) - CHUNK + 1, CHUNK)]


def _digest(key: bytes, token: str) -> bytes:
    return hmac.digest(key, token.encode(), "sha256")[:8]


def _common(dice: Random, some: Sequence[str]) -> str:
    return some[
        min(int(dice.paretovariate(0.6)) - 1, len(some) - 1) if dice.random() < 0.5 else dice.randrange(len(some))
    ]
