"""How people write what they remember: short forms, sounds, missing accents, slips of the finger, half a number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from espoir.bench.population_words import CITIES, ROMANISED, SHORT, VENUE_KINDS

# What is heard is written in more than one way. Each is tried in both directions by listing both.
SOUNDS = [
    (r"eau", "o"), (r"ault?\b", "o"), (r"eault?\b", "o"), (r"aud\b", "o"), (r"ot\b", "eau"), (r"au", "o"),
    (r"ph", "f"), (r"f", "ph"), (r"qu", "k"), (r"c(?=[aour])", "k"), (r"k(?=[aeiy])", "c"), (r"y", "i"),
    (r"i(?=.)", "y"), (r"th", "t"), (r"t(?=[aeiou])", "th"), (r"ay\b", "é"), (r"é\b", "ay"), (r"er\b", "é"),
    (r"et(te)?\b", "ette"), (r"ette\b", "et"), (r"(?<=[a-zé])e\b", ""), (r"(?<=[aeiounr])[tdsx]\b", ""),
    (r"(?<=[aeiou])r\b", "rd"), (r"s\b", ""), (r"ss", "s"), (r"ll", "l"), (r"tt", "t"), (r"nn", "n"), (r"rr", "r"),
    (r"(?<=[aeiou])l(?=[aeiou])", "ll"), (r"(?<=[aeiou])t(?=[aeiou])", "tt"), (r"(?<=[aeiou])n(?=[aeiou])", "nn"),
    (r"\bh(?=[aeiouéè])", ""), (r"ou", "oo"), (r"oo", "ou"), (r"ee", "ea"), (r"ea", "ee"), (r"ai", "è"),
    (r"è|ê", "ai"), (r"en(?=[tdcg])", "an"), (r"an(?=[tdcg])", "en"), (r"ill", "y"), (r"sh", "ch"), (r"ch", "sh"),
    (r"g(?=[ei])", "j"), (r"j", "g"), (r"ck", "k"), (r"x\b", "cks"), (r"son\b", "sen"), (r"mac", "mc"),
    (r"\bmc", "mac"), (r"ie\b", "y"), (r"y\b", "ie"), (r"v", "w"), (r"w", "v"), (r"z", "s"), (r"ov\b", "off"),
    (r"ain\b", "in"), (r"in\b", "ain"), (r"gn", "ny"),
]  # fmt: skip
KEYS_AROUND = {
    "a": "qs", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj", "i": "uo", "j": "hk",
    "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "ol", "q": "w", "r": "et", "s": "ad", "t": "ry",
    "u": "yi", "v": "cb", "w": "qe", "x": "zc", "y": "tu", "z": "sx",
}  # fmt: skip
ABOUT_HIM = ["{} du motel", "big {}", "{} le chauffeur", "{} (his cousin)", "ti {}", "{} de Laval"]
PHONES = ["{}-{}-{}", "({}) {}-{}", "{}{}{}", "{} {} {}", "+1 {} {} {}", "1-{}-{}-{}", "{}.{}.{}", "tel {} {}-{}"]
HANDLES = [
    "{}", "{}", "@{}", "@{}", "insta {}", "{} (snap)", "instagram.com/{}", "https://www.facebook.com/{}", "snap: {}",
]  # fmt: skip
AREA_CODES = ("514", "438", "450", "579", "418", "581", "819", "873", "613", "343", "416", "647", "902", "204")


@dataclass(frozen=True)
class Noise:
    """How often each thing happens when someone writes."""

    short: float = 0.15
    romanised: float = 0.35
    sound_of_family: float = 0.22
    sound_of_given: float = 0.10
    typo: float = 0.08
    initial: float = 0.04
    turned: float = 0.08
    without_accents: float = 0.45
    lower: float = 0.25
    upper: float = 0.05
    more: float = 0.08  # a middle name, a second family name, a word about him
    wrong_digit: float = 0.04
    part_of_number: float = 0.06
    handle_slip: float = 0.06


@dataclass
class Writer:
    dice: Random
    noise: Noise = Noise()

    def full_name(self, given: str, family: str, street: str) -> str:
        first, last = self._given(given), self._family(family)
        if self._happens(self.noise.initial):
            first, last = self.dice.choice([(f"{first[0]}.", last), (first[0], last), (first, f"{last[0]}.")])
        elif self._happens(self.noise.more):
            first, last = self._with_more(first, last, street)
        name = f"{first} {last}"
        if self._happens(self.noise.turned):
            name = self.dice.choice([f"{last} {first}", f"{last}, {first}"])
        return self._as_typed(name)

    def first_name(self, given: str) -> str:
        name = self._given(given)
        if self._happens(0.10):
            name = self.dice.choice(ABOUT_HIM).format(name)
        return self._as_typed(name)

    def street_name(self, name: str, given: str) -> str:
        written = name
        for word, others in (
            ("Ti-", ["Petit ", "P'tit ", "Tit ", "ti "]),
            ("Big ", ["Gros ", "big"]),
            ("Lil ", ["Little "]),
        ):
            if word in written and self._happens(0.2):
                written = written.replace(word, self.dice.choice(others))
        written = re.sub(r"^Le ", self.dice.choice(["Le ", "le ", "", "the "]), written)
        if "-" in written and self._happens(0.4):
            written = written.replace("-", self.dice.choice([" ", ""]))
        if self._happens(0.10):
            written = self._sounded(written)
        if self._happens(0.05):
            written = self.dice.choice([f"{written} ({given})", f"{given} alias {written}", f'"{written}"'])
        return self._as_typed(written)

    def phone(self, digits: str) -> str:
        if self._happens(self.noise.wrong_digit):
            place = self.dice.randrange(10)
            digits = digits[:place] + str((int(digits[place]) + self.dice.randrange(1, 10)) % 10) + digits[place + 1 :]
        a, b, c = digits[:3], digits[3:6], digits[6:]
        if self._happens(self.noise.part_of_number):
            return self.dice.choice([f"{b}-{c}", c, f"...{c}", f"{a} {b} ??"])
        return self.dice.choice(PHONES).format(a, b, c)

    def handle(self, name: str) -> str:
        if self._happens(self.noise.handle_slip):
            name = self.dice.choice([self._slipped(name), self._sounded(name), name.rstrip("0123456789") or name])
        if self._happens(0.15):
            name = name.replace("_", self.dice.choice(["", ".", " "]))
        return self._cased(self.dice.choice(HANDLES).format(name))

    def plate(self, plate: str) -> str:
        form = self.dice.choice(["{}", "{}", "plaque {}", "{} QC", "{} (Civic noire)"])
        return self._cased(form.format(plate.replace(" ", self.dice.choice([" ", "", "-"]))))

    def venue(self, kind: str, name: str, city: str) -> str:
        if self._happens(0.2):
            kind = self.dice.choice(["", *VENUE_KINDS[kind]])
        if self._happens(0.10):
            name = self._sounded(name)
        if self._happens(0.06):
            name = self._slipped(name)
        where = ["{kind} {name}", "{kind} {name}", "{kind} {name}, {city}", "{kind} {name} à {city}", "{name} {city}"]
        return self._as_typed(self.dice.choice(where).format(kind=kind, name=name, city=city).strip())

    def city(self, city: str) -> str:
        return self._as_typed(self.dice.choice([city, city, *CITIES[city]]))

    def years(self, first: int, last: int) -> tuple[int | None, int | None]:
        """The years as remembered: often not at all, and a year too early or too late."""
        if not self._happens(0.5):
            return None, None
        around = [-1, 0, 0, 0, 1]
        start, end = first + self.dice.choice(around), last + self.dice.choice(around)
        return (start, None) if self._happens(0.2) else (start, max(start, end))

    def _given(self, name: str) -> str:
        if self._happens(self.noise.short) and name in SHORT:
            return self.dice.choice(SHORT[name])
        name = self._hyphens(self._romanised(name))
        return self._sounded(name) if self._happens(self.noise.sound_of_given) else name

    def _family(self, name: str) -> str:
        name = self._romanised(name)
        if name.startswith("St-") and self._happens(0.5):
            name = self.dice.choice(["Saint-", "St ", "St. ", "saint "]) + name[3:]
        name = self._hyphens(name)
        return self._sounded(name) if self._happens(self.noise.sound_of_family) else name

    def _with_more(self, first: str, last: str, street: str) -> tuple[str, str]:
        more: Sequence[Callable[[], tuple[str, str]]] = [
            lambda: (f"{first} {self.dice.choice(['J.', 'Luc', 'Lee', 'Marie', 'A.', 'Paul'])}", last),
            lambda: (first, f"{last}-{self.dice.choice(['Roy', 'Gagnon', 'Smith', 'Cyr'])}"),
            lambda: (f"{first} “{street}”", last),
            lambda: (first, f"{last} {self.dice.choice(['Jr', '(mon ex)', 'de Laval', '(the driver)', 'père'])}"),
        ]
        return self.dice.choice(more)()

    def _hyphens(self, name: str) -> str:
        return name.replace("-", self.dice.choice(["-", "-", "-", " ", " ", ""])) if "-" in name else name

    def _romanised(self, name: str) -> str:
        return self.dice.choice(ROMANISED[name]) if name in ROMANISED and self._happens(self.noise.romanised) else name

    def _sounded(self, name: str) -> str:
        """One or two places written as they sound."""
        written = name
        for _time in range(2 if self._happens(0.25) else 1):
            low = written.lower()
            changed = [after for rule in SOUNDS if (after := re.sub(*rule, low, count=1)) != low and len(after) > 2]
            written = self.dice.choice(changed).title() if changed else written
        return written

    def _slipped(self, name: str) -> str:
        """One slip of the finger."""
        if len(name) < 4:
            return name
        at = self.dice.randrange(1, len(name) - 1)
        before, letter, after = name[:at], name[at], name[at + 1 :]
        near = self.dice.choice(KEYS_AROUND.get(letter.lower(), letter))
        return self.dice.choice(
            [before + after, before + letter * 2 + after, before + near + after, before + letter + near + after,
             before + after[0] + letter + after[1:]]
        )  # fmt: skip

    def _as_typed(self, name: str) -> str:
        if self._happens(self.noise.typo):
            name = self._slipped(name)
        if self._happens(self.noise.without_accents):
            flat = unicodedata.normalize("NFKD", name)
            name = "".join(letter for letter in flat if not unicodedata.combining(letter))
        return self._cased(name)

    def _cased(self, name: str) -> str:
        lot = self.dice.random()
        if lot < self.noise.lower:
            return name.lower()
        return name.upper() if lot < self.noise.lower + self.noise.upper else name

    def _happens(self, chance: float) -> bool:
        return self.dice.random() < chance
