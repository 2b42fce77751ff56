from importlib import import_module

from django.apps import AppConfig


class Accounts(AppConfig):
    name = "espoir.accounts"

    def ready(self) -> None:
        import_module("espoir.accounts.openings")  # it notes the hour of each sign-in, from the very first one on
