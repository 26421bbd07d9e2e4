"""``haowen rebuild``: what is derived is thrown away and made again."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from haowen.doors.cli import say
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import finish, open_site


class Part(StrEnum):
    """What can be made again."""

    SEARCH = "search"
    DUPLICATES = "duplicates"
    RECOMMEND = "recommend"
    MEDIA = "media"
    PAGES = "pages"
    ALL = "all"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("rebuild")(rebuild)


def rebuild(
    part: Annotated[Part, typer.Argument(help="What to make again.")] = Part.ALL,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make what is derived again: search index, near duplicates, recommendations, kept pages, and lost renditions of files."""
    open_site(data)
    from haowen.derived.duplicates import rebuilding as duplicates
    from haowen.derived.recommend import rebuilding as recommend
    from haowen.derived.search import rebuilding as search
    from haowen.domain.library import remaking
    from haowen.kit import pagestore

    if part in (Part.SEARCH, Part.ALL):
        count = search.rebuild(_progress("search"))
        say.result(f"search {count}", part="search", count=count)
    if part in (Part.DUPLICATES, Part.ALL):
        count = duplicates.rebuild(_progress("duplicates"))
        say.result(f"duplicates {count}", part="duplicates", count=count)
    if part in (Part.RECOMMEND, Part.ALL):
        count = recommend.rebuild(_progress("recommend"))
        say.result(f"recommend {count}", part="recommend", count=count)
    if part in (Part.MEDIA, Part.ALL):
        count = remaking.remake_all(_progress("media"))
        say.result(f"media {count}", part="media", count=count)
    pagestore.bump_all()
    if part in (Part.PAGES, Part.ALL):
        say.result("pages", part="pages")
    finish()


def _progress(part: str) -> Callable[[int, int], None]:
    def tell(done: int, whole: int) -> None:
        say.progress(f"{part}: {done} of {whole}")

    return tell
