"""``haowen export`` and ``haowen import archive``: a publisher, or the whole site, as one file, and back again."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from haowen.doors.cli import say
from haowen.doors.cli.options import DataOption, JsonOption
from haowen.doors.cli.site import finish, open_site
from haowen.kit.refusals import Refused

if TYPE_CHECKING:
    from haowen.domain.publishers.models import Publisher

_MANY = 50

Target = Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")]


def register(app: typer.Typer) -> None:
    """Add the command group to the command line."""
    group = typer.Typer(no_args_is_help=True, help="Take a publisher, or the whole site, along as one file.")
    group.command("publisher")(export_publisher)
    group.command("site")(export_site)
    app.add_typer(group, name="export")


def export_publisher(
    handle: Annotated[str, typer.Argument(metavar="HANDLE", help="The publisher.")],
    file: Target,
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write everything of a publisher: articles as HTML, Markdown and JSON, files, comments, statistics."""
    open_site(data)
    from django.utils.translation import gettext as _

    from haowen.domain.publishers.models import Publisher

    found = Publisher.objects.filter(handle=handle.removeprefix("@")).first()
    if found is None:
        raise Refused(_("There is no publisher @%(handle)s.") % {"handle": handle.removeprefix("@")})
    _export(found, file)


def export_site(file: Target, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Write everything that readers see, and what the host set; accounts stay (see backup)."""
    open_site(data)
    _export(None, file)


def _export(publisher: "Publisher | None", file: Path) -> None:
    from django.utils.translation import gettext as _

    from haowen.doors import packing
    from haowen.doors.cli.bringing.progress import Progress

    target = file.expanduser()
    if target.exists():
        raise Refused(_("“%(name)s” is there already.") % {"name": file})
    progress = Progress(None)

    def tell(done: int, whole: int) -> None:
        progress.whole = whole
        if done:
            progress.step()

    try:
        packed = packing.write(publisher, target, tell=tell)
    except OSError as error:
        raise Refused(f"{file}: {error.strerror or error}") from error
    finally:
        progress.end()
    address = f"/@{publisher.handle}" if publisher else "/"
    if packed.left_out:
        text = _(
            "%(count)d files stay here, as they are others': pages show a copy, the originals are not in the archive."
        )
        say.progress(text % {"count": len(packed.left_out)})
    said = {"address": address, "articles": packed.articles, "bytes": packed.size_bytes, "sha256": packed.sha256}
    say.result(f"{address} {file} {packed.sha256}", **said, file=str(file), left_out=list(packed.left_out))


def import_archive(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An archive that haowen export wrote.")],
    data: DataOption = None,
    as_json: JsonOption = False,
) -> None:
    """Bring an archive back: the same addresses, revisions, times, comments and files. Best on an empty site."""
    open_site(data)
    from django.utils.translation import gettext as _

    from haowen.derived.search.tasks import FIRST
    from haowen.doors import unpacking
    from haowen.doors.cli.bringing.progress import Progress

    progress = Progress(None)

    def step(_done: int, whole: int) -> None:
        progress.whole = whole
        progress.step()

    def brought(address: str, title: str, is_new: bool) -> None:
        with progress.aside():
            say.result(f"{address} {title}", address=address, title=title, fate="made" if is_new else "same")

    say.progress(_("Looking at the archive …"))
    try:
        done = unpacking.bring_back(file.expanduser(), told=unpacking.Told(step=step, brought=brought))
    finally:
        progress.end()
    finish(max(120.0, done.articles / 10), FIRST if done.articles > _MANY else None)
    for each in done.missing:
        say.failure(each)
    said = {"new": done.articles, "there": done.there, "missing": len(done.missing)}
    say.progress(_("%(new)d articles came in, %(there)d were here already, %(missing)d things are missing.") % said)
    raise typer.Exit(1 if done.missing else 0)
