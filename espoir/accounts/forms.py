from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espoir.accounts import rules
from espoir.accounts.words import folded

PLAIN = {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none", "autocorrect": "off"}


class PassphraseField(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        super().__init__(strip=False, widget=forms.PasswordInput(attrs=PLAIN, render_value=False), **kwargs)


class EnterForm(forms.Form):
    login = forms.CharField(
        label=gettext_lazy("Your three words"),
        max_length=80,
        widget=forms.TextInput(attrs=PLAIN),
        error_messages={"required": gettext_lazy("Type your three words.")},
    )
    password = PassphraseField(
        label=gettext_lazy("Your passphrase"),
        error_messages={"required": gettext_lazy("Type your passphrase.")},
    )

    def clean_login(self) -> str:
        return folded(self.cleaned_data["login"])


class BackupForm(forms.Form):
    login = EnterForm.base_fields["login"]
    code = forms.CharField(
        label=gettext_lazy("One of your backup codes"),
        max_length=40,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Type one of your codes.")},
    )

    def clean_login(self) -> str:
        return folded(self.cleaned_data["login"])


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The code"),
        max_length=40,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "numeric"}),
        error_messages={"required": gettext_lazy("Type the code.")},
    )


class TakeBackForm(EnterForm):
    code = forms.CharField(
        label=gettext_lazy("The code of your app"),
        help_text=gettext_lazy("Leave it empty if you have none."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={**PLAIN, "inputmode": "numeric"}),
    )


class ProofForm(forms.Form):
    password = EnterForm.base_fields["password"]


class PassphraseForm(forms.Form):
    """A new passphrase. It is typed twice, since it cannot be seen."""

    passphrase = PassphraseField(
        label=gettext_lazy("Your passphrase"),
        error_messages={"required": gettext_lazy("Type a passphrase of at least four words.")},
    )
    again = PassphraseField(
        label=gettext_lazy("The same one, once more"),
        error_messages={"required": gettext_lazy("Type the passphrase once more.")},
    )

    def __init__(self, *args: Any, login: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.login = login

    def clean_passphrase(self) -> str:
        passphrase: str = self.cleaned_data["passphrase"]
        if rules.repeats_login(passphrase, self.login):
            raise forms.ValidationError(_("These are your three sign-in words. Pick other words for the passphrase."))
        if not rules.is_strong(passphrase):
            raise forms.ValidationError(_("Pick at least four different words, 16 letters or more in all."))
        return passphrase

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        first, second = said.get("passphrase"), said.get("again")
        if first and second and rules.plain(first) != rules.plain(second):
            self.add_error("again", _("The two are not the same. Type them again."))
        return said


class CredentialForm(forms.Form):
    """What the device answered, put there by the page's script."""

    credential = forms.CharField(widget=forms.HiddenInput, max_length=20000)

    def clean_credential(self) -> Any:
        try:
            return json.loads(self.cleaned_data["credential"])
        except ValueError as unreadable:
            raise forms.ValidationError(_("Your device gave no answer. Try again.")) from unreadable


class NameForm(forms.Form):
    called = forms.CharField(
        label=gettext_lazy("A name that tells you which one it is"),
        help_text=gettext_lazy("Optional. You alone see it."),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs=PLAIN),
    )


class NewPasskeyForm(CredentialForm, NameForm):
    pass
