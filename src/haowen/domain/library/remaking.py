"""Making again what readers get of files, where it was lost: renditions need not be in a backup."""

from collections.abc import Callable

from haowen.domain.articles.covering import cut_covers
from haowen.domain.articles.models import Article
from haowen.domain.library.watermarks import mark_everything
from haowen.domain.media import crops, emblems, keeping, videos
from haowen.domain.media.encoding import encode_video
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import original_path, path_of, widths
from haowen.domain.media.tasks import make_avif
from haowen.domain.site.changing import current
from haowen.kit.refusals import Refused


def remake_all(progress: Callable[[int, int], None]) -> int:
    """Make what is missing of every file, as far as its original is there; return of how many files something was."""
    keys, count = list(Media.objects.order_by("pk").values_list("pk", flat=True)), 0
    for done, key in enumerate(keys, 1):
        count += _try(Media.objects.get(pk=key))
        progress(done, len(keys))
    _emblems()
    for article in Article.objects.exclude(crops="").exclude(crops=None).only("crops").iterator(chunk_size=500):
        if not all(path_of(one.sha256, crops.name(crops.WIDE, one.focus, 320)) for one in crops.read(article.crops)):
            cut_covers.enqueue(article_id=article.pk)
    mark_everything.enqueue()
    return count


def _try(media: Media) -> bool:
    try:
        return remake(media)
    except (OSError, Refused):
        return False  # its original is gone, or what it was taken for is refused today


def remake(media: Media) -> bool:
    """Make what is missing of a file; return whether anything was."""
    original = original_path(media.sha256)
    if media.kind == MediaKind.VIDEO:
        if videos.is_whole(media):
            return False
        with original.open("rb") as file:
            videos.keep_video(file, media.format, by=None, most=media.size_bytes)
        encode_video.enqueue(media_id=media.pk)
        return True
    lacks = not keeping.is_whole(media)
    if lacks:
        keeping.keep(original.read_bytes(), by=None, most=media.size_bytes)
    if media.has_avif and not all(path_of(media.sha256, f"w{step}.avif") for step in widths(media.width)):
        Media.objects.filter(pk=media.pk).update(has_avif=False)  # pages name them again once they are there
        make_avif.enqueue(media_id=media.pk)
        lacks = True
    return lacks


def _emblems() -> None:
    site = current()
    for sha256, keep in (
        (site.logo, emblems.keep_logo),
        (site.logo_dark, emblems.keep_logo),
        (site.icon, emblems.keep_icon),
    ):
        if sha256 and original_path(sha256).is_file():
            keep(original_path(sha256).read_bytes(), by=None)
