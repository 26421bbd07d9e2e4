"""Accounts made by a script."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from haowen.doors.cli import say
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import finish, open_site
from haowen.kit.refusals import Refused


class RoleName(StrEnum):
    """What a person may do for the host."""

    OPERATOR = "operator"
    EDITOR = "editor"
    MODERATOR = "moderator"
    READER = "reader"


def register(app: typer.Typer) -> None:
    """Add the group."""
    group = typer.Typer(help="Accounts.", no_args_is_help=True)
    group.callback()(_accounts)
    group.command("create")(create)
    app.add_typer(group, name="user")


def _accounts() -> None:
    """Accounts."""


def create(
    *,
    email: Annotated[str, typer.Option(help="Address to sign in with; taken as confirmed.")],
    role: Annotated[RoleName, typer.Option(help="What the person may do for the host.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from the first line of standard input.")
    ] = False,
    name: Annotated[str, typer.Option(help="Name that others see; the address's first part where none is given.")] = "",
    totp: Annotated[
        bool, typer.Option("--totp", help="Ask for a one-time code at sign-in, and print its secret.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make an account."""
    if not password_stdin:
        raise typer.BadParameter("give the password on standard input, with --password-stdin")
    password = sys.stdin.readline().rstrip("\r\n")
    open_site(data)
    secret = make(email.strip(), role.value, password, name=name.strip(), totp=totp)
    finish()
    facts = {"email": email.strip(), "role": role.value, "totp": secret or None}
    say.result(f"{email.strip()} {role.value}" + (f" totp {secret}" if secret else ""), **facts)


def make(email: str, role: str, password: str, *, name: str, totp: bool) -> str:
    """Make the account and return its TOTP secret ("" without). Raises Refused and changes nothing on bad input."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email
    from django.db import transaction
    from django.utils.translation import gettext as _

    from haowen.domain.people.models import User

    try:
        validate_email(email)
    except ValidationError as error:
        raise Refused(_("“%(address)s” is no e-mail address.") % {"address": email}) from error
    name = (name or email.partition("@")[0])[:40]
    try:
        validate_password(password, User(email=email, name=name))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    secret = generate_totp_secret() if totp else ""
    with transaction.atomic():
        if User.objects.filter(email__iexact=email).exists():
            raise Refused(_("There is an account with the address %(address)s already.") % {"address": email})
        user = User.objects.create_user(email, password, name=name, role=role)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if totp:
            TOTP.activate(user, secret)
    return secret
