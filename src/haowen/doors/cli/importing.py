"""``haowen import``: articles of elsewhere come in, from saved pages, Markdown and JSON lines."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import finish, open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from haowen.doors.cli.bringing.comers import Comer

Publisher = Annotated[
    str, typer.Option("--publisher", metavar="HANDLE", help="The publisher to bring articles in under.")
]
ChannelSlug = Annotated[str, typer.Option("--channel", metavar="SLUG", help="The channel they belong to.")]
Publish = Annotated[bool, typer.Option("--publish", help="Publish them; without this they are drafts.")]


@dataclass(frozen=True, slots=True)
class Options:
    """What a person asked of an import."""

    publisher: str
    channel: str
    publish: bool


def register(app: typer.Typer) -> None:
    """Add the command group to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Bring articles of elsewhere in.")
    group.command("page")(page)
    group.command("markdown")(markdown)
    app.add_typer(group, name="import")


def page(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Saved pages: HTML, or the text of one.")],
    publisher: Publisher = "",
    channel: ChannelSlug = "",
    publish: Publish = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Bring saved article pages in: the article and its facts are kept, the furniture around it is left out."""
    open_site(data)
    from haowen.doors.cli.bringing import pages

    raise typer.Exit(_all(Options(publisher, channel, publish), pages.comers(files)))


def markdown(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A folder, a Markdown file, or JSON lines (.gz, .xz).")],
    publisher: Publisher = "",
    channel: ChannelSlug = "",
    publish: Publish = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Bring Markdown in: front matter gives the facts, the text stays word for word."""
    open_site(data)
    from haowen.doors.cli.bringing import markdown as texts

    raise typer.Exit(_all(Options(publisher, channel, publish), texts.comers(path)))


def _all(options: Options, comers: "Iterator[Comer]") -> int:
    """Bring everything in, line by line; the exit code says whether all of it is as asked."""
    from haowen.doors.cli.bringing.receiving import Bringer

    bringer = Bringer(options)
    wrong = 0
    try:
        for comer in comers:
            wrong += not bringer.bring(comer)
            sys.stdout.flush()
    finally:
        bringer.link()
        finish()
    return 1 if wrong or not bringer.seen else 0
