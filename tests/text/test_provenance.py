import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from haowen.text.provenance import Mark, marks

SOURCE = "http://cv.iptc.org/newscodes/digitalsourcetype/"
XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description Iptc4xmpExt:DigitalSourceType="{type}"/>'
    "</rdf:RDF></x:xmpmeta>"
)
AIGC = '{"Label":"1","ContentProducer":"001191310000","ProduceID":"7"}'


def drawn(kind, **saved):
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "#357").save(file, kind, **saved)
    return file.getvalue()


def xmp(source):
    return XMP.format(type=SOURCE + source).encode()


def with_segment(kind, piece):
    whole = drawn("JPEG")
    return whole[:2] + bytes([0xFF, kind]) + (len(piece) + 2).to_bytes(2, "big") + piece + whole[2:]


def with_chunk(name, piece):
    whole = drawn("PNG")
    crc = zlib.crc32(name + piece).to_bytes(4, "big")
    return whole[:33] + len(piece).to_bytes(4, "big") + name + piece + crc + whole[33:]


def with_riff(name, piece):
    whole = drawn("WEBP")
    return whole + name + len(piece).to_bytes(4, "little") + piece + b"\0" * (len(piece) % 2)


def said(keyword, text, *, packed=False):
    told = PngInfo()
    told.add_itxt(keyword, text, zip=packed)
    return drawn("PNG", pnginfo=told)


JUMBF = b"JP\x00\x01\x00\x00\x00\x01\x00\x00\x00\x40jumb\x00\x00\x00\x1ejumdc2pa"


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (drawn("JPEG", xmp=xmp("trainedAlgorithmicMedia")), [Mark.IPTC]),
        (drawn("WEBP", xmp=xmp("compositeWithTrainedAlgorithmicMedia")), [Mark.IPTC]),
        (said("XML:com.adobe.xmp", xmp("trainedAlgorithmicMedia").decode()), [Mark.IPTC]),
        (said("XML:com.adobe.xmp", xmp("trainedAlgorithmicMedia").decode(), packed=True), [Mark.IPTC]),
        (with_segment(0xEB, JUMBF), [Mark.C2PA]),
        (with_segment(0xEB, JUMBF + SOURCE.encode() + b"trainedAlgorithmicMedia"), [Mark.C2PA]),
        (with_chunk(b"caBX", JUMBF[8:]), [Mark.C2PA]),
        (with_riff(b"C2PA", JUMBF[8:]), [Mark.C2PA]),
        (b"\0\0\0\x10ftypavif\0\0\0\0" + b"\0\0\0\x1cuuid" + bytes.fromhex("d8fec3d61b0e483c92975828877ec481") + b"c2pa", [Mark.C2PA]),
        (said("AIGC", AIGC), [Mark.AIGC]),
        (drawn("JPEG", comment=f'{{"AIGC":{AIGC}}}'.encode()), [Mark.AIGC]),
        (with_segment(0xE1, b"Exif\0\0UNICODE\0" + f'{{"AIGC": {AIGC}}}'.encode("utf-16-le")), [Mark.AIGC]),
        (drawn("JPEG", xmp=f'<x:xmpmeta TC260:AIGC="{AIGC.replace(chr(34), "&quot;")}"></x:xmpmeta>'.encode()), [Mark.AIGC]),
    ],
)  # fmt: skip
def test_what_says_that_ai_made_it_is_found(data, found) -> None:
    assert list(marks(data)) == found


@pytest.mark.parametrize(
    "data",
    [
        drawn("JPEG"), drawn("PNG"), drawn("WEBP"), drawn("GIF"), b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\xff\xff\xff\xff",
        drawn("JPEG", xmp=xmp("digitalCapture")),
        drawn("JPEG", comment=b"On AIGC and its Label"),
        said("AIGC", '{"Label":"0"}'),
        with_segment(0xEB, JUMBF + SOURCE.encode() + b"digitalCapture"),
        b"\0\0\0\x10ftypmp42\0\0\0\0" + b"\0\0\0\x01moov" + b"\0" * 8,
    ],
)  # fmt: skip
def test_what_says_nothing_of_ai_or_is_broken_is_left_alone(data) -> None:
    assert marks(data) == ()


def test_a_bomb_in_the_metadata_is_not_blown_up() -> None:
    assert marks(with_chunk(b"zTXt", b"k\0\0" + zlib.compress(b"\0" * 50_000_000))) == ()
