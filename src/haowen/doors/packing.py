"""An archive out: rows that travel and files that go along, put into one file. Used by the command line and the studio."""

import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from django.conf import settings
from django.utils.dateparse import parse_datetime

import haowen
from haowen.domain.archives import asking
from haowen.domain.archives.gathering import Gathering, OneArticle, own_media
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import is_withheld, original_path, path_of, rendition_path
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.changing import current
from haowen.domain.statements.models import Statement
from haowen.formats.archive import Writer, about, layout, pages, sums, texts
from haowen.formats.archive.views import Shown, View
from haowen.kit.clock import now
from haowen.kit.tasks import SLOW, task

Tell = Callable[[int, int], None]
_PLAYED: Final = ("play.mp4", "play.webm")
_SPOOL: Final = 1 << 20
_TOLD_SECONDS: Final = 1.0
_MANY: Final = 500  # keys in one question to the database


@dataclass(frozen=True, slots=True)
class Packed:
    """What was written. ``left_out`` are the files whose originals did not go along, by hash."""

    size_bytes: int
    sha256: str
    articles: int
    left_out: tuple[str, ...] = ()


@dataclass
class _Packing:
    """One archive under way."""

    publisher: Publisher | None
    writer: Writer
    gathering: Gathering
    publishers: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    shown: dict[str, Shown | None] = field(default_factory=dict)
    channels: dict[str, Mapping[str, str]] = field(default_factory=dict)


def write(publisher: Publisher | None, path: Path, *, tell: Tell = lambda _done, _whole: None) -> Packed:
    """Write the archive of a publisher, or of the whole site, to a file that is not there yet.

    ``tell`` is told how many articles are written, of how many. Only when all is written the file is in its place.
    """
    with ExitStack() as stack:
        writer = stack.enter_context(Writer(path))
        lines, table = (stack.enter_context(tempfile.SpooledTemporaryFile(_SPOOL)) for _each in range(2))
        packing = _Packing(publisher, writer, Gathering(publisher))
        packing.channels = _channels()
        _publishers(packing)
        count = _articles(packing, lines, table, tell)
        _listed(packing, lines, table)
        _site(packing)
        _reposts(packing)
        left_out = _media(packing)
        _shared(packing)
        return Packed(*writer.finish(_facts(packing, count)), count, left_out)


def _channels() -> dict[str, Mapping[str, str]]:
    from haowen.domain.channels.models import Channel

    return {slug: {"zh": zh, "en": en} for slug, zh, en in Channel.objects.values_list("slug", "name_zh", "name_en")}


def _publishers(packing: _Packing) -> None:
    for plain in packing.gathering.publishers():
        packing.publishers[plain["public_id"]] = {name: plain[name] for name in ("name", "handle", "language")} | {
            "restrictions": plain.get("restrictions", [])
        }
        packing.series |= {each["public_id"]: each["title"] for each in plain.get("series", ())}
        packing.writer.add(f"{layout.PUBLISHERS}{plain['handle']}.json", layout.dumped(plain))


def _articles(packing: _Packing, lines: IO[bytes], table: IO[bytes], tell: Tell) -> int:
    whole, count = packing.gathering.count(), 0
    table.write(sums.head())
    tell(0, whole)
    for each in packing.gathering.articles():
        _article(packing, each)
        view = _view(packing, each.article)
        lines.write(pages.index_line(view).encode())
        table.write(sums.row(*each))
        count += 1
        tell(count, whole)
    return count


def _article(packing: _Packing, each: OneArticle) -> None:
    name, view, add = each.article["public_id"], _view(packing, each.article), packing.writer.add
    add(f"{layout.ARTICLES}{name}.html", pages.page(view))
    add(f"{layout.ARTICLES}{name}.md", texts.text(view))
    add(f"{layout.ARTICLES}{name}.json", layout.dumped(each.article))
    if each.comments:
        add(f"{layout.COMMENTS}{name}.json", layout.dumped(each.comments))
    if each.statistics:
        add(f"{layout.STATISTICS}{name}.json", layout.dumped({"article": name, **each.statistics}))


def _view(packing: _Packing, article: Mapping[str, Any]) -> View:
    publisher = packing.publishers[article["publisher"]]
    names = packing.channels.get(article["channel"] or "", {})
    view = View(
        article=article,
        publisher=publisher,
        address=f"{settings.BASE_URL}/a/{article['public_id']}",
        base=settings.BASE_URL,
        channel=names.get("zh" if article["language"].startswith("zh") else "en", ""),
        series=packing.series.get(article["series"] or "", ""),
        statement=_statement([*article.get("restrictions", ()), *publisher["restrictions"]]),
    )
    view.media.update({key: shown for key in view.asked() if (shown := _shown(packing, key))})
    return view


def _statement(restrictions: list[Mapping[str, Any]]) -> Mapping[str, Any] | None:
    """Return the statement under which something is withheld now."""
    moment = now()
    for each in restrictions:
        starts, until = parse_datetime(each["starts_at"]), each["until"] and parse_datetime(each["until"])
        if each["effect"] == "withheld" and starts and starts <= moment and (not until or until > moment):
            found = Statement.objects.filter(public_id=each["statement"]).values("rule", "facts").first()
            return found or {"rule": "", "facts": ""}
    return None


def _shown(packing: _Packing, sha256: str) -> Shown | None:
    """Return the copy that stands for a file in pages, put into the archive when it is asked for the first time."""
    if sha256 not in packing.shown:
        media = None if is_withheld(sha256) else Media.objects.filter(sha256=sha256).first()
        packing.shown[sha256] = _copy(packing, media) if media else None
    return packing.shown[sha256]


def _copy(packing: _Packing, media: Media) -> Shown | None:
    rendition = media.renditions.filter(format="webp").order_by("-width", "name").first()
    path = rendition_path(media.sha256, rendition.name) if rendition else None
    if rendition is None or path is None or not path.is_file():
        return None
    name = f"{media.sha256}.shown.webp"
    _add(packing, name, path)
    played = ""
    for each in _PLAYED if media.kind == MediaKind.VIDEO else ():
        if film := path_of(media.sha256, each):
            played = f"{media.sha256}.shown{film.suffix}"
            _add(packing, played, film)
            break
    return Shown(name, rendition.width, rendition.height, played)


def _add(packing: _Packing, name: str, path: Path) -> None:
    with path.open("rb") as file:
        packing.writer.add_file(f"{layout.MEDIA}{name}", file, path.stat().st_size)


def _listed(packing: _Packing, lines: IO[bytes], table: IO[bytes]) -> None:
    """Add the page that lists all articles, and the table of their sums."""
    name, language = _name(packing)
    with tempfile.SpooledTemporaryFile(_SPOOL) as page:
        for piece in pages.index(language, name, (line.decode() for line in _rewound(lines))):
            page.write(piece)
        _add_spooled(packing, layout.INDEX, page)
    _add_spooled(packing, layout.SUMS, table)


def _rewound(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    yield from file


def _add_spooled(packing: _Packing, name: str, file: IO[bytes]) -> None:
    size = file.tell()
    file.seek(0)
    packing.writer.add_file(name, file, size, is_text=True)


def _name(packing: _Packing) -> tuple[str, str]:
    site = current()
    if packing.publisher is None:
        return site.name, "zh-Hans" if site.default_language == "zh-hans" else "en"
    return packing.publisher.name, "zh-Hans" if packing.publisher.language == "zh-hans" else "en"


def _site(packing: _Packing) -> None:
    for model, rows in packing.gathering.site():
        packing.writer.add(layout.of_model(layout.SITE, model), layout.dumped(rows))
        for row in rows if model == "site.Site" else ():
            packing.gathering.media.update(row[name] for name in ("logo", "logo_dark", "icon") if row[name])


def _reposts(packing: _Packing) -> None:
    for model, rows in packing.gathering.reposts():
        if rows:
            packing.writer.add(layout.of_model(layout.REPOSTS, model), layout.dumped(rows))


def _media(packing: _Packing) -> tuple[str, ...]:
    """Add the originals that are this publisher's to take along; return the hashes of the others."""
    packing.gathering.settle_media()
    wanted = sorted(packing.gathering.hashes())
    own = set(wanted) if packing.publisher is None else own_media(packing.publisher, wanted)
    formats: dict[str, str] = {}
    for start in range(0, len(wanted), _MANY):
        rows = Media.objects.filter(sha256__in=wanted[start : start + _MANY])
        formats.update(rows.values_list("sha256", "format"))
    left_out = []
    for sha256 in wanted:
        path = original_path(sha256)
        if sha256 in own and path.is_file():
            _add(packing, f"{sha256}.{_ending(formats[sha256])}", path)
        else:
            left_out.append(sha256)
    return tuple(left_out)


def _ending(form: str) -> str:
    return {"jpeg": "jpg"}.get(form.lower(), form.lower()) or "bin"


def _shared(packing: _Packing) -> None:
    add = packing.writer.add
    for model, rows in packing.gathering.shared():
        add(layout.of_model(layout.SHARED, model), layout.dumped(rows))
    add(layout.PEOPLE, layout.dumped(packing.gathering.people.named))
    name, _language = _name(packing)
    site = current()
    add(
        layout.README,
        about.about(name=name, site=site.name, address=settings.BASE_URL, is_whole=packing.publisher is None),
    )


def _facts(packing: _Packing, count: int) -> dict[str, Any]:
    return {
        "scope": "site" if packing.publisher is None else "publisher",
        "made_at": now().isoformat(timespec="seconds"),
        "made_by": f"Haowen {haowen.__version__}",
        "site": {"name": current().name, "address": settings.BASE_URL},
        "publishers": [each["handle"] for each in packing.publishers.values()],
        "articles": count,
    }


@task(queue=SLOW, tries=3)
def make_archive(*, export_id: int) -> None:
    """Make the archive that an owner asked for."""
    export = asking.begin(export_id)
    if export is None:
        return
    path = asking.path_of(export)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    told = [time.monotonic()]

    def tell(done: int, whole: int) -> None:
        if done in {0, whole} or time.monotonic() - told[0] > _TOLD_SECONDS:
            told[0] = time.monotonic()
            asking.step(export, done, whole)

    try:
        packed = write(export.publisher, path, tell=tell)
    except OSError as error:
        asking.fail(export, error.strerror or str(error))
        return
    except Exception:
        asking.fail(export, "")  # so that it can be asked for again; the reason is with the task
        raise
    path.chmod(0o600)
    asking.finish(export, size_bytes=packed.size_bytes, sha256=packed.sha256)
