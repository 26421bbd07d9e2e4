"""Writing a new article; the plain form."""

import json
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from haowen.derived.duplicates import reading as duplicates
from haowen.domain.articles import access, autosaving, saving
from haowen.domain.articles.emptying import WouldEmptyError
from haowen.domain.articles.models import Article, Kind, Revision, State
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import BOTH, CONFLICT, UNPROCESSABLE, for_people, see, the_person
from haowen.doors.reading import picture
from haowen.doors.studio import covering, keeping, opening, plain, sourcing
from haowen.doors.studio.drafting import Sheet
from haowen.doors.words import ARTICLE_STATES
from haowen.kit.refusals import Refused


@for_people(methods=BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """Show the empty form, and keep the first text: ``/studio/new?publisher=``."""
    user = the_person(request)
    mine = publishers.written_by(user).order_by("name")
    handle = request.POST.get("publisher") or request.GET.get("publisher")
    publisher = get_object_or_404(mine, handle=handle) if handle else mine.first()
    if publisher is None:
        return render(request, "studio/index.html", {"publishers": list(publishers.of_user(user)), "publisher": None})
    if request.method != "POST":
        return _page(request, publisher, Sheet.empty(publisher))
    if request.POST.get("do") == "sources":
        return _sourced(request, publisher)
    sheet = Sheet.read(request.POST, request.FILES)
    if moved := sheet.arranged(request.POST.get("do", "")):
        keeping.rescue(publisher, moved, user=user)
        return _page(request, publisher, moved)
    try:
        article = keeping.create(publisher, sheet, user=user) if sheet.is_valid() else None
    except Refused as refused:
        sheet.form.refuse(refused)
        article = None
    if article is None:
        keeping.rescue(publisher, sheet, user=user)
        return _page(request, publisher, sheet.with_room(), status=UNPROCESSABLE)
    _tell(request, sheet)
    return after_saving(request, article)


@for_people(methods=BOTH)
def edit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the form filled, and keep the next revision: ``/studio/a/<public_id>``."""
    article = editable(request, public_id)
    if request.method != "POST":
        return _page(request, article.publisher, _opened(request, article), article)
    if moved := Sheet.read(request.POST, request.FILES).arranged(request.POST.get("do", "")):
        keeping.rescue(article.publisher, moved, user=the_person(request))
        return _page(request, article.publisher, moved, article)
    if request.POST.get("do") == "sources":
        return _sourced(request, article.publisher, article)
    return save(request, article) or after_saving(request, article)


def _sourced(request: HttpRequest, publisher: Publisher, article: Article | None = None) -> HttpResponse:
    """Put what was pasted into rows of the form, beside all else that was typed; nothing is saved by that."""
    sheet, user = Sheet.read(request.POST, request.FILES), the_person(request)
    sheet.is_valid()
    keeping.rescue(publisher, sheet, user=user)
    try:
        handed = sourcing.gather(request.POST.get("sources_text", ""), user)
    except Refused as refused:
        sheet.form.refuse(refused)
        return _page(request, publisher, sheet.with_room(), article, status=UNPROCESSABLE)
    kept = [row for row in sheet.references if not row.is_blank() or row.errors]
    sheet.references = [*kept, *sourcing.rows_of(handed, len(kept))]
    said = cast("QueryDict", sheet.form.data).copy()
    said["sources_text"] = ""
    sheet.form.data = said
    for line in handed.told:
        messages.info(request, line)
    messages.success(request, _("The sources stand in the list. They are kept with the next save."))
    return _page(request, publisher, sheet.with_room(), article)


def _opened(request: HttpRequest, article: Article) -> Sheet:
    """Fill the form with the last words of this writer; sources get what was read of their pages since."""
    sheet = _last_words(request, article)
    sourcing.filled(sheet.references)
    return sheet


def _last_words(request: HttpRequest, article: Article) -> Sheet:
    """Return those in no revision yet, or the last revision."""
    if kept := autosaving.standing(article, actor_of(the_person(request))):
        return Sheet.going_on(article, kept)
    head = article.head or article.revision
    if head is None:
        return Sheet.empty(article.publisher)
    left = autosaving.left_in(head, actor_of(the_person(request)))
    return Sheet.of(article, head).retyped(left.typed if left else {})


def editable(request: HttpRequest, public_id: str) -> Article:
    """Load an article that this person may write on; for others it does not exist."""
    rows = access.editable_by(the_person(request))
    return get_object_or_404(
        rows.select_related("publisher", "channel", "series", "head__body", "revision"),
        public_id=public_id,
    )


def save(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Keep what the form says as the next revision; return a page where that could not simply be done."""
    sheet = Sheet.read(request.POST, request.FILES)
    base = Revision.objects.filter(article=article, public_id=request.POST.get("base", "")).first()
    user = the_person(request)
    try:
        if not sheet.is_valid():
            keeping.rescue(article.publisher, sheet, user=user)
            return _page(request, article.publisher, sheet.with_room(), article, status=UNPROCESSABLE)
        keeping.save(article, sheet, base=base, user=user)
    except Refused as refused:
        sheet.form.refuse(refused)
        sheet.asks_to_empty = isinstance(refused, WouldEmptyError)
        keeping.rescue(article.publisher, sheet, user=user)
        return _page(request, article.publisher, sheet.with_room(), article, status=UNPROCESSABLE)
    except saving.ConflictError as conflict:
        return _collision(request, article, sheet, conflict)
    _tell(request, sheet)
    return None


def _tell(request: HttpRequest, sheet: Sheet) -> None:
    for told in sheet.told:
        messages.warning(request, told)


def _collision(request: HttpRequest, article: Article, sheet: Sheet, conflict: saving.ConflictError) -> HttpResponse:
    """Show both texts: one's own in the form, now made from the other; nothing is lost."""
    head = Revision.objects.select_related("body", "made_by").get(pk=conflict.head.pk)
    said = request.POST.copy()
    said["base"] = head.public_id
    sheet.form.data = said
    keeping.rescue(article.publisher, sheet, user=the_person(request))
    other = {"revision": head, "kept": conflict.kept, "text": plain.to_markdown(head.body.html)}
    return _page(request, article.publisher, sheet.with_room(), article, status=CONFLICT, other=other)


def after_saving(request: HttpRequest, article: Article) -> HttpResponse:
    """Lead on to what the pressed button asked for."""
    if request.POST.get("do") == "preview":
        return see(f"/studio/a/{article.public_id}/preview")
    messages.success(request, _("Saved."))
    return see(f"/studio/a/{article.public_id}")


def _arranges(request: HttpRequest, article: Article) -> bool:
    return access.arranged_by(the_person(request)).filter(pk=article.pk).exists()


def _page(
    request: HttpRequest,
    publisher: Publisher,
    sheet: Sheet,
    article: Article | None = None,
    *,
    status: int = 200,
    other: dict[str, Any] | None = None,
) -> HttpResponse:
    form = sheet.form
    added = form["picture_kept"].value() or ""
    _tell(request, sheet)
    offered = covering.choices(publisher, sheet.html())
    sheet.covers.offer(offered)
    form.offer_files(covering.of_library(publisher))
    context = {
        "publisher": publisher,
        "article": article,
        "sheet": sheet,
        "form": form,
        "covers": sheet.covers,
        "cover_pictures": json.dumps(covering.sources(key for key, _name in offered)),
        "added": picture(str(added)),
        "other": other,
        "state": ARTICLE_STATES[State(article.state)] if article else ARTICLE_STATES[State.DRAFT],
        "is_article": form["kind"].value() == Kind.ARTICLE,
        "has_changes": bool(article and article.is_published() and article.has_unpublished_changes()),
        "copies": duplicates.same_as(article) if article else [],
        "may_pin": bool(article and article.is_published() and _arranges(request, article)),
        **opening.surroundings(the_person(request), publisher, article, sheet),
    }
    return render(request, "studio/edit.html", context, status=status)
