from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Organisations(AppConfig):
    name = "espoir.organisations"

    def ready(self) -> None:
        # A room's chores.py says what the worker does there, promises.py what is owed, todays.py what Today shows,
        # farewells.py what it holds of a person outside its tables, ties.py what stands there between people,
        # closed.py what lies in an earlier file.
        autodiscover_modules("chores", "promises", "todays", "farewells", "ties", "closed")
