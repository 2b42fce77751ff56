"""How a name sounds, in French, in English, and as other languages are spelled in Latin letters.

`fonem` re-states the rules of G. Bouchard, P. Brard and Y. Lavoie, "FONEM : un code de transcription phonétique pour la
reconstitution automatique des familles saguenayennes", Population 36 (6), 1981, p. 1085–1103: made for surnames of
Québec, it is careful, and tells apart what families tell apart. `by_ear` is coarser: what someone who only heard the
name may write. `as_spelled_elsewhere` forgives the habits of romanisation; `tight` only silent and doubled letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

Rule = tuple[
    frozenset[str], re.Pattern[str], str
]  # letters one of which must be there, what is found, what comes instead

V, C = "[AEIOUY]", "[^AEIOUY§]"


def _rules(*written: tuple[str, str, str]) -> tuple[Rule, ...]:
    return tuple((frozenset(letters), re.compile(pattern), instead) for letters, pattern, instead in written)


TWICE = _rules(
    ("", r"([AEIOUY])\1", r"\1"),
    ("", rf"([^AEIOUYCLS])\1|(C)C(?!{V})|(.S)S(?!{V})|([^I]L)L", r"\1\2\3\4"),
    ("E", r"ILE$", "ILLE"),
)
FONEM = (
    *TWICE,
    *_rules(
        ("G", r"GEA", "§A"),
        ("C", r"CC(?=[EIY])", "X"),
        ("G", r"G(?=[EIY])", "J"),
        ("M", rf"^MAC(?={C})|^MC", "M§"),
        ("S", r"^SC(?=[EIY])", "S"),
        ("C", rf"({V})C(?=[EIY])", r"\1SS"),
        ("C", r"([^CX])C(?=[EIY])", r"\1S"),
        ("C", r"C(?=[^AEIOUYCH§])", "K"),
        ("U", r"(?:E?AU|O)L[TX]$|E?AU[TX]$|E?AUL?D$", "O"),
        ("O", r"OL[TX]$", "O"),
        ("U", r"E?AU", "O"),
        ("H", r"(^|[^CPS])H", r"\1"),
        ("G", r"GNI(?=[AEOU])", "GN"),
        ("S", r"^STE(?=[^AEIOUY])|^SAINTE", "STE-"),
        ("SC", r"^ST(?!E)|^(?:SAINT?|SINT?|SEIN|SEIM|CINQ?)(?=[^AEIOUY])", "ST-"),
        ("M", r"[AE]M(?=[^AEIOUYMN](?!$))", "EN"),
        ("A", rf"AN(?={C})", "EN"),
        ("AE", rf"(?:AIM|AIN|EIN)(?={C}|$)", "IN"),
        ("Y", r"([^G])AY$", r"\1E"),
        ("X", r"EUX$", "EU"),
        ("Y", rf"EY(?=$|{C})", "E"),
        ("Y", rf"Y(?!{V})", "I"),
        ("I", rf"({V})I(?={V})|({V})ILL", r"\1\2Y"),
        ("O", r"OU(?=I(?!LL)|[AEOU])", "W"),
        ("", r"([AEIOUY])\1", r"\1"),
        ("O", r"OM(?=[^AEIOUYMN])", "ON"),
        ("B", r"(?:BORNE?|BOURNE?|BURNE)$", "BURN"),
        ("I", r"IM(?=[^AEIOUYMN])", "IN"),
        ("B", r"BV", "V"),
        ("C", r"^C(?=[EIY])", "S"),
        ("C", r"^C(?=[AOU])|CC(?=[AOU])", "K"),
        ("C", rf"({V})C$", r"\1K"),
        ("G", r"GU(?=[EIY])", "G"),
        ("J", r"JEA", "JA"),
        ("P", r"PH", "F"),
        ("Q", r"QU?", "K"),
        ("S", r"(.)SC(?=[EIY])", r"\1SS"),
        ("S", r"(.)SC(?=[AOU])", r"\1SK"),
        ("H", r"SH", "CH"),
        ("T", r"TIA$", "SSIA"),
        ("W", r"([AIOUY])W", r"\1"),
        ("X", r"X[CSZ]", "X"),
        ("Z", rf"Z(?={V})|(?<={C})Z(?={C})", "S"),
        ("", rf"(ILS|[CS]H|[MN]P|R[CFKLNSX])$|({C}){C}$", r"\1\2"),
    ),
    *TWICE,
    *_rules(("§", "M§", "MAC"), ("§", "§A", "JA")),
)


def fonem(word: str) -> str:
    return _said(word.upper(), FONEM)


def _said(code: str, rules: Iterable[Rule]) -> str:
    there = set(code)
    for letters, pattern, instead in rules:
        if (not letters or not letters.isdisjoint(there)) and (said := pattern.sub(instead, code)) != code:
            code, there = said, set(said)
    return code


BY_EAR = _rules(
    ("h", r"ph", "f"),
    ("c", r"ch(?=[rl])", "k"),
    ("c", r"s?ch|tch", "S"),
    ("h", r"sh", "S"),
    ("h", r"(?<![S])h", ""),
    ("s", r"^([dl])es(?=[^aeiouys])", r"\1e"),
    ("c", r"c(?=[eiy])", "s"),
    ("g", r"g(?=[eiy])", "j"),
    ("u", r"e?au(?:lt|x|ts?|ds?|s)?$|e?au", "o"),
    ("o", r"o[tsdp]+$|olts?$", "o"),
    ("l", r"([aeou])ill?e?(?![aou])", r"\1y"),
    ("l", r"ill(?=[aeiou])", "y"),
    ("i", r"tion", "sion"),
    ("u", r"oeu|eu[xts]?$|eux", "eu"),
    ("o", r"oi|oy(?=[^aeiou]|$)", "wa"),
    ("o", r"ou(?=[aeiy])", "w"),
    ("w", r"wa(?:s|t|x|e|es)$", "wa"),
    ("n", r"(?:ain|ein|yn|in|en(?=$|s$)|aim|im|ym|un)(?=[^aeiouynm]|$)", "2"),
    ("nm", r"(?:ea?n|an|am|em)(?=[^aeiouynm]|$)", "2"),
    ("nm", r"(?:on|om)(?=[^aeiouynm]|$)", "3"),
    ("", r"([23])[tsdgcpx]+$", r"\1"),
    ("g", r"gn", "N"),
    ("j", r"je(?=[aou2])", "j"),
    ("g", r"gu(?=[eiy])", "g"),
    ("c", r"c(?=wa$)", "s"),
    ("u", r"(?<=[a-z])u(?=a)", "w"),
    ("cqk", r"qu?|ck?|k+", "k"),
    ("x", r"x$", ""),
    ("x", r"x", "ks"),
    ("z", r"z", "s"),
    ("w", r"w(?=[^aeiou]|$)", "u"),
    ("bv", r"bv", "v"),
    ("aei", r"(?:ai|ei|ay|ey|e[rt]s|e[rtzs]|ee|aie|ais|ait)$", "e"),
    ("aei", r"ai|ei|ay|ey", "e"),
    ("p", r"p(?=t)", ""),
    ("", r"([a-zA-Z])\1+", r"\1"),
    ("r", r"(?<=[aeiou])r[dts]$", "r"),
    ("", r"(?<=[aeiouy23r])[tdspx]+$", ""),
    ("y", r"y", "i"),
)


def by_ear(word: str, silent: bool | None = None) -> frozenset[str]:
    """What it may sound like in French. Its last e is silent, or an é (`silent` False), or may be either (None)."""
    if word.endswith("es") and len(word) > 3:
        word = word[:-1]
    said = _said(word, BY_EAR)
    may_be_silent = bool(MUTE.search(word)) and said[-1:] == "e" and len(said) > 3
    if not may_be_silent or silent is False:
        return frozenset({said} if said else ())
    return frozenset({said[:-1]} if silent else {said, said[:-1]})


COARSE = _rules(
    ("3", r"3", "2"), ("w", r"wa|we|wi", "ua"), ("uo", r"ou", "u"), ("eu", r"eu", "e"), ("N", r"N", "ni"),
    ("ei", r"[ei]+$", "e"), ("p", r"^pt", "t"), ("", r"(.)\1+", r"\1"),
)  # fmt: skip
A_VOWEL = re.compile(r"[aeiouyw]+")


def skeletons(text: str, french: str) -> tuple[str, ...]:
    """What stays of a word for a French ear, for an English one, and when it is spelled as in another language."""
    elsewhere = min(as_spelled_elsewhere(text))
    return _said(french, COARSE), A_VOWEL.sub("a", by_english_ear(text)), A_VOWEL.sub("a", elsewhere)


CREOLE = _rules(("r", r"r(?![aeiouw])", ""), ("u", r"(?<!o)u", "i"), ("", r"([a-z])\1+", r"\1"))


def in_creole(heard: str) -> str:
    """What `by_ear` says, as Haitian Creole writes it: no r at the end of a syllable, i for u; `Pyè`, `Divalye`."""
    return _said(heard, CREOLE)


MUTE = re.compile(r"(?:[^aeiouy]|[gq]u)e$")
CHINESE = re.compile(
    "(?:(?:zh|ch|sh|hs|ts|tz|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ung|ian|ien|iao|uai|uan|"
    "uei|ueh|ieh|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|uo|ui|ue|ih|er|eh|a|o|e|i|u))+"
)
WADE_GILES = _rules(
    ("h", r"hs", "x"),
    ("sz", r"tz|ts|z(?!h)|c(?!h)", "Z"),
    ("chqj", r"zh|ch|q|j", "C"),
    ("b", r"b", "p"),
    ("d", r"d", "t"),
    ("g", r"(?<!n)g|g(?=[aeou])", "k"),
    ("h", r"(?<=[ie])h", ""),
    ("e", r"ien", "ian"),
    ("u", r"ung", "ong"),
    ("u", r"uei", "ui"),
)


def as_in_china(word: str) -> str:
    """One form of a Mandarin name in pinyin and in Wade-Giles (`zhiqiang`, `chih-chiang`); "" when it is none."""
    return _said(word, WADE_GILES) if 1 < len(word) < 13 and CHINESE.fullmatch(word) else ""


ELSEWHERE = _rules(
    ("x", r"^x|x(?=a)", "h"),
    ("f", r"(?<=[oe])ff?$", "v"),
    ("w", r"(?<=[oe])w$", "v"),
    ("cs", r"tsch|tch|sch|ch|sh|cz|sz", "c"),
    ("jz", r"dzh|dj|zh", "j"),
    ("c", r"c(?![h])(?=[aou])", "k"),
    ("h", r"ph", "f"),
    ("h", r"(?<=[kgtdbr])h", ""),
    ("q", r"q(?:u(?=[aeio]))?", "k"),
    ("g", r"gu(?=[eiy])", "g"),
    ("u", r"^o?u(?=[aeio])", "w"),
    ("o", r"ou(?=[aeiou])", "w"),
    ("w", r"(?<=a)w(?=[^aeiou]|$)", "u"),
    ("o", r"o?ou|oo", "u"),
    ("w", r"w", "v"),
    ("z", r"z", "s"),
    ("h", r"h$", ""),
    ("aeiy", r"(?:ai|ay|ei|ey|ee|ie|iy|yi|ii|yy)", "i"),
    ("ey", r"[ey]", "i"),
    ("o", r"o", "u"),
    ("", r"([a-z])\1+", r"\1"),
)
VOWELS = re.compile(r"(?<!^)[aeiouyw]|h$")
CONSONANTS_ALONE = _rules(
    ("x", r"^x|x(?=a)", "h"),
    ("w", r"(?<=[oe])w$", "v"),
    ("cs", r"tsch|tch|sch|ch|sh", "S"),
    ("z", r"zh(?=[aeiou])", "z"),
    ("j", r"dj", "j"),
    ("h", r"ph", "f"),
    ("h", r"(?<=[kgtdbr])h", ""),
    ("q", r"q(?:u(?=[aeio]))?", "k"),
    ("f", r"f", "v"),
    ("c", r"c(?=[aou])|ck", "k"),
    ("z", r"z", "s"),
    ("", r"([a-z])\1+", r"\1"),
    ("eiou", r"^(?:ou|[eiou])", "a"),
)


SLAVIC = _rules(("jy", r"j", "y"), ("ct", r"ts|tz", "c"), ("g", r"g(?!h)", "h"))


def as_spelled_elsewhere(word: str) -> frozenset[str]:
    """`khaled`, `khalid`; `volkov`, `volkoff`; `coulibaly`, `koulibali`; `jovanovic`, `yovanovich`: one form each."""
    return frozenset((_said(word, ELSEWHERE), _said(_said(word, SLAVIC), ELSEWHERE)))


def consonants(word: str) -> str:
    """`mhmd` of mohamed and of what Arabic writes without vowels; the first letter stays."""
    bare = VOWELS.sub("", _said(word, CONSONANTS_ALONE))
    return "".join([bare[:1], *(after for before, after in pairwise(bare) if before != after)])


TIGHT = _rules(
    ("", r"([a-z])\1+", r"\1"),
    ("h", r"ph", "f"),
    ("c", r"ck", "k"),
    ("z", r"z", "s"),
    ("y", r"y", "i"),
    ("i", r"ie$|ei$", "i"),
    ("s", r"(?<=[a-z]{2})sen$", "son"),
)
SILENT_END = re.compile(r"(?<=[a-z]{3}[bcdfghjkmprstvw])e$")


def tight(word: str, *, silent_end: bool = True) -> str:
    """The word without what nobody hears: a doubled letter, a final e; `phillips` and `philips`."""
    return _said(SILENT_END.sub("", word) if silent_end else word, TIGHT)


ENGLISH_EAR = _rules(
    ("n", r"^[kg]n", "n"),
    ("w", r"^wr", "r"),
    ("w", r"^wh", "w"),
    ("h", r"igh|eigh", "i"),
    ("h", r"gh", ""),
    ("h", r"ph", "f"),
    ("h", r"th", "t"),
    ("h", r"s?ch|tch|sh", "S"),
    ("g", r"dge", "j"),
    ("b", r"mb$", "m"),
    ("c", r"c(?=[eiy])", "s"),
    ("ckq", r"ck|qu?|c", "k"),
    ("x", r"x", "ks"),
    ("z", r"z", "s"),
    ("h", r"(?<=[aeiou])h", ""),
    ("e", r"(?<=[^aeiou])(?<!nn)(?<!tt)(?<!ll)e(?=s?$)", ""),
    ("aeiy", r"ee|ea|ie|ei|ey|i?y|i", "i"),
    ("a", r"ai|ay|ae", "a"),
    ("a", r"au|aw|ow|oa|ou|oo", "o"),
    ("l", r"(?<=a)l(?=[kmf])", ""),
    ("s", r"s[eo]n$", "sn"),
    ("", r"(.)\1+", r"\1"),
)


def by_english_ear(word: str) -> str:
    """What someone who heard it in English may write: `knight` and `nite`, `wright` and `rite`."""
    return _said(word, ENGLISH_EAR)
