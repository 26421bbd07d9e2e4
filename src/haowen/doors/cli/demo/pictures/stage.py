"""Umbrellas, reels, seats, songs: the city after work."""

from __future__ import annotations

import math

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MIST,
    OCHRE,
    PAPER,
    SAGE,
    SAND,
    SLATE,
    TERRA,
    VERM,
    WINE,
    Sheet,
    mix,
    polar,
    scene,
)
from haowen.doors.cli.demo.pictures.props import bust


@scene("umbrella")
def umbrella(s: Sheet) -> None:
    """Draw a red and white umbrella from above in the rain, its mender's tools around it."""
    s.fill("#c3d1d4")
    for k in range(9):
        for j in range(6):
            s.rect(
                k * 140 - (j % 2) * 70,
                j * 140,
                132,
                132,
                mix("#c3d1d4", "#b2c3c7", s.rng.random()),
                6,
            )
    for _ in range(110):
        x, y = s.rng.uniform(-20, 1220), s.rng.uniform(-20, 820)
        s.line(x, y, x + 10, y + 34, "#8ba3ab", 4)
    s.circle(622, 424, 270, INK, 0.14)
    tips = [polar(600, 400, 290, k * 45 + 22.5) for k in range(8)]
    for k in range(8):
        a, b = tips[k], tips[(k + 1) % 8]
        mid = polar(600, 400, 226, k * 45 + 45)
        paint = VERM if k % 2 else PAPER
        s.path(
            f"M600 400L{a[0]:.1f} {a[1]:.1f}Q{mid[0]:.1f} {mid[1]:.1f} {b[0]:.1f} {b[1]:.1f}Z",
            paint,
        )
        c = polar(600, 400, 240, k * 45 + 45)
        s.path(f"M600 400L{c[0]:.1f} {c[1]:.1f}L{b[0]:.1f} {b[1]:.1f}Z", INK, 0.09)
    for tip in tips:
        s.line(600, 400, *tip, INK, 5)
        s.circle(*tip, 9, INK)
    s.circle(600, 400, 20, INK)
    s.circle(600, 400, 9, OCHRE)
    with s.at(692, 318, 30):
        s.path("M-32-26H36V30H-36Z", BLUE)
        s.stroke("M-28-20H32M-30 24H32M-30-20V24M30-20V24", PAPER, 4, dash="7 9")
    with s.at(150, 620, -30):
        s.rect(-10, -150, 20, 160, "#8f989b", 4)
        s.path("M-10-150L-34-220L-10-236L0-196L10-236L34-220L10-150Z", "#8f989b")
        s.rect(-16, 0, 32, 130, TERRA, 14)
    with s.at(1050, 180, 24):
        s.circle(0, 0, 76, OCHRE)
        s.circle(0, 0, 30, WINE)
        for k in range(5):
            s.circle(0, 0, 38 + k * 8, stroke="#b98730", sw=3)
    s.stroke("M1010 244Q900 330 960 420T1130 520", OCHRE, 5)
    s.stroke("M1130 520L1060 640", SLATE, 7)
    with s.at(150, 150, 40):
        s.line(0, -120, 0, 120, INK, 8)
        s.stroke("M0 120q0 44-34 40t-24-40", TERRA, 16)


@scene("reels")
def reels(s: Sheet) -> None:
    """Draw two film reels, a running strip and the projector's beam."""
    s.fill("#2b2a2c")
    s.poly([(380, 340), (1240, -120), (1240, 300)], OCHRE, 0.13)
    s.poly([(380, 340), (1240, -60), (1240, 200)], OCHRE, 0.13)
    s.rect(0, 60, 1200, 56, "#3b393b")
    for k in range(34):
        s.rect(k * 36 + 6, 66, 18, 12, SAND, 3)
        s.rect(k * 36 + 6, 98, 18, 12, SAND, 3)
    s.stroke("M380 600Q640 760 880 700", SAND, 22)
    s.stroke("M380 600Q640 760 880 700", "#8d806a", 12, dash="5 13")
    for x, y, r, paint in ((380, 340, 260, SAND), (880, 520, 180, OCHRE)):
        s.circle(x + 10, y + 14, r, INK, 0.5)
        s.circle(x, y, r, paint)
        s.circle(x, y, r * 0.94, stroke=mix(paint, INK, 0.25), sw=5)
        for k in range(6):
            cx, cy = polar(x, y, r * 0.6, k * 60 + 15)
            s.circle(cx, cy, r * 0.245, "#2b2a2c")
            s.circle(cx, cy, r * 0.245, stroke=mix(paint, INK, 0.35), sw=5)
        s.circle(x, y, r * 0.2, mix(paint, INK, 0.2))
        s.circle(x, y, r * 0.12, "#2b2a2c")
        for k in range(3):
            s.circle(*polar(x, y, r * 0.16, k * 120), r * 0.025, paint)
    with s.at(1010, 230, 0, 0.62):
        s.rect(-60, -54, 120, 90, VERM, 8)
        s.poly([(60, -24), (112, -50), (112, 32), (60, 6)], VERM)
        s.circle(-26, -84, 32, PAPER)
        s.circle(34, -80, 26, PAPER)
    for x, size in ((90, 100), (210, 120), (1080, 110)):
        bust(s, x, 810, size, "#171618", skin="#171618", hair="#171618")


@scene("seats")
def seats(s: Sheet) -> None:
    """Draw rows of red theatre seats, one of them ochre, before a dim stage."""
    s.fill("#1d2836")
    s.path("M0 0H1200V70Q1050 120 900 70T600 70T300 70T0 70Z", WINE)
    s.rect(0, 0, 1200, 24, "#56191a")
    for row in range(6):
        size = 0.72 + row * 0.075
        y = 190 + row * 112
        count = 13 - row % 2 if row < 3 else 11 - row % 2
        gap = 88 + row * 12
        for col in range(count):
            x = 600 + (col - (count - 1) / 2) * gap
            special = (row, col) == (3, 5)
            paint = OCHRE if special else VERM
            with s.at(x, y, 0, size):
                s.rect(-40, -64, 80, 92, mix(paint, INK, 0.22), 26)
                s.rect(-34, -60, 68, 70, paint, 24)
                s.rect(-46, 6, 92, 34, mix(paint, INK, 0.12), 12)
                s.rect(-56, -12, 16, 60, "#11192a", 6)
                s.rect(40, -12, 16, 60, "#11192a", 6)
                s.circle(0, -30, 5, mix(paint, INK, 0.4))
    s.poly([(560, 0), (616, 0), (730, 560), (590, 560)], "#fff2c4", 0.12)


@scene("chorus")
def chorus(s: Sheet) -> None:
    """Draw two staves of notes, some red, with a row of open mouths singing below."""
    s.fill(PAPER)
    for base in (190, 470):
        for k in range(5):
            pts = "".join(
                f"{'L' if x else 'M'}{x} {base + k * 30 + 16 * math.sin(x / 190 + base):.1f}"
                for x in range(0, 1201, 30)
            )
            s.stroke(pts, INK, 4)
    tune = (
        (90, 3, 0),
        (180, 1, 0),
        (270, 4, 1),
        (360, 2, 0),
        (450, 0, 0),
        (560, 3, 1),
        (650, 5, 0),
        (760, 2, 0),
        (850, 1, 1),
        (960, 4, 0),
        (1060, 2, 0),
        (1140, 0, 1),
    )
    for base, shift in ((190, 0), (470, 2)):
        for x, line, red in tune:
            k = (line + shift) % 6
            y = base + k * 24 + 16 * math.sin(x / 190 + base)
            paint = VERM if (x % 4 == 2 if shift and not red else bool(red) and not shift) else INK
            with s.at(x, y, -18):
                s.oval(0, 0, 25, 18, paint)
            s.line(x + 22, y - 6, x + 22, y - 118, paint, 6)
            if x in (180, 650, 1060):
                s.stroke(f"M{x + 22} {y - 118}q44 16 34 66", paint, 7)
    coats = (WINE, BLUE, SAGE, OCHRE, VERM, SLATE, TERRA, BLUE)
    hairs = ("#d9d4ca", "#8f8a84", INK, "#d9d4ca", "#b9b3aa", "#efeae0", "#8f8a84", "#d9d4ca")
    for k in range(8):
        x = 96 + k * 144
        if k == 6:
            s.stroke(
                "M900 806Q902 740 944 734H976Q1020 740 1022 806M930 690a30 30 0 1 0 60 0a30 30 0 1 0-60 0",
                INK,
                5,
                0.8,
                "5 12",
            )
            continue
        bust(s, x, 806, 140, coats[k], hair=hairs[k])
        s.oval(x, 707, 8, 11, "#5c1a16")


@scene("waves4")
def waves4(s: Sheet) -> None:
    """Draw one song four times as bars of sound, each row in its own colour and mood."""
    s.fill("#f0e6d4")
    paints = (INK, VERM, BLUE, SAGE)
    for row, paint in enumerate(paints):
        y = 112 + row * 192
        s.rect(0, y - 96, 1200, 192, mix("#f0e6d4", paint, 0.05 + 0.03 * (row % 2)))
        s.circle(96, y, 58, paint)
        for r in (50, 42, 34):
            s.circle(96, y, r, stroke=mix(paint, "#ffffff", 0.25), sw=2)
        s.circle(96, y, 20, (VERM, PAPER, OCHRE, PAPER)[row])
        s.circle(96, y, 5, "#f0e6d4")
        for k in range(60):
            t = k / 59
            base = abs(math.sin(t * math.tau * 1.5 + 0.3)) * 0.6 + 0.2
            if row == 0:
                h = base * (0.7 + 0.3 * math.sin(k * 1.9))
            elif row == 1:
                h = base**2 * 1.3 + 0.1 * (k % 2)
            elif row == 2:
                h = 0.25 + 0.6 * t * base + 0.1 * math.sin(k)
            else:
                h = (1 - t) * base + 0.1 + 0.15 * (k % 5 == 0)
            h = max(0.07, min(1, h)) * 76
            x = 190 + k * 16.4
            s.rect(
                x,
                y - h,
                9,
                2 * h,
                paint if k / 60 < (0.7, 0.45, 0.62, 0.3)[row] else mix(paint, "#f0e6d4", 0.45),
                4.5,
            )


@scene("pixels")
def pixels(s: Sheet) -> None:
    """Draw a red creature of square pixels above a row of sixteen colours."""
    s.fill("#1f2a44")
    unit = 44
    rows = (
        "...#......#...",
        "....#....#....",
        "..##########..",
        ".############.",
        "##############",
        "##############",
        "##############",
        ".############.",
        ".##.##..##.##.",
        ".#..#....#..#.",
    )
    for k in range(70):
        x, y = s.rng.randrange(54) * 22, s.rng.randrange(26) * 22
        s.rect(x, y, 8, 8, (PAPER, MIST, OCHRE)[k % 3], o=0.6)
    for j, row in enumerate(rows):
        for i, mark in enumerate(row):
            if mark == "#":
                x, y = 292 + i * unit, 90 + j * unit
                s.rect(x, y, unit + 0.5, unit + 0.5, "#c8574a" if j in (2, 3) else VERM)
                if j == 9 or rows[j + 1][i] == ".":
                    s.rect(x, y + unit - 10, unit + 0.5, 10, WINE)
    for x in (424, 688):
        s.rect(x, 222, unit * 2, unit * 2, PAPER)
        s.rect(x + 44, 266, 44, 44, INK)
    s.rect(468, 354, 264, 44, OCHRE)
    s.rect(512, 354, 44, 22, PAPER)
    s.rect(644, 354, 44, 22, PAPER)
    for x, y in ((120, 180), (1010, 130), (1050, 330), (90, 400)):
        for i, j in ((1, 0), (0, 1), (1, 1), (2, 1), (1, 2)):
            s.rect(x + i * 22, y + j * 22, 22, 22, "#e0cf74")
    for k in range(28):
        s.rect(k * 44, 596, 44, 44, ("#4c7a4f", "#5f9360")[k % 2])
    sixteen = (
        "#000000",
        "#2b335f",
        "#7e2072",
        "#19959c",
        "#8b4852",
        "#395c98",
        "#a9c1ff",
        "#eeeeee",
        "#d4186c",
        "#d38441",
        "#e9c35b",
        "#70c6a9",
        "#7696de",
        "#a3a3a3",
        "#ff9798",
        "#edc7b0",
    )
    for k, paint in enumerate(sixteen):
        s.rect(k * 75, 640, 75, 160, paint)
        s.rect(k * 75, 640, 75, 14, mix(paint, "#ffffff", 0.25))
    s.rect(9 * 75 + 5, 650, 65, 140, stroke=CREAM, sw=9)
