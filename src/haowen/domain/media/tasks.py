"""What is made of files later."""

from haowen.domain.media import marking, rendering
from haowen.domain.media.keeping import note
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import original_path, rendition_path
from haowen.kit.tasks import SLOW, task


@task(queue=SLOW)
def make_avif(*, media_id: int) -> None:
    """Make a picture's AVIF renditions. Pages name them from the next time they are made."""
    media = Media.objects.filter(pk=media_id).first()
    if media is None or media.has_avif or media.kind != MediaKind.PICTURE:
        return
    with rendering.opened(original_path(media.sha256).read_bytes()) as picture:
        made = list(rendering.renditions(picture.image, "avif"))
    for name, content, _width, _height in made:
        rendering.put(rendition_path(media.sha256, name), content)
    note(media, made, "avif")
    marking.complete(media)
    Media.objects.filter(pk=media.pk).update(has_avif=True)
