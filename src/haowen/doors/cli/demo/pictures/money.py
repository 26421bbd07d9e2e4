"""Prices, loans, bonds and small shops."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MIST,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    ROSE,
    SAGE,
    SAND,
    TEAL,
    TERRA,
    VERM,
    WINE,
    Sheet,
    mix,
    scene,
)
from haowen.doors.cli.demo.pictures.props import leaf


def coin(s: Sheet, x: float, y: float, w: float, paint: str = OCHRE) -> None:
    """Draw one coin lying flat, its top's middle at (x, y)."""
    s.path(
        f"M{x - w / 2} {y}v{w * 0.13}a{w / 2} {w * 0.11} 0 0 0 {w} 0v{-w * 0.13}Z",
        mix(paint, INK, 0.28),
    )
    s.oval(x, y, w / 2, w * 0.11, paint)
    s.oval(x, y, w * 0.36, w * 0.07, mix(paint, "#ffffff", 0.3))


@scene("price")
def price(s: Sheet) -> None:
    """Draw a price line that dips, peaks at a red dot and falls, above green fields."""
    s.fill("#dfe6d3")
    for k in range(9):
        s.line(60, 90 + k * 80, 1140, 90 + k * 80, "#cbd5bd", 4)
        s.line(100 + k * 125, 50, 100 + k * 125, 730, "#cbd5bd", 4)
    points = [
        (100, 500),
        (210, 540),
        (320, 452),
        (430, 470),
        (540, 370),
        (650, 270),
        (760, 150),
        (880, 210),
        (990, 330),
        (1100, 372),
    ]
    d = "M" + "L".join(f"{x} {y}" for x, y in points)
    s.path(d + "V730H100Z", "#9ab39f")
    with s.within(d + "V730H100Z"):
        for k in range(30):
            s.line(k * 60 - 200, 800, k * 60 + 260, 140, "#8da893", 12)
        s.path("M0 650Q600 590 1200 660V800H0Z", SAGE)
    s.stroke(d, INK, 11)
    for x, y in points:
        s.circle(x, y, 9, INK)
    s.line(760, 150, 760, 730, VERM, 4, 0.6)
    s.circle(760, 150, 54, VERM, 0.18)
    s.circle(760, 150, 28, VERM)
    s.circle(752, 142, 8, "#e58d6b")
    for turn, size, paint in ((-16, 300, PINE), (18, 250, SAGE)):
        leaf(s, 210, 760, size, turn, paint, MOSS)
    for x, y, r in ((880, 690, 44), (950, 700, 36), (1030, 684, 50)):
        s.circle(x, y, r, VERM)
        s.oval(x - r * 0.3, y - r * 0.35, r * 0.26, r * 0.18, "#d8735f")
        for turn in (-60, 0, 60):
            leaf(s, x, y - r + 6, r * 0.6, turn, PINE)


@scene("finance_loan")
def finance_loan(s: Sheet) -> None:
    """Draw a balance: a red-roofed house on its left pan, a stack of coins on its right."""
    s.fill(PAPER)
    for k in range(20):
        for j in range(14):
            if (k + j) % 2:
                s.rect(k * 60, j * 60, 60, 60, "#efe5d1")
    s.oval(600, 736, 300, 20, INK, 0.12)
    s.path("M480 730Q490 690 570 684V230H630V684Q710 690 720 730Z", BLUE)
    s.rect(572, 230, 16, 460, "#346483")
    s.circle(600, 214, 44, BLUE)
    s.circle(600, 214, 20, OCHRE)
    with s.at(600, 214, -5):
        s.path("M-410-12H410L390 14H40L0 26L-40 14H-390Z", BLUE)
        s.circle(-396, 0, 20, OCHRE)
        s.circle(396, 0, 20, OCHRE)
    for x, y in ((206, 248), (994, 180)):
        s.stroke(f"M{x} {y}L{x - 150} {y + 316}M{x} {y}L{x + 150} {y + 316}", INK, 5)
        s.path(
            f"M{x - 180} {y + 312}H{x + 180}Q{x + 150} {y + 376} {x} {y + 378}T{x - 180} {y + 312}Z",
            OCHRE,
        )
        s.rect(x - 184, y + 304, 368, 14, mix(OCHRE, INK, 0.25), 7)
    s.rect(116, 436, 180, 118, CREAM)
    s.poly([(90, 440), (322, 440), (206, 344)], VERM)
    s.rect(252, 356, 28, 60, WINE)
    s.rect(136, 464, 48, 44, BLUE)
    s.stroke("M160 464v44M136 486h48", CREAM, 4)
    s.rect(214, 480, 46, 74, TERRA)
    s.circle(250, 518, 4, OCHRE)
    for x, height in ((894, 9), (962, 7), (1030, 5), (1096, 3)):
        for k in range(height):
            coin(s, x, 470 - k * 17, 74)
    for x, y in ((430, 120), (760, 600), (330, 690)):
        s.number("%", x, y, 54, ROSE)


@scene("bond")
def bond(s: Sheet) -> None:
    """Draw an open savings book: dots on the left page, a young tree from the fold."""
    tones = ("#bcd6df", "#cbdcd8", "#dbe1cb", "#e9e0b8", "#f1d9a0", "#f0cb84")
    for k, tone in enumerate(tones):
        s.rect(k * 200, 0, 202, 800, tone)
    s.circle(1010, 170, 84, "#f6e3b0")
    s.oval(600, 700, 520, 26, INK, 0.16)
    s.path("M600 690Q360 620 90 664V300Q360 256 600 326Q840 256 1110 300V664Q840 620 600 690Z", BLUE)
    s.path("M600 670Q370 600 116 640V284Q370 240 600 310Z", CREAM)
    s.path("M600 670Q830 600 1084 640V284Q830 240 600 310Z", PAPER)
    s.path("M600 670Q560 640 520 636V290Q560 294 600 310Z", INK, 0.07)
    for k in range(6):
        y = 330 + k * 54
        s.stroke(f"M150 {y - 10}Q370 {y - 44} 580 {y + 18}", "#cfdbe0", 3)
        s.stroke(f"M1050 {y - 10}Q830 {y - 44} 620 {y + 18}", "#dfd3bb", 3)
    for row in range(4):
        for col in range(5):
            x = 190 + col * 80
            dot = 352 + row * 74 - 26 * (1 - ((x - 370) / 260) ** 2) + (x - 150) * 0.05
            s.circle(x, dot, 19, VERM if (row, col) == (3, 4) else BLUE)
            s.circle(x - 5, dot - 5, 6, "#ffffff", 0.35)
    s.stroke("M604 640Q620 480 640 330T720 120", "#7a5236", 22)
    s.stroke("M632 400Q720 350 800 340M650 300Q590 220 560 200M676 220Q760 190 820 200", "#7a5236", 10)
    crown = (
        (800, 340, 70),
        (826, 318, 130),
        (560, 200, -50),
        (552, 214, -110),
        (820, 200, 70),
        (720, 124, 0),
        (724, 130, 50),
        (716, 136, -50),
        (850, 226, 120),
        (590, 232, -20),
        (740, 352, 10),
        (760, 196, 20),
        (700, 330, 150),
        (640, 380, -70),
    )
    for k, (x, y, turn) in enumerate(crown):
        leaf(s, x, y, 96, turn, (SAGE, MOSS, PINE)[k % 3], "#cdd9a8")
    for x, y in ((780, 268), (640, 236)):
        s.circle(x, y, 20, OCHRE)


@scene("bond_2")
def bond_seesaw(s: Sheet) -> None:
    """Draw a seesaw over a clock: an arrow on the high end, square bonds on the low one."""
    s.fill("#e9d3bb")
    s.rect(0, 690, 1200, 110, TERRA)
    s.rect(0, 690, 1200, 10, "#c98c66")
    for k in range(30):
        s.rect(k * 44 + k % 3 * 6, 730 + k % 4 * 14, 20, 5, "#8d5232", 2)
    s.poly([(600, 470), (760, 690), (440, 690)], NIGHT)
    s.circle(600, 596, 70, CREAM)
    s.circle(600, 596, 70, stroke=OCHRE, sw=12)
    for k in range(12):
        with s.at(600, 596, k * 30):
            s.line(46, 0, 54, 0, INK, 4)
    s.stroke("M600 556V596L630 612", INK, 7)
    with s.at(600, 470, 13):
        s.rect(-540, -18, 1080, 34, BLUE, 12)
        s.rect(-540, -12, 1080, 8, "#346483", 4)
        s.rect(-520, -26, 170, 12, VERM, 5)
        s.rect(350, -26, 170, 12, VERM, 5)
        s.path("M-470-26V-210H-520L-434-310L-348-210H-398V-26Z", VERM)
        s.path("M-470-26V-210H-520L-434-310V-26Z", "#c8574a")
        for k in range(5):
            w = 176 - k % 2 * 14
            with s.at(436 + k % 2 * 6, -26 - k * 44):
                s.rect(-w / 2, -42, w, 42, (PAPER, MIST)[k % 2], 4)
                s.rect(-w / 2 + 8, -35, w - 16, 28, stroke=(SAGE, TEAL)[k % 2], sw=4)
                s.circle(0, -21, 9, OCHRE)
    s.stroke("M60 470q-20-60 6-120M1150 450q24 44 8 96", INK, 6, 0.5)


@scene("insurance")
def insurance(s: Sheet) -> None:
    """Draw a small shop in the rain under one great umbrella of four colours."""
    s.fill("#6d8291")
    for _ in range(130):
        x, y = s.rng.uniform(0, 1240), s.rng.uniform(-20, 700)
        s.line(x, y, x - 14, y + 44, "#a8bac4", 4, 0.8)
    s.rect(0, 700, 1200, 100, "#46586a")
    for x, w in ((180, 160), (520, 220), (1000, 180)):
        s.oval(x, 752, w, 14, "#7d93a3")
    s.line(600, 60, 600, 330, INK, 16)
    s.circle(600, 52, 14, INK)
    s.path("M90 330Q120 90 600 70V330Q520 280 440 330Q350 280 268 330Q180 284 90 330Z", PINE)
    s.path("M268 330Q300 110 600 70V330Q520 280 440 330Q350 280 268 330Z", OCHRE)
    s.path("M600 70Q1080 90 1110 330Q1020 284 932 330Q850 280 760 330Q680 280 600 330Z", VERM)
    s.path("M600 70Q900 110 932 330Q850 280 760 330Q680 280 600 330Z", PAPER)
    s.stroke("M600 70Q300 110 268 330M600 70V330M600 70Q900 110 932 330", INK, 5)
    s.rect(380, 380, 440, 324, SAND)
    s.rect(366, 340, 468, 44, TERRA)
    s.rect(410, 480, 210, 150, OCHRE)
    s.rect(410, 480, 210, 150, stroke=INK, sw=8)
    s.stroke("M515 480v150M410 556h210", INK, 6)
    for k in range(5):
        s.rect(
            424 + k * 38,
            580 + k % 2 * 10,
            26,
            48 - k % 2 * 10,
            (VERM, BLUE, SAGE, WINE, TEAL)[k],
            4,
        )
    s.rect(660, 470, 120, 234, BLUE)
    s.rect(676, 486, 88, 110, "#f4d78b")
    s.circle(770, 620, 7, OCHRE)
    for k in range(8):
        x = 366 + k * 58.5
        s.path(f"M{x} 384h58.5l4 50a31 24 0 0 1-66 0z", VERM if k % 2 else CREAM)
    s.rect(376, 700, 448, 16, "#a9a08c")
    s.path("M862 700q-8-66 20-74q-8-26 0-44l16 14h16l14-14q8 24-2 46q26 18 18 72z", INK)
    s.stroke("M930 694q40 6 34-38", INK, 11)
    s.circle(896, 610, 4, OCHRE)
    s.circle(914, 610, 4, OCHRE)
    s.rect(300, 620, 56, 80, TERRA, 6)
    for turn in (-30, 0, 30):
        leaf(s, 328, 624, 90, turn, SAGE, MOSS)
    for k in range(18):
        x = 70 + k * 64
        s.stroke(f"M{x - 12} {716 + k % 3 * 26}q12-14 24 0", "#b9c9d2", 4)
