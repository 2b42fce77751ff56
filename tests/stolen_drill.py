"""What a thief finds, in a process of its own on real files: `python -m tests.stolen_drill FOLDER`.

The thief has the application's database, its copies, and every key but the keeper's own. It prints what was found of
what people wrote, first of something that does lie there (so that the search is worth something), then of the rest.
`test_stolen.py` says what should have been.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import django

django.setup()

from cryptography.exceptions import InvalidTag  # noqa: E402
from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402

from espoir import clock  # noqa: E402
from espoir.apart import actions as apart  # noqa: E402
from espoir.apart import keeper, matter_actions, matter_queries  # noqa: E402
from espoir.cores.likeness import Clue, Kind, tokens  # noqa: E402
from espoir.demo import cast as demo  # noqa: E402
from espoir.organisations import chores  # noqa: E402
from espoir.organisations.models import Person  # noqa: E402
from espoir.pairing import actions as pairing  # noqa: E402
from espoir.people import actions as people_actions  # noqa: E402
from espoir.people.models import Reach  # noqa: E402
from espoir.records.commands import backup  # noqa: E402
from tests import planting  # noqa: E402

KNOWN = "Sarracénie Pourprée"  # lies in a box of the application, under her own key
WRITTEN = {
    Kind.PERSON: ["Wilhelmine Duquesnoy-Lafleur", "le grand Zbigniew"],
    Kind.PHONE: ["438 555-0177"],
    Kind.HANDLE: ["@loup.garou.1987"],
    Kind.PLACE: ["Bar Chez Xantippe, Trois-Pistoles"],
    Kind.VEHICLE: ["Q93 ZXW"],
}


def drill(home: Path) -> dict[str, Any]:
    call_command("migrate", verbosity=0)
    people = demo.found("sentier", "Le Sentier", ["fr", "en"], demo.SENTIER)
    live(people)
    data, copies = Path(settings.DATA), home / "copies"
    backup.back_up_data(copies / "of-data")
    keys_copy, apart_copy = backup.back_up_keys(copies / "of-keys"), backup.back_up_apart(copies / "of-apart")
    files = [path for folder in (data, copies) for path in sorted(folder.rglob("*")) if path.is_file()]
    of_the_keeper = [path for path in files if path.name.startswith("apart.") or "apart" in path.parts]
    of_the_keeper += [path for path in files if path.is_relative_to(apart_copy)]
    of_the_application = [path for path in files if path not in of_the_keeper]
    stores = [folder for folder in (Path(settings.KEYS), keys_copy) if (folder / "keys.sqlite3").exists()]
    opened = planting.every_key(stores)
    rows = planting.rows_here()
    without_its_key = [path for path in of_the_keeper if path.suffix != ".key"]
    fingerprints = digests(opened)
    return {
        "files": [path.name for path in of_the_application],
        "keeper_files": sorted({path.name for path in without_its_key}),
        "keys": sum(map(len, opened.values())),
        "known": sorted(in_boxes(rows, opened, {"known": [KNOWN]})),
        "words_in_boxes": sorted(in_boxes(rows, opened, needles())),
        "words_in_files": sorted(in_files(of_the_application, plain_bytes())),
        "digests_in_files": sorted(among_all_pieces(of_the_application, fingerprints)),
        "whose": whose(rows, people),
        "keeper_words": sorted(in_files(without_its_key, plain_bytes())),
        "keeper_digests": sorted(among_all_pieces(without_its_key, fingerprints)),
        "keeper_ids": sorted(in_files(without_its_key, ids(people))),
        "keeper_opened": opened_blocks(without_its_key, opened),
        "with_its_key": len(keeper.lines_of(as_known(people["mesange"]))),
    }


def live(people: dict[str, Person]) -> None:
    """She and he write down the same number; what stood between them is looked into by two."""
    mesange, alize, organisation = people["mesange"], people["alize"], people["kim"].organisation
    reach = Reach(organisation=organisation, person=mesange)
    reach.words_to_use = KNOWN
    reach.save()
    pairing.bring(by=people["kim"], peer=mesange, supporter=alize, since=clock.today())
    people_actions.see_limits(by=mesange)
    for person, mode in ((mesange, "sealed"), (alize, "tokens")):
        for kind, all_words in WRITTEN.items():
            for words in all_words:
                apart.write(by=person, kind=kind, words=words, first=2019, last=2021, mode=mode)
    apart.veto(by=mesange, person=people["noroit"])
    with clock.at(clock.now() + timedelta(days=5)):
        chores.run_all(organisation)
        for matter in matter_queries.waiting_for(people["sacha"]):
            for reader in matter.readers:
                matter_actions.press(matter, by=reader)
        for matter in matter_queries.waiting_for(people["sacha"]):
            matter_actions.read(matter, by=people["sacha"])
            matter_actions.settle(matter, by=people["sacha"], outcome="talked")


def as_known(person: Person) -> keeper.Someone:
    return keeper.Someone(person.pk, person.organisation_id, person.chosen_name)


# What is looked for.


def needles() -> dict[str, list[str]]:
    return {kind: [form for words in said for form in forms(words)] for kind, said in WRITTEN.items()}


def forms(words: str) -> list[str]:
    plain = "".join(letter for letter in words.casefold() if letter.isalnum())
    return list(dict.fromkeys([words, words.casefold(), words.upper(), plain, *_long(words.casefold().split())]))


def _long(words: list[str]) -> list[str]:
    return [word for word in words if len(word) > 5]


def plain_bytes() -> dict[str, list[bytes]]:
    return {
        kind: [form.encode(coding) for form in found for coding in ("utf-8", "utf-16-le", "utf-16-be")]
        + [base64.b64encode(form.encode())[:-4] for form in found if len(form) > 8]
        for kind, found in needles().items()
    }


def digests(opened: planting.Keys) -> dict[str, list[bytes]]:
    """Of every form, and of every token that the keeper would digest, under every key of the application, or none."""
    said = {kind: [*found, *all_tokens(kind)] for kind, found in needles().items()}
    keys = {key for each in opened.values() for key in each}
    keys |= {hmac.digest(key, purpose, "sha256") for key in keys for purpose in (b"fields", b"files", b"audit-tag")}
    keys |= {settings.SECRET_KEY.encode()}
    return {kind: [form for words in found for form in _digests(words, keys)] for kind, found in said.items()}


def all_tokens(kind: str) -> Iterable[str]:
    found = [tokens(_prepared(kind, words)) for words in WRITTEN[Kind(kind)]]
    return islice((token for each in found for token in [*each.strong, *each.weak]), 60)


def _prepared(kind: str, words: str) -> Any:
    from espoir.cores.likeness import prepare  # noqa: PLC0415

    return prepare(Clue(Kind(kind), words))


def _digests(words: str, keys: set[bytes]) -> Iterator[bytes]:
    said = words.encode()
    found = [hashlib.sha256(said).digest(), hashlib.blake2b(said, digest_size=16).digest(), hashlib.md5(said).digest()]
    found += [hmac.digest(key, said, "sha256") for key in keys]
    for digest in found:
        yield digest[:8]
        yield digest.hex()[:16].encode()
        yield base64.b64encode(digest)[:10]


def ids(people: dict[str, Person]) -> dict[str, list[bytes]]:
    return {name: [person.pk.encode()] for name, person in people.items()}


# Where it is looked for.


def in_files(files: Iterable[Path], wanted: dict[str, list[bytes]]) -> Iterator[str]:
    for path in files:
        held = path.read_bytes()
        yield from (f"{path.name}: {name}" for name, pieces in wanted.items() if any(piece in held for piece in pieces))


def among_all_pieces(files: Iterable[Path], wanted: dict[str, list[bytes]]) -> Iterator[str]:
    """The same for many short pieces at once: every place of every file is looked up among them."""
    names = {piece: name for name, pieces in wanted.items() for piece in pieces}
    lengths = {len(piece) for piece in names}
    for path in files:
        held = path.read_bytes()
        for length in lengths:
            pieces = {held[start : start + length] for start in range(len(held) - length + 1)}
            yield from (f"{path.name}: {names[piece]}" for piece in pieces & names.keys())


def in_boxes(rows: planting.Rows, opened: planting.Keys, wanted: dict[str, list[str]]) -> Iterator[str]:
    """In every row, as it lies there and in each of its boxes opened with the keys."""
    boxes = {table._meta.db_table: table for table in planting.tables()}
    for name, lines in rows.items():
        for line in lines:
            texts = [json.dumps(line, default=str, ensure_ascii=False).casefold()]
            texts += [text.casefold() for text in _opened(boxes.get(name), line, opened)]
            for thing, forms_of_it in wanted.items():
                if any(form.casefold() in text for form in forms_of_it for text in texts):
                    yield f"{name}: {thing}"


def _opened(table: Any, line: dict[str, Any], opened: planting.Keys) -> Iterator[str]:
    for box in planting.boxes_of(table) if table is not None else []:
        raw = bytes(line.get(str(box.column)) or b"")
        under = str(line["id"] if box.under == "pk" else line.get(box.under))
        place = f"{line['organisation_id']}|{under}|{table._meta.label_lower}|{line['id']}|{box.name}"
        for key in opened.get((line["organisation_id"], under), []) if raw else []:
            with suppress(InvalidTag):
                cipher = AESGCM(hmac.digest(key, b"fields", "sha256"))
                yield json.dumps(json.loads(cipher.decrypt(raw[1:13], raw[13:], place.encode())), ensure_ascii=False)


def whose(rows: planting.Rows, people: dict[str, Person]) -> list[str]:
    """Rows that say who wrote, or that someone did: a verb, a path, a code of this room with a person in it."""
    pks = {person.pk: name for name, person in people.items()}
    found = set()
    for table, lines in rows.items():
        for line in lines:
            said = json.dumps(line, default=str).casefold()
            names = {name for pk, name in pks.items() if pk in said} - {"sacha", "andree"}  # who looked into it
            if "apart" in said and names and table != "django_migrations":
                found |= {f"{table}: {name}" for name in names}
    return sorted(found)


def opened_blocks(files: list[Path], opened: planting.Keys) -> int:
    """Blocks of the keeper that open with any key of the application."""
    held = [path.read_bytes() for path in files if path.suffix == ".sqlite3"]
    keys = {key for each in opened.values() for key in each}
    keys |= {hmac.digest(key, purpose, "sha256") for key in keys for purpose in (b"block", b"entry", b"fields")}
    return sum(_opens(held_bytes, start, key) for held_bytes in held for start in _starts(held_bytes) for key in keys)


def _starts(held: bytes) -> Iterable[int]:
    """A few places where a nonce could begin, in each page of the file."""
    return range(0, min(len(held), 65536), 512)


def _opens(held: bytes, start: int, key: bytes) -> bool:
    with suppress(InvalidTag):
        AESGCM(key).decrypt(held[start : start + 12], held[start + 12 : start + 12 + 4096 + 16], None)
        return True
    return False


if __name__ == "__main__":
    sys.stdout.write("\n" + json.dumps(drill(Path(sys.argv[1]))) + "\n")
