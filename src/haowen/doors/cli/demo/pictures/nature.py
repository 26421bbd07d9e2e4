"""Birds, hills, fields and a second-hand bookstall."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MOSS,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SAGE,
    SAND,
    TERRA,
    VERM,
    WINE,
    Sheet,
    mix,
    scene,
    shore,
    smooth,
    swell,
)
from haowen.doors.cli.demo.pictures.props import house, person, pine


def sparrow(s: Sheet, x: float, y: float, size: float, paint: str, face: int = 1) -> None:
    """Draw a round little bird sitting on a wire at (x, y), looking right or left."""
    with s.at(x, y, 8 * face):
        u = size / 100 * face
        s.path(f"M{-84 * u} {14 * abs(u)}L{-30 * u} {-34 * abs(u)}L{-18 * u} {-6 * abs(u)}Z", paint)
        s.oval(0, -34 * abs(u), 46 * abs(u), 36 * abs(u), paint)
        s.circle(34 * u, -66 * abs(u), 26 * abs(u), paint)
        s.poly([(56 * u, -72 * abs(u)), (82 * u, -62 * abs(u)), (56 * u, -54 * abs(u))], OCHRE)
        s.circle(40 * u, -72 * abs(u), 5 * abs(u), CREAM)
        s.oval(-8 * u, -32 * abs(u), 28 * abs(u), 18 * abs(u), mix(paint, "#ffffff", 0.22))
        s.stroke(f"M{-6 * u} 0v{12 * abs(u)}M{10 * u} 0v{12 * abs(u)}", OCHRE, 4)


@scene("birds")
def birds(s: Sheet) -> None:
    """Draw birds on four sagging wires, one of them red, and berries in a bare bush."""
    s.fill(s.gradient("#f0d3c0", "#f4e2d2"))
    s.circle(220, 640, 180, "#f7e9d8")
    for y in (130, 290, 450, 610):
        s.stroke(f"M-20 {y}Q600 {y + 120} 1220 {y - 10}", INK, 5)
    s.rect(1120, 40, 22, 760, "#6b4a34")
    for y in (118, 278, 438, 598):
        s.rect(1070, y - 2, 122, 12, "#6b4a34")
        for k in (1076, 1176):
            s.rect(k, y - 18, 12, 18, SAGE, 4)
    sitting = (
        (90, 0),
        (420, 0),
        (880, 0),
        (330, 1),
        (740, 1),
        (1010, 1),
        (160, 2),
        (620, 2),
        (700, 2),
        (960, 2),
        (60, 3),
        (420, 3),
        (860, 3),
    )
    for k, (x, wire) in enumerate(sitting):
        t = (x + 20) / 1240
        base = 130 + wire * 160
        top = base * (1 - t) ** 2 + 2 * (base + 120) * t * (1 - t) + (base - 10) * t * t
        red = (x, wire) == (700, 2)
        sparrow(s, x, top - 4, 66 + 14 * red, VERM if red else INK, 1 if k % 3 else -1)
    s.stroke(
        "M560 820Q590 740 580 690M576 760Q520 720 500 690M582 730Q640 700 660 660M600 800Q680 760 740 740",
        "#6b4a34",
        9,
    )
    for x, y in (
        (500, 688),
        (520, 712),
        (662, 658),
        (640, 690),
        (740, 738),
        (700, 752),
        (580, 686),
        (610, 716),
    ):
        s.circle(x, y, 12, VERM)
        s.circle(x - 4, y - 4, 4, ROSE)


@scene("hills")
def hills(s: Sheet) -> None:
    """Draw a small white schoolhouse with a flag among hills at sunset."""
    s.fill(s.gradient("#efd2b0", "#f6e6cf"))
    s.circle(300, 220, 118, VERM, 0.12)
    s.circle(300, 220, 88, VERM)
    for y, w, x in ((130, 200, 520), (200, 150, 900)):
        s.rect(x, y, w, 16, "#f9ecd9", 8)
        s.rect(x + 40, y + 22, w * 0.8, 16, "#f9ecd9", 8)
    layers = (
        ("#b9c7bd", 350, 52, 760, 0.1),
        ("#93aba0", 420, 48, 660, 0.42),
        ("#6f9082", 510, 46, 560, 0.05),
        ("#527a68", 600, 40, 700, 0.5),
    )
    for paint, y, h, length, phase in layers:
        s.path(shore(swell(y, h, length, phase)), paint)
    for k in range(9):
        s.stroke(
            smooth([(-20, 640 + k * 22), (200, 626 + k * 24), (420, 660 + k * 22), (640, 700 + k * 18)]),
            "#46695a",
            4,
        )
    s.stroke("M560 820Q640 740 780 720T900 660", SAND, 30)
    s.path(shore(swell(724, 24, 900, 0.7)), "#416554")
    s.stroke("M600 820Q680 760 800 746T868 664", SAND, 24)
    house(s, 800, 668, 170, CREAM, INK)
    s.circle(885, 510, 17, OCHRE)
    s.line(1010, 668, 1010, 470, INK, 6)
    s.path("M1010 474Q1050 460 1084 478T1010 536Z", VERM)
    for i in range(6):
        x = 560 + i * 36
        s.stroke(f"M{x} 716v-44M{x} 696h22v20", VERM if i == 2 else CREAM, 5)
    person(s, 724, 712, 76, BLUE)
    person(s, 766, 712, 54, OCHRE)
    for x, y, h in (
        (90, 640, 150),
        (160, 660, 110),
        (1120, 700, 170),
        (1180, 690, 130),
        (420, 690, 90),
    ):
        pine(s, x, y, h, PINE)
    for x, y in ((560, 300), (610, 276), (650, 310)):
        s.stroke(f"M{x - 16} {y - 6}q10-8 16 4q6-12 16-4", INK, 4)


@scene("books")
def books(s: Sheet) -> None:
    """Draw two crowded shelves of old books, with a cat asleep and a stool for the browser."""
    s.fill("#eee3ce")
    paints = (VERM, INK, TERRA, BLUE, ROSE, SAGE, OCHRE, WINE, SAND, "#6f8f9a", PINE)
    for shelf, base in enumerate((370, 726)):
        x = 26.0
        k = shelf * 3
        while x < 1160:
            w = s.rng.choice((22, 28, 34, 40, 48, 58))
            h = s.rng.uniform(190, 296)
            if x + w > 1174:
                break
            paint = paints[(k * 7 + s.rng.randrange(3)) % len(paints)]
            k += 1
            if shelf == 0 and 700 < x < 940:
                if x < 760:
                    for j in range(3):
                        s.rect(712 + j * 8, base - 34 * (j + 1), 210 - j * 22, 32, paints[j * 3], 3)
                        s.rect(730 + j * 8, base - 34 * (j + 1), 12, 32, CREAM)
                    s.path(f"M740 {base - 102}q0-60 70-60q80 0 86 60z", "#8d8277")
                    s.circle(768, base - 132, 30, "#8d8277")
                    s.poly([(744, base - 146), (748, base - 176), (768, base - 158)], "#8d8277")
                    s.poly([(770, base - 160), (790, base - 176), (794, base - 146)], "#8d8277")
                    s.stroke(f"M756 {base - 132}q5 5 10 0M774 {base - 132}q5 5 10 0", INK, 3)
                    s.stroke(f"M892 {base - 106}q40 0 30-40", "#8d8277", 13)
                x = 942
                continue
            lean = 9 if s.rng.random() < 0.09 else 0
            with s.at(x, base, lean):
                s.rect(0, -h, w, h, paint, 3)
                s.rect(0, -h, w * 0.22, h, mix(paint, "#ffffff", 0.12), 3)
                trim = CREAM if paint not in (SAND, ROSE, OCHRE) else WINE
                style = k % 4
                if style == 0:
                    s.rect(0, -h + 26, w, 6, trim)
                    s.rect(0, -h + 38, w, 6, trim)
                elif style == 1:
                    s.rect(w * 0.2, -h + 40, w * 0.6, h * 0.35, trim)
                elif style == 2:
                    s.circle(w / 2, -h + 44, w * 0.24, trim)
                    s.rect(0, -30, w, 5, trim)
                else:
                    for j in range(4):
                        s.rect(w * 0.42, -h + 36 + j * 34, w * 0.16, 22, trim)
            x += w + (24 if lean else 3)
        s.rect(0, base, 1200, 26, "#6e4327")
        s.rect(0, base, 1200, 7, "#8d5a38")
    for x in (0, 1182):
        s.rect(x, 0, 18, 800, "#6e4327")
    with s.at(180, 388, -3):
        s.rect(0, 8, 130, 52, OCHRE, 4)
        s.number("5", 22, 52, 32, INK)
        s.number("10", 62, 52, 32, INK)


@scene("fields")
def fields(s: Sheet) -> None:
    """Draw a patchwork of fields from above with a satellite crossing on its orbit."""
    s.fill("#4c6b4c")
    greens = ("#d8c27a", "#5f8a5f", "#b98f4f", "#88a878", "#7fa05f", "#c7b95f", "#9db86f")
    edges = (0, 180, 480, 700, 960, 1200)
    for i in range(5):
        y = -10.0
        while y < 800:
            h = s.rng.choice((100, 140, 180, 230))
            x, w = edges[i] + 3, edges[i + 1] - edges[i] - 6
            paint = s.rng.choice(greens)
            s.rect(x, y, w, h - 6, paint)
            tone = mix(paint, INK, 0.14)
            kind = s.rng.randrange(4)
            with s.within(f"M{x} {y}h{w}v{h - 6}h{-w}z"):
                if kind == 0:
                    for k in range(0, int(w), 18):
                        s.line(x + k, y, x + k, y + h, tone, 4)
                elif kind == 1:
                    for k in range(8, int(h), 18):
                        s.line(x, y + k, x + w, y + k, tone, 4)
                elif kind == 2:
                    for k in range(-int(h), int(w), 24):
                        s.line(x + k, y + h, x + k + h, y, tone, 4)
                else:
                    for _ in range(26):
                        s.circle(x + s.rng.uniform(0, w), y + s.rng.uniform(0, h), 4, tone)
            y += h
    river = smooth([(-40, 620), (180, 560), (400, 640), (640, 560), (900, 660), (1240, 560)])
    s.stroke(river, "#5b97a6", 44)
    s.stroke(river, "#9cc0c6", 6, 0.8)
    s.rect(706, 186, 248, 176, stroke=VERM, sw=8)
    for x, y, dx, dy in (
        (700, 180, 1, 1),
        (960, 180, -1, 1),
        (700, 368, 1, -1),
        (960, 368, -1, -1),
    ):
        s.stroke(f"M{x} {y + 40 * dy}V{y}H{x + 40 * dx}", PAPER, 9)
    s.poly([(640, 200), (706, 186), (706, 362)], PAPER, 0.28)
    s.poly([(640, 200), (954, 186), (706, 362)], PAPER, 0.16)
    s.stroke("M-40 660Q500 80 1280 120", PAPER, 6, dash="8 24")
    for x, y in ((230, 120), (260, 140), (250, 104), (1080, 700), (1110, 720)):
        s.circle(x, y, 18, PINE)
        s.circle(x - 5, y - 5, 8, MOSS)
    for x, y in ((310, 470), (344, 492), (300, 504)):
        s.rect(x, y, 26, 20, VERM)
        s.rect(x, y + 10, 26, 10, WINE)
    with s.at(640, 200, -22):
        s.rect(-24, -30, 48, 60, INK, 5)
        s.rect(-18, -24, 36, 22, OCHRE)
        for k in (-1, 1):
            s.rect(-132 if k < 0 else 40, -22, 92, 44, BLUE)
            s.rect(-132 if k < 0 else 40, -22, 92, 44, stroke="#9cc0c6", sw=3)
            for j in range(1, 4):
                xx = (-132 if k < 0 else 40) + j * 23
                s.line(xx, -22, xx, 22, "#9cc0c6", 3)
            s.line(k * 24, 0, k * 40, 0, SAGE, 7)
        s.circle(0, 42, 16, PAPER)
