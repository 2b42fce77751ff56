"""What a heading, a date, a length or a word most likely means, in French and in English; and when to ask instead.

Each reader returns a value or raises `Unclear` with a sentence for the person who brought the file, and the answers
she can choose from when there are a few.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from espoir.i18n import say

Answers = tuple[tuple[str, str], ...]  # (what to write in the box, words to choose it by)


class Unclear(Exception):
    """We would rather ask."""

    def __init__(self, reason: str, answers: Answers = (), *, orders: Answers = ()) -> None:
        super().__init__(reason)
        self.reason, self.answers = reason, answers
        self.orders = orders  # for a date: what this box would be, in each order in which the column may be read


def fold(text: str) -> str:
    """The same whatever the accents, the capitals, the spaces and the signs: « alizé  » is "Alizé"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = plain.replace("œ", "oe").replace("æ", "ae")
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return " ".join(letters.split()) or " ".join(text.split())  # a name made of signs alone is still a name


def shorten(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


# -- dates ------------------------------------------------------------------------------------------------------------


class Order(StrEnum):
    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


NUMERIC = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T]\d{1,2}[:h].*)?")
FIRST_YEAR = 1990
MONTH_NAMES = {
    "janvier": 1, "january": 1, "fevrier": 2, "february": 2, "mars": 3, "march": 3, "avril": 4, "april": 4, "mai": 5,
    "may": 5, "juin": 6, "june": 6, "juillet": 7, "july": 7, "aout": 8, "august": 8, "septembre": 9, "september": 9,
    "octobre": 10, "october": 10, "novembre": 11, "november": 11, "decembre": 12, "december": 12,
}  # fmt: skip


def readings(text: str) -> dict[Order, date]:
    """Every date that a numeric text can be: « 03/04/2026 » is two, « 2026-04-03 » one, « 31/02/2026 » none."""
    found = NUMERIC.fullmatch(text.strip())
    if not found:
        return {}
    one, two, three = found.groups()
    tries = {
        Order.DAY_FIRST: (three, two, one),
        Order.MONTH_FIRST: (three, one, two),
        Order.YEAR_FIRST: (one, two, three),
    }
    return {order: on for order, parts in tries.items() if (on := _date(*parts)) is not None}


def order_of(texts: Iterable[str]) -> Order | None:
    """How a whole column writes its dates, once any of its rows can be read in one way only."""
    decided = {next(iter(found)) for text in texts if len(found := readings(text)) == 1 and not _starts_with_year(text)}
    return decided.pop() if len(decided) == 1 else None


def date_of(text: str, *, order: Order | None, today: date, row: int) -> date:
    found = readings(text)
    if order in found:
        return _past(found[order], today)
    if len(set(found.values())) == 1:
        return _past(next(iter(found.values())), today)
    if found:
        raise _which(text, found, row)
    return _past(_in_words(text, today), today)


def _starts_with_year(text: str) -> bool:
    return bool(re.match(r"\s*\d{4}", text))


def _date(year: str, month: str, day: str) -> date | None:
    if len(year) not in (2, 4) or len(day) > 2 or len(month) > 2:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


def _past(on: date, today: date) -> date:
    if on > today:
        raise Unclear(_("That day hasn’t come yet. Choose today or a day before."))
    if on.year < FIRST_YEAR:
        raise Unclear(_("The year %(year)d is a long time ago. Check the date.") % {"year": on.year})
    return on


def _which(text: str, found: Mapping[Order, date], row: int) -> Unclear:
    dates = list(dict.fromkeys(found.values()))
    years = len({on.year for on in dates}) > 1
    answers = tuple((on.isoformat(), say.day(on, year=True, weekday=False)) for on in dates)
    orders = tuple((order.value, say.day(on, year=True, weekday=False)) for order, on in found.items())
    if set(found) >= {Order.DAY_FIRST, Order.MONTH_FIRST} and len(dates) == 2:
        said = {
            "row": row,
            "text": text,
            "day_first": say.day(found[Order.DAY_FIRST], year=years, weekday=False),
            "month_first": say.day(found[Order.MONTH_FIRST], year=years, weekday=False),
        }
        return Unclear(
            _("Row %(row)d: is “%(text)s” %(month_first)s or %(day_first)s? Nothing is saved until you answer.") % said,
            answers,
            orders=orders,
        )
    return Unclear(
        _("Row %(row)d: “%(text)s” can be several dates. Nothing is saved until you answer.")
        % {"row": row, "text": text},
        answers,
        orders=orders,
    )


def _in_words(text: str, today: date) -> date:
    """« 5 mars 2026 », "Mar 5, 2026", « dimanche 1er févr. 2026 »."""
    words = fold(text).split()
    months = [MONTH_NAMES[name] for word in words if (name := _month(word))]
    numbers = [int(number[0]) for word in words if (number := re.match(r"\d+(?=(er|st|nd|rd|th|e)?$)", word))]
    days, years = [n for n in numbers if n <= 31], [n for n in numbers if n > 31]
    if len(months) == 1 and len(days) == 1 and len(years) == 1 and 1000 < years[0] < 9999:
        return _existing(years[0], months[0], days[0])
    if len(months) == 1 and len(days) == 1 and not years:
        raise Unclear(_("“%(text)s” has no year. Write the whole date.") % {"text": shorten(text)})
    if re.fullmatch(r"[34]\d{4}", text.strip()):  # the number behind a spreadsheet's date
        on = date(1899, 12, 30) + timedelta(days=int(text))
        raise Unclear(
            _("“%(text)s” is a number, not a date. It may be %(day)s.")
            % {"text": text, "day": say.day(on, year=True, weekday=False)},
            ((on.isoformat(), say.day(on, year=True, weekday=False)),),
        )
    _refuse_impossible(text)
    raise Unclear(_("“%(text)s” is not a date we can read.") % {"text": shorten(text)})


def _month(word: str) -> str:
    if word == "mar":
        return "mars"
    if len(word) < 3:
        return ""
    matching = {MONTH_NAMES[name]: name for name in MONTH_NAMES if name.startswith(word)}
    return next(iter(matching.values())) if len(matching) == 1 else ""


def _existing(year: int, month: int, day: int) -> date:
    length = calendar.monthrange(year, month)[1]
    if day > length or day < 1:
        raise Unclear(
            _("%(month)s %(year)d has %(days)d days. Choose another date.")
            % {"month": str(MONTHS[month]).capitalize(), "year": year, "days": length}
        )
    return date(year, month, day)


def _refuse_impossible(text: str) -> None:
    found = NUMERIC.fullmatch(text.strip())
    if not found:
        return
    one, two, three = (int(part) for part in found.groups())
    year, month, day = (one, two, three) if len(found[1]) == 4 else (three, two, one)
    if not 1 <= month <= 12 and len(found[1]) != 4:
        month, day = day, month
    if 1 <= month <= 12 and 1 <= day <= 99 and 1 <= year <= 9999:
        _existing(year + (2000 if year < 100 else 0), month, day)


# -- numbers and lengths ----------------------------------------------------------------------------------------------

WORDS_FOR_NUMBERS = {
    "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5,
    "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9, "dix": 10, "ten": 10,
}  # fmt: skip


def number_of(text: str) -> float:
    """« 37,5 », "37.5", « 12 h », "two"."""
    said = text.strip().casefold()
    if fold(said) in WORDS_FOR_NUMBERS:
        return WORDS_FOR_NUMBERS[fold(said)]
    found = re.fullmatch(
        r"(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|heures?|personnes?|people|pers\.?)?(?:\s*/\s*\w+)?", said
    )
    if not found:
        raise Unclear(_("“%(text)s” is not a number we can read.") % {"text": shorten(text)})
    return float(found[1].replace(",", "."))


LENGTH = re.compile(
    r"(?:(?P<hours>\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?|heures?|:))?\s*(?:et|and)?\s*"
    r"(?:(?P<minutes>\d{1,3})\s*(?:m|min|mins|minutes?)?\.?)?"
)


def minutes_of(text: str, heading: str = "") -> int:
    """« 1 h 30 », « 45 min », "1:30", 60, 0.5. A bare number below 5 counts hours, from 15 on minutes."""
    said = " ".join(text.split()).casefold()
    if not said:
        raise Unclear(_("The length is missing. How long did it last?"))
    if "demi" in fold(said) or "half" in fold(said):
        said = "30 min" if fold(said) in ("une demi heure", "demi heure", "half an hour", "half hour") else said
    if re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", said):
        return _bare(float(said.replace(",", ".")), text, fold(heading))
    found = LENGTH.fullmatch(said)
    if not found or not any(found.groups()):
        raise Unclear(_("“%(text)s” is not a length we can read.") % {"text": shorten(text)})
    total = float((found["hours"] or "0").replace(",", ".")) * 60 + int(found["minutes"] or 0)
    return _likely(round(total), text)


def _bare(number: float, text: str, heading: str) -> int:
    words = heading.split()
    if {"min", "minutes", "mins"} & set(words):
        return _likely(round(number), text)
    if {"h", "hours", "heures", "hrs"} & set(words) or number < 5:
        return _likely(round(number * 60), text)
    if number >= 15 and number.is_integer():
        return _likely(int(number), text)
    raise Unclear(
        _("Is “%(text)s” in minutes or in hours?") % {"text": text},
        tuple((f"{n} min", say.length(n)) for n in (round(number), round(number * 60)) if 1 <= n <= 720),
    )


def _likely(minutes: int, text: str) -> int:
    if not 1 <= minutes <= 720:
        raise Unclear(_("“%(text)s” is not a length we can read.") % {"text": shorten(text)})
    return minutes


# -- words ------------------------------------------------------------------------------------------------------------

LANGUAGES = {
    "fr": "francais|francaise|french|fr|fra|fre|fr ca",
    "en": "anglais|anglaise|english|en|eng|en ca",
    "moe": "innu|innu aimun|montagnais|moe",
    "cr": "cri|cree|cr",
    "atj": "atikamekw|atj",
    "iu": "inuktitut|iu",
    "mic": "mi kmaq|mikmaq|micmac|mi kmaw|mic",
    "oj": "ojibwe|ojibwa|anishinaabemowin|oj",
    "moh": "mohawk|kanien keha|moh",
    "abe": "abenaquis|abenaki|abe",
    "es": "espagnol|espagnole|spanish|es|spa",
    "pt": "portugais|portuguese|pt",
    "ht": "creole|creole haitien|haitian creole|ht",
    "ar": "arabe|arabic|ar",
    "zh": "chinois|chinese|mandarin|cantonais|cantonese|zh",
    "tl": "tagalog|filipino|tl",
    "pa": "pendjabi|punjabi|panjabi|pa",
    "vi": "vietnamien|vietnamese|vi",
    "ro": "roumain|romanian|ro",
    "hu": "hongrois|hungarian|hu",
    "ru": "russe|russian|ru",
    "uk": "ukrainien|ukrainian|uk",
    "ase": "asl|american sign language",
    "fcs": "lsq|langue des signes quebecoise",
}
WAYS = {
    "in_person": "en personne|in person|face a face|face to face|presentiel|sur place|bureau|rencontre|visite|present",
    "phone": "telephone|tel|phone|appel|appels|call|calls|au telephone|by phone|par telephone|cellulaire|cell",
    "video": "video|visio|zoom|teams|en ligne|online|visioconference|video call|by video|facetime",
    "text": "texto|textos|text|texts|sms|message texte|messages textes|text message|par texto|by text|texting",
    "walk": "marche|marches|a pied|walk|walks|walking|promenade|on a walk|en marchant",
    "group": "groupe|groupes|group|groups|en groupe|in a group",
    "workshop": "atelier|ateliers|workshop|workshops|in a workshop|en atelier",
    "outing": "sortie|sorties|outing|outings",
    "craft": "bricolage|artisanat|craft|crafts|making things",
    "email": "courriel|courriels|email|e mail|mail|par courriel|by email",
}
THEMES = {
    "housing": "logement|housing|home|hebergement|appartement|loyer|rent",
    "health": "sante|health|sante physique|sante mentale|mental health|medical|medecin|doctor",
    "loved_ones": "proches|famille|family|enfants|children|loved ones|relations|amis|friends",
    "work_school": "travail|emploi|work|job|ecole|school|etudes|studies|formation|work school|travail ecole",
    "money": "argent|money|budget|revenu|income|finances|dettes|debt",
    "papers": "papiers|papers|droits|rights|documents|immigration|papiers droits|papers rights|justice|legal",
    "everyday": "quotidien|everyday|vie quotidienne|everyday life|daily life|epicerie|transport",
    "breather": "souffler|breather|a breather|detente|loisirs|respirer|pause|fun|prendre l air",
}
SERVICES = {
    "health": "clinique|clinic|sante|health|medecin|doctor|hopital|hospital|clsc|dentiste|dentist|infirmiere|nurse",
    "mind": "psychologue|psychologist|therapie|therapy|counselling|counseling|sante mentale|mental health",
    "legal": "aide juridique|legal aid|avocat|avocate|lawyer|juridique|legal|legal help|notaire",
    "housing": "logement|housing|hebergement|office d habitation|hlm",
    "income": "aide sociale|revenu|income|social assistance|welfare|bien etre social",
    "work": "emploi|employment|travail|work|job|carrefour jeunesse emploi",
    "schooling": "ecole|school|etudes|formation|education|cegep|college",
    "papers": "papiers|papers|passeport|passport|certificat de naissance|nas|sin|immigration",
    "language": "francisation|cours de langue|language classes|cours d anglais|cours de francais",
    "children": "garderie|daycare|cpe|enfants|children|dpj|famille|family|children and family",
}
DONE = "fait|faite|done|complete|completed|ok|oui|yes|termine|terminee|rendez vous tenu|effectue"
NOT_HAPPENED = (
    "refuse|refusee|refused|declined|non|no|annule|annulee|cancelled|canceled|pas fait|not done|n a pas eu lieu"
    "|did not happen|didn t happen|abandonne|echec"
)
ACCEPTED = "accepte|acceptee|accepted|en cours|in progress|pending|en attente|a faire|planned|prevu|prevue"
REGIONS = {
    "Québec": "qc|que|quebec|p q|pq",
    "Nouveau-Brunswick": "nb|n b|nouveau brunswick|new brunswick",
    "Ontario": "on|ont|ontario",
    "Manitoba": "mb|man|manitoba",
    "Saskatchewan": "sk|sask|saskatchewan",
    "Alberta": "ab|alta|alberta",
    "Colombie-Britannique": "bc|b c|c b|cb|colombie britannique|british columbia",
    "Nouvelle-Écosse": "ns|n s|n e|ne|nouvelle ecosse|nova scotia",
    "Île-du-Prince-Édouard": "pe|pei|p e i|i p e|ipe|ile du prince edouard|prince edward island",
    "Terre-Neuve-et-Labrador": "nl|t n l|tnl|terre neuve et labrador|terre neuve|newfoundland and labrador",
    "Yukon": "yt|yn|yukon",
    "Territoires du Nord-Ouest": "nt|nwt|t n o|tno|territoires du nord ouest|northwest territories",
    "Nunavut": "nu|nunavut",
}
REGIONS_IN_ENGLISH = {
    "Québec": "Quebec",
    "Nouveau-Brunswick": "New Brunswick",
    "Colombie-Britannique": "British Columbia",
    "Nouvelle-Écosse": "Nova Scotia",
    "Île-du-Prince-Édouard": "Prince Edward Island",
    "Terre-Neuve-et-Labrador": "Newfoundland and Labrador",
    "Territoires du Nord-Ouest": "Northwest Territories",
}


def _by_word(table: Mapping[str, str]) -> dict[str, str]:
    return {word: code for code, words in table.items() for word in words.split("|")}


LANGUAGE_WORDS, REGION_WORDS = _by_word(LANGUAGES), _by_word(REGIONS)
WAY_WORDS, THEME_WORDS, SERVICE_WORDS = _by_word(WAYS), _by_word(THEMES), _by_word(SERVICES)
STATE_WORDS = _by_word({"done": DONE, "did_not_happen": NOT_HAPPENED, "accepted": ACCEPTED})


def pieces(text: str) -> list[str]:
    """« logement, confiance », "English; French", « santé et papiers »."""
    return [part.strip() for part in re.split(r"[,;/|+&\n]| et | and | ou | or ", text) if part.strip()]


def language_of(text: str) -> str:
    code = LANGUAGE_WORDS.get(fold(text))
    if code is None:
        raise Unclear(_("We don’t know the language “%(text)s”.") % {"text": shorten(text)})
    return code


def region_of(text: str, *, french: bool = True) -> str:
    """Provinces are written out, in the organisation's language; any other region keeps its own name."""
    name = REGION_WORDS.get(fold(text))
    if name is not None:
        return name if french else REGIONS_IN_ENGLISH.get(name, name)
    if len(text) > 40 or re.search(r"\d{2}|[A-Za-z]\d[A-Za-z]", text):
        raise Unclear(_("“%(text)s” looks like an address. Write the region only.") % {"text": shorten(text)})
    return text
