"""Making a site, and the address at which its first operator is made."""

from typing import Annotated

import typer

from haowen.doors.cli import say
from haowen.doors.cli.folders import address, data_folder
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import finish, open_site
from haowen.kit.refusals import Refused


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("init")(init)
    app.command("setup-link")(setup_link)


def init(
    demo: Annotated[bool, typer.Option("--demo", help="Fill an empty site with what one would show around.")] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the site, or bring its database up to date."""
    open_site(data)
    if demo:
        fill()
    say.result(str(data_folder()), data=str(data_folder()), demo=demo)


def fill() -> None:
    """Fill an empty site with the demonstration. Raises Refused, and changes nothing, where there is content."""
    from django.utils.translation import gettext as _

    from haowen.domain.articles.models import Article
    from haowen.domain.people.models import User
    from haowen.domain.publishers.models import Publisher

    if any(model._default_manager.exists() for model in (Article, Publisher, User)):  # noqa: SLF001
        raise Refused(
            _("The site in %(folder)s is not empty: the demonstration only fills an empty one. Nothing was changed.")
            % {"folder": data_folder()}
        )
    from haowen.doors.cli.demo import filling

    say.progress("Filling the site with the demonstration …")
    filling.fill()
    finish()


def setup_link(
    *,
    if_needed: Annotated[
        bool, typer.Option("--if-needed", hidden=True, help="Say nothing when there is an operator.")
    ] = False,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print a fresh one-time address at which the first operator is made."""
    open_site(data)
    from django.utils.translation import gettext as _

    from haowen.domain.people.models import Role, User
    from haowen.kit.onetime import setup_token

    if User.objects.filter(role=Role.OPERATOR, is_active=True).exists():
        if if_needed:
            return
        raise Refused(_("This site has an operator. “haowen user create --role operator” makes another."))
    link = f"{address(data_folder())}/setup/{setup_token()}"
    say.result(link, address=link)
