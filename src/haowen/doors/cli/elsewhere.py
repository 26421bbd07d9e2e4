"""``haowen import`` of what other systems export: WordPress, Ghost, Medium, Word, feeds. All take the same options."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import open_site

if TYPE_CHECKING:
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


BringAll = Callable[[str, Options, "Iterator[Comer]"], int]


def add_to(group: typer.Typer, bring_all: BringAll) -> None:
    """Add the commands; ``bring_all`` brings in what comes of a kind under what was asked, and returns the exit code."""

    @group.command("wordpress")
    def wordpress(
        files: Annotated[
            list[Path], typer.Argument(metavar="FILE…", help="Export files of WordPress (WXR; .xml, .gz, .zip).")
        ],
        publisher: Publisher = "",
        channel: ChannelSlug = "",
        publish: Publish = False,
        as_json: JsonOption = False,
        data: DataOption = None,
    ) -> None:
        """Bring a WordPress site in: posts and pages with authors, terms, pictures, comments and old addresses."""
        open_site(data)
        from haowen.doors.cli.bringing import exports

        raise typer.Exit(bring_all("wordpress", Options(publisher, channel, publish), exports.wordpress_exports(files)))

    @group.command("ghost")
    def ghost(
        files: Annotated[
            list[Path], typer.Argument(metavar="FILE…", help="Exports of Ghost: JSON, or a zip with its pictures.")
        ],
        publisher: Publisher = "",
        channel: ChannelSlug = "",
        publish: Publish = False,
        as_json: JsonOption = False,
        data: DataOption = None,
    ) -> None:
        """Bring a Ghost site in: posts and pages with authors, tags, pictures and old addresses."""
        open_site(data)
        from haowen.doors.cli.bringing import exports

        raise typer.Exit(bring_all("ghost", Options(publisher, channel, publish), exports.ghost_exports(files)))

    @group.command("medium")
    def medium(
        path: Annotated[
            Path, typer.Argument(metavar="PATH", help="An export of Medium: the zip, its folder, or one story.")
        ],
        publisher: Publisher = "",
        channel: ChannelSlug = "",
        publish: Publish = False,
        as_json: JsonOption = False,
        data: DataOption = None,
    ) -> None:
        """Bring stories from Medium in; drafts and replies stay drafts."""
        open_site(data)
        from haowen.doors.cli.bringing import exports

        raise typer.Exit(bring_all("medium", Options(publisher, channel, publish), exports.medium_exports(path)))

    @group.command("word")
    def word(
        files: Annotated[
            list[Path], typer.Argument(metavar="FILE…", help="Word files (.docx), or folders and archives of them.")
        ],
        publisher: Publisher = "",
        channel: ChannelSlug = "",
        publish: Publish = False,
        as_json: JsonOption = False,
        data: DataOption = None,
    ) -> None:
        """Bring Word files in: text, tables, lists, notes and the pictures inside; comments in the margin stay out."""
        open_site(data)
        from haowen.doors.cli.bringing import exports

        raise typer.Exit(bring_all("word", Options(publisher, channel, publish), exports.word_files(files)))

    @group.command("feed")
    def feed(
        sources: Annotated[list[str], typer.Argument(metavar="FILE|ADDRESS…", help="Feeds: RSS, Atom or JSON Feed.")],
        publisher: Publisher = "",
        channel: ChannelSlug = "",
        publish: Publish = False,
        as_json: JsonOption = False,
        data: DataOption = None,
    ) -> None:
        """Bring the items of feeds in, each once however often this is done."""
        open_site(data)
        from haowen.doors.cli.bringing import exports

        raise typer.Exit(bring_all("feed", Options(publisher, channel, publish), exports.feeds(sources)))
