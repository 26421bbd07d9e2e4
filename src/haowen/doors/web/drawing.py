"""Drawing of card pictures: type, line breaks by the rules of Chinese and Latin, and the layout."""

import io
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from haowen.domain.media.marking import sign

WIDTH, HEIGHT = 1200, 630
MARK_SIZE, MARK_EDGE = 64, 10
MARGIN = 72
PICTURE_WIDTH = 420
PAPER, INK, SOFT, ACCENT, HAIR = "#fdfbf6", "#1c1a17", "#55504a", "#b3261e", "#ded7c9"
TYPE = Path(__file__).resolve().parent / "type" / "card.otf"
# Characters that the type does not hold are drawn with these where the system has them.
SYSTEM = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Bold.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf",
)
# What nobody can draw becomes a middle dot, never a box.
UNDRAWN = "·"
LINES = 4
SIZES = (80, 72, 64, 56, 50)
NO_START = set("，。、；：？！）》」』】〉〕］｝”’…—·,.;:?!)]}%％‰℃")
NO_END = set("（《「『【〈〔［｛“‘([{#$￥¥")


class Glyphs(NamedTuple):
    """A run of text that one font can draw."""

    font: ImageFont.FreeTypeFont
    text: str


def card(
    *, title: str, publisher: str, site: str, cover: Path | None = None, accent: str = ACCENT, is_marked: bool = False
) -> bytes:
    """Return a PNG. A cover picture, where there is one, stands at the right edge; ``accent`` is the site's colour.

    ``is_marked``: the picture bears the publisher's name.
    """
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(sheet)
    right = WIDTH - MARGIN
    if cover is not None and (picture := _fitted(cover)) is not None:
        if is_marked:
            sign(picture, watermark(publisher))
        sheet.paste(picture, (WIDTH - PICTURE_WIDTH, 0))
        right = WIDTH - PICTURE_WIDTH - MARGIN // 2
    draw.rectangle((0, 0, 12, HEIGHT), fill=accent)
    end = _write(draw, (MARGIN, 56), site, 40, colour=INK, most=right - MARGIN)
    draw.ellipse((end + 6, 84, end + 22, 100), outline=accent, width=5)
    lines, size = _fit(title, right - MARGIN)
    top = 140 + max(0, (HEIGHT - 140 - 130 - round(len(lines) * size * 1.36)) // 2)
    for number, line in enumerate(lines):
        _write(draw, (MARGIN, top + round(number * size * 1.36)), line, size, colour=INK, most=None)
    draw.rectangle((MARGIN, HEIGHT - 118, right, HEIGHT - 116), fill=INK)
    _write(draw, (MARGIN, HEIGHT - 96), publisher, 36, colour=SOFT, most=right - MARGIN)
    out = io.BytesIO()
    sheet.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


def watermark(text: str) -> bytes:
    """Return a PNG of a name in light letters with dark edges, to be read on light and dark pictures alike."""
    width = min(WIDTH, round(_length(text, MARK_SIZE))) + 2 * MARK_EDGE
    sheet = Image.new("RGBA", (max(1, width), round(MARK_SIZE * 1.5)), (0, 0, 0, 0))
    letters = Image.new("L", sheet.size, 0)
    _write(ImageDraw.Draw(letters), (MARK_EDGE, 0), text, MARK_SIZE, colour="#fff", most=width)
    edges = letters.filter(ImageFilter.MaxFilter(2 * (MARK_EDGE // 2) + 1)).filter(ImageFilter.GaussianBlur(2))
    sheet.paste((0, 0, 0, 255), (0, 0), edges.point(lambda value: round(value * 0.7)))
    sheet.paste((255, 255, 255, 255), (0, 0), letters)
    out = io.BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def broken(text: str, size: int, width: int) -> list[str]:
    """Break a title into lines: Latin words whole, Chinese anywhere but before closing and after opening marks."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and _length(line + piece.rstrip(), size) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
            while line and _length(line, size) > width:
                cut = next(n for n in range(len(line) - 1, 0, -1) if n == 1 or _length(line[:n], size) <= width)
                lines.append(line[:cut])
                line = line[cut:]
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Return what may not be torn: words, and characters with the marks that must stay beside them."""
    pieces: list[str] = []
    for character in " ".join(text.split()):
        wide = unicodedata.east_asian_width(character) in "WF"
        if pieces and (last := pieces[-1]):
            joined = character in NO_START or last[-1] in NO_END
            within_word = not wide and not last[-1].isspace() and unicodedata.east_asian_width(last[-1]) not in "WF"
            if character.isspace() or joined or within_word:
                pieces[-1] += character
                continue
        pieces.append(character)
    return pieces


def _fit(title: str, width: int) -> tuple[list[str], int]:
    for size in SIZES:
        lines = broken(title, size, width)
        if len(lines) <= (3 if size > SIZES[-2] else LINES):
            return lines, size
    lines = broken(title, SIZES[-1], width)
    last = lines[LINES - 1]
    while last and _length(last + "…", SIZES[-1]) > width:
        last = last[:-1]
    return [*lines[: LINES - 1], last + "…"], SIZES[-1]


def _write(
    draw: ImageDraw.ImageDraw, at: tuple[int, int], text: str, size: int, *, colour: str, most: int | None
) -> float:
    """Draw one line, cut with an ellipsis when wider than ``most``; return where it ends."""
    if most is not None and _length(text, size) > most:
        while text and _length(text + "…", size) > most:
            text = text[:-1]
        text += "…"
    x = float(at[0])
    # All fonts stand on one line, the one of our own type.
    base = at[1] + _font(TYPE, size).getmetrics()[0]
    for run in _runs(text, size):
        draw.text((x, base), run.text, font=run.font, fill=colour, anchor="ls")
        x += run.font.getlength(run.text)
    return x


def _length(text: str, size: int) -> float:
    return sum(run.font.getlength(run.text) for run in _runs(text, size))


@lru_cache(maxsize=2048)
def _runs(text: str, size: int) -> tuple[Glyphs, ...]:
    runs: list[Glyphs] = []
    for character in text:
        if unicodedata.category(character) in ("Cf", "Cc", "Mn", "So", "Sk", "Cs", "Co", "Cn"):
            # Pictures, joiners and controls: nothing of them is lost in a title.
            continue
        path = _holder(character)
        shown = character if path else UNDRAWN
        font = _font(path or TYPE, size)
        if runs and runs[-1].font is font:
            runs[-1] = Glyphs(font, runs[-1].text + shown)
        else:
            runs.append(Glyphs(font, shown))
    return tuple(runs)


@lru_cache(maxsize=32768)
def _holder(character: str) -> Path | None:
    """Return the font file that can draw a character."""
    if character.isspace():
        return TYPE
    for path in _fonts():
        if _font(path, 32).getmask(character).getbbox() and _ink(path, character) != _ink(path, "\U0010fffe"):
            return path
    return None


def _ink(path: Path, character: str) -> bytes:
    return bytes(_font(path, 32).getmask(character))


@cache
def _fonts() -> tuple[Path, ...]:
    return (TYPE, *(path for path in map(Path, SYSTEM) if path.is_file()))


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size, layout_engine=ImageFont.Layout.BASIC)


def _fitted(cover: Path) -> Image.Image | None:
    """Return the middle of a picture in the shape of the card's right part; None where it cannot be read."""
    try:
        with Image.open(cover) as opened:
            picture = opened.convert("RGB")
    except OSError:
        return None
    scale = max(PICTURE_WIDTH / picture.width, HEIGHT / picture.height)
    picture = picture.resize(
        (max(PICTURE_WIDTH, round(picture.width * scale)), max(HEIGHT, round(picture.height * scale)))
    )
    left, top = (picture.width - PICTURE_WIDTH) // 2, (picture.height - HEIGHT) // 2
    return picture.crop((left, top, left + PICTURE_WIDTH, top + HEIGHT))
