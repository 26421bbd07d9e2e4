"""Routers, telephones, drones, batteries and tyres."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    GREY,
    INK,
    MIST,
    MOSS,
    NIGHT,
    OCHRE,
    PAPER,
    PINE,
    SAGE,
    SAND,
    SKIN,
    TEAL,
    TERRA,
    VERM,
    Sheet,
    mix,
    polar,
    scene,
    star,
    swell,
)
from haowen.doors.cli.demo.pictures.props import flake


@scene("router")
def router(s: Sheet) -> None:
    """Draw a flat in plan with rings spreading from a red router in its middle."""
    s.fill("#e2e5e4")
    for k in range(10):
        s.circle(420, 460, 860 - k * 88, mix("#dfe5e6", "#6f9db3", k / 10))
    for k in range(9):
        s.circle(420, 460, 112 + k * 88, stroke="#f2f5f4", sw=3)
    s.rect(110, 110, 150, 110, PAPER, 8)
    s.rect(124, 122, 46, 86, SAND, 8)
    s.rect(188, 116, 62, 98, TEAL, 6)
    s.rect(820, 90, 200, 70, PAPER, 6)
    for k in range(4):
        s.circle(850 + k * 46, 125, 15, stroke=INK, sw=4)
    s.rect(900, 560, 150, 130, PAPER, 12)
    s.rect(914, 574, 122, 50, SAND, 10)
    s.rect(120, 600, 120, 90, PAPER, 10)
    s.circle(180, 645, 30, SAND)
    s.rect(700, 560, 60, 130, PAPER, 6)
    s.stroke("M60 60H1140V740H60ZM60 340H300M420 340H660V60M660 460V740M840 340H1140", INK, 22)
    s.stroke("M300 340A120 120 0 0 1 420 230", INK, 4, 0.5, "4 12")
    s.stroke("M660 340A120 120 0 0 1 770 450", INK, 4, 0.5, "4 12")
    s.stroke("M388 428L370 356M452 428L470 356M420 428V340", VERM, 10)
    s.rect(356, 424, 128, 64, VERM, 12)
    s.rect(356, 470, 128, 18, "#8d2a21", 8)
    for k in range(4):
        s.circle(384 + k * 24, 448, 6, OCHRE if k < 3 else PAPER)
    for x, y, bars in ((560, 640, 4), (200, 480, 3), (940, 230, 2), (1010, 480, 1)):
        s.rect(x - 26, y - 44, 52, 88, INK, 9)
        s.rect(x - 20, y - 36, 40, 68, MIST, 3)
        for k in range(4):
            s.rect(x - 16 + k * 9, y + 14 - k * 8, 6, 8 + k * 8, VERM if k < bars else "#a9bdc0")


@scene("phones")
def phones(s: Sheet) -> None:
    """Draw five old telephones at work: sun, columns, house, clock, sound."""
    s.fill("#e8dccb")
    s.rect(0, 660, 1200, 140, "#dccab0")
    bodies = (
        (92, 150, INK),
        (304, 230, BLUE),
        (516, 130, TERRA),
        (728, 230, SAGE),
        (940, 130, VERM),
    )
    for i, (x, y, paint) in enumerate(bodies):
        s.rect(x + 14, y + 16, 166, 390, INK, 26, 0.13)
        s.stroke(f"M{x + 83} {y + 386}V{y + 450}Q{x + 83} 720 {x + 150} 720H1240", INK, 7)
        s.rect(x, y, 166, 390, paint, 24)
        s.rect(x + 12, y + 46, 142, 290, (MIST, MIST, "#d9e4e4", CREAM, MIST)[i], 6)
        s.rect(x + 62, y + 20, 42, 8, mix(paint, "#ffffff", 0.4), 4)
        s.circle(x + 83, y + 362, 13, stroke=mix(paint, "#ffffff", 0.45), sw=4)
        cx, cy = x + 83, y + 190
        if i == 0:
            s.circle(cx, cy - 20, 34, OCHRE)
            for k in range(8):
                a, b = polar(cx, cy - 20, 46, k * 45), polar(cx, cy - 20, 58, k * 45)
                s.line(*a, *b, OCHRE, 6)
            s.path(
                f"M{x + 24} {cy + 120}a24 24 0 0 1 24-36a30 30 0 0 1 56-4a24 24 0 0 1 36 40z",
                "#ffffff",
            )
        elif i == 1:
            for k, h in enumerate((90, 160, 120, 200, 70)):
                s.rect(x + 24 + k * 25, y + 320 - h, 16, h, OCHRE if k == 3 else INK, 4)
        elif i == 2:
            s.poly([(x + 22, cy), (cx, cy - 68), (x + 144, cy)], VERM)
            s.rect(x + 36, cy, 94, 84, VERM)
            s.rect(cx - 16, cy + 34, 32, 50, CREAM)
            s.circle(cx, cy - 22, 11, CREAM)
            s.path(f"M{cx - 40} {cy - 80}a58 58 0 0 1 80 0", "none", stroke=INK, sw=6)
        elif i == 3:
            s.circle(cx, cy - 10, 56, PAPER, stroke=INK, sw=9)
            s.stroke(f"M{cx} {cy - 46}V{cy - 10}L{cx + 26} {cy + 8}", INK, 8)
            s.number("7:30", x + 44, cy + 122, 36, VERM)
        else:
            for k in range(9):
                h = (20, 50, 96, 60, 130, 84, 110, 40, 24)[k]
                s.line(x + 27 + k * 14, cy - h / 2, x + 27 + k * 14, cy + h / 2, INK, 7)
            s.circle(cx, cy + 104, 16, VERM)
    s.rect(1130, 690, 90, 60, INK, 10)


@scene("captcha")
def captcha(s: Sheet) -> None:
    """Draw nine squares of street pictures; a robot's hand and a person's point at one."""
    s.fill("#3a4f66")
    for k in range(20):
        s.line(k * 70, 0, k * 70 - 200, 800, "#40566e", 14)
    s.rect(304, 24, 616, 616, INK, 16, 0.25)
    s.rect(292, 12, 616, 616, CREAM, 16)
    kinds = ("lights", "zebra", "houses", "bike", "lights", "zebra", "houses", "bike", "lights")
    grounds = (
        "#bcd6df",
        GREY,
        "#f0d3a6",
        "#cfdcc0",
        "#a8c6d6",
        "#7d8286",
        "#d9b5a8",
        "#e4d5b9",
        "#dbe1cb",
    )
    for i, kind in enumerate(kinds):
        x, y = 310 + i % 3 * 196, 30 + i // 3 * 196
        s.rect(x, y, 186, 186, grounds[i], 6)
        with s.at(x, y):
            if kind == "lights":
                s.rect(88, 150, 10, 36, INK)
                s.rect(62, 14, 62, 144, INK, 14)
                for k, paint in enumerate((VERM, OCHRE, SAGE)):
                    s.circle(93, 42 + k * 44, 17, paint if k == i // 4 else mix(paint, INK, 0.35))
                s.circle(93, 42 + i // 4 * 44, 17, (VERM, OCHRE, "#6fae84")[i // 4])
            elif kind == "zebra":
                for k in range(5):
                    s.poly(
                        [
                            (14 + k * 36, 176),
                            (36 + k * 36, 176),
                            (54 + k * 24, 60),
                            (40 + k * 24, 60),
                        ],
                        PAPER,
                    )
                s.rect(0, 0, 186, 44, (MIST, OCHRE)[i // 4])
            elif kind == "houses":
                for k, h in enumerate((90, 130, 70)):
                    s.rect(14 + k * 56, 186 - h, 48, h, (BLUE, TERRA, PINE)[k])
                    for j in range(h // 30):
                        s.rect(24 + k * 56, 196 - h + j * 28, 10, 14, OCHRE)
                        s.rect(42 + k * 56, 196 - h + j * 28, 10, 14, PAPER)
            else:
                s.circle(50, 128, 34, stroke=INK, sw=7)
                s.circle(138, 128, 34, stroke=INK, sw=7)
                s.stroke("M50 128L78 76H126L96 128H50M78 76L96 128M126 76L138 128M120 58H140", VERM, 7)
                s.line(66, 68, 90, 68, INK, 8)
    for i in (0, 8):
        x, y = 310 + i % 3 * 196, 30 + i // 3 * 196
        s.rect(x, y, 186, 186, stroke="#6fae84", sw=14)
        s.circle(x + 160, y + 26, 22, "#6fae84")
        s.stroke(f"M{x + 150} {y + 26}l8 9l14-18", "#ffffff", 6)
    with s.at(560, 350, 42):
        s.rect(-40, 190, 110, 420, "#9aa7b0", 10)
        s.rect(-56, 170, 142, 50, INK, 12)
        s.rect(-36, 100, 102, 76, "#b8c3ca", 12)
        for k, h in enumerate((96, 46, 40, 34)):
            x = -34 + k * 27
            s.rect(x, 104 - h, 20, h, "#9aa7b0", 6)
            s.circle(x + 10, 104, 10, INK)
        s.rect(-34, -16, 20, 34, VERM, 8)
        s.circle(15, 138, 16, OCHRE)
    with s.at(640, 352, -42):
        s.rect(-58, 200, 128, 420, BLUE)
        s.rect(-64, 190, 140, 36, PAPER, 8)
        s.path("M-46 200V96Q-46 76-34 76V10Q-34-10-20-10T-6 10V80H22Q60 82 58 116V200Z", SKIN)
        s.stroke("M-4 84V118M18 86V118M38 90V116", mix(SKIN, INK, 0.3), 5)
        s.rect(-29, -6, 18, 16, "#f1d3bb", 7)
    s.rect(0, 770, 1200, 30, NIGHT)


@scene("drone")
def drone(s: Sheet) -> None:
    """Draw a quadcopter from above over wavy rows of green."""
    s.fill("#e6d2b0")
    for k in range(15):
        s.stroke(swell(10 + k * 58, 24, 460, k * 0.21), (MOSS, SAGE)[k % 2], 36)
        s.stroke(swell(10 + k * 58, 24, 460, k * 0.21), (PINE, "#a9c27c")[k % 2], 5, 0.5, "10 22")
    s.oval(640, 500, 210, 120, INK, 0.14)
    with s.at(600, 390, 8):
        for x, y in ((-230, -150), (230, -150), (-230, 150), (230, 150)):
            s.line(0, 0, x, y, INK, 30)
            s.circle(x, y, 132, PAPER, 0.35)
            s.circle(x, y, 132, stroke=PAPER, sw=4, o=0.6)
            with s.at(x, y, (x + y) / 5):
                s.path("M0-9Q70-22 124 0Q70 12 0 9Q-70 22-124 0Q-70-12 0-9Z", INK, 0.75)
            s.circle(x, y, 24, VERM)
            s.circle(x, y, 10, INK)
        s.rect(-96, -84, 192, 168, INK, 34)
        s.rect(-64, -62, 128, 46, "#4a453e", 12)
        s.circle(0, 26, 38, "#3a3630")
        s.circle(0, 26, 26, OCHRE)
        s.rect(-30, -104, 60, 26, GREY, 8)
        s.stroke("M-200 210H200", INK, 12)
        for k in range(9):
            s.circle(-200 + k * 50, 210, 9, TEAL)
    for _ in range(90):
        a = s.rng.uniform(0, 180)
        drop = polar(600, 600, s.rng.uniform(20, 240), a)
        s.circle(drop[0], drop[1] * 0.75 + 160, s.rng.uniform(2, 5), "#f4fbfb", 0.85)


@scene("drone_2")
def drone_papers(s: Sheet) -> None:
    """Draw five yellow test papers whose blue drops thin out from left to right."""
    s.fill("#8b6f52")
    for k in range(26):
        s.line(0, k * 32, 1200, k * 32 + 12, "#826649", 5)
    for i, count in enumerate((210, 120, 62, 26, 4)):
        x, y = 46 + i * 226, 130 + i % 2 * 30
        with s.at(x + 100, y + 270, (i - 2) * 1.6):
            s.rect(-90, -256, 200, 540, INK, 8, 0.25)
            s.rect(-100, -270, 200, 540, "#edc94f", 8)
            s.rect(-100, -270, 200, 44, CREAM, 8)
            for k in range(i + 1):
                s.circle(-i * 14 + k * 28, -248, 8, VERM)
            for _ in range(count):
                r = s.rng.choice((3, 4, 5, 7, 10))
                s.circle(s.rng.uniform(-86, 86), s.rng.uniform(-212, 256), r, "#2f5f9e")
            s.rect(-16, -296, 32, 54, INK, 5)
            s.rect(-10, -292, 20, 8, GREY, 3)
    for k in range(3):
        s.stroke(f"M{60 + k * 20} {752 + k * 10}H{1140 - k * 40}", MOSS, 7, 0.8)


@scene("battery")
def battery(s: Sheet) -> None:
    """Draw a big battery half full, with snowflakes settling on its empty cells."""
    s.fill(s.gradient("#cfdfe6", "#e6eff0"))
    s.path("M0 700Q300 640 640 690T1240 660V800H0Z", "#f4f8f8")
    s.oval(590, 652, 520, 18, BLUE, 0.15)
    s.rect(88, 224, 984, 352, CREAM, 24)
    for k in range(10):
        x = 120 + k * 92
        full = k < 5
        s.rect(x, 260, 74, 280, SAGE if full else "#b9c9c8", 8)
        s.rect(x, 260, 74, 60, mix(SAGE if full else "#b9c9c8", "#ffffff", 0.22), 8)
    s.rect(88, 224, 984, 352, stroke=INK, sw=18, r=24)
    s.rect(1072, 332, 46, 136, INK, 8)
    s.rect(250, 200, 90, 26, INK, 6)
    s.rect(820, 200, 90, 26, INK, 6)
    for x, y, r in ((812, 400, 60), (946, 336, 44), (690, 470, 40), (1000, 490, 30)):
        flake(s, x, y, r, BLUE, 8)
    for x, y, r in ((160, 110, 26), (420, 70, 34), (660, 130, 22), (920, 90, 40), (1110, 160, 24)):
        flake(s, x, y, r, "#ffffff", 6)
    s.path(
        "M84 246V216Q160 172 300 190Q400 166 500 190Q600 164 700 188Q800 160 900 188"
        "Q1010 168 1080 216V246Q1050 214 1010 240T920 236T820 240T720 234T610 242T500 234"
        "T390 242T280 236T180 240T84 246Z",
        "#ffffff",
    )
    s.poly([(368, 290), (286, 420), (344, 420), (316, 516), (410, 378), (350, 378)], OCHRE)


@scene("tyre")
def tyre(s: Sheet) -> None:
    """Draw a tyre with a pressure gauge on its valve and frost on the ground."""
    s.fill("#d9b488")
    s.rect(0, 0, 1200, 240, "#e6c9a3")
    s.poly([(0, 240), (1200, 160), (1200, 240)], "#e6c9a3")
    s.rect(0, 690, 1200, 110, MIST)
    for k in range(25):
        s.poly([(k * 50 - 10, 694), (k * 50 + 40, 694), (k * 50 + 14, 680 - k % 3 * 8)], MIST)
    s.oval(430, 716, 330, 22, INK, 0.2)
    for k in range(40):
        with s.at(430, 400, k * 9):
            s.rect(296, -15, 34, 24, INK, 5)
    s.circle(430, 400, 312, INK)
    s.circle(430, 400, 258, stroke="#4a453e", sw=7)
    s.circle(430, 400, 206, "#c3c9ca")
    s.circle(430, 400, 188, "#8f989b")
    for k in range(5):
        with s.at(430, 400, k * 72 - 90):
            s.path("M20-26L176-56V56L20 26Z", "#dfe3e2")
            s.path("M20 0L176 0V56L20 26Z", "#b9c1c2")
    s.circle(430, 400, 58, "#8f989b")
    s.poly(star(430, 400, 34, 30, 6), VERM)
    for k in range(5):
        s.circle(*polar(430, 400, 44, k * 72 - 54), 7, INK)
    s.stroke("M566 532Q640 610 740 570T880 470", INK, 18)
    s.rect(545, 512, 34, 26, OCHRE, 6)
    s.circle(930, 340, 196, INK)
    s.circle(930, 340, 172, CREAM)
    for k in range(13):
        a = 140 + k * 21.7
        s.line(*polar(930, 340, 150 - (k % 3 == 0) * 18, a), *polar(930, 340, 162, a), INK, 6)
    s.stroke("M981 190A156 156 0 0 1 1080 286", SAGE, 18, cap="butt")
    s.number("2.5", 962, 296, 34, INK)
    s.number("2.0", 812, 316, 34, INK)
    s.line(930, 340, *polar(930, 340, 140, 246), VERM, 11)
    s.circle(930, 340, 22, VERM)
    s.number("-10°", 874, 446, 46, BLUE)
    s.rect(904, 520, 52, 60, INK, 6)
    for x, y, r in ((90, 110, 40), (210, 60, 24), (720, 80, 34), (1140, 90, 30), (700, 700, 30)):
        flake(s, x, y, r, "#ffffff", 6)
