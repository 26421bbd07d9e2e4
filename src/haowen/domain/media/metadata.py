"""What a picture's file says of its maker: read once, when it is kept, as no rendition carries it."""

import io
from contextlib import suppress
from typing import Any, cast

from lxml import etree
from PIL import Image, ImageFile, IptcImagePlugin

MOST = 200
_XMP_MOST = 1 << 20
_ARTIST, _COPYRIGHT = 0x013B, 0x8298
_IPTC = ((2, 80), (2, 110), (2, 116))  # by-line, credit, copyright
_XMP = (
    "{http://purl.org/dc/elements/1.1/}creator", "{http://ns.adobe.com/photoshop/1.0/}Credit",
    "{http://purl.org/dc/elements/1.1/}rights",
)  # fmt: skip


def credit_in(data: bytes) -> str:
    """Return who made a picture and whose it is, as its file says (IPTC, XMP, EXIF); empty where it says nothing."""
    said: list[str] = []
    # What is said beside a picture may be broken in every way; then it says nothing.
    with suppress(Exception), Image.open(io.BytesIO(data)) as image:
        for read in (_of_iptc, _of_xmp, _of_exif):
            with suppress(Exception):
                said += read(image)
    plain = [" ".join("".join(sign for sign in one if sign.isprintable() or sign == " ").split()) for one in said]
    different: list[str] = []
    for one in plain:
        if one and not any(one in other for other in different):
            different = [other for other in different if other not in one] + [one]
    return " · ".join(different)[:MOST]


def _of_iptc(image: Image.Image) -> list[str]:
    found: Any = IptcImagePlugin.getiptcinfo(cast("ImageFile.ImageFile", image)) or {}
    values = [found[key] for key in _IPTC if key in found]
    return [_text(one) for value in values for one in (value if isinstance(value, list) else [value])]


def _of_xmp(image: Image.Image) -> list[str]:
    packet = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    begin, end = packet.find(b"<x:xmpmeta"), packet.rfind(b"</x:xmpmeta>")
    if begin < 0 or not 0 < end - begin < _XMP_MOST or b"<!DOCTYPE" in packet:
        return []
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(packet[begin : end + 12], parser)
    said: list[str] = []
    for name in _XMP:
        said += ["".join(map(str, one.itertext())) for one in root.iter(name)]
        said += [value for one in root.iter() if (value := one.get(name))]
    return said


def _of_exif(image: Image.Image) -> list[str]:
    exif = image.getexif()
    return [_text(exif[tag]) for tag in (_ARTIST, _COPYRIGHT) if tag in exif]


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
