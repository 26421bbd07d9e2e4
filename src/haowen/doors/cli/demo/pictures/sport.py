"""Courts, tracks, boards and cold water."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    INK,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    SAGE,
    SAND,
    SKIN,
    TEAL,
    TERRA,
    VERM,
    WINE,
    Sheet,
    mix,
    polar,
    scene,
    shore,
    swell,
)
from haowen.doors.cli.demo.pictures.props import pine


@scene("court")
def court(s: Sheet) -> None:
    """Draw a basketball court from above with two teams and a ball in the air."""
    s.fill("#d79a5b")
    for k in range(26):
        s.rect(k * 48, 0, 46, 800, mix("#d79a5b", "#c4874a", s.rng.uniform(0, 0.55)))
        for _ in range(2):
            y = s.rng.uniform(0, 800)
            s.line(k * 48, y, k * 48 + 46, y, "#b97a40", 3)
    s.rect(80, 80, 1040, 640, stroke=PAPER, sw=10)
    s.rect(80, 280, 240, 240, BLUE, stroke=PAPER, sw=10)
    s.rect(880, 280, 240, 240, BLUE, stroke=PAPER, sw=10)
    s.line(600, 80, 600, 720, PAPER, 10)
    s.circle(600, 400, 116, VERM, stroke=PAPER, sw=10)
    s.circle(600, 400, 46, stroke=PAPER, sw=6)
    s.stroke("M80 168h120a232 232 0 0 1 0 464h-120M1120 168h-120a232 232 0 0 0 0 464h120", PAPER, 10)
    s.stroke("M320 310a90 90 0 0 1 0 180M880 310a90 90 0 0 0 0 180", PAPER, 7, 0.8, "18 16")
    for x, side in ((116, 1), (1084, -1)):
        s.rect(x - 6, 350, 12, 100, INK, 4)
        s.circle(x + side * 34, 400, 24, stroke="#e9672f", sw=9)
    red = ((640, 250, 80), (760, 520, 150), (830, 330, 200), (520, 480, -30), (960, 430, 180))
    blue = ((560, 300, 20), (690, 590, -60), (740, 400, 30), (430, 360, 60), (1010, 300, 140))
    for team, paint in ((red, WINE), (blue, CREAM)):
        for x, y, turn in team:
            with s.at(x, y, turn):
                s.oval(8, 10, 40, 20, INK, 0.2)
                s.rect(-38, -15, 76, 30, paint, 15)
                s.stroke("M-30 0L-44-26M30 0L46-24", SKIN, 10)
                s.circle(0, 0, 16, INK)
    s.stroke("M640 250Q860 120 1050 400", PAPER, 5, 0.9, "3 16")
    s.circle(884, 226, 27, INK, 0.2)
    s.circle(876, 214, 26, "#e07a32")
    s.stroke("M850 214h52M876 188v52M858 196q18 18 0 38M894 196q-18 18 0 38", INK, 3)


@scene("goboard")
def goboard(s: Sheet) -> None:
    """Draw a corner of a game of go, with the last stone marked and the two bowls."""
    s.fill("#d9ad62")
    for k in range(24):
        s.stroke(swell(k * 36, 7, 900, k * 0.13), "#d0a356", 8)
    step, x0, y0 = 64, 60, 48
    for k in range(14):
        s.line(x0 + k * step, y0, x0 + k * step, 800, INK, 3)
    for k in range(12):
        s.line(x0, y0 + k * step, x0 + 13 * step + 100, y0 + k * step, INK, 3)
    s.stroke(f"M{x0} 820V{y0}H1000", INK, 7)
    for i, j in ((3, 3), (9, 3), (3, 9), (9, 9)):
        s.circle(x0 + i * step, y0 + j * step, 8, INK)
    s.rect(976, 0, 224, 800, "#8f5b34")
    s.rect(964, 0, 14, 800, "#b98544")
    black = (
        (3, 3),
        (2, 5),
        (4, 5),
        (5, 4),
        (6, 3),
        (6, 7),
        (7, 8),
        (8, 7),
        (9, 6),
        (5, 8),
        (10, 8),
        (3, 7),
        (8, 2),
        (11, 3),
        (4, 10),
        (9, 10),
    )
    white = (
        (4, 3),
        (4, 4),
        (3, 4),
        (5, 3),
        (5, 5),
        (6, 4),
        (7, 6),
        (8, 6),
        (6, 6),
        (9, 5),
        (7, 3),
        (4, 7),
        (10, 4),
        (10, 6),
        (2, 8),
        (7, 10),
    )
    for stones, dark in ((black, True), (white, False)):
        for i, j in stones:
            x, y = x0 + i * step, y0 + j * step
            s.circle(x + 5, y + 7, 29, INK, 0.25)
            s.circle(x, y, 29, INK if dark else CREAM)
            s.oval(x - 9, y - 11, 9, 6, "#57514a" if dark else "#ffffff")
    s.circle(x0 + 9 * step, y0 + 5 * step, 10, VERM)
    for y, paint, dot in ((210, INK, "#57514a"), (590, CREAM, "#ffffff")):
        s.circle(1096, y + 10, 92, INK, 0.3)
        s.circle(1090, y, 92, WINE)
        s.circle(1090, y, 72, "#4d1a17")
        for k in range(16):
            at = polar(1090, y, s.rng.uniform(0, 48), k * 137)
            s.circle(*at, 22, paint, stroke=mix(paint, "#888888", 0.3), sw=2)
            s.oval(at[0] - 6, at[1] - 7, 6, 4, dot)
    with s.at(700, 720, -38):
        s.path("M-60 150Q-60 40-26 20L-8-90Q0-112 16-100L22-30Q60-20 66 40L80 150Z", SKIN)
        s.rect(-76, 140, 172, 200, NIGHT, 8)
        s.circle(4, -108, 27, INK)


@scene("track")
def oval_track(s: Sheet) -> None:
    """Draw a running track from above with two runners and a stopwatch on the grass."""
    s.fill(TERRA)
    for _ in range(60):
        s.circle(s.rng.uniform(0, 1200), s.rng.uniform(0, 800), 3, "#96562f")
    for k in range(7):
        inset = k * 44
        fill = "#b06c45" if k % 2 else TERRA
        s.rect(
            80 + inset,
            72 + inset,
            1040 - 2 * inset,
            656 - 2 * inset,
            fill,
            328 - inset,
            stroke=PAPER,
            sw=6,
        )
    s.rect(344, 336, 512, 128, SAGE, 64, stroke=PAPER, sw=6)
    for k in range(6):
        s.rect(404 + k * 68, 339, 34, 122, "#618c76")
    s.rect(600, 72, 9, 264, PAPER)
    for k in range(6):
        s.number(str(k + 1), 622, 110 + k * 44, 24, PAPER)
    for x, y, shirt, hair in ((452, 140, OCHRE, INK), (360, 204, BLUE, "#d9d4ca")):
        s.oval(x + 8, y + 10, 30, 15, INK, 0.25)
        s.stroke(f"M{x - 26} {y + 8}L{x} {y}L{x + 20} {y - 22}", SKIN, 9)
        s.rect(x - 15, y - 24, 30, 48, shirt, 14)
        s.circle(x, y, 14, hair)
        s.stroke(f"M{x - 60} {y - 10}h-34M{x - 56} {y + 10}h-22", PAPER, 5, 0.7)
    s.circle(760, 400, 40, INK)
    s.circle(760, 400, 31, PAPER)
    s.rect(752, 348, 16, 14, INK, 3)
    s.stroke("M760 376V400L778 410", VERM, 6)
    s.rect(414, 386, 76, 34, CREAM, 4)
    s.rect(414, 396, 76, 8, VERM)


@scene("swim")
def swim(s: Sheet) -> None:
    """Draw winter swimmers: one stretching, one splashing, one walking down the steps."""
    s.fill(s.gradient("#d7e3e8", "#eef2ef"))
    s.circle(980, 150, 70, "#f3c9a0")
    s.path("M-60 330L140 210L330 320L520 180L760 330L960 240L1260 340V420H-60Z", "#b9cbd0")
    s.poly([(520, 180), (462, 224), (500, 226), (524, 246), (548, 216), (584, 220)], "#ffffff")
    s.poly([(140, 210), (92, 240), (126, 246), (150, 236), (196, 244)], "#ffffff")
    for x, h in ((40, 150), (110, 190), (1050, 180), (1130, 140), (200, 120)):
        pine(s, x, 420, h, "#54766b")
    s.rect(0, 410, 1200, 390, TEAL)
    for k, tone in enumerate(("#5b97a6", "#437d8e", "#346b7d", "#2a5b6e")):
        s.path(shore(swell(500 + k * 74, 10, 300, k * 0.3)), tone)
    s.path("M0 410H700V440H620V480H540V520H460V560H380V600H0Z", "#a79f90")
    for k in range(5):
        s.rect(380 + k * 80 - 4, 430 + (4 - k) * 40, 88, 10, "#c9c2b4")
    s.path("M0 410H700L690 418Q400 426 0 420Z", "#ffffff")
    with s.at(150, 410, 0, 2.3):
        s.rect(-13, -46, 10, 46, SKIN, 4)
        s.rect(3, -46, 10, 46, SKIN, 4)
        s.path("M-15-58h30v20h-30z", BLUE)
        s.path("M-15-58V-80Q0-92 15-80V-58Z", SKIN)
        s.stroke("M-13-80Q-30-100 0-124M13-80Q30-100 4-124", SKIN, 7)
        s.circle(0, -98, 11, SKIN)
        s.path("M-11-98A11 11 0 0 1 11-98Z", VERM)
    with s.at(400, 410, 0, 2.3):
        s.path("M-24-4Q-26-30-8-34H6L8-24H26V-2H14V-14H-6V0H-24Z", SKIN)
        s.path("M-26-6h30v-22h-28z", OCHRE)
        s.path("M-24-26Q-22-62-2-66T16-42L8-26Z", SKIN)
        s.circle(10, -76, 11, SKIN)
        s.path("M-1-76A11 11 0 0 1 21-76Z", SAGE)
        s.stroke("M8-58Q26-46 34-62", SKIN, 7)
    for dx, dy, r in ((0, -176, 7), (18, -196, 9), (40, -186, 6), (26, -160, 5), (54, -206, 7)):
        s.circle(470 + dx, 420 + dy, r, TEAL)
    with s.at(890, 600, 0, 2.2):
        s.stroke("M-12-8Q-34-6-42 4M12-8Q34-6 42 4", SKIN, 8)
        s.path("M-18 10V-16Q0-28 18-16V10Z", SKIN)
        s.circle(0, -38, 13, SKIN)
        s.path("M-13-38A13 13 0 0 1 13-38Z", "#f2c230")
        s.stroke("M-9-34h7M2-34h7", INK, 4)
    for k in range(3):
        s.stroke(
            f"M{760 - k * 46} {614 + k * 16}Q890 {660 + k * 22} {1020 + k * 46} {614 + k * 16}",
            PAPER,
            5,
            0.8 - k * 0.2,
        )
    with s.at(1110, 700, -8):
        s.circle(0, 0, 56, VERM)
        s.circle(0, 0, 26, "#346b7d")
        for k in range(4):
            with s.at(0, 0, k * 90 + 45):
                s.rect(24, -10, 34, 20, PAPER)


@scene("pace")
def pace(s: Sheet) -> None:
    """Draw ten kilometre posts on a winding road with a runner and a watch."""
    s.fill("#bcd0a9")
    s.path("M0 0H1200V300Q800 210 520 300T0 240Z", "#dbe6d8")
    s.circle(170, 130, 60, OCHRE)
    s.path("M0 300Q300 200 560 300T1200 260V380H0Z", "#9dbb8f")
    road = "M-40 740C240 760 420 730 400 640S120 560 160 470S560 430 760 440S1100 400 1020 330S820 290 760 250"
    s.stroke(road, SAND, 92)
    s.stroke(road, "#d0bd98", 6, dash="26 22")
    marks = (
        (60, 690),
        (250, 690),
        (396, 590),
        (230, 520),
        (190, 410),
        (420, 390),
        (600, 380),
        (800, 380),
        (1020, 290),
        (800, 220),
    )
    for k, (x, y) in enumerate(marks):
        size = 1 - k * 0.055
        with s.at(x, y, 0, size):
            s.rect(-5, -40, 10, 60, INK)
            s.rect(-38, -92, 76, 60, VERM if k == 9 else PAPER, 8)
            label = str(k + 1)
            s.number(label, -22 if k == 9 else -10, -44, 36, PAPER if k == 9 else INK)
    with s.at(310, 770, 4, 2.1):
        s.stroke("M0-46L-22-30L-40-34M0-46L20-26L14 0", INK, 12)
        s.path("M-14-44L-4-84Q10-92 18-80L14-44Z", VERM)
        s.stroke("M8-80L30-62L44-76M2-78L-20-66L-14-48", SKIN, 8)
        s.circle(16, -100, 12, SKIN)
        s.path("M4-100A12 12 0 0 1 28-102Q16-108 4-100Z", INK)
    with s.at(920, 610, 8):
        s.rect(-70, -230, 140, 460, NIGHT, 30)
        s.rect(-120, -120, 240, 240, INK, 54)
        s.rect(-100, -100, 200, 200, MIST, 40)
        s.rect(118, -30, 16, 60, TERRA, 6)
        s.number("6:30", -76, 6, 62, INK)
        s.rect(-76, 34, 152, 16, "#a9bdc0", 8)
        s.rect(-76, 34, 92, 16, VERM, 8)
        for k in range(5):
            s.circle(-60 + k * 30, -74, 6, SAGE if k < 3 else "#a9bdc0")
    for x, y, h in (
        (1130, 330, 110),
        (1080, 250, 70),
        (620, 270, 60),
        (560, 260, 50),
        (40, 330, 80),
    ):
        pine(s, x, y, h, SAGE)
    for x, y in ((560, 620), (640, 700), (520, 740), (700, 560)):
        s.stroke(f"M{x} {y}v-30M{x} {y}l-14-22M{x} {y}l14-22", SAGE, 6)
        s.circle(x, y - 34, 9, TEAL if x % 3 else OCHRE)


@scene("rainpitch")
def rainpitch(s: Sheet) -> None:
    """Draw a ball stuck in a puddle on the touchline in the rain."""
    s.fill(s.gradient("#8d9aa0", "#a9b4b4"))
    s.path("M-20 300Q600 250 1220 300V820H-20Z", "#5e8452")
    for k in range(6):
        s.path(f"M{-60 + k * 230} 820L{230 + k * 130} 286L{300 + k * 130} 286L{70 + k * 230} 820Z", "#6b9160", 0.7)
    for x in (90, 1010):
        s.line(x, 60, x, 300, INK, 9)
        s.rect(x - 46, 40, 92, 40, INK, 5)
        for k in range(3):
            s.circle(x - 28 + k * 28, 60, 9, "#f7e8b0" if (x, k) != (1010, 2) else "#56595c")
    for k in range(16):
        x = 190 + k * 52
        s.circle(x, 240 + (k % 3) * 7, 12, SKIN)
        s.path(f"M{x - 30} 236Q{x} 186 {x + 30} 236Z", (VERM, BLUE, OCHRE, INK, WINE)[k % 5])
    s.path("M-20 690L1220 470V496L-20 726Z", PAPER)
    s.oval(620, 610, 470, 118, "#8fa9ad")
    s.oval(620, 602, 440, 100, "#a9c1c4")
    s.path("M190 652L640 572L930 520L1010 560L660 620L250 690Z", PAPER, 0.35)
    for x, y, r in ((330, 620, 46), (860, 586, 60), (700, 660, 34), (450, 560, 30)):
        s.oval(x, y, r, r * 0.24, stroke="#dcebed", sw=5)
        s.oval(x, y, r * 0.5, r * 0.12, stroke="#dcebed", sw=4)
    s.oval(590, 640, 118, 22, "#5d7276")
    s.circle(590, 530, 118, PAPER, stroke=INK, sw=6)
    with s.within("M590 412a118 118 0 1 0 .1 0Z"):
        s.poly([polar(590, 520, 42, k * 72 - 90) for k in range(5)], INK)
        for k in range(5):
            s.line(*polar(590, 520, 42, k * 72 - 90), *polar(590, 520, 96, k * 72 - 90), INK, 6)
            s.poly([polar(*polar(590, 520, 118, k * 72 - 90), 40, k * 72 - 90 + n * 72) for n in range(5)], INK)
        s.path("M460 580Q590 640 720 580V660H460Z", "#6b5b3e", 0.75)
    for _ in range(120):
        left, top = s.rng.uniform(-20, 1240), s.rng.uniform(-20, 800)
        s.line(left, top, left - 16, top + 52, "#dfe8ea", 4, 0.7)


@scene("penalty")
def penalty(s: Sheet) -> None:
    """Draw a keeper at full stretch seen from behind the net, the ball past his glove."""
    s.fill("#2f3f3a")
    s.path(shore(swell(470, 10, 900, 0.3)), "#41644a")
    for k in range(5):
        s.rect(0, 520 + k * 60, 1200, 30, "#4a6f52")
    s.rect(70, 70, 1060, 24, PAPER)
    s.rect(70, 70, 26, 660, PAPER)
    s.rect(1104, 70, 26, 660, PAPER)
    with s.at(860, 430, 0, 1.6):
        s.stroke("M-4-8L-22 44M2-8L26 40", INK, 13)
        s.path("M-18-4V-54Q0-70 18-54V-4Z", WINE)
        s.stroke("M-16-50L-40-24M16-50L38-34", WINE, 9)
        s.circle(0, -78, 14, SKIN)
        s.path("M-14-78A14 14 0 0 1 14-78Z", INK)
    with s.mirror(600), s.at(740, 560, 9, 2.4):
        s.stroke("M-70 8L-128 22M-66-8L-120-26", INK, 20)
        s.path("M-80-22Q-10-38 30-20V20Q-20 30-80 24Z", OCHRE)
        s.stroke("M20-10L84-30M22 10L92 2", OCHRE, 15)
        s.circle(90, -32, 11, VERM)
        s.circle(98, 2, 11, VERM)
        s.circle(46, 0, 19, SKIN)
        s.path("M34-14A19 19 0 0 1 64-6Q54-20 34-14Z", INK)
    s.circle(176, 640, 46, PAPER, stroke=INK, sw=5)
    s.poly([polar(176, 640, 18, k * 72 - 60) for k in range(5)], INK)
    for k in range(5):
        s.line(*polar(176, 640, 18, k * 72 - 60), *polar(176, 640, 44, k * 72 - 60), INK, 4)
    s.stroke("M820 500Q560 640 240 650", PAPER, 5, 0.5, "6 20")
    for k in range(1, 18):
        x = 96 + k * 56
        s.line(x, 94, x, 730, "#dfe7e6", 3, 0.5)
    for k in range(1, 12):
        y = 94 + k * 54
        s.line(96, y, 1104, y, "#dfe7e6", 3, 0.5)
    for _ in range(80):
        left, top = s.rng.uniform(-20, 1240), s.rng.uniform(-20, 800)
        s.line(left, top, left - 22, top + 60, "#c4d2d3", 3, 0.6)
