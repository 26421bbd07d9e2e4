"""Making crops: a picture in the shapes of lists and programs, around the point that its writer chose."""

import io

from PIL import Image

from haowen.domain.media import marking, rendering
from haowen.domain.media.crops import SHAPES, Focus, are_made, box, name, size, steps
from haowen.domain.media.keeping import note
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import original_path, rendition_path


def make(media: Media, focus: Focus) -> None:
    """Make the crops of a picture around a point; those that are there stay. A video is cut from its poster."""
    if are_made(media.sha256, media.width, media.height, focus):
        return
    made = []
    with rendering.opened(_source(media)) as picture:
        for shape in SHAPES:
            made += _crops(picture.image, media, shape, focus)
    for called, content, _width, _height in made:
        rendering.put(rendition_path(media.sha256, called), content)
    note(media, made, "webp")
    marking.complete(media)


def _source(media: Media) -> bytes:
    if media.kind == MediaKind.PICTURE:
        return original_path(media.sha256).read_bytes()
    posters = sorted(
        rendition_path(media.sha256, "w320.webp").parent.glob("w*.webp"), key=lambda path: int(path.stem[1:])
    )
    return posters[-1].read_bytes()


def _crops(image: Image.Image, media: Media, shape: str, focus: Focus) -> list[tuple[str, bytes, int, int]]:
    # The picture may be decoded at a fraction of its size: the part is measured in what is there.
    part = box(image.width, image.height, shape, focus)
    cut = image.crop((part.left, part.top, part.left + part.width, part.top + part.height))
    wide = box(media.width, media.height, shape, focus).width
    made = []
    for step in reversed(steps(media.width, media.height, shape)):
        shown = size(shape, step, wide)
        buffer = io.BytesIO()
        cut.resize(shown, Image.Resampling.LANCZOS).save(buffer, "WEBP", exif=b"", xmp=b"", quality=80, method=2)
        made.append((name(shape, focus, step), buffer.getvalue(), *shown))
    return made
