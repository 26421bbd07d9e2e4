"""Bowls, jars, dough and the people who are up before everyone else."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MIST,
    MOSS,
    OCHRE,
    PAPER,
    PEACH,
    ROSE,
    SAGE,
    SAND,
    TERRA,
    VERM,
    WINE,
    Sheet,
    mix,
    polar,
    scene,
    smooth,
)
from haowen.doors.cli.demo.pictures.props import leaf, steam


@scene("bowls")
def bowls(s: Sheet) -> None:
    """Draw six bowls of the canteen on two shelves, each with another dish."""
    s.fill(SAND)
    for i in range(9):
        s.rect(i * 150 - 60, 0, 74, 800, "#dfcfb0")
    for y in (372, 722):
        s.rect(0, y, 1200, 20, TERRA)
        s.rect(0, y + 20, 1200, 8, "#86502f")
    paints = (VERM, BLUE, SAGE, TERRA, INK, OCHRE)
    foods = ("#f4ead2", PEACH, MOSS, ROSE, "#fbf6ea", WINE)
    for i, (paint, food) in enumerate(zip(paints, foods, strict=True)):
        x, y = 210 + i % 3 * 390, 240 + i // 3 * 350
        s.oval(x, y + 132, 92, 10, INK, 0.15)
        if i in (0, 4):
            s.path(f"M{x - 120} {y}q16-72 66-78q52-26 104 4q56 10 70 74z", food)
            for _ in range(26):
                gx, gy = x + s.rng.uniform(-86, 86), y - s.rng.uniform(8, 62)
                s.oval(gx, gy, 8, 4, "#dccdaa")
        s.oval(x, y, 150, 22, mix(paint, "#ffffff", 0.25))
        s.oval(x, y, 132, 15, food)
        s.path(
            f"M{x - 150} {y}Q{x - 142} {y + 112} {x - 60} {y + 116}H{x + 60}"
            f"Q{x + 142} {y + 112} {x + 150} {y}A150 22 0 0 1 {x - 150} {y}Z",
            paint,
        )
        s.path(f"M{x - 54} {y + 112}h108l-10 24h-88z", mix(paint, INK, 0.25))
        s.stroke(f"M{x - 128} {y + 48}Q{x} {y + 78} {x + 128} {y + 48}", mix(paint, "#ffffff", 0.55), 6)
        if i == 1:
            for k in (-80, -10, 62):
                s.circle(x + k, y - 8, 30, "#d98a55")
                s.oval(x + k - 8, y - 18, 9, 5, "#f0c08c")
        elif i == 2:
            for k in range(6):
                leaf(s, x - 70 + k * 28, y + 6, 74, -50 + k * 20, MOSS, SAGE)
        elif i == 3:
            for k in range(5):
                s.rect(x - 104 + k * 42, y - 24, 34, 26, CREAM, 4)
                s.rect(x - 104 + k * 42, y - 24, 34, 7, "#ffffff", 3)
            s.stroke(f"M{x - 60} {y - 2}l10-8m50 8l10-8m40 10l10-8", SAGE, 6)
        elif i == 5:
            for k in range(11):
                s.circle(x - 100 + k * 20, y - 4 - k % 3 * 9, 12, (WINE, VERM)[k % 2])
        if i in (0, 1, 5):
            for k in (-30, 30):
                steam(s, x + k, y - 84, 88, PAPER, 6, 0.9)


@scene("jar")
def jar(s: Sheet) -> None:
    """Draw an earthen pickling jar under a stone, salt and greens beside it."""
    s.fill("#c8d0b5")
    s.rect(0, 640, 1200, 160, "#b3bd9c")
    for k in range(14):
        s.line(k * 92, 640, k * 92 - 40, 800, "#a5b08c", 4)
    s.oval(600, 690, 340, 26, INK, 0.18)
    body = "M410 210H790Q920 280 920 440Q920 620 740 690H460Q280 620 280 440Q280 280 410 210Z"
    s.path(body, "#a9653f")
    with s.within(body):
        s.path("M640 200H940V720H560Q800 520 640 200Z", "#96562f", 0.7)
        for k in range(9):
            y = 268 + k * 48
            s.stroke(f"M270 {y}Q600 {y + 66} 930 {y}", "#cf9a72", 5, 0.75)
        s.rect(240, 560, 720, 26, "#8a4a28", o=0.5)
    s.poly([(600, 330), (704, 440), (600, 550), (496, 440)], VERM)
    s.stroke("M600 362L674 440L600 518L526 440Z", "#e7a184", 5)
    s.stroke("M600 404q-40 40 0 76q40-36 0-76", PAPER, 7)
    s.rect(384, 156, 432, 60, INK, 10)
    s.rect(384, 168, 432, 8, "#4a443c")
    s.rect(570, 120, 60, 40, "#5f6a72")
    s.circle(600, 96, 46, "#7f8a92")
    s.stroke("M572 86q8-20 28-22", "#a9b3b9", 8)
    for x, size in ((150, 250), (1050, 250)):
        for k, turn in enumerate((-34, -14, 6, 26)):
            leaf(s, x, 690, size * (0.84 + 0.1 * (k % 2)), turn, (SAGE, "#41705a")[k % 2], MOSS)
        s.path(f"M{x - 26} 640q26-26 52 0l6 62q-32 26-64 0z", "#e9ecd6")
    s.path("M960 720q60-70 130 0z", PAPER)
    for _ in range(40):
        s.circle(s.rng.uniform(900, 1150), s.rng.uniform(716, 752), 4, PAPER)
    for x, y, turn in ((300, 742, -12), (372, 748, 20)):
        with s.at(x, y, turn):
            s.path("M-44 0Q-30-18 10-14Q40-10 52 4Q30 16-6 14Q-36 12-44 0Z", VERM)
            s.stroke("M-44 0q-14-6-18-16", SAGE, 7)


@scene("tofu")
def tofu(s: Sheet) -> None:
    """Draw a stack of white tofu blocks under a night window with a crescent."""
    s.fill("#33445a")
    s.circle(1010, 158, 76, PAPER)
    s.circle(974, 138, 72, "#33445a")
    for x, y in ((800, 80), (880, 210), (720, 160), (1120, 70), (1140, 250), (640, 60)):
        s.circle(x, y, 4, PAPER)
    s.rect(0, 664, 1200, 136, "#223145")
    s.rect(0, 664, 1200, 14, "#48607c")
    s.rect(110, 640, 900, 30, TERRA, 6)
    s.rect(110, 652, 900, 6, "#85502f")
    for row in range(3):
        for col in range(4):
            x, y = 160 + col * 204 + row % 2 * 6, 534 - row * 108
            s.path(f"M{x} {y}l38-34h178l-38 34z", "#fffdf6")
            s.rect(x, y, 178, 104, PAPER)
            s.path(f"M{x + 178} {y}l38-34v104l-38 34z", "#d6c9b1")
            s.rect(x, y + 88, 178, 16, "#e6dbc6")
            s.stroke(f"M{x + 20} {y + 40}h40M{x + 90} {y + 62}h50", "#e0d3ba", 4)
    for x in (120, 190):
        steam(s, x, 240, 150, "#8fa3ba", 6)
    with s.at(1040, 560, 0):
        s.path("M-6 110L-30 0H110L88 110Z", "#8a5a3a")
        s.oval(40, 0, 70, 18, "#5d3b25")
        s.oval(40, 0, 56, 12, PAPER)
        s.stroke("M-24 34H104M-16 74H96", INK, 7)
        s.stroke("M-28 0Q40-130 108 0", INK, 5)
    with s.at(420, 726):
        s.path("M0 0H190V44H40Q10 40 0 0Z", "#c9d3d6")
        s.line(6, 3, 188, 3, "#ffffff", 4)
        s.rect(188, -2, 120, 26, TERRA, 8)
        s.circle(214, 11, 4, INK)
        s.circle(284, 11, 4, INK)


@scene("bread")
def bread(s: Sheet) -> None:
    """Draw a slice of bread with its holes, large, and wheat beside it."""
    s.fill("#e6cda2")
    s.rect(0, 610, 1200, 190, "#c89b62")
    for k in range(5):
        s.line(0, 634 + k * 36, 1200, 630 + k * 36 + k % 2 * 6, "#b98a51", 4)
    s.oval(600, 668, 530, 24, INK, 0.16)
    shape = "M140 664V410Q140 160 600 150Q1060 160 1060 410V664Q1060 676 1046 676H154Q140 676 140 664Z"
    s.path(shape, "#b5713a")
    s.path("M184 640V420Q196 208 600 196Q1004 208 1016 420V640Z", "#f3e2bb")
    inner = "M184 640V420Q196 208 600 196Q1004 208 1016 420V640Z"
    with s.within(inner):
        placed: list[tuple[float, float, float]] = []
        tries = 0
        while len(placed) < 42 and tries < 2000:
            tries += 1
            r = s.rng.choice((18, 26, 34, 48, 62)) * s.rng.uniform(0.8, 1.1)
            x, y = s.rng.uniform(230, 970), s.rng.uniform(236, 616)
            if all((x - a) ** 2 + (y - b) ** 2 > (r + q + 9) ** 2 for a, b, q in placed):
                placed.append((x, y, r))
        for x, y, r in placed:
            with s.at(x, y, s.rng.uniform(-50, 50)):
                s.oval(0, 0, r, r * 0.7, "#e2c58d")
                s.oval(r * 0.06, r * 0.1, r * 0.9, r * 0.54, "#cfa968")
    s.stroke("M170 400Q190 190 600 176Q860 178 980 268", "#d3935a", 12)
    for turn, x in ((-24, 92), (-6, 60)):
        with s.at(x, 760, turn + 16):
            s.stroke("M0 0V-420", "#8f6a2c", 7)
            for k in range(7):
                for side in (-1, 1):
                    leaf(s, 0, -250 - k * 28, 60, side * 28, OCHRE)
            leaf(s, 0, -446, 60, 0, OCHRE)
    for _ in range(26):
        s.circle(s.rng.uniform(200, 1120), s.rng.uniform(700, 780), s.rng.uniform(3, 8), "#f3e2bb")


@scene("tea")
def tea(s: Sheet) -> None:
    """Draw a cooling curve with measured points and a cup of tea above it."""
    s.fill(MIST)
    for k in range(1, 10):
        s.line(120, 700 - k * 66, 1130, 700 - k * 66, "#c3d3d3", 3)
        s.line(120 + k * 110, 80, 120 + k * 110, 700, "#c3d3d3", 3)
    s.path("M120 140C260 460 480 600 1100 644V700H120Z", VERM, 0.12)
    s.stroke("M120 80V700H1130", INK, 7)
    for k in range(5):
        s.line(120 + k * 220, 700, 120 + k * 220, 718, INK, 6)
        s.line(104, 140 + k * 140, 120, 140 + k * 140, INK, 6)
    s.stroke("M120 140C260 460 480 600 1100 644", VERM, 12)
    for t in (0.0, 0.14, 0.3, 0.46, 0.62, 0.78, 0.92):
        u = 1 - t
        x = 120 * u**3 + 780 * u * u * t + 1440 * u * t * t + 1100 * t**3
        y = 140 * u**3 + 1380 * u * u * t + 1800 * u * t * t + 644 * t**3
        s.circle(x, y, 14, PAPER, stroke=VERM, sw=7)
    s.oval(800, 384, 240, 26, INK, 0.14)
    s.oval(800, 376, 236, 26, BLUE)
    s.oval(800, 370, 190, 16, "#376781")
    s.path("M960 250q112-4 92 84t-126 64", "none", stroke=PAPER, sw=30)
    s.path("M640 214H980V280Q980 380 880 380H740Q640 380 640 280Z", PAPER)
    s.path("M640 290Q640 380 740 380H880Q970 380 980 290Q900 340 810 340T640 290Z", SAND)
    s.oval(810, 214, 170, 34, SAND)
    s.oval(810, 216, 148, 26, TERRA)
    s.oval(770, 212, 60, 9, "#c98a5d")
    s.stroke("M700 300q36-40 70 0t70 0t70 0", BLUE, 7)
    for x in (768, 850):
        steam(s, x, 170, 150, INK, 6, 0.6)
    s.rect(520, 120, 34, 250, PAPER, 17, stroke=INK, sw=6)
    s.circle(537, 384, 32, VERM, stroke=INK, sw=6)
    s.rect(530, 230, 14, 150, VERM)
    for k in range(7):
        s.line(560, 150 + k * 28, 578, 150 + k * 28, INK, 4)


@scene("noodles")
def noodles(s: Sheet) -> None:
    """Draw a bowl of noodles from above with an egg, greens and chopsticks."""
    s.fill(VERM)
    for i in range(13):
        for j in range(9):
            s.stroke(f"M{i * 100 - 40} {j * 100}a40 40 0 0 1 80 0", "#a83327", 6)
    s.circle(616, 420, 340, WINE, 0.6)
    s.circle(600, 400, 340, PAPER)
    s.circle(600, 400, 316, stroke=BLUE, sw=8)
    s.circle(600, 400, 268, "#e2b04f")
    s.circle(600, 400, 268, stroke="#c08d35", sw=8)
    with s.within("M600 136A264 264 0 1 1 599.9 136Z"):
        for k in range(46):
            x, y = s.rng.uniform(400, 720), s.rng.uniform(260, 560)
            a = s.rng.uniform(0, 360)
            pts = [polar(x, y, (i - 2) * 62, a + 26 * (i % 2) + i * 14) for i in range(5)]
            s.stroke(smooth(pts), (CREAM, "#f6e4b2", "#edd391")[k % 3], 9)
    with s.at(716, 312, 30):
        s.path("M0-92Q66-60 66 10Q60 80 0 80T-66 10Q-66-60 0-92Z", "#ffffff")
        s.circle(0, 12, 42, OCHRE)
        s.circle(-12, 0, 12, "#f3d58a")
    with s.at(410, 490, 40):
        s.path("M-26 120Q-34 40-12 0H12Q34 40 26 120Z", "#dfe6c8")
        s.path("M-14 20Q-90-10-60-80Q-50-130 0-130T60-80Q90-10 14 20Z", SAGE)
        s.stroke("M0 60V-100M0-10L-40-50M0-10L40-50M0-50L-30-84M0-50L30-84", MOSS, 6)
    for k in range(3):
        with s.at(520 + k * 46, 270 - k * 10, -12):
            s.rect(-20, -60, 40, 120, ROSE, 16)
            s.rect(-20, -60, 12, 120, "#b9745f", 6)
            s.line(6, -40, 6, 40, "#efd6c9", 5)
    for _ in range(26):
        a, r = s.rng.uniform(0, 360), s.rng.uniform(20, 230)
        x, y = polar(600, 400, r, a)
        s.circle(x, y, 8, stroke=MOSS, sw=5)
    s.stroke("M900 90L1180 640", INK, 20)
    s.stroke("M960 60L1230 590", INK, 20)
    s.stroke("M900 90L930 149M960 60L989 117", OCHRE, 20)
    s.circle(150, 640, 96, BLUE)
    s.circle(150, 640, 74, "#4a1a12")
    s.circle(136, 628, 30, "#c2571f")
