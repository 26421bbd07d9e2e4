"""``haowen import``: articles of elsewhere come in, from saved pages, Markdown and JSON lines."""

import contextlib
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haowen.doors.cli import elsewhere, say
from haowen.doors.cli.archiving import import_archive
from haowen.doors.cli.elsewhere import ChannelSlug, Options, Publish, Publisher
from haowen.doors.cli.folders import data_folder
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import finish, open_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from haowen.doors.bringing.comers import Comer


_FEW = 50
_OBJECTS = 20_000


def register(app: typer.Typer) -> None:
    """Add the command group to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Bring articles of elsewhere in.")
    group.command("page")(page)
    group.command("markdown")(markdown)
    group.command("archive")(import_archive)
    elsewhere.add_to(group, bring_all)
    app.add_typer(group, name="import")


def page(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE…", help="Saved pages: HTML, MHTML, text; folders and archives of them."),
    ],
    publisher: Publisher = "",
    channel: ChannelSlug = "",
    publish: Publish = False,
    as_json: JsonOption = False,
    data: DataOption = None,
) -> None:
    """Bring saved article pages in: the article and its facts are kept, the furniture around it is left out."""
    open_site(data)
    from haowen.doors.bringing import pages

    raise typer.Exit(bring_all("page", Options(publisher, channel, publish), pages.comers(files), len(files)))


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
    from haowen.doors.bringing import markdown as texts

    raise typer.Exit(bring_all("markdown", Options(publisher, channel, publish), texts.comers(path), texts.count(path)))


def bring_all(what: str, options: Options, comers: "Iterator[Comer]", whole: int | None = None) -> int:
    """Bring everything in and report on it; the exit code says whether all of it is as asked.

    ``what`` is the kind of import, ``whole`` how many there will be, where that is known.
    """
    from django.utils.translation import gettext as _

    from haowen.derived.search.tasks import FIRST
    from haowen.doors.cli.bringing.progress import Progress
    from haowen.doors.cli.bringing.receiving import Bringer
    from haowen.doors.cli.bringing.reports import Report, moment

    report = Report(what)
    progress = Progress(whole)
    with _cycles_rarely_looked_for():
        try:
            Bringer(options, report, progress).bring_all(comers)
        finally:
            progress.says(_("Waiting until everything can be found …"))
            began = moment()
            # Relations between thousands of articles take long and are worked out by the site; the few are there at once.
            finish(max(120.0, progress.done / 10), FIRST if progress.done > _FEW else None)
            report.spent("seen", began)
            progress.end()
    path = report.write(data_folder() / "imports")
    for line in report.lines():
        say.progress(line)
    say.progress(_("The report: %(path)s") % {"path": path})
    if say.is_json():
        say.result("", **report.facts(), report=str(path))
    return 0 if report.is_clean() else 1


@contextlib.contextmanager
def _cycles_rarely_looked_for() -> "Iterator[None]":
    """Look for objects that hold each other less often: reading texts makes many objects, nearly all of them in trees.

    Looked for as often as usual, an import spends a tenth of its time on that.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
