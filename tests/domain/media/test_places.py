"""What a file says of place and device reaches no reader, in whatever it is made into; who made it stays known."""

import io
import struct

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from haowen.domain.articles import covering
from haowen.domain.articles.drafts import DraftCover
from haowen.domain.media import cropping, marking
from haowen.domain.media.crops import Focus
from haowen.domain.media.keeping import keep
from haowen.domain.media.showing import path_of, rendition_path
from haowen.domain.media.tasks import make_avif
from haowen.doors.web import drawing

pytestmark = pytest.mark.django_db
GPS, MAKER = 0x8825, 0x927C
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="30,35.canary" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>阿青</rdf:li></rdf:Seq></dc:creator>'
    "</rdf:Description></rdf:RDF></x:xmpmeta>"
).encode()


def exif() -> Image.Exif:
    said = Image.Exif()
    said[0x010F] = "canary-maker"
    said[0x0110] = "canary-device"
    said[GPS] = {1: "N", 2: (30.0, 35.0, 17.0), 3: "E", 4: (114.0, 17.0, 6.0)}
    said[0x8769] = {MAKER: b"canary-note", 0xA431: "canary-serial"}
    return said


def iptc() -> bytes:
    """The part of Photoshop's with the city and the photographer."""
    told = b"".join(
        b"\x1c\x02" + bytes([number]) + struct.pack(">H", len(text)) + text
        for number, text in ((90, b"canary-city"), (80, "老周".encode()))
    )
    block = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(told)) + told + b"\0" * (len(told) % 2)
    return b"Photoshop 3.0\0" + block


def encoded(form: str) -> bytes:
    picture, buffer = Image.effect_noise((700, 500), 40).convert("RGB"), io.BytesIO()
    if form == "JPEG":
        picture.save(buffer, form, exif=exif(), xmp=XMP, comment=b"canary-comment")
        part = iptc()
        return buffer.getvalue()[:2] + b"\xff\xed" + struct.pack(">H", len(part) + 2) + part + buffer.getvalue()[2:]
    if form == "PNG":
        said = PngImagePlugin.PngInfo()
        said.add_text("Comment", "canary-comment")
        said.add_itxt("XML:com.adobe.xmp", XMP.decode())
        picture.save(buffer, form, exif=exif(), pnginfo=said)
    elif form == "HEIF":
        pillow_heif.register_heif_opener(thumbnails=False)
        picture.save(buffer, form, exif=exif().tobytes(), xmp=XMP)
    else:
        picture.save(buffer, form, exif=exif(), xmp=XMP)
    return buffer.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_nothing_that_is_made_of_a_picture_tells_where_or_with_what_it_was_taken(form) -> None:
    data = encoded(form)
    assert b"canary" in data
    media = keep(data, by=None)
    marking.put_on(media, marking.keep("看河", drawing.watermark("看河")))
    make_avif.call(media_id=media.pk)
    cropping.make(media, Focus(20, 80))
    made = sorted(rendition_path(media.sha256, "w320.webp").parent.iterdir())
    assert {path.name for path in made} >= {"w640.avif", "w640.webp", "wide20-80w640.webp", "square20-80w320.webp"}
    assert any(path.name.startswith("m") and path.suffix == ".avif" for path in made)
    for path in made:
        assert b"canary" not in path.read_bytes(), path.name
        with Image.open(path) as image:
            assert not dict(image.getexif())
            assert not {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Comment"} & set(image.info)
    assert "阿青" in media.credit
    assert ("老周" in media.credit) == (form == "JPEG")


def test_the_card_tells_no_place_either_and_originals_have_no_address(client, published) -> None:
    media = keep(encoded("JPEG"), by=None)
    article = published(covers=(DraftCover(media, "河", 20, 80),))
    covering.cut_covers.call(article_id=article.pk)
    card = client.get(f"/a/{article.public_id}/card.png").content
    assert b"canary" not in card
    with Image.open(io.BytesIO(card)) as image:
        assert not dict(image.getexif())
        assert not image.info.get("xmp")
    for name in (media.sha256, "original", "original.jpg", "w640.jpg", "../originals"):
        assert path_of(media.sha256, name) is None
