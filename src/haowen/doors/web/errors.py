"""What is said when there is no page to show: what happened, what it stands on, and where to go from here."""

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from haowen.domain.library import taking
from haowen.domain.statements.models import Ground
from haowen.doors.web import engine, statics
from haowen.doors.web.house import trail
from haowen.doors.web.marks import escaped
from haowen.doors.web.moved import moved
from haowen.kit import choices

TOO_LONG, UNAVAILABLE_FOR_LEGAL_REASONS = 413, 451
_BROKEN = Path(__file__).resolve().parent / "templates" / "web" / "errors" / "broken.html"


def _answer(request: HttpRequest, status: int, title: str, said: list[str], **more: Any) -> HttpResponse:
    if not hasattr(request, "choices"):  # refused before the middleware came to it
        request.choices = choices.read(  # type: ignore[attr-defined]
            request.COOKIES.get(choices.COOKIE, ""), request.headers.get("Accept-Language", "")
        )
    context = {"title": title, "said": said, "status": status, "noindex": True, "trail": trail((title, "")), **more}
    return engine.render(request, "errors/show", context, status=status)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page (404), or lead on what moved in here. Never kept: invented addresses are without number."""
    del exception
    if answer := moved(request):
        return answer
    response = _answer(
        request,
        404,
        _("There is no such page"),
        [
            _("The address may be mistyped, or what stood here has another address now."),
            _("Search for what you were looking for, or begin at the front page."),
        ],
        looks=True,
    )
    response["Cache-Control"] = "no-store"
    return response


def gone(request: HttpRequest, *, title: str, publisher: Mapping[str, Any] | str | None = None) -> HttpResponse:
    """Leave a tombstone (410): the publisher took the article back."""
    by = {"name": escaped(publisher), "url": ""} if isinstance(publisher, str) else publisher
    return _answer(
        request,
        410,
        _("This article has been withdrawn"),
        [_("Its publisher has taken it back. The address stays reserved for it; the text is no longer shown.")],
        what=title,
        by=by,
    )


def withheld(request: HttpRequest, *, ground: str, rule: str, case: str, until: str = "") -> HttpResponse:
    """Say that something is withheld, on which ground and by which statement: 451 for law and courts, 403 for the terms."""
    is_legal = ground in (Ground.LAW, Ground.COURT)
    grounds = {Ground.LAW: _("A law demands it"), Ground.COURT: _("An order of a court")}
    facts = [
        (_("Ground"), escaped(grounds.get(Ground(ground), _("The terms of use of this site")) if ground else "")),
        (_("Rule"), escaped(rule)),
        (_("Until"), escaped(until)),
        (_("Statement of reasons"), escaped(case)),
    ]
    response = _answer(
        request,
        UNAVAILABLE_FOR_LEGAL_REASONS if is_legal else 403,
        _("This is not shown"),
        [
            _("It is being withheld by the host of this site."),
            _("Whoever published it can ask the host for the full reasons and for another look."),
        ],
        facts=[fact for fact in facts if fact[1]],
        decides=True,
    )
    if is_legal:
        response["Link"] = f'<{settings.BASE_URL}/>; rel="blocked-by"'  # RFC 7725
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form's key does not fit (403), and how to send it all the same."""
    del reason
    response = _answer(
        request,
        403,
        _("The form could not be accepted"),
        [
            _(
                "Its safety key was missing or too old; that happens when a page was open for long or cookies are blocked."
            ),
            _(
                "Nothing has been changed. Go back in your browser: what you typed is still there. Reload the page, then send it again."
            ),
        ],
    )
    response["Cache-Control"] = "private, no-store"
    return response


def too_long(request: HttpRequest) -> HttpResponse:
    """Say that what was sent is longer than anything that is taken here (413)."""
    said = _("What you sent is larger than anything that can be taken here; %(most)d MB is the most for a file.") % {
        "most": taking.MOST_BYTES // taking.MEGABYTE
    }
    if "text/html" not in request.headers.get("Accept", ""):
        return JsonResponse({"reason": said, "field": "file"}, status=TOO_LONG)
    return _answer(
        request,
        TOO_LONG,
        _("This is too large"),
        [said, _("Nothing has been changed. Go back in your browser: what you typed is still there.")],
    )


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what could not be understood (400); without a database, as nothing about the request is to be trusted."""
    del request, exception
    return _static(400, "这个请求没有看懂", "地址或内容里有本站不能接受的部分。", "This request was not understood",
                   "Something in its address or content cannot be accepted here.")  # fmt: skip


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something broke (500): a fixed page in both languages that needs no database."""
    del request
    return _static(500, "本站出了错", "没有保存下来的内容请不要关闭页面，返回上一页后再试一次。站方的日志里已经记下这次错误。",
                   "Something broke on our side",
                   "If you were writing, go back without closing the page and try again. The error has been written to the host's log.")  # fmt: skip


def _static(status: int, zh: str, zh_said: str, en: str, en_said: str) -> HttpResponse:
    page = _BROKEN.read_text(encoding="utf-8")
    words = {"zh": zh, "zh_said": zh_said, "en": en, "en_said": en_said}
    words |= {"css": statics.address("web/reader.css"), "tokens": statics.address("web/tokens.css")}
    for name, text in words.items():
        page = page.replace(f"[{name}]", escape(text))
    return HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
