"""Files that other systems export as comers: where they lie, what is in them, what of that is refused."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BytesIO
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from haowen.doors.bringing.comers import Comer
from haowen.doors.bringing.elsewhere import comers, trouble
from haowen.formats import ghost, medium, syndicated, word, wordpress
from haowen.formats.foreign import LeftOut, Piece
from haowen.kit import bundles, outbound
from haowen.kit.bundles import Member

MOST_EXPORT = 1024 * 1024 * 1024  # bytes of one JSON file, which is read as a whole
MOST_DOCUMENT = 100 * 1024 * 1024
MOST_FEED = 20 * 1024 * 1024


def wordpress_exports(files: Iterable[Path]) -> Iterator[Comer]:
    """Read WXR files, each as a stream; packed ones, and archives of several, too."""
    for path in files:
        if path.name.lower().endswith(".zip") or path.is_dir():
            for member in bundles.members(path, _ends(".xml"), most_bytes=MOST_EXPORT):
                name = f"{path.name}/{member.name}"
                if member.trouble:
                    yield Comer(name, refused=trouble(member))
                else:
                    yield from comers(name, wordpress.read(partial(BytesIO, member.data)), kind="wordpress")
        elif not path.is_file():
            yield Comer(str(path), refused=_("is no file"))
        else:
            yield from _guarded(
                str(path), comers(str(path), wordpress.read(partial(bundles.opened, path)), kind="wordpress")
            )


def ghost_exports(files: Iterable[Path]) -> Iterator[Comer]:
    """Read Ghost's JSON, by itself or in a zip with its pictures."""
    for path in files:
        is_bundle = bundles.is_bundle(path)
        seen = False
        for member in bundles.members(path, _ends(".json") if is_bundle else _anything, most_bytes=MOST_EXPORT):
            seen = True
            name = f"{path.name}/{member.name}" if is_bundle else str(path)
            beside = (
                partial(_beside, path, PurePosixPath(member.name).parent) if is_bundle else partial(_beside_file, path)
            )
            yield from _read(name, member, ghost.read, ghost.NoExportError, kind="ghost", beside=beside)
        if not seen:
            yield Comer(str(path), refused=_("has no export of Ghost in it"))


def medium_exports(paths: Iterable[Path]) -> Iterator[Comer]:
    """Read the stories of folders and archives, or single ones; what else an export tells of its owner stays unread."""
    for path in paths:
        seen = False
        for member in bundles.members(path, _is_story if bundles.is_bundle(path) else _anything):
            seen = True
            read = partial(_story, name=member.name)
            yield from _read(member.name, member, read, medium.NoStoryError, kind="medium")
        if not seen:
            yield Comer(str(path), refused=_("has no stories of Medium in it"))


def word_files(files: Iterable[Path]) -> Iterator[Comer]:
    """Read Word files, and those in folders and archives."""
    for path in files:
        is_bundle = bundles.is_bundle(path)
        for member in bundles.members(path, _is_document if is_bundle else _anything, most_bytes=MOST_DOCUMENT):
            read = partial(_document, name=PurePosixPath(member.name).name)
            name = f"{path.name}/{member.name}" if is_bundle else str(path)
            yield from _read(name, member, read, word.NoDocumentError, kind="word", is_page=True)


def feeds(sources: Iterable[str]) -> Iterator[Comer]:
    """Read feeds from files and from addresses on the web."""
    for source in sources:
        address = source if source.lower().startswith(("http://", "https://")) else ""
        member = (
            _fetched(address) if address else next(iter(bundles.members(Path(source), _anything, most_bytes=MOST_FEED)))
        )
        if isinstance(member, str):
            yield Comer(source, refused=member)
        else:
            read = partial(syndicated.read, address=address)
            yield from _read(source, member, read, syndicated.NoFeedError, kind=f"feed:{address or Path(source).name}")


def _read(
    name: str,
    member: Member,
    read: Callable[[bytes], Iterable[Piece | LeftOut]],
    refusal: type[Exception],
    **more: object,
) -> Iterator[Comer]:
    """Return what a format finds in the bytes of a member; a refusal of the format is named."""
    if member.trouble:
        yield Comer(name, refused=trouble(member))
        return
    try:
        yield from comers(name, read(member.data), **more)  # type: ignore[arg-type]
    except refusal as reason:
        yield Comer(name, refused=str(reason))


def _guarded(name: str, found: Iterator[Comer]) -> Iterator[Comer]:
    """Yield what comes of a file that is read as a stream; when the disk or the packing fails, say so."""
    try:
        yield from found
    except bundles.BROKEN as error:
        yield Comer(name, refused=_("cannot be read: %(reason)s") % {"reason": error})


def _fetched(address: str) -> Member | str:
    try:
        answer = outbound.get(address, most_bytes=MOST_FEED, accept="application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")  # fmt: skip
    except outbound.OutboundError as error:
        return _("cannot be fetched: %(reason)s") % {"reason": error}
    if answer.status != 200:  # noqa: PLR2004 - the one answer that brings a feed
        return _("cannot be fetched: it answers %(status)d") % {"status": answer.status}
    return Member(address, answer.data)


def _story(data: bytes, *, name: str) -> list[Piece]:
    return [medium.read(data, name=name)]


def _document(data: bytes, *, name: str) -> list[Piece]:
    return [word.read(data, name=name)]


def _beside(path: Path, folder: PurePosixPath, name: str) -> bytes | None:
    """Return a file beside Ghost's JSON: some exports lay their pictures next to it, some at the top."""
    places = dict.fromkeys([str(folder / name), name, str(folder.parent / name)])
    return next((data for place in places if (data := bundles.member(path, place)) is not None), None)


def _beside_file(path: Path, name: str) -> bytes | None:
    return bundles.member(path.parent, name)


def _ends(*endings: str) -> Callable[[str], bool]:
    return lambda name: name.lower().endswith(endings) and not _is_hidden(name)


def _anything(_name: str) -> bool:
    return True


def _is_hidden(name: str) -> bool:
    """Whether a file is one that systems leave in archives, not people."""
    return name.startswith("__MACOSX/") or PurePosixPath(name).name.startswith((".", "~$"))


def _is_document(name: str) -> bool:
    return name.lower().endswith((".docx", ".docm")) and not _is_hidden(name)


def _is_story(name: str) -> bool:
    """Whether a file may be a story: an export also lists what its owner read, clapped for and followed."""
    path = PurePosixPath(name)
    return (
        path.suffix.lower() in {".html", ".htm"} and not _is_hidden(name) and path.parent.name not in _ABOUT_THE_OWNER
    )


_ABOUT_THE_OWNER = frozenset(
    ("profile", "bookmarks", "claps", "highlights", "interests", "ips", "lists", "partner-program", "pubs-following", "sessions",
     "topics-following", "twitter", "users-following", "blocks")
)  # fmt: skip
