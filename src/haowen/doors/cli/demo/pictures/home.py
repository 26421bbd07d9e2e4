"""Rooms and what people keep in them."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    ROSE,
    SAGE,
    SAND,
    SKIN,
    TEAL,
    TERRA,
    VERM,
    WINE,
    Sheet,
    mix,
    scene,
    smooth,
)
from haowen.doors.cli.demo.pictures.props import leaf


@scene("sun_section")
def sun_section(s: Sheet) -> None:
    """Draw a room cut open, with the sun's path at midsummer and at midwinter."""
    s.fill(PAPER)
    s.rect(0, 660, 1200, 140, SAND)
    for x in range(-40, 1240, 46):
        s.line(x, 800, x + 60, 740, "#d3c09b", 4)
    s.rect(436, 160, 690, 500, "#faf3e4")
    s.path("M-169 0L420 300L1120 660H687L420 524L-608 0Z", OCHRE, 0.6)
    s.path("M331 0L420 300L527 660H460L420 524L265 0Z", VERM, 0.3)
    s.stroke("M92 144A760 760 0 0 1 300 48", INK, 3, 0.5, "2 14")
    s.circle(92, 144, 52, OCHRE)
    for k in range(12):
        with s.at(92, 144, k * 30):
            s.line(66, 0, 84, 0, OCHRE, 6)
    s.circle(300, 48, 36, VERM)
    s.number("12.22", 40, 290, 44, INK)
    s.number("6.21", 374, 92, 44, INK)
    s.rect(404, 160, 32, 140, INK)
    s.rect(404, 524, 32, 136, INK)
    s.rect(340, 136, 790, 28, INK)
    s.rect(1112, 136, 28, 524, INK)
    s.rect(404, 656, 736, 18, INK)
    s.line(420, 300, 420, 524, BLUE, 6)
    s.line(420, 412, 436, 412, BLUE, 6)
    s.rect(392, 516, 70, 12, TERRA)
    s.path("M448 516l-8-36h40l-8 36z", VERM)
    for turn in (-34, -8, 22, 44):
        leaf(s, 460, 482, 56, turn, SAGE)
    s.rect(940, 504, 172, 12, TERRA)
    s.rect(960, 516, 10, 140, TERRA)
    s.rect(1092, 516, 10, 140, TERRA)
    s.rect(1000, 428, 68, 76, BLUE, 4)
    s.rect(1030, 400, 8, 30, INK)
    s.path("M990 400q44 -70 88 0z", OCHRE)
    s.rect(930, 220, 120, 90, MIST)
    s.rect(930, 220, 120, 90, stroke=INK, sw=6)
    s.path("M934 306l36-50 26 30 20-22 30 42z", SAGE)
    s.path("M640 656v-66q0-20 20-20h120q20 0 20 20v66z", SAGE)
    s.rect(620, 612, 30, 46, "#456a58", 8)
    s.rect(788, 612, 30, 46, "#456a58", 8)
    s.path("M700 610q-6-52 34-46q34 6 22 46z", "#d9803f")
    s.path("M700 572l-2-20 14 10 14 0 12-10 0 22q-8 20-24 16-12-4-14-18z", "#d9803f")
    s.stroke("M756 606q28-2 22-30", "#d9803f", 10)
    s.stroke("M708 578q5 4 8 0M722 578q5 4 8 0", INK, 3)


@scene("floor_light")
def floor_light(s: Sheet) -> None:
    """Draw a plank floor from above with three patches of window light by the hour."""
    s.fill("#cdb28b")
    for i in range(12):
        s.rect(i * 100, 80, 100, 720, mix("#cdb28b", "#b89a70", s.rng.uniform(0, 0.4)))
        s.line(i * 100, 80, i * 100, 800, "#a98a60", 3)
        for _ in range(3):
            y = s.rng.uniform(110, 780)
            s.line(i * 100, y, i * 100 + 100, y, "#a98a60", 3)
    beams = ((-340, 0.38), (340, 0.38), (0, 0.6))
    for shift, o in beams:
        for x in (500, 608):
            s.path(f"M{x} 80h92l{shift * 1.05} 600h-92z", "#fff2b8", o)
    for shift, y in ((-340, 668), (340, 668), (0, 440)):
        share = (y - 80) / 600
        middle = 600 + shift * 1.05 * share
        s.line(middle - 100, y, middle + 100, y, VERM, 9)
    s.rect(0, 0, 1200, 80, INK)
    for x in (500, 608):
        s.rect(x, 26, 92, 36, MIST)
    s.rect(486, 62, 228, 18, SAND)
    s.number("12:00", 534, 520, 44, INK)
    s.number("15:00", 160, 748, 44, INK)
    s.number("9:00", 914, 748, 44, INK)
    s.rect(40, 120, 210, 250, BLUE, 10)
    s.rect(58, 138, 174, 214, stroke=PAPER, sw=5)
    for k in range(4):
        with s.at(145, 245, k * 45):
            s.rect(-42, -42, 84, 84, stroke=OCHRE, sw=4)
    s.circle(1100, 190, 76, INK, 0.15)
    s.circle(1092, 180, 74, TERRA)
    s.circle(1092, 180, 54, "#8c5230")
    for k in range(9):
        leaf(s, 1092, 180, 76 + k % 3 * 14, k * 40, (SAGE, "#6d9a80", "#47705d")[k % 3], "#35584a")
    s.path("M424 600q-6-30 14-34h16q18 6 12 34l-8 70q-14 14-28 0z", VERM)
    s.path("M484 614q-6-30 14-34h16q18 6 12 34l-8 70q-14 14-28 0z", VERM)


@scene("windplan")
def windplan(s: Sheet) -> None:
    """Draw a flat in plan with threads of wind drawn together at an inner door."""
    s.fill(PAPER)
    s.rect(140, 80, 460, 640, "#f8f2e6")
    s.rect(600, 80, 460, 640, "#efe5d2")
    s.rect(180, 520, 150, 160, "#dfd0b3", 8)
    s.rect(196, 536, 118, 40, PAPER, 10)
    s.rect(196, 590, 118, 76, ROSE, 8)
    s.circle(860, 220, 74, "#dfd0b3")
    for k in range(4):
        s.circle(860 + (-104, 104, 0, 0)[k], 220 + (0, 0, -104, 104)[k], 26, "#d4c19d")
    s.rect(900, 610, 120, 70, "#dfd0b3", 6)
    s.circle(940, 645, 20, MIST)
    for i in range(17):
        y0, y2 = 120 + i * 36, 140 + i * 33
        y1 = 336 + i * 8
        tone = (TEAL, "#9cc0c6", "#7fb0ba")[i % 3]
        s.stroke(
            f"M-20 {y0}C280 {y0 - 20} 380 {y1 - 20} 600 {y1}S940 {y2} 1240 {y2 + (i - 8) * 6}",
            tone,
            (8, 5, 6)[i % 3],
        )
    for i, y in ((2, 262), (8, 400), (14, 540)):
        s.poly([(1120, y - 18 + i), (1160, y + i), (1120, y + 18 + i)], TEAL)
    s.stroke("M140 80H1060V180M1060 600V720H140V560M140 240V80M600 80V300M600 500V720", INK, 22)
    s.stroke("M600 500A200 200 0 0 1 420 420", INK, 4, 0.6, "4 12")
    s.line(600, 500, 424, 416, TERRA, 14)
    s.stroke("M140 240L60 290M140 560L60 510M1060 180L1130 150M1060 600L1130 640", TERRA, 10)
    with s.at(70, 90):
        s.circle(0, 0, 44, CREAM, stroke=INK, sw=4)
        s.poly([(0, -34), (11, 0), (-11, 0)], VERM)
        s.poly([(0, 34), (11, 0), (-11, 0)], INK)


@scene("nightlamp")
def nightlamp(s: Sheet) -> None:
    """Draw a staircase at night with one warm lamp near its top."""
    s.fill(NIGHT)
    for r in range(8):
        s.circle(860, 200, 560 - r * 66, OCHRE, 0.075)
    s.rect(90, 70, 190, 260, "#101c28")
    s.rect(90, 70, 190, 260, stroke="#31465a", sw=14)
    s.circle(220, 140, 34, "#e9e3cf")
    s.circle(206, 130, 32, "#101c28")
    for x, y in ((126, 110), (150, 250), (240, 230), (120, 190), (200, 290)):
        s.circle(x, y, 3, PAPER)
    s.line(185, 70, 185, 330, "#31465a", 8)
    tones = ("#27384a", "#2c3f52", "#31465a", "#374d63", "#3d556c", "#445d75", "#4b657f")
    for i, tone in enumerate(tones):
        x, y = 80 + i * 124, 680 - i * 72
        s.rect(x, y, 1240, 800 - y, tone)
        s.rect(x, y, 1240, 9, mix(tone, OCHRE, 0.15 + 0.11 * i))
        if i < 6:
            s.line(x + 62, y, x + 62, y - 190, "#16212c", 9)
    s.stroke("M60 572L142 490L778 122", TERRA, 18)
    s.path("M786 170q0-104 74-104t74 104z", OCHRE)
    s.path("M812 170q0-74 48-74t48 74z", "#f3d58a")
    s.circle(860, 172, 17, "#fff2c4")
    s.rect(851, 178, 18, 64, PAPER)
    s.rect(826, 238, 68, 12, PAPER, 4)
    s.rect(852, 54, 16, 16, INK, 4)
    for x, y in ((258, 576), (322, 572)):
        s.path(f"M{x} {y + 34}v-20q0-14 18-14h12q10 0 14 14l4 20z", WINE)
        s.path(f"M{x + 6} {y + 16}q8-14 28-6l2 8z", ROSE)


@scene("clothesline")
def clothesline(s: Sheet) -> None:
    """Draw a sagging line of washing blown by the wind between two poles."""
    s.fill(s.gradient("#a9c9d3", "#cfe0e0"))
    s.circle(1010, 620, 240, "#dbe8e6")
    s.path("M-20 800V700Q300 620 620 700T1240 680V800Z", "#8fae9d")
    for x in (60, 1140):
        s.rect(x - 10, 110, 20, 690, "#7a5236")
        s.rect(x - 50, 150, 100, 14, "#7a5236")
    s.stroke("M60 150Q600 460 1140 150", INK, 6)

    def hang(x: float) -> float:
        t = (x - 60) / 1080
        return 150 * (1 - t) ** 2 + 920 * t * (1 - t) + 150 * t * t

    shapes = (
        (130, 140, VERM, "shirt"),
        (300, 120, PAPER, "towel"),
        (450, 116, BLUE, "trousers"),
        (600, 150, OCHRE, "shirt"),
        (780, 92, ROSE, "towel"),
        (900, 66, SAGE, "sock"),
        (972, 66, SAGE, "sock"),
    )
    for x, w, paint, kind in shapes:
        y = hang(x + w / 2)
        tilt = (hang(x + w) - hang(x)) / w * 40
        shade = mix(paint, INK, 0.14)
        with s.at(x, y, tilt):
            if kind == "shirt":
                s.path(
                    f"M0 0H{w}L{w + 50} 80L{w + 22} 108L{w + 4} 80L{w + 26} 210Q80 232 22 208L4 80L-22 112L-48 84Z",
                    paint,
                )
                s.path(f"M{w * 0.3} 0Q{w / 2} 40 {w * 0.7} 0Z", shade)
                s.stroke(f"M{w / 2 + 4} 40Q{w / 2 + 6} 130 {w / 2 + 18} 214", shade, 4)
            elif kind == "towel":
                s.path(f"M0 0H{w}Q{w - 14} 120 {w + 20} 240Q{w / 2} 222 26 246Q-6 120 0 0Z", paint)
                s.stroke(f"M12 190Q{w / 2} 172 {w + 8} 188M14 208Q{w / 2} 190 {w + 12} 206", VERM, 6)
            elif kind == "trousers":
                s.path(f"M0 0H{w}L{w + 44} 330L{w - 14} 344L{w / 2 + 10} 110L50 356L-10 346Z", paint)
                s.stroke(f"M4 24H{w}M{w / 2 + 4} 24V90", shade, 4)
            else:
                s.path("M4 0H56L62 96Q98 112 88 134Q58 146 14 132Z", paint)
                s.stroke("M6 16H58M8 30H60", PAPER, 5)
            for peg in (10, w - 18):
                s.rect(peg, -22, 10, 40, TERRA, 3)
    for x, y, paint in ((520, 284, INK), (742, 276, WINE)):
        s.path(f"M{x} {y}q-10-26 14-32q20-4 28 8l12 2-10 6q-2 24-30 24l-26 20-4-6z", paint)
        s.circle(x + 34, y - 22, 3, PAPER)
    for y, x in ((560, 120), (610, 420), (540, 700), (640, 860)):
        s.stroke(f"M{x} {y}q60-22 110 0t110-4", PAPER, 5, 0.7)


@scene("knit")
def knit(s: Sheet) -> None:
    """Draw a knitted pattern of diamonds, stitch by stitch, with a needle through its edge."""
    s.fill("#7a231c")
    w, h = 40, 36
    for row in range(20):
        for col in range(31):
            dx, dy = abs((col + 5) % 20 - 10), abs((row + 1) % 20 - 10)
            ring = dx + dy
            paint = VERM
            if ring in (10, 4):
                paint = PAPER
            elif ring == 7:
                paint = OCHRE
            elif ring < 2:
                paint = BLUE
            elif ring > 15:
                paint = ROSE
            x, y = col * w - 20, row * h + 104
            s.path(
                f"M{x} {y - 20}q16 4 19 34q-16-2-19-20zM{x + 38} {y - 20}q-16 4-19 34q16-2 19-20z",
                paint if row % 2 else mix(paint, INK, 0.05),
            )
    s.rect(0, 0, 1200, 66, PAPER)
    for col in range(31):
        s.stroke(f"M{col * 40} 96V62a10 16 0 0 1 20 0V96", VERM if col % 2 else WINE, 9)
    s.rect(-20, 46, 1130, 20, TERRA, 10)
    s.rect(-20, 50, 1110, 5, "#cc8c66", 2)
    s.poly([(1100, 46), (1184, 56), (1100, 66)], TERRA)
    s.path(smooth([(1180, 90), (1140, 24), (1060, 16), (980, 30), (900, 8)]), "none", stroke=VERM, sw=8)


@scene("keys")
def keys(s: Sheet) -> None:
    """Draw four big keys of different colours on deep blue, with a numbered tag."""
    s.fill(BLUE)
    for i in range(7):
        s.stroke(f"M{i * 220 - 200} 820L{i * 220 + 240} -20", "#2a5a77", 46, cap="butt")
    cuts = (
        (260, 260, 20, OCHRE, (28, 44, 60)),
        (660, 180, 70, PAPER, (44, 60, 28)),
        (960, 440, 140, ROSE, (60, 28, 44)),
        (500, 590, -20, SAND, (28, 60, 44)),
    )
    for x, y, turn, paint, teeth in cuts:
        with s.at(x + 10, y + 14, turn):
            s.circle(0, 0, 84, stroke=NIGHT, sw=34, o=0.4)
            s.rect(84, -17, 240, 34, NIGHT, o=0.4)
        with s.at(x, y, turn):
            s.circle(0, 0, 84, stroke=paint, sw=32)
            s.circle(0, 0, 84, stroke=mix(paint, INK, 0.2), sw=4)
            s.rect(84, -16, 244, 32, paint, 4)
            s.rect(84, -4, 238, 6, mix(paint, INK, 0.2))
            s.rect(118, -24, 16, 48, paint, 4)
            for k, tooth in enumerate(teeth):
                s.rect(200 + k * 42, 14, 24, tooth, paint, 3)
    s.stroke("M196 232Q120 170 128 110", PAPER, 6)
    with s.at(120, 40, 12):
        s.path("M0 40L34 0H200V84H34Z", VERM)
        s.circle(32, 42, 9, PAPER)
        s.number("302", 74, 62, 40, PAPER)
    s.stroke("M930 520Q990 590 970 640", PAPER, 6)
    s.circle(960, 690, 56, SKIN)
    s.circle(960, 690, 42, stroke=TERRA, sw=5)
    s.number("6", 946, 710, 42, INK)
