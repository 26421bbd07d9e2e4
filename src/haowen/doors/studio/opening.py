"""What the editor is opened with besides the plain form that it takes the place of."""

import json
from typing import Any

from haowen.domain.articles.models import Article
from haowen.domain.people.models import User
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.changing import current
from haowen.doors import reading
from haowen.doors.studio.drafting import Sheet
from haowen.doors.studio.editorwords import editor_words, tools
from haowen.text import markup


def pictures_of(html: str) -> dict[str, dict[str, Any]]:
    """Return where the pictures of a body are, by hash."""
    return {
        sha256: {
            "src": picture.src,
            "width": picture.width,
            "height": picture.height,
            "video": picture.film is not None,
            "soon": picture.film is not None and picture.film.is_soon,
        }
        for sha256, picture in reading.pictures(html).items()
    }


def surroundings(user: User, publisher: Publisher, article: Article | None, sheet: Sheet) -> dict[str, Any]:
    """Return what the editor's page needs besides the form."""
    html = markup.clean(sheet.html())
    return {
        "canonical": html,
        "tools": tools(),
        "bounds": current(),
        "editor": {
            "article": article.public_id if article else "",
            "publisher": publisher.handle,
            "person": user.public_id,
            "language": sheet.form["language"].value(),
            "words": json.dumps(editor_words(), ensure_ascii=False),
            "pictures": json.dumps(pictures_of(html)),
        },
    }
