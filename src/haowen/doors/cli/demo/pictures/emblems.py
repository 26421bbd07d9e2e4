"""The publishers' emblems: square, bold, each with a composition of its own."""

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
    PEACH,
    PINE,
    ROSE,
    SAGE,
    SAND,
    SLATE,
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
from haowen.doors.cli.demo.pictures.props import leaf


@scene("avatar_windowsill", 400, 400)
def windowsill(s: Sheet) -> None:
    """Draw an arched window with a pot plant on its sill."""
    s.fill(VERM)
    s.path("M80 330V170A120 120 0 0 1 320 170V330Z", PAPER)
    s.path("M200 50A120 120 0 0 1 320 170V330H200Z", PEACH)
    s.circle(256, 140, 34, OCHRE)
    s.stroke("M200 50V330M80 190H320", VERM, 12)
    s.rect(50, 322, 300, 30, INK)
    s.path("M112 322l-10-56h72l-10 56z", TERRA)
    for turn in (-40, -12, 16, 44):
        leaf(s, 138, 268, 92, turn, SAGE)


@scene("avatar_jiangcheng", 400, 400)
def jiangcheng(s: Sheet) -> None:
    """Draw a bell tower between river and morning."""
    s.fill(OCHRE)
    s.circle(200, 250, 150, "#e5bd6c")
    s.rect(150, 130, 100, 210, INK)
    s.poly([(110, 140), (290, 140), (250, 92), (150, 92)], VERM)
    s.poly([(158, 92), (242, 92), (200, 30)], INK)
    s.circle(200, 196, 34, PAPER)
    s.stroke("M200 176V196L214 206", VERM, 8)
    s.path("M176 300a24 24 0 0 1 48 0v40h-48z", OCHRE)
    s.path(shore(swell(334, 10, 130, 0, 400), 400), BLUE)
    s.path(shore(swell(364, 8, 110, 0.4, 400), 400), TEAL)


@scene("avatar_zhujian", 400, 400)
def zhujian(s: Sheet) -> None:
    """Draw four plain blocks of flats as a square of squares."""
    s.fill(SAGE)
    for x, y, w, h, paint in (
        (50, 150, 90, 250, PAPER),
        (150, 60, 110, 340, SAND),
        (270, 200, 84, 200, CREAM),
    ):
        s.rect(x, y, w, h, paint)
        for row in range(int(h // 44)):
            for k in range(2):
                s.rect(
                    x + w * (0.18 + 0.4 * k),
                    y + 22 + row * 44,
                    w * 0.24,
                    24,
                    VERM if (row, k, x) == (2, 1, 150) else PINE,
                )
    s.line(330, 40, 330, 200, INK, 8)
    s.stroke("M250 52H380M330 40L290 52M350 52V96", INK, 8)


@scene("avatar_kitchenlab", 400, 400)
def kitchenlab(s: Sheet) -> None:
    """Draw a flask that is also a soup pot."""
    s.fill(CREAM)
    s.path("M160 60H240V150L330 310Q344 344 306 344H94Q56 344 70 310L160 150Z", MIST)
    s.path("M118 226H282L330 310Q344 344 306 344H94Q56 344 70 310Z", VERM)
    s.rect(144, 44, 112, 24, INK, 8)
    for x, y, r in ((160, 290, 20), (216, 266, 14), (250, 312, 24), (196, 320, 11)):
        s.circle(x, y, r, PEACH)
    leaf(s, 200, 230, 100, 30, SAGE, MOSS)
    leaf(s, 196, 230, 84, -34, PINE, MOSS)
    s.stroke("M160 60V150L70 310Q56 344 94 344H306Q344 344 330 310L240 150V60", INK, 12)


@scene("avatar_jiejiao", 400, 400)
def jiejiao(s: Sheet) -> None:
    """Draw a street corner in isometric, with a coin for a sun."""
    s.fill(BLUE)
    s.circle(290, 110, 70, OCHRE)
    s.rect(268, 88, 44, 44, BLUE)
    s.poly([(60, 180), (200, 250), (200, 400), (60, 400)], PAPER)
    s.poly([(200, 250), (340, 180), (340, 400), (200, 400)], SAND)
    s.poly([(40, 170), (200, 250), (360, 170), (360, 200), (200, 280), (40, 200)], VERM)
    s.poly([(90, 270), (160, 304), (160, 370), (90, 336)], SLATE)
    s.poly([(240, 304), (310, 270), (310, 400), (240, 400)], WINE)


@scene("avatar_wangluo", 400, 400)
def wangluo(s: Sheet) -> None:
    """Draw a stethoscope whose chest piece sends out waves."""
    s.fill(MIST)
    s.stroke("M110 60V160A70 70 0 0 0 250 160V60M180 230V270A60 60 0 0 0 290 300", INK, 20)
    s.circle(110, 56, 18, VERM)
    s.circle(250, 56, 18, VERM)
    s.circle(300, 268, 34, BLUE)
    s.circle(300, 268, 14, PAPER)
    for r in (56, 80):
        a, b = polar(300, 268, r, -70), polar(300, 268, r, 20)
        s.stroke(f"M{a[0]:.0f} {a[1]:.0f}A{r} {r} 0 0 1 {b[0]:.0f} {b[1]:.0f}", TEAL, 14)


@scene("avatar_xiancheng", 400, 400)
def xiancheng(s: Sheet) -> None:
    """Draw a ball flying over a stadium's stripes."""
    s.fill(TERRA)
    for k in range(5):
        s.stroke(f"M-20 {420 - k * 56}Q200 {300 - k * 56} 420 {420 - k * 56}", PAPER, 8)
    s.circle(250, 130, 88, "#e07a32")
    s.stroke("M162 130H338M250 42V218M190 66Q240 130 190 194M310 66Q260 130 310 194", INK, 8)
    s.stroke("M60 250Q90 190 140 160M110 280Q130 230 170 204", INK, 10)


@scene("avatar_sanchang", 400, 400)
def sanchang(s: Sheet) -> None:
    """Draw a drawn-back curtain, an empty stage and one chair in the light."""
    s.fill(NIGHT)
    s.poly([(180, 0), (220, 0), (310, 330), (90, 330)], OCHRE, 0.4)
    s.oval(200, 334, 112, 24, "#e6c67d")
    s.path("M0 0H150Q140 150 50 230Q26 300 30 400H0Z", VERM)
    s.path("M400 0H250Q260 150 350 230Q374 300 370 400H400Z", VERM)
    s.stroke(
        "M50 0Q60 130 14 230M104 0Q104 120 40 220M350 0Q340 130 386 230M296 0Q296 120 360 220",
        WINE,
        10,
    )
    s.stroke("M170 330V220H176M170 282H228V332", INK, 14)
    s.rect(0, 370, 400, 30, INK)


@scene("avatar_cheku", 400, 400)
def cheku(s: Sheet) -> None:
    """Draw a half-open garage with a little car's lamps looking out."""
    s.fill(GREY)
    s.poly([(30, 150), (200, 40), (370, 150)], INK)
    s.rect(50, 150, 300, 250, PAPER)
    s.rect(80, 190, 240, 210, NIGHT)
    for k in range(3):
        s.rect(80, 190 + k * 26, 240, 20, OCHRE)
    s.path("M108 380v-44q2-22 24-26l20-34h96l20 34q22 4 24 26v44z", VERM)
    s.path("M160 308l14-24h52l14 24z", MIST)
    for x in (140, 260):
        s.circle(x, 344, 18, "#fff0bd")
    s.rect(168, 346, 64, 16, INK, 8)
    s.rect(0, 380, 400, 20, SLATE)


@scene("avatar_gongjiao", 400, 400)
def gongjiao(s: Sheet) -> None:
    """Draw a bus from the front under a network of lines."""
    s.fill(PEACH)
    s.stroke("M-10 70H120L200 150V410", BLUE, 26)
    s.stroke("M410 60H300L200 160", SAGE, 26)
    s.rect(70, 120, 260, 220, BLUE, 34)
    s.rect(94, 150, 212, 96, CREAM, 14)
    s.rect(140, 130, 120, 12, OCHRE, 6)
    s.line(200, 150, 200, 246, BLUE, 8)
    s.circle(116, 290, 18, OCHRE)
    s.circle(284, 290, 18, OCHRE)
    s.rect(150, 280, 100, 20, NIGHT, 8)
    s.rect(92, 334, 44, 40, INK, 8)
    s.rect(264, 334, 44, 40, INK, 8)
    s.circle(70, 70, 24, CREAM, stroke=INK, sw=10)
    s.circle(340, 60, 24, CREAM, stroke=INK, sw=10)


@scene("avatar_shanxia", 400, 400)
def shanxia(s: Sheet) -> None:
    """Draw two mountains that open like a book."""
    s.fill(SAND)
    s.circle(200, 100, 46, VERM)
    s.poly([(20, 320), (130, 120), (200, 320)], PINE)
    s.poly([(130, 120), (200, 320), (110, 320)], SAGE)
    s.poly([(380, 320), (276, 150), (200, 320)], SAGE)
    s.poly([(276, 150), (380, 320), (292, 320)], MOSS)
    s.path("M200 350Q120 300 20 316V366Q120 350 200 390Q280 350 380 366V316Q280 300 200 350Z", PAPER)
    s.stroke("M200 350V388M50 334Q120 326 180 352M350 334Q280 326 220 352", INK, 6)


@scene("avatar_harbourlines", 400, 400)
def harbourlines(s: Sheet) -> None:
    """Draw a lighthouse throwing its beam across lines of water."""
    s.fill("#2d5d79")
    s.poly([(200, 96), (420, 30), (420, 150)], "#f2dd9c")
    s.poly([(200, 96), (-20, 60), (-20, 130)], "#f2dd9c", 0.5)
    s.poly([(168, 130), (232, 130), (252, 330), (148, 330)], PAPER)
    s.poly([(163, 180), (237, 180), (242, 230), (158, 230)], VERM)
    s.poly([(153, 280), (247, 280), (252, 330), (148, 330)], VERM)
    s.rect(156, 118, 88, 14, INK)
    s.rect(176, 74, 48, 46, OCHRE)
    s.path("M168 76Q200 24 232 76Z", INK)
    for k in range(3):
        s.stroke(swell(336 + k * 24, 7, 120, k * 0.3, 400), MIST, 8)


@scene("avatar_slowtech", 400, 400)
def slowtech(s: Sheet) -> None:
    """Draw a snail whose shell is a gear."""
    s.fill("#c9d6b4")
    s.path(
        "M50 320Q60 270 120 276H300Q330 276 330 230V190H362V240Q362 330 290 330H60Q46 330 50 320Z",
        INK,
    )
    s.stroke("M336 196L322 150M354 196L366 150", INK, 9)
    s.circle(322, 146, 10, VERM)
    s.circle(366, 146, 10, VERM)
    for k in range(10):
        with s.at(190, 196, k * 36):
            s.rect(96, -18, 32, 36, TERRA, 5)
    s.circle(190, 196, 104, TERRA)
    s.stroke(
        "M190 196m0 0a18 18 0 0 1 18 18a40 40 0 0 1-78-18a62 62 0 0 1 122-10a80 80 0 0 1-20 70",
        PAPER,
        14,
    )
    s.rect(0, 330, 400, 10, PINE)


@scene("avatar_hedgerow", 400, 400)
def hedgerow(s: Sheet) -> None:
    """Draw a sprig of leaves and berries slanting across the square."""
    s.fill(ROSE)
    s.stroke("M60 360Q180 260 340 50", PINE, 14)
    for k, (x, y) in enumerate(((112, 316), (162, 268), (212, 212), (258, 158), (300, 104))):
        leaf(s, x, y, 116 - k * 10, -64 + k * 4, (PINE, SAGE)[k % 2], mix(SAGE, "#ffffff", 0.4))
        leaf(s, x, y, 116 - k * 10, 132 - k * 4, (SAGE, PINE)[k % 2], mix(SAGE, "#ffffff", 0.4))
    for x, y in ((96, 250), (300, 250), (200, 120), (330, 190), (190, 330)):
        s.circle(x, y, 22, WINE)
        s.circle(x - 7, y - 7, 7, PAPER)
