"""Small diagrams that show how a thing works."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import (
    CREAM,
    INK,
    MOSS,
    OCHRE,
    PAPER,
    PINE,
    SAGE,
    TEAL,
    TERRA,
    VERM,
    Sheet,
    mix,
    polar,
    scene,
)


def arrow(s: Sheet, x: float, y: float, length: float, turn: float, paint: str, w: float = 12) -> None:
    """Draw an arrow from (x, y) in a direction (0 is right)."""
    with s.at(x, y, turn):
        s.line(0, 0, length - w * 1.6, 0, paint, w)
        s.poly([(length, 0), (length - w * 2.4, -w * 1.5), (length - w * 2.4, w * 1.5)], paint)


@scene("bread_2")
def bubbles(s: Sheet) -> None:
    """Draw a small and a large bubble in dough with a thin wall between; gas moves over."""
    s.fill("#ecd2a0")
    for _ in range(70):
        x, y, r = s.rng.uniform(0, 1200), s.rng.uniform(0, 800), s.rng.uniform(4, 14)
        s.oval(x, y, r * 1.4, r, mix("#ecd2a0", TERRA, 0.16))
    s.circle(800, 410, 316, "#d7b071")
    s.circle(800, 410, 292, CREAM)
    s.circle(302, 410, 196, "#d7b071")
    s.circle(302, 410, 172, "#f8e7bf")
    s.rect(470, 330, 52, 160, "#d7b071")
    for k in range(9):
        s.stroke(f"M{484 + k % 3 * 14} {322 + k * 20}q8 8 0 18", "#b78947", 4)
    for a in (130, 180, 230):
        arrow(s, *polar(302, 410, 62, a), 100, a, VERM, 13)
    arrow(s, 840, 410, 170, 0, VERM, 13)
    arrow(s, 384, 410, 246, 0, TEAL, 26)
    for k in range(26):
        x, y = polar(302, 410, s.rng.uniform(20, 150), k * 67)
        s.circle(x, y, 8, OCHRE)
    for k in range(22):
        x, y = polar(800, 410, s.rng.uniform(90, 264), k * 83)
        s.circle(x, y, 8, OCHRE)
    s.stroke("M660 200A252 252 0 0 1 790 154M196 306A140 140 0 0 1 250 272", "#ffffff", 14)


@scene("jar_2")
def jar_section(s: Sheet) -> None:
    """Draw a pickling jar cut open: greens, plate and stone under water, a hand of air above."""
    s.fill("#d8cbb4")
    s.rect(0, 700, 1200, 100, "#bfa985")
    outer = "M420 100H780V190Q940 250 940 460Q940 640 780 710H420Q260 640 260 460Q260 250 420 190Z"
    inner = "M464 100H736V216Q896 280 896 460Q896 620 764 664H436Q304 620 304 460Q304 280 464 216Z"
    s.path(outer, TERRA)
    s.path(inner, "#efe6d6")
    with s.within(inner):
        s.rect(240, 284, 720, 420, "#a8cbc6")
        s.rect(240, 284, 720, 10, TEAL)
        for row in range(6):
            for col in range(14):
                x, y = 280 + col * 50 + row % 2 * 24, 470 + row * 40
                paint = (SAGE, MOSS, PINE, "#a5b86a")[(row * 3 + col) % 4]
                s.path(f"M{x - 34} {y}Q{x} {y - 34} {x + 38} {y}Q{x} {y + 24} {x - 34} {y}Z", paint)
                s.stroke(f"M{x - 26} {y - 2}H{x + 28}", "#dfe6c8", 4)
        s.path("M350 448Q600 490 850 448L820 430H380Z", PAPER)
        s.path("M350 448Q600 490 850 448", "none", stroke="#9fb3ba", sw=6)
        s.path("M500 440q-20-96 84-106q130-10 132 66q0 30-16 44z", "#7d868c")
        s.stroke("M540 372q24-22 60-20", "#a7b0b5", 9)
        for k in range(12):
            s.circle(330 + k * 50, 320 + k % 4 * 30, 6 + k % 3 * 2, stroke="#ffffff", sw=4)
    s.stroke(inner, mix(TERRA, INK, 0.3), 7)
    s.rect(396, 62, 408, 46, INK, 8)
    s.circle(600, 48, 30, INK)
    s.stroke("M1010 112V284M988 112H1032M988 284H1032", VERM, 9)
    s.stroke("M800 284H970M808 112H970", VERM, 4, 0.7, "4 14")
    with s.at(1100, 200, -90):
        s.path(
            "M-84 24Q-84-30-50-36H10L80-30Q96-24 80-14L30-10L96-2Q110 8 94 16L32 14L86 24"
            "Q96 34 80 40H-40Q-74 44-84 24Z",
            "#d9a57c",
        )
    for x, y in ((120, 660), (170, 680), (90, 690)):
        s.circle(x, y, 34, VERM)
        s.circle(x - 10, y - 12, 9, "#d8735f")
