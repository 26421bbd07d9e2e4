"""Three stools that were mended, and a bird bath in the frost."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MIST,
    MOSS,
    OCHRE,
    PAPER,
    ROSE,
    SAGE,
    SAND,
    TERRA,
    VERM,
    Sheet,
    mix,
    polar,
    scene,
    shore,
    smooth,
    swell,
)

CANE, NODE, WOOD, DEEP = "#c9a15a", "#9b7636", "#8a4f32", "#5d3322"


def cane(s: Sheet, x1: float, y1: float, x2: float, y2: float, w: float, paint: str = CANE) -> None:
    """Draw a bamboo cane with its nodes."""
    s.line(x1, y1, x2, y2, NODE, w + 6)
    s.line(x1, y1, x2, y2, paint, w)
    s.line(x1 - w * 0.2, y1 - w * 0.2, x2 - w * 0.2, y2 - w * 0.2, mix(paint, "#ffffff", 0.4), w * 0.18)
    for k in (0.28, 0.63, 0.9):
        s.circle(x1 + (x2 - x1) * k, y1 + (y2 - y1) * k, w * 0.56, NODE)
        s.circle(x1 + (x2 - x1) * k, y1 + (y2 - y1) * k, w * 0.4, mix(paint, "#ffffff", 0.25))


@scene("stool_bamboo")
def bamboo(s: Sheet) -> None:
    """Draw a bamboo stool with one new rail before a whitewashed wall."""
    s.fill("#dfe4d2")
    s.path(shore("M-20 620H1220"), "#b5b39a")
    for k in range(7):
        s.line(k * 200 - 60, 800, k * 190, 620, "#a19f87", 5)
    s.rect(90, 60, 240, 330, "#c9d2bd", 6)
    s.rect(108, 78, 204, 294, "#eff3e3")
    s.stroke("M210 78V372M108 225H312", "#c9d2bd", 12)
    s.oval(640, 716, 330, 42, INK, 0.2)
    for x1, x2 in ((470, 440), (830, 870)):
        cane(s, x1, 330, x2 - 10, 640, 30)
    cane(s, 436, 560, 872, 560, 22)
    for x1, x2 in ((400, 350), (900, 950)):
        cane(s, x1, 350, x2, 716, 38)
    cane(s, 372, 600, 930, 600, 28, "#e6d08c")
    cane(s, 384, 480, 918, 480, 26)
    s.rect(352, 262, 600, 92, NODE, 30)
    for k in range(12):
        s.rect(360 + k * 49, 266, 45, 84, mix(CANE, "#ffffff", s.rng.uniform(0, 0.35)), 14)
    for x in (376, 924):
        s.rect(x - 30, 268, 60, 84, "#b98d45", 20)
    s.circle(560, 600, 9, DEEP)
    s.circle(742, 600, 9, DEEP)
    for x, y, turn in ((180, 706, 20), (240, 730, -14), (210, 746, 50)):
        with s.at(x, y, turn):
            s.poly([(-56, -6), (40, -10), (60, 0), (40, 10), (-56, 6)], "#d9bd78")
    with s.at(1060, 690, -24):
        s.rect(-14, -10, 28, 150, TERRA, 12)
        s.rect(-56, -62, 112, 58, "#6e7276", 10)


@scene("stool_square")
def square(s: Sheet) -> None:
    """Draw a square stool turned over, one leg drawn out of its mortise, a steaming cloth over it."""
    s.fill("#46606d")
    for k in range(8):
        s.rect(0, k * 100, 1200, 94, mix("#4b6673", "#3f5763", s.rng.random()))
    s.poly([(250, 560), (820, 500), (1030, 640), (440, 728)], INK, 0.3)
    s.poly([(230, 520), (800, 460), (1010, 590), (420, 670)], WOOD)
    s.poly([(230, 520), (420, 670), (420, 716), (230, 562)], DEEP)
    s.poly([(420, 670), (1010, 590), (1010, 634), (420, 716)], mix(WOOD, DEEP, 0.5))
    s.poly([(290, 528), (780, 476), (940, 584), (436, 650)], "#9d6142")
    for k in range(5):
        s.stroke(f"M{330 + k * 90} {530 - k * 8}q60 30 120 {96 - k * 4}", "#8a4f32", 5)
    for x, y in ((300, 524), (770, 474), (930, 580)):
        s.poly([(x - 26, y), (x - 18, y - 300), (x + 20, y - 304), (x + 30, y - 4)], WOOD)
        s.poly([(x + 6, y - 2), (x + 6, y - 302), (x + 20, y - 304), (x + 30, y - 4)], DEEP)
    s.line(316, 372, 770, 326, WOOD, 26)
    s.line(776, 326, 916, 420, DEEP, 24)
    s.poly([(430, 634), (470, 628), (478, 646), (438, 654)], INK)
    with s.at(430, 470, -16):
        s.poly([(-26, 60), (-18, -300), (22, -300), (30, 60)], WOOD)
        s.poly([(4, 60), (6, -300), (22, -300), (30, 60)], DEEP)
        s.rect(-16, 60, 36, 62, "#d8b98a", 3)
        s.line(2, 66, 2, 122, INK, 4)
        s.poly([(-6, 150), (10, 150), (3, 100)], OCHRE)
    with s.at(1030, 240, 8):
        s.path("M-90-30Q0-70 90-26L80 60Q0 90-84 56Z", PAPER)
        s.stroke("M-70-8Q0-40 70-4M-66 26Q0 0 68 28", ROSE, 8)
    for x in (980, 1030, 1080):
        s.stroke(f"M{x} 170q-20-34 0-62t0-62", "#a9bcc5", 8, 0.8)
    s.stroke("M640 560q26-28 52 0t52 4M664 590v-44", INK, 8)


@scene("stool_folding")
def folding(s: Sheet) -> None:
    """Draw a folding stool with a seat of cotton cord on a balcony, a brick hung from the line behind it."""
    s.fill(s.gradient("#f3d9b1", "#f7ead2"))
    s.circle(930, 170, 92, "#f0b86b")
    for k in range(14):
        s.line(k * 92 - 10, 330, k * 92 - 10, 610, "#6f8579", 12)
    s.rect(-10, 320, 1220, 22, "#5c7268")
    s.rect(-10, 600, 1220, 200, "#c98f6d")
    for k in range(7):
        for j in range(2):
            s.rect(k * 190 - 60 * j, 612 + j * 96, 184, 90, mix("#cf9774", "#bb8260", s.rng.random()), 4)
    s.line(-10, 96, 1210, 60, INK, 5)
    s.line(180, 92, 180, 420, CREAM, 12)
    with s.at(180, 470, 5):
        s.rect(-74, -50, 148, 44, VERM, 5)
        s.rect(-74, -2, 148, 44, "#a33428", 5)
        s.stroke("M-20-52V44M20-52V44", CREAM, 9)
    s.oval(640, 706, 290, 34, INK, 0.22)
    for x1, x2, y in ((430, 860, 690), (470, 900, 660)):
        s.line(x1, y, x2, 396, DEEP, 30)
        s.line(x2, y, x1, 396, WOOD, 30)
    s.circle(650, 540, 16, "#b9bfc0")
    s.circle(650, 540, 7, INK)
    for x1, x2, y in ((410, 500, 690), (830, 930, 690)):
        s.line(x1, y, x2, y - 24, DEEP, 26)
    s.line(396, 400, 480, 372, WOOD, 34)
    s.line(826, 400, 916, 372, WOOD, 34)
    for k in range(9):
        left, top = 400 + k * 9.5, 398 - k * 3.2
        s.stroke(
            f"M{left:.1f} {top:.1f}Q{left + 215:.1f} {top + 56:.1f} {left + 430:.1f} {top:.1f}",
            CREAM if k % 2 else "#e9dcc0",
            9,
        )
    for k in range(9):
        x = 470 + k * 42
        s.stroke(f"M{x} {424 - abs(k - 4) * 3}q22-16 40-34", "#d8c7a3", 7)
    with s.at(1080, 690, 0):
        s.circle(0, 0, 60, CREAM)
        for k in range(4):
            s.circle(0, 0, 18 + k * 11, stroke="#d8c7a3", sw=4)


@scene("birdbath")
def birdbath(s: Sheet) -> None:
    """Draw a frozen bird bath with a leaf in the ice and a blackbird walking over it."""
    s.fill(s.gradient("#c7d6de", "#e9eef0"))
    for k in range(9):
        x = k * 150 + 20
        s.stroke(smooth([(x, 460), (x + 20, 300), (x - 16, 180), (x + 30, 60)]), "#9fb1b8", 9)
        s.stroke(f"M{x + 8} 300q40-30 66-80M{x} 230q-40-24-60-70", "#9fb1b8", 5)
    s.path(shore(swell(520, 16, 700, 0.2)), "#dfe7e2")
    s.path(shore(swell(600, 20, 520, 0.6)), "#eef3ef")
    s.path("M520 560L680 560L716 800H484Z", "#8f8d86")
    s.path("M600 560h80l36 240h-90Z", INK, 0.12)
    s.path("M210 424Q230 590 600 600T990 424Z", "#a3a19a")
    s.oval(600, 424, 392, 96, "#b7b5ae")
    s.oval(600, 420, 350, 76, "#8fb0c0")
    s.oval(600, 416, 350, 74, "#bcd5df")
    s.stroke("M330 400Q420 440 520 410M700 450Q780 460 860 420M410 452L470 436", PAPER, 4, 0.9)
    with s.at(470, 434, 64, 1.5):
        s.path("M0 30Q-30 20-46-6L-24-4L-40-40L-14-26L0-62L14-26L40-40L24-4L46-6Q30 20 0 30Z", TERRA)
        s.stroke("M0 46V-50M0 10L-24-18M0 10L24-18", "#6b3c22", 4)
    s.oval(716, 442, 74, 12, BLUE, 0.35)
    s.stroke("M700 400l-8 40l-16 4M734 398l14 40l18 0", OCHRE, 6)
    s.path("M620 372Q660 300 742 318Q800 332 812 372Q780 418 716 414Q650 410 620 372Z", INK)
    s.poly([(636, 380), (556, 420), (566, 436), (660, 404)], INK)
    s.circle(806, 318, 40, INK)
    s.poly([(840, 310), (894, 322), (840, 332)], OCHRE)
    s.circle(818, 308, 10, OCHRE)
    s.circle(818, 308, 5, INK)
    s.stroke("M664 372Q716 404 780 378", "#4a463f", 7)
    for x, y in ((286, 640), (930, 668), (800, 742), (380, 752)):
        s.stroke(f"M{x} {y}v-30M{x} {y}l-14-24M{x} {y}l14-24", SAGE, 5)
        s.circle(x, y - 34, 5, MIST)
    for k in range(18):
        s.circle(*polar(600, 424, 380, k * 20), 4, PAPER, 0.8)
    s.circle(1100, 110, 58, SAND, 0.7)
    s.circle(1100, 110, 40, MOSS, 0.1)
