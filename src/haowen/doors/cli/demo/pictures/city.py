"""The city: water, streets, houses and what runs under and between them."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    BLUE,
    CREAM,
    GREY,
    INK,
    MIST,
    NIGHT,
    OCHRE,
    PAPER,
    PEACH,
    SAGE,
    SAND,
    SLATE,
    TEAL,
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
from haowen.doors.cli.demo.pictures.props import bust, car_above, cloud, gull, person, tree


@scene("ferry")
def ferry(s: Sheet) -> None:
    """Draw the early ferry before a rising vermilion sun."""
    s.fill(s.gradient("#e9b98f", PEACH, "#f6dfc2"))
    for i, (y, w) in enumerate(((120, 420), (190, 300), (70, 260))):
        cloud(s, (80, 760, 520)[i], y, w, "#f7e3cb", 0.7)
    s.circle(860, 340, 172, "#e3a07e")
    s.circle(860, 340, 132, VERM)
    hills = [(-60, 500), (120, 452), (300, 478), (470, 430), (640, 470), (820, 440), (1000, 474)]
    s.path(smooth([*hills, (1260, 446)]) + "V800H-60Z", "#cf9d83")
    for x, h in ((1010, 70), (1048, 110), (1092, 60), (1136, 90), (60, 60), (98, 86)):
        s.rect(x, 470 - h, 34, h + 40, "#b98472")
    for x, y, r in ((560, 190, 30), (618, 150, 40), (694, 118, 34), (760, 84, 44)):
        s.circle(x, y, r, "#8d7a70", 0.45)
    s.path("M300 420H800L732 552H380Z", INK)
    s.path("M322 462H778L770 480H331Z", VERM)
    s.path("M800 420H836L800 448H786Z", INK)
    s.rect(420, 320, 240, 100, PAPER)
    s.rect(396, 312, 290, 12, TERRA)
    s.rect(560, 262, 96, 52, SAND)
    s.rect(572, 274, 72, 22, BLUE)
    s.rect(472, 210, 68, 104, INK)
    s.rect(472, 232, 68, 22, VERM)
    for i in range(5):
        s.rect(440 + i * 44, 348, 24, 28, OCHRE if i % 2 else BLUE)
    s.stroke("M700 420V300M700 320L790 420M350 420V380H800V420M395 380V420M745 380V420", INK, 5)
    s.poly([(700, 300), (700, 326), (738, 313)], VERM)
    for x, coat in ((362, BLUE), (712, SAGE), (758, OCHRE)):
        bust(s, x, 418, 40, coat)
    for x in (400, 520, 640):
        s.circle(x, 505, 15, stroke=PAPER, sw=7)
    tones = (BLUE, "#2d5d79", "#3a6d87", "#4f8a9a", "#6fa1ac", "#9cc0c6")
    for i, tone in enumerate(tones):
        s.path(shore(swell(526 + i * 50, 17, 380 - 14 * i, 0.31 * i)), tone)
    for x, y, w in ((820, 578, 120), (870, 628, 90), (800, 676, 60), (880, 724, 40)):
        s.rect(x - w / 2, y, w, 8, "#e58d6b", 4, 0.8)
    for x, y, w in ((190, 240, 26), (270, 290, 18), (1010, 210, 22), (1090, 250, 15)):
        gull(s, x, y, w)


@scene("bridge")
def bridge(s: Sheet) -> None:
    """Draw a red suspension bridge with an inspection cradle under its deck."""
    s.fill(PAPER)
    s.circle(600, 250, 150, "#f0d3a6")
    s.path(
        smooth([(-60, 480), (160, 420), (380, 470), (600, 430), (860, 476), (1260, 400)]) + "V620H-60Z",
        "#cdd6cb",
    )
    s.path(
        smooth([(-60, 540), (200, 500), (460, 540), (760, 506), (1260, 550)]) + "V620H-60Z",
        "#a9bbb0",
    )
    s.rect(0, 600, 1200, 200, "#c3d6d8")
    for x in (322, 842):
        s.rect(x, 120, 36, 540, VERM)
        s.rect(x + 24, 120, 12, 540, "#8f2b22")
        for y in (180, 300, 420):
            s.rect(x - 26, y, 88, 16, VERM)
        s.rect(x - 40, 640, 116, 60, GREY)
        s.rect(x - 54, 690, 144, 24, "#585c60")
    s.stroke("M-120 500Q120 400 340 132Q600 660 860 132Q1080 400 1320 500", INK, 8)
    for i in range(23):
        t = (i + 1) / 24
        at = 340 + 520 * t
        s.line(at, 132 + 1056 * t * (1 - t), at, 516, INK, 3)
    for i in range(1, 12):
        t = i / 15
        at = 340 * (1 - t) ** 2 + 240 * t * (1 - t) - 120 * t * t
        top = 132 * (1 - t) ** 2 + 800 * t * (1 - t) + 500 * t * t
        s.line(at, top, at, 516, INK, 3)
        s.line(1200 - at, top, 1200 - at, 516, INK, 3)
    s.rect(0, 516, 1200, 22, INK)
    s.stroke("M0 552" + "l24 -14l24 14" * 25, INK, 5)
    s.rect(0, 552, 1200, 5, INK)
    for x, paint in ((70, BLUE), (196, OCHRE), (470, SAGE), (706, TERRA), (1000, PAPER)):
        s.path(f"M{x} 516v-14q0-8 10-9l12-14h34l14 14q12 1 12 12v11z", paint)
        s.circle(x + 20, 516, 8, INK)
        s.circle(x + 62, 516, 8, INK)
    s.stroke("M560 556V606M660 556V606", INK, 4)
    s.rect(546, 606, 128, 44, OCHRE)
    s.stroke("M546 628H674M578 606V650M610 606V650M642 606V650", INK, 3)
    bust(s, 588, 606, 34, BLUE)
    bust(s, 634, 606, 34, VERM)
    for x in (588, 634):
        s.path(f"M{x - 12} 578a12 12 0 0 1 24 0z", OCHRE)
    s.stroke("M650 590Q700 570 726 560", "#f7e8b8", 8, 0.9)
    for _ in range(34):
        at, top = s.rng.uniform(0, 1160), s.rng.uniform(660, 785)
        s.rect(at, top, s.rng.uniform(30, 90), 5, TEAL if s.rng.random() < 0.5 else PAPER, 2, 0.7)
    s.path("M960 690H1120L1096 726H988Z", INK)
    s.rect(1010, 656, 60, 34, PAPER)
    s.rect(1022, 666, 14, 12, BLUE)


@scene("lift")
def lift(s: Sheet) -> None:
    """Draw an old six-storey house with a glass lift shaft built onto it."""
    s.fill(MIST)
    cloud(s, 40, 170, 260, "#eaf1f0")
    cloud(s, 900, 110, 220, "#eaf1f0")
    s.rect(0, 770, 1200, 30, "#9fb0a3")
    tree(s, 60, 772, 260, SAGE)
    s.rect(104, 34, 672, 22, TERRA)
    lit = {(0, 0), (1, 1), (2, 2), (3, 3), (5, 0)}
    for floor in range(6):
        y = 56 + floor * 119
        s.rect(120, y, 640, 108, PAPER if floor % 2 else SAND)
        s.rect(112, y + 106, 656, 13, "#c9b48e")
        for col in range(4):
            x = 160 + col * 152
            s.rect(x, y + 24, 88, 62, OCHRE if (floor, col) in lit else BLUE)
            s.stroke(f"M{x + 44} {y + 24}v62M{x} {y + 48}h88", PAPER, 4)
            if (floor + col) % 3 == 0:
                s.rect(x + 96, y + 56, 30, 26, "#cfd3cf", 3)
                s.circle(x + 111, y + 69, 9, stroke=GREY, sw=3)
    s.stroke("M300 226h110", INK, 3)
    for x, colour in ((306, VERM), (334, BLUE), (362, SAGE)):
        s.rect(x, 226, 22, 36, colour, 2)
    s.rect(786, 20, 216, 752, "#bfd3d6", o=0.6)
    s.rect(786, 20, 216, 752, stroke=INK, sw=12)
    for floor in range(6):
        y = 164 + floor * 119
        s.rect(760, y - 4, 30, 12, INK)
        s.line(790, y, 1000, y, GREY, 3)
    s.line(894, 26, 894, 300, INK, 5)
    s.circle(894, 44, 18, OCHRE)
    s.rect(812, 292, 164, 190, VERM)
    s.rect(826, 306, 136, 162, "#f6e6cf")
    person(s, 866, 466, 142, BLUE, hair="#d8d2c6")
    person(s, 920, 466, 120, OCHRE)
    s.line(894, 306, 894, 330, VERM, 5)
    person(s, 1070, 772, 150, SAGE)
    person(s, 1130, 772, 96, VERM)
    s.path("M1090 772v-60q0-12 12-12", "none", stroke=INK, sw=4)


@scene("pipes")
def pipes(s: Sheet) -> None:
    """Draw coloured water pipes crossing, with joints, a valve and a gauge."""
    s.fill("#d5e1e2")
    for y in range(40, 800, 80):
        s.line(0, y, 1200, y, "#c3d1d1", 3)
    for i in range(70):
        x, y = (i * 137) % 1200, (i % 10) * 80 + 40
        s.line(x, y, x, y + 80, "#c3d1d1", 3)
    runs = (
        ("M930 -20V820", OCHRE, 60),
        ("M-20 250H180V600H460V820", VERM, 60),
        ("M-20 110H330V510H700V140H1220", BLUE, 64),
        ("M520 -20V330H1220", SAGE, 60),
        ("M1220 650H780V820", TERRA, 56),
    )
    for d, paint, width in runs:
        s.stroke(d, mix(paint, INK, 0.45), width, cap="butt")
        s.stroke(d, paint, width - 14, cap="butt")
        s.stroke(d, mix(paint, "#ffffff", 0.35), 6, cap="butt")
    for x, y in ((330, 510), (700, 510), (180, 600), (520, 330), (700, 140), (780, 650)):
        s.circle(x, y, 50, INK)
        s.circle(x, y, 30, PAPER)
        s.circle(x, y, 11, INK)
    for x, y, wide in ((330, 240, 0), (860, 330, 1), (930, 480, 0), (1080, 140, 1), (460, 730, 0)):
        w, h = (34, 92) if wide else (92, 34)
        s.rect(x - w / 2, y - h / 2, w, h, INK, 5)
        for k in (-1, 1):
            s.circle(x + (0 if wide else k * 34), y + (k * 34 if wide else 0), 6, OCHRE)
    s.rect(1072, 236, 16, 70, INK)
    s.oval(1080, 232, 62, 18, VERM)
    s.oval(1080, 228, 38, 8, mix(VERM, "#ffffff", 0.3))
    s.circle(110, 356, 66, INK)
    s.circle(110, 356, 54, PAPER)
    for a in range(7):
        s.line(*_dial(110, 356, 40, a), *_dial(110, 356, 50, a), INK, 4)
    s.line(110, 356, *_dial(110, 356, 38, 4), VERM, 6)
    s.circle(110, 356, 9, INK)
    for x, y in ((598, 420), (590, 470), (606, 450)):
        s.path(f"M{x} {y}q-12 18 0 24q12 -6 0 -24z", TEAL)


def _dial(x: float, y: float, r: float, step: int) -> tuple[float, float]:
    return polar(x, y, r, 150 + step * 40)


@scene("transit")
def transit(s: Sheet) -> None:
    """Draw a network map of coloured lines, stops and interchanges over a river."""
    s.fill("#f6f1ea")
    s.stroke(smooth([(-40, 300), (240, 420), (520, 380), (800, 470), (1240, 400)]), MIST, 110)
    lines = (
        ("M60 160H420L520 290V400H640L790 540L910 720H1080", VERM),
        ("M60 400H430L760 400H1140", TERRA),
        ("M120 680H330L520 480L660 280H1140", BLUE),
        ("M170 40V300L420 640H760L840 640H1150", SAGE),
        ("M880 40V270L820 330V560", OCHRE),
        ("M550 740V480L420 300V40", "#8a7f96"),
        ("M560 60L700 200H1000L1100 300V760", INK),
    )
    for d, paint in lines:
        s.stroke(d, "#f6f1ea", 32)
        s.stroke(d, paint, 20)
    stops = (
        (90, 160, VERM),
        (240, 160, VERM),
        (350, 160, VERM),
        (980, 720, VERM),
        (90, 400, TERRA),
        (330, 400, TERRA),
        (700, 400, TERRA),
        (950, 400, TERRA),
        (1040, 400, TERRA),
        (150, 680, BLUE),
        (260, 680, BLUE),
        (430, 570, BLUE),
        (780, 280, BLUE),
        (980, 280, BLUE),
        (170, 80, SAGE),
        (170, 230, SAGE),
        (320, 505, SAGE),
        (500, 640, SAGE),
        (620, 640, SAGE),
        (880, 100, OCHRE),
        (820, 480, OCHRE),
        (550, 690, "#8a7f96"),
        (550, 560, "#8a7f96"),
        (420, 220, "#8a7f96"),
        (420, 90, "#8a7f96"),
        (800, 200, INK),
        (940, 200, INK),
        (1100, 500, INK),
        (1100, 720, INK),
    )
    for x, y, paint in stops:
        s.circle(x, y, 12, "#f6f1ea", stroke=paint, sw=6)
    for x, y in (
        (420, 160),
        (640, 400),
        (170, 400 - 100),
        (520, 400),
        (880, 200),
        (820, 400),
        (790, 540),
        (857, 640),
        (1100, 400),
        (525, 480),
        (1100, 640),
    ):
        s.circle(x, y, 20, PAPER, stroke=INK, sw=9)
    with s.at(690, 455, 45):
        s.rect(-46, -22, 92, 44, INK, 10)
        for k in range(3):
            s.rect(-36 + k * 26, -12, 20, 24, OCHRE, 3)


@scene("parking")
def parking(s: Sheet) -> None:
    """Draw rows of slanting parking spaces from above, some filled, one wrongly used."""
    s.fill("#6b6e71")
    s.rect(0, 372, 1200, 60, "#5c5f62")
    for i in range(-1, 12):
        s.line(i * 130 - 60, 40, i * 130 + 80, 330, PAPER, 8)
        s.line(i * 130 - 30, 470, i * 130 + 110, 760, PAPER, 8)
    for x in range(40, 1200, 120):
        s.rect(x, 398, 60, 8, OCHRE)
    paints = (BLUE, OCHRE, MIST, SAGE, VERM, PAPER, TERRA, INK)
    for i in range(10):
        if i not in (0, 6):
            car_above(s, i * 130 + 75, 186, 190, paints[(i * 3) % 8], -26)
        if i not in (1, 4, 8):
            car_above(s, i * 130 + 105, 616, 190, paints[(i * 5 + 2) % 8], 154)
    car_above(s, 560, 400, 180, VERM, 88)
    for x, y in ((255, 640), (260, 600)):
        s.circle(x, y, 15, OCHRE)
    for x, y, r in ((1110, 720, 58), (1160, 660, 44), (1180, 770, 46)):
        s.circle(x, y + 6, r, INK, 0.2)
        s.circle(x, y, r, SAGE)
        s.circle(x - r * 0.25, y - r * 0.25, r * 0.55, "#7ba08a")
    s.rect(612, 540, 60, 60, TERRA, 6)
    s.rect(624, 552, 36, 36, "#7a4528", 4)


@scene("tunnel")
def tunnel(s: Sheet) -> None:
    """Draw a road tunnel whose lamps thin out towards the light at its end."""
    s.fill("#23211f")
    tones = 11
    for i in range(tones):
        t = i / (tones - 1)
        w, h = 1240 * (1 - t) ** 1.35 + 210 * t, 780 * (1 - t) ** 1.35 + 190 * t
        x, y = 600 - w / 2, 560 - h * 0.72
        s.path(
            f"M{x:.0f} 800V{y + w / 2:.0f}A{w / 2:.0f} {w / 2:.0f} 0 0 1 {x + w:.0f} {y + w / 2:.0f}V800Z",
            mix("#2b2824", "#d8a648", t**1.6),
        )
    s.path("M495 560V470A105 105 0 0 1 705 470V560Z", "#f7dd8a")
    s.circle(600, 440, 46, "#fff3c4")
    s.poly([(495, 556), (705, 556), (1160, 800), (40, 800)], "#3a3733")
    s.poly([(548, 556), (652, 556), (850, 800), (350, 800)], "#5a4f38", 0.6)
    for k, (y, w, h) in enumerate(((566, 5, 18), (600, 8, 30), (650, 12, 46), (722, 18, 70))):
        s.poly([(600 - w / 2, y), (600 + w / 2, y), (600 + w, y + h), (600 - w, y + h)], PAPER)
        side = (62, 120, 208, 340)[k]
        s.circle(600 - side - 60, 470 - side * 0.82, 5 + 4 * k, "#ffe9a6")
        s.circle(600 + side + 60, 470 - side * 0.82, 5 + 4 * k, "#ffe9a6")
    s.path("M724 700l14-44q4-14 20-14h84q16 0 20 14l14 44v64h-152z", NIGHT)
    s.path("M744 692l10-30q3-8 12-8h68q9 0 12 8l10 30z", "#7d8a90")
    s.rect(732, 706, 36, 18, VERM, 6)
    s.rect(832, 706, 36, 18, VERM, 6)
    s.rect(776, 728, 48, 14, PAPER)
    for x in (736, 836):
        s.rect(x, 756, 30, 24, INK, 4)
    s.oval(800, 792, 110, 8, VERM, 0.25)


@scene("detour")
def detour(s: Sheet) -> None:
    """Draw a map of blocks: the red line turns into the narrow street, dashes go where it went before."""
    s.fill("#efe7d6")
    for x, y, w, h in (
        (-20, -20, 330, 250), (350, -20, 300, 170), (690, -20, 540, 170), (-20, 290, 330, 240), (350, 210, 130, 320),
        (540, 210, 110, 130), (540, 400, 110, 130), (690, 210, 240, 320), (990, 210, 240, 320), (-20, 590, 500, 230),
        (540, 590, 390, 230), (990, 590, 240, 230),
    ):  # fmt: skip
        s.rect(x, y, w, h, mix("#ddd2bb", "#cfc2a6", s.rng.random()), 10)
        for _ in range(int(w * h / 7000)):
            s.rect(
                x + s.rng.uniform(14, max(16, w - 70)), y + s.rng.uniform(14, max(16, h - 60)),
                s.rng.uniform(26, 56), s.rng.uniform(22, 46), mix("#bfae8d", TERRA, s.rng.uniform(0, 0.35)), 3,
            )  # fmt: skip
    s.path("M-20 690Q300 640 560 720T1220 700V820H-20Z", "#8fb3bd")
    s.stroke("M-20 690Q300 640 560 720T1220 700", "#5f8d9c", 6)
    for x, y in ((730, 250), (780, 300), (860, 260), (880, 340)):
        s.circle(x, y, 26, SAGE)
    s.stroke("M-20 560H960V180H1220", SLATE, 14, 0.45, "4 26")
    s.stroke("M-20 560H510V370H670V180H1220", VERM, 20)
    for x, y, is_new in (
        (120, 560, False),
        (380, 560, False),
        (510, 450, True),
        (600, 370, True),
        (820, 180, False),
        (1080, 180, False),
    ):
        s.circle(x, y, 23, VERM)
        s.circle(x, y, 14, OCHRE if is_new else CREAM)
    with s.at(270, 420, 0):
        s.rect(-86, -56, 172, 92, VERM, 20)
        s.number("24", -52, 14, 60, CREAM)
        s.poly([(-10, 34), (24, 34), (6, 66)], VERM)
    s.stroke("M548 292v-26M548 300V430M566 300V430", INK, 5, 0.6)
    s.number("280", 556, 478, 40, INK)
    with s.at(1110, 430):
        s.circle(0, 0, 62, CREAM, stroke=INK, sw=5)
        s.poly([(0, -48), (15, 8), (0, 0), (-15, 8)], VERM)
        s.poly([(0, 48), (15, -2), (0, 6), (-15, -2)], INK)
