"""What lies underfoot: six covers in the streets of Jiangcheng."""

from __future__ import annotations

import math

from haowen.doors.cli.demo.pictures.kit import (
    INK,
    MOSS,
    OCHRE,
    PAPER,
    ROSE,
    SLATE,
    TERRA,
    VERM,
    Sheet,
    mix,
    polar,
    scene,
    smooth,
)

IRON, EDGE, SHINE = "#4a4b4d", "#2f3032", "#74767a"


def cover(s: Sheet, x: float, y: float, r: float, iron: str = IRON) -> None:
    """Draw a round cover of iron in its frame, its face still plain."""
    s.circle(x + 6, y + 9, r * 1.1, INK, 0.28)
    s.circle(x, y, r * 1.08, EDGE)
    s.circle(x, y, r * 1.03, mix(iron, "#ffffff", 0.16))
    s.circle(x, y, r, iron, stroke=EDGE, sw=r * 0.025)
    s.circle(x, y, r * 0.9, stroke=mix(iron, "#ffffff", 0.2), sw=r * 0.03)


def key_holes(s: Sheet, x: float, y: float, r: float, turn: float = 0) -> None:
    """Draw the two slots for the hook."""
    for side in (0, 180):
        hx, hy = polar(x, y, r * 0.8, turn + side)
        with s.at(hx, hy, turn + side + 90):
            s.rect(-18, -6, 36, 12, INK, 6)


@scene("manhole_coin")
def coin(s: Sheet) -> None:
    """Draw a drain cut from one stone like an old coin, among wet slabs on a slope."""
    s.fill("#7f929a")
    for row in range(6):
        x = -160.0 - row % 2 * 90
        while x < 1200:
            w = s.rng.uniform(190, 330)
            s.rect(x, row * 136, w - 8, 128, mix("#93a5ab", "#71858d", s.rng.random()), 10)
            if s.rng.random() < 0.5:
                s.rect(x + 20, row * 136 + 96, w * 0.5, 6, "#b7c6ca", 3, 0.7)
            x += w
    for _ in range(26):
        s.oval(s.rng.uniform(0, 1200), s.rng.choice((132, 268, 404, 540, 676)), s.rng.uniform(14, 40), 7, MOSS, 0.6)
    s.rect(318, 118, 564, 564, INK, 26, 0.25)
    s.rect(308, 104, 564, 564, "#b9b6a6", 22)
    s.rect(326, 122, 528, 528, "#a9a797", 16)
    s.circle(590, 386, 236, "#c3c0b0", stroke="#87867a", sw=10)
    for k in range(4):
        a, b = polar(590, 386, 196, k * 90 + 12), polar(590, 386, 196, k * 90 + 78)
        c = polar(590, 386, 128, k * 90 + 45)
        s.path(
            f"M{a[0]:.1f} {a[1]:.1f}A196 196 0 0 1 {b[0]:.1f} {b[1]:.1f}Q{c[0]:.1f} {c[1]:.1f} {a[0]:.1f} {a[1]:.1f}Z",
            INK,
        )
    with s.at(590, 386, 45):
        s.rect(-62, -62, 124, 124, "#b2af9f", 6, stroke="#87867a", sw=8)
        s.rect(-40, -40, 80, 80, "#bfbcab", 4)
    for k in range(40):
        x, y = polar(590, 386, s.rng.uniform(210, 232), k * 9)
        s.circle(x, y, 4, "#8d8c80")
    for x0, bend in ((110, 60), (980, -40)):
        s.stroke(smooth([(x0, -20), (x0 + bend, 200), (x0 - 20, 420), (x0 + bend, 830)]), "#c9d8dc", 12, 0.55)


@scene("manhole_plum")
def plum(s: Sheet) -> None:
    """Draw a small iron cover with a plum blossom in a pavement of red bricks."""
    s.fill("#8e4a38")
    for row in range(14):
        for col in range(11):
            x, y = col * 120 - row % 2 * 60, row * 60
            s.rect(x + 3, y + 3, 114, 54, mix("#b8654c", "#9a4f3b", s.rng.random()), 4)
    for _ in range(24):
        s.rect(s.rng.uniform(0, 1200), s.rng.uniform(0, 800), s.rng.uniform(12, 40), 5, "#d9917a", 2, 0.6)
    cover(s, 640, 400, 226, "#54524e")
    for k in range(5):
        petal = polar(640, 400, 96, k * 72 - 90)
        s.circle(*petal, 66, SHINE, stroke=EDGE, sw=7)
        s.circle(*petal, 44, "#5f605f")
    for k in range(15):
        s.line(*polar(640, 400, 34, k * 24), *polar(640, 400, 86, k * 24), SHINE, 5)
        s.circle(*polar(640, 400, 92, k * 24), 7, "#9a9c9d")
    s.circle(640, 400, 34, EDGE)
    s.circle(640, 400, 16, INK)
    for k in range(40):
        s.circle(*polar(640, 400, 194, k * 9), 5, SHINE)
    for x, y, turn in ((180, 610, 30), (1010, 180, 140), (300, 160, -50)):
        with s.at(x, y, turn, 1.5):
            s.path("M0 0C-14-20-44-24-46-46Q-20-62 0-50Q20-62 46-46C44-24 14-20 0 0Z", OCHRE)
            s.stroke("M0 0V30", "#8a6a22", 3)


@scene("manhole_bridge")
def bridge(s: Sheet) -> None:
    """Draw a cover that shows a suspension bridge and one bird, in grey setts laid in fans."""
    s.fill("#6c6a66")
    for row in range(7):
        for col in range(-1, 5):
            cx, cy = col * 300 + row % 2 * 150, row * 150 - 40
            for ring in range(5):
                radius = 150 - ring * 30
                for k in range(max(3, 11 - ring * 2)):
                    x, y = polar(cx, cy, radius, 180 + (k + 0.5) * 180 / max(3, 11 - ring * 2))
                    s.rect(x - 13, y - 12, 26, 24, mix("#a6a29a", "#807d77", s.rng.random()), 6)
    cover(s, 600, 366, 300, "#3d4145")
    with s.within("M600 96a270 270 0 1 0 .1 0Z"), s.at(42, 0, size=0.93):
        for k in range(5):
            y = 560 + k * 36
            s.stroke(f"M280 {y}q40-16 80 0t80 0t80 0t80 0t80 0t80 0t80 0t80 0", "#5d6369", 9)
        s.rect(280, 498, 640, 22, SHINE)
        for x in (440, 760):
            s.rect(x - 14, 226, 28, 330, SHINE)
            for y in (300, 380, 452):
                s.rect(x - 34, y, 68, 12, SHINE)
        s.stroke("M280 470Q380 380 440 232Q600 560 760 232Q820 380 920 470", "#9a9ea2", 12)
        for k in range(1, 12):
            t = k / 12
            x = 440 + 320 * t
            y = 232 * (1 - t) ** 2 + 2 * 560 * t * (1 - t) + 232 * t * t
            s.line(x, y, x, 500, "#7c8085", 5)
    s.stroke("M752 196l20-16l12 20M772 180l24 4", "#c3c7ca", 8)
    key_holes(s, 600, 366, 300)
    s.rect(0, 706, 1200, 94, "#b9b3a6")
    s.rect(0, 706, 1200, 10, "#8f897d")
    for x in range(0, 1200, 200):
        s.line(x, 716, x, 800, "#a09a8d", 4)


@scene("manhole_line")
def line(s: Sheet) -> None:
    """Draw a cover on asphalt, put back turned, so that the yellow line across it is broken."""
    s.fill("#3b3d40")
    for _ in range(900):
        x, y = s.rng.uniform(0, 1200), s.rng.uniform(0, 800)
        s.circle(x, y, s.rng.uniform(1.5, 4), s.rng.choice(("#55585c", "#2c2e31", "#6a6d70")))
    for y in (300, 440):
        s.rect(-10, y, 1220, 60, "#d9a92f")
        for _ in range(26):
            s.rect(s.rng.uniform(0, 1200), y + s.rng.uniform(0, 50), s.rng.uniform(8, 50), 7, "#3b3d40", 2, 0.7)
    cover(s, 560, 400, 272, "#4c4f52")
    face = "M560 142a258 258 0 1 0 .1 0Z"
    with s.within(face), s.at(560, 400, 31):
        for x in range(-5, 6):
            for y in range(-5, 6):
                s.rect(x * 56 - 20, y * 56 - 20, 40, 40, SHINE if (x + y) % 2 else "#63666a", 7)
        for y in (-100, 40):
            s.rect(-280, y, 560, 60, "#d9a92f", 0, 0.93)
    key_holes(s, 560, 400, 272, 31)
    s.stroke("M980 820Q940 640 1010 560T1220 470", "#232527", 9)
    s.stroke("M1010 560Q960 520 930 540", "#232527", 6)
    with s.at(1060, 150, 14):
        s.rect(-90, -60, 180, 120, "#e8e4da", 4)
        s.number("30°", -66, 24, 54, VERM)


@scene("manhole_cat")
def cat(s: Sheet) -> None:
    """Draw a ginger cat curled up on a cover around which the snow has melted."""
    s.fill("#e9eef1")
    for _ in range(60):
        s.oval(
            s.rng.uniform(0, 1200), s.rng.uniform(0, 800), s.rng.uniform(30, 110), s.rng.uniform(10, 26), "#dbe4ea", 0.9
        )
    ring = [polar(600, 420, 300 + 40 * math.sin(k * 0.94), k * 18) for k in range(20)]
    s.path(smooth(ring, close=True), "#cfd8dc")
    inner = [polar(600, 420, 262 + 30 * math.sin(k * 0.94 + 0.5), k * 18) for k in range(20)]
    s.path(smooth(inner, close=True), "#6f7478")
    cover(s, 600, 420, 214, "#43464a")
    for k in range(12):
        s.line(*polar(600, 420, 120, k * 30), *polar(600, 420, 186, k * 30), SHINE, 12)
    s.oval(600, 452, 170, 112, INK, 0.3)
    s.oval(600, 430, 164, 110, "#d58a3d")
    for k in range(7):
        turn = 196 + k * 24
        s.stroke("M{:.0f} {:.0f}Q{:.0f} {:.0f} {:.0f} {:.0f}".format(*polar(600, 430, 108, turn), *polar(600, 420, 84, turn + 10), *polar(600, 430, 62, turn)), "#b2672a", 11)  # fmt: skip
    s.stroke("M470 470Q520 560 640 540T740 470", "#c4772f", 40)
    s.stroke("M724 486Q738 474 742 462", "#f3e3cf", 38)
    s.circle(486, 414, 62, "#d58a3d")
    s.poly([(436, 386), (432, 330), (478, 358)], "#d58a3d")
    s.poly([(500, 358), (540, 326), (542, 384)], "#d58a3d")
    s.poly([(442, 374), (440, 344), (464, 360)], ROSE)
    s.poly([(512, 358), (533, 340), (534, 372)], ROSE)
    s.stroke("M452 416q12 9 24 0M494 416q12 9 24 0", INK, 5)
    s.path("M478 434h14l-7 9Z", "#8d3f33")
    s.stroke("M462 442l-44 6M462 450l-42 16M508 442l44 6M508 450l42 16", PAPER, 3)
    for x, y in ((140, 690), (214, 640), (300, 600), (120, 560)):
        for dx, dy, r in ((0, 0, 15), (-15, -19, 7), (0, -24, 7), (15, -19, 7)):
            s.circle(x + dx, y + dy, r, "#b9c7cf")
    for x, y, h in ((820, 250, 130), (880, 330, 90), (760, 190, 80)):
        s.stroke(f"M{x} {y}q-22-{h / 4:.0f} 0-{h / 2:.0f}t0-{h / 2:.0f}", "#c3ced4", 13, 0.8)


@scene("manhole_sun")
def sun(s: Sheet) -> None:
    """Draw a new cover that children have made the sun with chalk."""
    s.fill("#4b4a52")
    for _ in range(500):
        s.circle(
            s.rng.uniform(0, 1200), s.rng.uniform(0, 800), s.rng.uniform(1, 3), s.rng.choice(("#5d5c64", "#3c3b42"))
        )
    chalks = ("#f4d35e", "#f2a65a", "#ef8a86", "#f7efd9")
    for k in range(20):
        a, b = polar(470, 430, 262, k * 18), polar(470, 430, 330 + 46 * (k % 2), k * 18 + s.rng.uniform(-3, 3))
        for _ in range(2):
            s.line(a[0] + s.rng.uniform(-5, 5), a[1] + s.rng.uniform(-5, 5), b[0], b[1], chalks[k % 4], 11, 0.85)
    cover(s, 470, 430, 226, "#303338")
    for k in range(6):
        for n in range(4 + k % 2):
            x, y = 330 + n * 70 + (0 if k % 2 else 36), 300 + k * 54
            if (x - 470) ** 2 + (y - 430) ** 2 < 176**2:
                s.rect(x - 18, y - 12, 36, 24, "#454950", 6)
    key_holes(s, 470, 430, 226, 90)
    s.stroke("M396 400q16-30 32 0M512 400q16-30 32 0", "#f7efd9", 12, 0.95)
    s.stroke("M384 478Q470 566 556 478", "#f7efd9", 13, 0.95)
    s.circle(376, 466, 20, "#ef8a86", 0.7)
    s.circle(566, 466, 20, "#ef8a86", 0.7)
    with s.at(960, 210, -8):
        s.stroke("M-110 60V-20L-30-90L50-20V60ZM-50 60V10h40v50M-150 60H120", "#9ed0e0", 9, 0.85)
    for x, y in ((880, 520), (950, 560), (1030, 520), (1010, 610)):
        for k in range(6):
            s.circle(*polar(x, y, 19, k * 60), 11, "#ef8a86", 0.8)
        s.circle(x, y, 10, "#f4d35e")
    for x, y, turn, paint in ((840, 700, 20, "#f4d35e"), (930, 724, -30, "#ef8a86"), (1020, 706, 70, "#f7efd9")):
        with s.at(x, y, turn):
            s.rect(-34, -11, 68, 22, paint, 8)
    s.rect(1110, 0, 90, 800, SLATE)
    s.rect(1104, 0, 10, 800, TERRA)
