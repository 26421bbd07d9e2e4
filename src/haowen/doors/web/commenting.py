"""Commenting, as acts by POST and a page of its own to write on; reading comments is ``comments``."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from haowen.domain.articles import access as articles
from haowen.domain.articles.models import Article
from haowen.domain.comments import access as comments
from haowen.domain.comments import commenting, liking
from haowen.domain.comments.models import Comment
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.doors.forms import UNPROCESSABLE, Form, Lines, attempt, back, person, see, to_sign_in
from haowen.kit.clock import now

TEXT_MOST = 2000


class CommentForm(Form):
    """What is said, and the floor that it answers."""

    text = Lines(
        label=_("Your comment"),
        max_length=TEXT_MOST,
        help_text=_("Up to 2,000 characters. The floor it gets never changes."),
    )
    answers = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


def _article(public_id: str, user: User | None) -> Article:
    return get_object_or_404(articles.readable_by(user).select_related("publisher"), public_id=public_id)


def _floor(article: Article, floor: str | int | None) -> Comment | None:
    """Find the comment on a floor that can be answered; a floor that says nothing sensible is no floor."""
    if not floor or not str(floor).isdecimal() or len(str(floor)) > len("1000000"):
        return None
    return comments.said(now()).filter(article=article, floor=int(floor)).select_related("actor").first()


def _page(
    request: HttpRequest, article: Article, form: CommentForm, answered: Comment | None, status: int = 200
) -> HttpResponse:
    context = {"article": article, "form": form, "answered": answered}
    return render(request, "forms/comment.html", context, status=status)


@require_safe
def new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the page to write a comment on: ``/a/<public_id>/comments/new?answers=<floor>``."""
    user = person(request)
    if user is None:
        return to_sign_in(request)
    article = _article(public_id, user)
    answered = _floor(article, request.GET.get("answers"))
    form = CommentForm(initial={"answers": answered.floor if answered else None})
    return _page(request, article, form, answered)


@require_POST
def create(request: HttpRequest, public_id: str) -> HttpResponse:
    """Comment: POST ``/a/<public_id>/comments``; refused → the page to write on, with the text kept."""
    user = person(request)
    if user is None:
        return to_sign_in(request, f"/a/{public_id}/comments/new")
    article = _article(public_id, user)
    form = CommentForm(request.POST)
    answered = _floor(article, request.POST.get("answers"))
    made = attempt(
        form, lambda said: commenting.comment(article, by=actor_of(user), text=said["text"], answers=answered)
    )
    if made is None:
        return _page(request, article, form, answered, UNPROCESSABLE)
    return see(f"/a/{public_id}/comments/{made.floor}")


@require_POST
def like(request: HttpRequest, public_id: str, floor: int) -> HttpResponse:
    """Like a comment, or take it back (``undo``): POST ``/a/<public_id>/comments/<floor>/like``."""
    user = person(request)
    here = f"/a/{public_id}/comments/{floor}"
    if user is None:
        return to_sign_in(request, here)
    comment = _floor(_article(public_id, user), floor)
    if comment is None:
        raise Http404
    (liking.unlike if "undo" in request.POST else liking.like)(comment, by=actor_of(user))
    return back(request, here)


@require_POST
def remove(request: HttpRequest, public_id: str, floor: int) -> HttpResponse:
    """Take one's own comment back; its floor stays: POST ``/a/<public_id>/comments/<floor>/remove``."""
    user = person(request)
    if user is None:
        return to_sign_in(request, f"/a/{public_id}/comments/{floor}")
    article = _article(public_id, user)
    comment = get_object_or_404(Comment, article=article, floor=floor, actor__user=user)
    if comment.removed_at is None:
        commenting.remove(comment, by=actor_of(user))
    return back(request, f"/a/{public_id}/comments")
