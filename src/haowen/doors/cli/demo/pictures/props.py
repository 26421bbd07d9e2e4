"""Things that several pictures share: people, trees, clouds, cars, houses."""

from __future__ import annotations

from haowen.doors.cli.demo.pictures.kit import INK, OCHRE, PAPER, SKIN, Sheet, mix, polar


def person(
    s: Sheet,
    x: float,
    ground: float,
    h: float,
    coat: str,
    *,
    legs: str = INK,
    hair: str = INK,
    skin: str = SKIN,
    lean: float = 0,
    hat: str = "",
) -> None:
    """Draw a standing figure `h` high whose feet are on the ground."""
    with s.at(x, ground, lean, h / 100):
        s.rect(-11, -44, 9, 44, legs, 3)
        s.rect(2, -44, 9, 44, legs, 3)
        s.path("M-15 -38V-66Q-15 -80 0 -80T15 -66V-38Q0 -33 -15 -38Z", coat)
        s.stroke("M-16 -66Q-21 -54 -17 -42M16 -66Q21 -54 17 -42", coat, 8)
        s.circle(0, -90, 10, skin)
        s.path("M-11 -90A11 11 0 0 1 11 -90Q0 -97 -11 -90Z", hair)
        if hat:
            s.path("M-11 -92A11 11 0 0 1 11 -92Z", hat)
            s.rect(-14, -93, 28, 3.5, hat, 1.7)


def bust(s: Sheet, x: float, y: float, size: float, coat: str, skin: str = SKIN, hair: str = INK) -> None:
    """Draw head and shoulders; (x, y) is the middle of the shoulders' lower edge."""
    with s.at(x, y, size=size / 100):
        s.path("M-52 0Q-52 -46 -14 -50H14Q52 -46 52 0Z", coat)
        s.rect(-10, -62, 20, 22, mix(skin, INK, 0.12), 8)
        s.circle(0, -80, 26, skin)
        s.path("M-28 -80A28 28 0 0 1 28 -80Q14 -96 -4 -96T-28 -80Z", hair)


def tree(s: Sheet, x: float, ground: float, h: float, leaf: str, trunk: str = "#6b4a34") -> None:
    """Draw a round tree standing on the ground."""
    s.rect(x - h * 0.035, ground - h * 0.5, h * 0.07, h * 0.5, trunk)
    s.circle(x, ground - h * 0.68, h * 0.32, leaf)
    s.path(f"M{x} {ground - h * 0.36}A{h * 0.32} {h * 0.32} 0 0 0 {x} {ground - h}Z", INK, 0.1)


def pine(s: Sheet, x: float, ground: float, h: float, leaf: str) -> None:
    """Draw a fir of three tiers."""
    s.rect(x - h * 0.04, ground - h * 0.15, h * 0.08, h * 0.15, "#6b4a34")
    for i, width in enumerate((0.3, 0.24, 0.17)):
        low = ground - h * (0.1 + i * 0.26)
        s.poly([(x - h * width, low), (x + h * width, low), (x, low - h * 0.4)], leaf)
        s.poly([(x, low), (x + h * width, low), (x, low - h * 0.4)], INK, 0.1)


def cloud(s: Sheet, x: float, y: float, w: float, colour: str, o: float = 1) -> None:
    """Draw a flat-bottomed cloud `w` wide."""
    u = w / 100
    s.path(
        f"M{x} {y}a{16 * u} {16 * u} 0 0 1 {8 * u} {-30 * u}a{22 * u} {22 * u} 0 0 1 {40 * u} "
        f"{-8 * u}a{19 * u} {19 * u} 0 0 1 {36 * u} {10 * u}a{14 * u} {14 * u} 0 0 1 {8 * u} "
        f"{28 * u}Z",
        colour,
        o,
    )


def gull(s: Sheet, x: float, y: float, w: float, colour: str = INK) -> None:
    """Draw a gull far away."""
    s.stroke(
        f"M{x - w} {y - w * 0.35}Q{x - w * 0.4} {y - w * 0.5} {x} {y}Q{x + w * 0.4} "
        f"{y - w * 0.5} {x + w} {y - w * 0.35}",
        colour,
        max(2.5, w * 0.12),
    )


def house(s: Sheet, x: float, ground: float, w: float, wall: str, roof: str, lit: str = OCHRE) -> None:
    """Draw a gabled house `w` wide with a door and two windows."""
    h = w * 0.7
    s.rect(x, ground - h, w, h, wall)
    s.poly([(x - w * 0.1, ground - h), (x + w * 1.1, ground - h), (x + w / 2, ground - h * 1.75)], roof)
    s.rect(x + w * 0.42, ground - h * 0.5, w * 0.18, h * 0.5, INK)
    s.rect(x + w * 0.12, ground - h * 0.75, w * 0.18, w * 0.18, lit)
    s.rect(x + w * 0.7, ground - h * 0.75, w * 0.18, w * 0.18, lit)


def car_above(s: Sheet, x: float, y: float, length: float, paint: str, turn: float = 0) -> None:
    """Draw a car seen from above, centred, pointing up."""
    with s.at(x, y, turn, length / 100):
        s.rect(-23, -46, 46, 96, INK, 12, 0.25)
        s.rect(-24, -50, 48, 100, paint, 13)
        s.path("M-19 -22Q0 -32 19 -22L16 -8H-16Z", INK)
        s.path("M-17 34Q0 40 17 34L15 22H-15Z", INK)
        s.rect(-17, -6, 34, 27, mix(paint, "#ffffff", 0.22), 5)
        s.rect(-20, -49, 10, 6, PAPER, 3)
        s.rect(10, -49, 10, 6, PAPER, 3)


def car_side(s: Sheet, x: float, ground: float, w: float, paint: str) -> None:
    """Draw a car from the side, facing right, its left end at x."""
    with s.at(x, ground, size=w / 100):
        s.path(
            "M2 -8V-20Q3 -26 12 -27L24 -29L34 -42Q37 -46 43 -46H62Q68 -46 72 -42L84 -29Q97 -27 98 -19V-8Z",
            paint,
        )
        s.path("M30 -29L39 -40Q41 -42 44 -42H51V-29ZM55 -29V-42H61Q65 -42 68 -39L76 -29Z", "#cfdcdd")
        for wheel in (24, 78):
            s.circle(wheel, -9, 10, INK)
            s.circle(wheel, -9, 4.5, "#b9bfc0")
        s.rect(93, -22, 5, 5, OCHRE, 2)


def leaf(s: Sheet, x: float, y: float, length: float, turn: float, colour: str, vein: str = "") -> None:
    """Draw a pointed leaf growing from (x, y) in a direction (0 is up)."""
    with s.at(x, y, turn, length / 100):
        s.path("M0 0Q-34 -48 0 -100Q34 -48 0 0Z", colour)
        if vein:
            s.stroke("M0 0V-86M0 -30L12 -44M0 -30L-12 -44M0 -54L9 -66M0 -54L-9 -66", vein, 2.5)


def flake(s: Sheet, x: float, y: float, r: float, colour: str, w: float) -> None:
    """Draw a six-armed snowflake."""
    for arm in range(6):
        tip = polar(x, y, r, arm * 60)
        s.line(x, y, *tip, colour, w)
        knot = polar(x, y, r * 0.6, arm * 60)
        for side in (-40, 40):
            s.line(*knot, *polar(*knot, r * 0.32, arm * 60 + side), colour, w * 0.8)


def steam(s: Sheet, x: float, y: float, h: float, colour: str, w: float, o: float = 1) -> None:
    """Draw one wisp of steam rising from (x, y)."""
    q = h / 4
    s.stroke(f"M{x} {y}q{-q} {-q} 0 {-2 * q}t0 {-2 * q}", colour, w, o)
