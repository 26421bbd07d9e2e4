"""Odd and hostile files, made here: what a stranger could send in place of a picture or a video."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator

import pillow_heif
from PIL import Image


def saved(image: Image.Image, form: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **how)
    return buffer.getvalue()


def noise(size: tuple[int, int] = (120, 90), mode: str = "RGB") -> Image.Image:
    """A picture whose left is red and whose right is blue, with some noise."""
    picture = Image.new("RGB", size, "red")
    picture.paste("blue", (size[0] // 2, 0, *size))
    chance = random.Random(7)
    for _ in range(200):
        picture.putpixel((chance.randrange(size[0]), chance.randrange(size[1])), (chance.randrange(256), 99, 30))
    return picture.convert(mode)


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("index.html", "<script>alert(1)</script>")
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, *more: bytes, colour: int = 0, bits: int = 8) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(data), kind) + data


def still(brand: bytes, width: int, height: int) -> bytes:
    """A HEIC or AVIF whose head says it has this size; there is hardly anything behind it."""
    item = box(b"ispe", struct.pack(">III", 0, width, height))
    held = box(b"ipco", item) + box(b"ipma", struct.pack(">IIHBB", 0, 1, 1, 1, 1))
    entry = box(b"infe", b"\x02\0\0\0\0\1\0\0" + (b"hvc1" if brand == b"heic" else b"av01") + b"\0")
    told = (
        box(b"hdlr", bytes(8) + b"pict" + bytes(13))
        + box(b"pitm", b"\0\0\0\0\0\1")
        + box(b"iinf", b"\0\0\0\0\0\1" + entry)
        + box(b"iloc", b"\0\0\0\0\x44\0\0\1\0\1\0\0\0\1" + struct.pack(">II", 40, 10))
        + box(b"iprp", held)
    )
    return box(b"ftyp", brand + bytes(4) + b"mif1" + brand) + box(b"meta", bytes(4) + told) + box(b"mdat", bytes(64))


def gif_of(frames: int) -> bytes:
    frame = b"\x21\xf9\x04\0\1\0\0\0" + b"\x2c\0\0\0\0\1\0\1\0\0\2\2\x44\1\0"
    return b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b";"


def film(*, boxes: int = 0, hours: int = 0) -> bytes:
    """An MP4 of a head alone: with endless boxes, or with a length that cannot be."""
    said = struct.pack(">IIII", 0, 0, 1, hours * 3600)
    head = box(b"mvhd", bytes(4) + said + bytes(80))
    track = box(b"trak", box(b"tkhd", bytes(76) + struct.pack(">II", 64 << 16, 48 << 16)))
    return box(b"ftyp", b"isom" + bytes(4) + b"isommp42") + box(b"moov", head + track + box(b"free", b"") * boxes)


def refused() -> Iterator[tuple[str, bytes, str]]:
    """Yield what is no picture to be kept: name, bytes, and a word of the reason."""
    jpeg, gif = saved(noise(), "JPEG"), saved(noise(), "GIF")
    yield "empty.jpg", b"", "empty"
    yield "program.gif", b"GIF89a/*" + gif[8:] + b"*/=1;alert(1)//", "a program"
    told = b"/*" + b"\0" * 0x2F28
    yield "program.jpg", jpeg[:2] + b"\xff\xe0" + told + b"*/=alert(1)/*" + jpeg[2:], "a program"
    yield "archive.jpg", jpeg + archive(), "an archive"
    yield "phar.jpg", jpeg[:2] + b"\xff\xfe\0\x1a<?= 1; __HALT_COMPILER(); ?>" + jpeg[2:], "an archive"
    yield "archive.png", saved(noise(), "PNG") + archive(), "an archive"
    yield "page.jpg", jpeg[:2] + b"\xff\xfe\x00\x22<script>alert(document)</script>" + jpeg[2:], "a web page"
    yield "code.png", saved(noise(), "PNG") + b"<?php system($_GET[0]); ?>", "a web page"
    yield "document.png", b"%PDF-1.7\n%%EOF", "PDF"
    yield "document.jpg", jpeg[:20] + b"%PDF-1.4" + jpeg[20:], "PDF"
    yield "drawing.jpg", b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "SVG"
    yield "commands.jpg", b"push graphic-context\nviewbox 0 0 640 480\nfill 'url(https://e.org/x|id)'\n", "no picture"
    yield "icon.png", saved(noise((64, 64)), "ICO"), "cannot be shown"
    yield "scan.jpg", saved(noise(), "TIFF"), "cannot be shown"
    yield "cut.jpg", jpeg[: len(jpeg) // 3], "broken"
    yield "cut.png", saved(noise(), "PNG")[:200], "broken"
    yield "cut.webp", saved(noise(), "WEBP")[:60], "broken"
    yield "head.gif", b"GIF89a", "broken"
    rows = zlib.compress(bytes(20_001) * 200)
    yield "bomb.png", png(20_000, 20_000, rows), "too many pixels"
    yield "long.png", png(1, 65_535, zlib.compress(bytes(2 * 65_535))), "too many pixels"
    yield (
        "profile.png",
        png(3, 3, zlib.compress(b"x"), chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(90_000_000)))),
        "broken",
    )
    yield "frames.gif", gif_of(5000), "moves too long"
    many = struct.pack(">II", 2**31 - 1, 0)
    yield "frames.png", png(8, 8, zlib.compress(bytes(72)), chunk(b"acTL", many)), "moves too long"
    yield "huge.heic", still(b"heic", 60_000, 60_000), ""
    yield "huge.avif", still(b"avif", 60_000, 60_000), ""
    pillow_heif.register_heif_opener(thumbnails=False)
    larger = saved(Image.new("RGB", (512, 512)), "HEIF")
    yield "larger.heic", larger.replace(struct.pack(">II", 512, 512), struct.pack(">II", 16, 16)), "broken"
    yield "list.mp4", b"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", "no picture"
    yield "empty.gif", gif[: 13 + (3 << ((gif[10] & 7) + 1))] + b";", "broken"
    yield from cut_up()


def cut_up() -> Iterator[tuple[str, bytes, str]]:
    """Yield pictures of more pieces than any program writes: a list of them costs many times what the file has."""
    jpeg, png_, gif, webp = (saved(noise(), form) for form in ("JPEG", "PNG", "GIF", "WEBP"))
    passes = saved(noise(), "JPEG", progressive=True)
    last = passes.rfind(b"\xff\xda")
    palette = 13 + (3 << ((gif[10] & 7) + 1))
    yield "pieces.jpg", jpeg[:2] + b"\xff\xe5\0\2" * 6000 + jpeg[2:], "too many pieces"
    yield "filled.jpg", jpeg[:2] + b"\xff" * 70_000 + jpeg[2:], "too many pieces"
    yield "passes.jpg", passes[:-2] + passes[last:-2] * 120 + b"\xff\xd9", "too many pieces"
    yield "pieces.png", png_[:33] + chunk(b"prVt", b"") * 6000 + png_[33:], "too many pieces"
    yield "notes.gif", gif[:palette] + b"\x21\xfe\1a\0" * 6000 + gif[palette:], "too many pieces"
    yield "note.gif", gif[:palette] + b"\x21\xfe" + b"\1a" * 210_000 + b"\0" + gif[palette:], "too many pieces"
    pieces = webp[8:] + b"xxxx\0\0\0\0" * 6000
    yield "pieces.webp", b"RIFF" + struct.pack("<I", len(pieces)) + pieces, "too many pieces"


def cleaned() -> Iterator[tuple[str, bytes]]:
    """Yield what is odd and a picture all the same."""
    for turn in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = turn
        yield f"turn{turn}.jpg", saved(noise(), "JPEG", exif=exif, quality=95)
    yield "print.jpg", saved(noise(mode="CMYK"), "JPEG")
    yield "deep.png", saved(Image.new("I;16", (60, 40), 40_000), "PNG")
    yield "palette.png", saved(noise().quantize(8), "PNG", transparency=0)
    yield "grey.png", saved(noise(mode="LA"), "PNG")
    yield "../../../etc/\u202egnp.exe.png", saved(noise(), "PNG")
    further = Image.new("RGB", (16, 16))
    yield "depth.jpg", saved(noise(), "MPO", save_all=True, append_images=[further])
    yield "phone.jpg", saved(noise(), "JPEG") + film()  # a moving photo: a short film behind the picture


def large() -> Iterator[tuple[str, bytes]]:
    """Yield pictures of nearly as many pixels as there may be."""
    yield "large.png", saved(Image.new("RGBA", (7000, 7000), "#246"), "PNG", compress_level=1)
    yield "wide.png", saved(Image.new("P", (8000, 6000)), "PNG", compress_level=1)


def unplayable() -> Iterator[tuple[str, bytes]]:
    """Yield what begins as a video and is none."""
    yield "boxes.mp4", film(boxes=20_000)
    yield "hours.mp4", film(hours=9999)
    yield "head.mp4", box(b"ftyp", b"isom" + bytes(4) + b"isommp42")
    yield "beyond.mp4", box(b"ftyp", b"isom" + bytes(4)) + struct.pack(">I4s", 2**31, b"moov")
    yield (
        "cut.webm",
        b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm",
    )
