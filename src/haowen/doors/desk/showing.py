"""What ``/desk/site`` shows of the site's marks: logo and icon as they are, the colour on both papers."""

from typing import Any

from django.utils.translation import gettext as _

from haowen.domain.site import colouring
from haowen.domain.site.models import Site
from haowen.doors.desk import telling
from haowen.doors.desk.siteforms import PICTURES, ColourForm
from haowen.text import colours


def pictures(site: Site) -> list[dict[str, Any]]:
    """Return logo and icon as they are: name in the form, address of the picture (empty where there is none)."""
    return [
        {"name": name, "label": telling.named(name), **telling.in_words(name, getattr(site, name))} for name in PICTURES
    ]


def previewed(form: ColourForm | None, site: Site) -> dict[str, Any]:
    """Return the colour of the form (of the site where there is none) on both papers, with its contrasts."""
    said = str(form["accent"].value() or "") if form else site.accent
    near = colouring.nearest(said) if form and form.errors else ""
    accent = near or colours.normal(said) or colouring.OWN
    made = colouring.palette(accent)
    return {
        "accent": accent,
        "nearest": near,
        "own": colouring.OWN,
        "schemes": [
            {"name": _("Light"), "scheme": made.light, "ink": "#1c1a17"},
            {"name": _("Dark"), "scheme": made.dark, "ink": "#ece6db"},
        ],
    }
