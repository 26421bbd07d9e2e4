"""A standing text of the host (about, contact, terms): Markdown in, canonical body out. Line ends stay, HTML is text."""

from functools import cache
from typing import Any

import comrak

from haowen.text import markup


@cache
def _options() -> tuple[Any, Any]:
    extension = comrak.ExtensionOptions()
    for name in ("table", "strikethrough", "autolink", "cjk_friendly_emphasis"):
        setattr(extension, name, True)
    render = comrak.RenderOptions()
    render.hardbreaks = True
    render.escape = True
    return extension, render


def standing(text: str) -> markup.Clean:
    """Return the body that a host's text means; nothing where there is no text."""
    extension, render = _options()
    source = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    made = str(comrak.render_markdown(source, extension_options=extension, render_options=render)) if source else ""
    return markup.clean(made)
