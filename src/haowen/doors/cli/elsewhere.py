"""``haowen import`` of what other systems export: WordPress, Ghost, Medium, Word, feeds. All take the same options."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import open_site

if TYPE_CHECKING:
    from haowen.doors.bringing.comers import Comer

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


BringAll = Callable[[str, Options, "Iterator[Comer]"], int]


@dataclass(frozen=True, slots=True)
class _Source:
    """One system whose exports are read: the command's name, what it takes, what it does, and what reads it."""

    command: str
    takes: str
    names: str
    does: str
    reader: str  # in doors.bringing.exports, which is imported when it is asked for
    is_on_the_web: bool = False


_SOURCES = (
    _Source(
        "wordpress", "FILE…", "Export files of WordPress (WXR; .xml, .gz, .zip).",
        "Bring a WordPress site in: posts and pages with authors, terms, pictures, comments and old addresses.",
        "wordpress_exports",
    ),
    _Source(
        "ghost", "FILE…", "Exports of Ghost: JSON, or a zip with its pictures.",
        "Bring a Ghost site in: posts and pages with authors, tags, pictures and old addresses.", "ghost_exports",
    ),
    _Source(
        "medium", "PATH…", "An export of Medium: the zip, its folder, or one story.",
        "Bring stories from Medium in; drafts and replies stay drafts.", "medium_exports",
    ),
    _Source(
        "word", "FILE…", "Word files (.docx), or folders and archives of them.",
        "Bring Word files in: text, tables, lists, notes and the pictures inside; comments in the margin stay out.",
        "word_files",
    ),
    _Source(
        "feed", "FILE|ADDRESS…", "Feeds: RSS, Atom or JSON Feed.",
        "Bring the items of feeds in, each once however often this is done.", "feeds", is_on_the_web=True,
    ),
)  # fmt: skip


def add_to(group: typer.Typer, bring_all: BringAll) -> None:
    """Add the commands; ``bring_all`` brings in what comes under what was asked, and returns the exit code."""
    for source in _SOURCES:
        group.command(source.command, help=source.does)(_command(source, bring_all))


def _command(source: _Source, bring_all: BringAll) -> Callable[..., None]:
    def run(
        sources: Annotated[list[str], typer.Argument(metavar=source.takes, help=source.names)],
        publisher: Publisher = "",
        channel: ChannelSlug = "",
        publish: Publish = False,
        as_json: JsonOption = False,
        data: DataOption = None,
    ) -> None:
        open_site(data)
        from haowen.doors.bringing import exports

        given = sources if source.is_on_the_web else [Path(each) for each in sources]
        comers = getattr(exports, source.reader)(given)
        raise typer.Exit(bring_all(source.command, Options(publisher, channel, publish), comers))

    return run
