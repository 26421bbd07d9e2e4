"""Making crops: a picture in the shapes of lists and programs, around the point that its writer chose."""

from PIL import Image

from haowen.domain.media import marking, rendering
from haowen.domain.media.crops import SHAPES, WIDE, Focus, are_made, avif_steps, box, is_avif_made, name, size, steps
from haowen.domain.media.keeping import note
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.media.showing import original_path, rendition_path


def make(media: Media, focus: Focus) -> None:
    """Make the crops of a picture around a point; those that are there stay. A video is cut from its poster."""
    told = (media.sha256, media.width, media.height, focus)
    wanted = [] if are_made(*told) else [(shape, "webp") for shape in SHAPES]
    if not is_avif_made(*told):
        wanted.append((WIDE, "avif"))
    if not wanted:
        return
    with rendering.opened(_source(media)) as picture:
        made = [(form, _crops(picture.image, media, shape, focus, form)) for shape, form in wanted]
    for form, crops in made:
        for called, content, _width, _height in crops:
            rendering.put(rendition_path(media.sha256, called), content)
        note(media, crops, form)
    marking.complete(media)


def _source(media: Media) -> bytes:
    if media.kind == MediaKind.PICTURE:
        return original_path(media.sha256).read_bytes()
    posters = sorted(
        rendition_path(media.sha256, "w320.webp").parent.glob("w*.webp"), key=lambda path: int(path.stem[1:])
    )
    if not posters:
        raise FileNotFoundError(media.sha256)
    return posters[-1].read_bytes()


def _crops(image: Image.Image, media: Media, shape: str, focus: Focus, form: str) -> list[tuple[str, bytes, int, int]]:
    # The picture may be decoded at a fraction of its size: the part is measured in what is there.
    part = box(image.width, image.height, shape, focus)
    cut = image.crop((part.left, part.top, part.left + part.width, part.top + part.height))
    wide = box(media.width, media.height, shape, focus).width
    sizes = (media.width, media.height)
    made = []
    for step in reversed(avif_steps(*sizes) if form == "avif" else steps(*sizes, shape)):
        shown = size(shape, step, wide)
        cut = cut.resize(shown, Image.Resampling.LANCZOS)  # the next one down is made of this one
        made.append((name(shape, focus, step, form), rendering.encoded(cut, form), *shown))
    return made
