"""Reading a document: mammoth makes HTML of it, notes become citations, what is said is compared with the file itself."""

import io
import re
from pathlib import PurePosixPath
from typing import Any, Final

import mammoth
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haowen.formats.foreign import Note, Piece, body_of
from haowen.formats.foreign.comparing import lost_words, words_in
from haowen.formats.word.notes import with_notes
from haowen.formats.word.packages import NoDocumentError, Package
from haowen.text import languages, markup, titles

__all__ = ["NoDocumentError", "read"]

_STYLES: Final = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='引用'] => blockquote > p:fresh
p[style-name='Caption'] => p:fresh
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='Source Code'] => pre:separator('\\n')
strike => s
"""
_TITLE = re.compile(r"\A\s*(?:<p>\s*</p>\s*)*<h([1-6])>(.*?)</h\1>", re.DOTALL)
_NO_TITLE: Final = re.compile(
    r"^(?:(?:microsoft )?word[ -].*|untitled.*|document\s*\d*|无标题.*|新建.*|文档\s*\d*)$", re.IGNORECASE
)
_ENDINGS: Final = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp", "image/bmp": "bmp", "image/tiff": "tiff"}  # fmt: skip
MOST_TITLE: Final = 60


def read(data: bytes, *, name: str = "") -> Piece:
    """Return the article in a Word file; ``name`` is the file's. Raises NoDocumentError with the reason."""
    package = Package(data)
    files: dict[str, bytes] = {}
    missing = 0

    def picture(image: Any) -> dict[str, str]:
        nonlocal missing
        ending = _ENDINGS.get(image.content_type, "")
        try:
            with image.open() as file:
                content = file.read()
        except Exception:  # noqa: BLE001 - whatever a part that is not there makes the library raise
            content = b""
        if not content or not ending:
            missing += 1
            return {"src": "", "alt": image.alt_text or ""}
        key = f"picture-{len(files) + 1}.{ending}"
        files[key] = content
        return {"src": key, "alt": image.alt_text or ""}

    try:
        made = mammoth.convert_to_html(
            io.BytesIO(data), style_map=_STYLES, include_embedded_style_map=False, convert_image=mammoth.images.img_element(picture)
        )  # fmt: skip
    except Exception as error:  # the library raises whatever a broken part leads to
        raise NoDocumentError(_("is a broken Word document")) from error
    source, notes = with_notes(str(made.value))
    title, source = _titled(source, package.property("title"))
    body = body_of(source)
    text = markup.to_text(body.html)
    if not text.strip() and not files and not notes:
        raise NoDocumentError(_("has no text"))
    lost = lost_words(words_in(package.text()), f"<p>{title}</p>{body.html}{_said(notes)}")
    remarks = [_("Not in the body: %(text)s") % {"text": words} for words in lost]
    if missing:
        remarks.append(
            ngettext(
                "%(count)d picture could not be taken out of the file",
                "%(count)d pictures could not be taken out of the file",
                missing,
            )
            % {"count": missing}
        )
    if package.has_comments():
        remarks.append(_("The comments in its margin were left out"))
    return Piece(
        name=name,
        title=title or titles.shortened(text.split("\n", 1)[0], MOST_TITLE) or PurePosixPath(name).stem,
        html=body.html,
        language=languages.guess(f"{title}\n{text}"),
        author=package.property("creator"),
        notes=tuple(notes),
        remarks=tuple(remarks),
        files=files | body.files,
    )


def _said(notes: list[Note]) -> str:
    return "".join(f"<p>{note.title.replace('<', '&lt;')}</p>" for note in notes)


def _titled(source: str, said: str) -> tuple[str, str]:
    """Return the title (a heading that the text begins with, else what the file says of itself) and the rest."""
    opening = _TITLE.match(source)
    heading = markup.to_text(opening[2]).replace("\n", " ") if opening else ""
    if (
        opening
        and heading
        and len(re.findall(rf"<h{opening[1]}>", source)) == 1
        and "<img" not in opening[2]
        and "data-cite" not in opening[2]
    ):
        return heading, source[opening.end() :]
    if said and not _NO_TITLE.match(said):
        return said, source
    return heading or "", source[opening.end() :] if opening and heading and "<img" not in opening[
        2
    ] and "data-cite" not in opening[2] else source
