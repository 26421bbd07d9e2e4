"""The site's colour: what is made of the one that the host chooses, on light and on dark paper, and whether it can be read.

The grounds are those of the reader pages' tokens. High contrast and the care edition have colours of their own, the
strongest there are, whatever the host chooses.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from haowen.kit.refusals import Refused
from haowen.text import colours

OWN = "#b3261e"
"""The colour of a site whose host has chosen none."""
LIGHT = ("#fdfbf6", "#f5f0e5")
DARK = ("#161412", "#221f1b")
ON_FILL = "#ffffff"
LEAST = 4.5
CLEAR = 6.5  # lines and small signs of the colour, too, are to be seen on dark paper
FILL_LEAST = 3.0  # a button beside its paper


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colour on one kind of paper: of text, and of buttons with white text; with their contrasts."""

    text: str
    fill: str
    papers: tuple[str, str]

    @property
    def on_paper(self) -> float:
        """Contrast of text of this colour on paper."""
        return colours.contrast(self.text, self.papers[0])

    @property
    def on_tint(self) -> float:
        """Contrast of text of this colour on tinted paper."""
        return colours.contrast(self.text, self.papers[1])

    @property
    def on_fill(self) -> float:
        """Contrast of white text on a button of this colour."""
        return colours.contrast(ON_FILL, self.fill)


@dataclass(frozen=True, slots=True)
class Palette:
    """The site's colour in both schemes."""

    light: Scheme
    dark: Scheme


def palette(accent: str) -> Palette:
    """Return what is made of a colour: as it is on light paper, a lighter shade for text on dark paper."""
    fill = colours.darker(accent, (ON_FILL,), LEAST)
    return Palette(
        light=Scheme(accent, fill, LIGHT),
        dark=Scheme(colours.lighter(accent, DARK, CLEAR), _dark_fill(fill), DARK),
    )


def _dark_fill(fill: str) -> str:
    """Return the shade of a button that white text and dark paper both stand out from."""
    return colours.darker(colours.lighter(fill, (DARK[0],), FILL_LEAST + 0.1), (ON_FILL,), LEAST)


def checked(said: str) -> str:
    """Return the colour as it is kept: empty for the house's own. Raises Refused for one that could not be read.

    The refusal has the numbers and the nearest colour that can.
    """
    if not said.strip():
        return ""
    accent = colours.normal(said)
    if not accent:
        raise Refused(_("Write a colour as # and six digits, such as #1f4e78."), field="accent")
    if accent == OWN:
        return ""
    if (weakest := colours.weakest(accent, LIGHT)) < LEAST:
        text = _(
            "Text of the colour %(colour)s could not be read: its contrast is %(paper)s on paper and %(tint)s on "
            "tinted paper, and 4.5 is the least. The nearest colour that can be read is %(nearest)s."
        )
        raise Refused(
            text
            % {
                "colour": accent,
                "paper": f"{colours.contrast(accent, LIGHT[0]):.2f}",
                "tint": f"{weakest:.2f}",
                "nearest": nearest(accent),
            },
            field="accent",
        )
    return accent


def nearest(said: str) -> str:
    """Return the nearest colour that can be read on both light papers; empty where none was said."""
    accent = colours.normal(said)
    return colours.darker(accent, LIGHT, LEAST) if accent else ""
