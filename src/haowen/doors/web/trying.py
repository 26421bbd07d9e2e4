"""What an empty result says: what was looked for, and which neighbouring questions find something."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from haowen.derived.search import asking
from haowen.derived.search.guessing import guess
from haowen.derived.search.searching import search
from haowen.doors.web.marks import escaped

_WORDS = 4  # of a query, that are tried one by one


def tried(q: str, at: dt.datetime, *, is_narrowed: bool) -> list[dict[str, Any]]:
    """Return the ways that were tried, the most promising first: in words, with the question, its address and its number."""
    better = meant(q, at)
    ways = [better] if better else []
    if is_narrowed:
        ways.append(_way(_("Without the filters"), q, _count(q, at)))
    question = asking.read(q)
    if question.is_exact:
        plain = " ".join(question.texts)
        ways.append(_way(_("Without quotation marks"), plain, _count(plain, at)))
    if len(question.pieces) > 1:
        ways += [_way(_("Only this word"), text, _count(text, at)) for text in question.texts[:_WORDS]]
    return [{"name": _("As you typed it"), "q": escaped(q), "url": "", "count": 0}, *ways]


def meant(q: str, at: dt.datetime) -> dict[str, Any] | None:
    """Return the question that was perhaps meant, if it finds something."""
    better = guess(q)
    count = _count(better, at) if better else 0
    return _way(_("Did you mean"), better, count) if count else None


def _way(name: str, q: str, count: int) -> dict[str, Any]:
    url = escaped("/search?" + urlencode({"q": q})) if count else ""
    return {"name": name, "q": escaped(q), "url": url, "count": count}


def _count(q: str, at: dt.datetime) -> int:
    return search(q, size=1, at=at).total
