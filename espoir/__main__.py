"""The command line: `espoir …`. Each command is a module with `run(argv)`, imported only when it is asked for."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec

from espoir.i18n import compiled

COMMANDS = {
    "serve": ("espoir.records.commands.serve", "the site and its worker"),
    "worker": ("espoir.records.commands.worker", "the worker alone"),
    "keeper": ("espoir.records.commands.keeper", "the keeper of what people wrote apart, alone"),
    "new": ("espoir.records.commands.new", "open an organization"),
    "invite": ("espoir.records.commands.invite", "a new link for someone of the team who lost everything"),
    "import": ("espoir.roster.command", "bring people and past meetings from a spreadsheet"),
    "pair": ("espoir.pairing.command", "the best whole plan for two lists on file"),
    "measures": ("espoir.measures.command", "score published questionnaires on file"),
    "research": ("espoir.research.command", "references, transcripts, project files and agreement, on files of yours"),
    "apart": ("espoir.apart.command", "try on a file of yours how clues are compared"),
    "backup": ("espoir.records.commands.backup", "copy the data, the keys, or what is kept apart"),
    "restore": ("espoir.records.commands.restore", "put a backup back"),
    "keys": ("espoir.records.commands.keys", "rotate the keys"),
    "logbook": ("espoir.records.commands.logbook", "check that the logbook is whole"),
    "doctor": ("espoir.records.commands.doctor", "check everything"),
    "demo": ("espoir.demo.command", "three invented organizations, to try it all"),
    "bench": ("espoir.bench.command", "measure"),
}
BARE = ("keeper",)  # what holds secrets brings along as little as it can: no rooms, no database
DONE, REFUSED = 0, 2
IS_IT_THERE = "Is --data or DATABASE_URL right? On a first start: espoir serve."


def usage() -> str:
    lines = [f"  {name:<9} {what}" for name, (_module, what) in COMMANDS.items()]
    return "\n".join(
        [
            "usage: espoir COMMAND [--data DIR] …",
            "",
            *lines,
            "",
            "--data DIR  where everything is kept (default: $ESPOIR_DATA, else ./var)",
            "espoir COMMAND --help says the rest.",
        ]
    )


def take_data(words: list[str]) -> tuple[list[str], str | None]:
    """`--data DIR` may stand anywhere: it must be known before Django starts."""
    rest, folder = [], None
    words = list(words)
    while words:
        word = words.pop(0)
        if word == "--data":
            folder = words.pop(0) if words else ""
        elif word.startswith("--data="):
            folder = word.removeprefix("--data=")
        else:
            rest.append(word)
    return rest, folder


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(argv: list[str]) -> int:
    words, folder = take_data(argv)
    if folder == "":
        return _refuse("--data needs a folder: --data DIR")
    if not words or words[0] in ("-h", "--help"):
        sys.stdout.write(usage() + "\n")
        return DONE if words else REFUSED
    if words[0] not in COMMANDS or find_spec(COMMANDS[words[0]][0]) is None:
        return _refuse(f"There is no command {words[0]!r}.\n\n{usage()}")
    if folder:
        os.environ["ESPOIR_DATA"] = folder
    return _dispatch(words[0], words[1:])


def _dispatch(name: str, rest: list[str]) -> int:
    os.umask(0o077)  # what we write is for the account that runs us, and nobody else on the machine
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "espoir.settings")
    if name not in BARE:
        compiled.compile_all()  # a sentence changed since the last start is said in French too
        import_module("django").setup()
    refused = import_module("espoir.records.commands").Refused
    missing = import_module("espoir.vault.keys").RootIsMissing
    away = import_module("espoir.apart.keeper").KeeperAway
    try:
        done: int = import_module(COMMANDS[name][0]).run(rest)
    except (refused, missing) as sentence:
        return _refuse(str(sentence))
    except away:
        return _refuse("The keeper does not answer, and nobody is placed without it. Start `espoir serve` first.")
    except import_module("django.db").DatabaseError as error:
        return _refuse(f"The database does not answer ({str(error).strip()}). {IS_IT_THERE}")
    except OSError as error:
        return _refuse(f"{error.filename or 'A file'} cannot be used: {error.strerror}.")
    except BrokenPipeError:
        return DONE
    return done


def _refuse(sentence: str) -> int:
    sys.stderr.write(sentence + "\n")
    return REFUSED


if __name__ == "__main__":
    main()
