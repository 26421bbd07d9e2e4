"""What readers do to articles and publishers with one button: like, bookmark, follow; and the list of what they kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from haowen.domain.articles import access as articles
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers import access as publishers
from haowen.domain.readers import bookmarking, following, liking
from haowen.domain.readers.models import Bookmark
from haowen.doors.forms import back, for_people, person, the_person, to_sign_in
from haowen.kit.clock import now

MOST_BOOKMARKS = 200


@require_POST
def like(request: HttpRequest, public_id: str) -> HttpResponse:
    """Like an article, or take it back (``undo``): POST ``/a/<public_id>/like``."""
    user = person(request)
    article = get_object_or_404(articles.readable_by(user), public_id=public_id)
    if user is None:
        return to_sign_in(request, f"/a/{public_id}")
    (liking.unlike if "undo" in request.POST else liking.like)(article, by=actor_of(user))
    return back(request, f"/a/{public_id}")


@require_POST
def bookmark(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep an article for later, or no longer (``undo``): POST ``/a/<public_id>/bookmark``."""
    user = person(request)
    if user is None:
        get_object_or_404(articles.readable_by(user), public_id=public_id)
        return to_sign_in(request, f"/a/{public_id}")
    if "undo" in request.POST:  # also what can no longer be read may leave the list
        kept = get_object_or_404(Bookmark.objects.select_related("article"), user=user, article__public_id=public_id)
        bookmarking.unbookmark(kept.article, by=user)
        return back(request, f"/a/{public_id}")
    bookmarking.bookmark(get_object_or_404(articles.readable_by(user), public_id=public_id), by=user)
    return back(request, f"/a/{public_id}")


@require_POST
def follow(request: HttpRequest, handle: str) -> HttpResponse:
    """Follow a publisher, or no longer (``undo``): POST ``/@<handle>/follow``; ``on`` names the article it was done on."""
    user = person(request)
    publisher = get_object_or_404(publishers.visible(now()), handle=handle)
    if user is None:
        return to_sign_in(request, f"/@{handle}")
    on = articles.readable_by(user).filter(public_id=request.POST.get("on", "")).first()
    (following.unfollow if "undo" in request.POST else following.follow)(actor_of(user), publisher=publisher, on=on)
    return back(request, f"/@{handle}")


@for_people()
def bookmarks(request: HttpRequest) -> HttpResponse:
    """Show what this person kept, the last first: ``/accounts/bookmarks``."""
    at = now()
    kept = Bookmark.objects.filter(user=the_person(request)).select_related("article__publisher").order_by("-at")
    rows = list(kept[:MOST_BOOKMARKS])
    readable = set(articles.readable(at).filter(pk__in=[row.article_id for row in rows]).values_list("pk", flat=True))
    items = [{"article": row.article, "at": row.at, "is_readable": row.article_id in readable} for row in rows]
    return render(request, "forms/bookmarks.html", {"items": items})
