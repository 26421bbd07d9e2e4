import io

import pytest
from PIL import Image

from haowen.domain.media.keeping import keep
from haowen.domain.media.metadata import credit_in

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b'<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>Lin Yue</rdf:li>'
    b"</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
)


def jpeg(xmp=b"", **exif):
    said = Image.Exif()
    for tag, value in exif.items():
        said[int(tag[1:], 16)] = value
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30)).save(buffer, "JPEG", exif=said, **({"xmp": xmp} if xmp else {}))
    return buffer.getvalue()


def with_iptc(name):
    said = name.encode()
    record = b"\x1c\x02\x50" + len(said).to_bytes(2, "big") + said
    resource = b"8BIM\x04\x04\x00\x00" + len(record).to_bytes(4, "big") + record + b"\x00" * (len(record) % 2)
    block = b"Photoshop 3.0\x00" + resource
    data = jpeg()
    return data[:2] + b"\xff\xed" + (len(block) + 2).to_bytes(2, "big") + block + data[2:]


def test_who_made_it_is_read_from_every_place_once():
    assert credit_in(jpeg(XMP)) == "Lin Yue"
    assert credit_in(jpeg(x013B="Lin Yue", x8298="(c) Lin Yue 2026")) == "(c) Lin Yue 2026"
    assert credit_in(with_iptc("林月")) == "林月"


@pytest.mark.parametrize(
    "data", [b"", b"no picture", jpeg(), jpeg(XMP.replace(b"</dc:creator>", b"")), jpeg(b"<!DOCTYPE x>" + XMP)]
)
def test_what_says_nothing_or_is_broken_gives_nothing(data):
    assert credit_in(data) == ""


def test_control_characters_and_length_stay_out():
    assert credit_in(jpeg(x013B="A\x07  B" + "x" * 400)) == "A B" + "x" * 197


def test_the_credit_is_kept_where_none_was_given(db):
    assert keep(jpeg(x013B="Lin Yue"), by=None).credit == "Lin Yue"
    assert keep(jpeg(x013B="Lin Yue", x8298="L"), by=None, credit="Agency").credit == "Agency"
