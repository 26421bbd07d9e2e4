"""Pictures that an import left elsewhere on the web: fetched, kept here, and put where their links stand."""

import logging
import time
from dataclasses import replace

from django.db import transaction

from haowen.domain.articles import publishing, saving
from haowen.domain.articles.models import Article, Body, Cause, State
from haowen.domain.media.keeping import BYTES_MOST, keep
from haowen.domain.people.acting import host_actor
from haowen.kit import outbound
from haowen.kit.refusals import Refused
from haowen.text import markup

log = logging.getLogger(__name__)

PICTURE_SECONDS = 20.0
ARTICLE_SECONDS = 300.0  # what is not there by then is left to the next time
_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.9,image/*;q=0.5"
_OK, _TOO_MANY, _SERVER_ERROR = 200, 429, 500


class _LaterError(Exception):
    """The picture may be there another time."""


def fetch(article_id: int) -> bool:
    """Put in the pictures of an imported article that lie elsewhere. Returns whether it is worth trying again later.

    What cannot be had stays a marked link. The new revision is published when the one it was made from is what readers
    see. An article that a person has worked on is left alone. Doing it twice has one effect.
    """
    article = Article.objects.filter(pk=article_id).select_related("head__body").first()
    if article is None or article.head is None or not _is_as_imported(article):
        return False
    _bring_out(article_id)  # this may have been interrupted before
    kept: dict[str, str] = {}
    is_waiting = False
    deadline = time.monotonic() + ARTICLE_SECONDS
    for address in markup.remote_addresses(article.head.body.html):
        if time.monotonic() > deadline:
            is_waiting = True
            break
        try:
            if sha256 := _fetched(address):
                kept[address] = sha256
        except _LaterError as error:
            is_waiting = True
            log.info("a picture of article %s is not there yet: %s", article.public_id, error)
    if kept and not _put_in(article, kept):
        return False  # somebody was quicker; another import asks for its own pictures
    _bring_out(article_id)
    return is_waiting


def fetched_before(article: Article) -> dict[str, str]:
    """Return which pictures were fetched for an article by now: address → SHA-256, read off its revisions."""
    bodies: dict[int, str] = {}
    known: dict[str, str] = {}
    rows = Body.objects.filter(revision__article=article).order_by("revision__number")
    for key, base, html in rows.values_list("revision", "revision__made_from", "html"):
        bodies[key] = html
        if base in bodies:
            known |= markup.taken_in(bodies[base], html)
    return known


def _is_as_imported(article: Article) -> bool:
    return not article.is_touched and article.import_key is not None and article.state != State.WITHDRAWN


def _fetched(address: str) -> str:
    """Return the SHA-256 under which the picture is kept, or nothing if the address leads to none."""
    try:
        answer = outbound.get(address, most_bytes=BYTES_MOST, seconds=PICTURE_SECONDS, accept=_ACCEPT)
    except (outbound.ForbiddenAddressError, outbound.UnwantedError) as error:
        log.info("left a link: %s", error)
        return ""
    except outbound.OutboundError as error:
        raise _LaterError(str(error)) from error
    if answer.status == _TOO_MANY or answer.status >= _SERVER_ERROR:
        raise _LaterError(f"{address} answers {answer.status}")
    if answer.status != _OK:
        log.info("left a link: %s answers %d", address, answer.status)
        return ""
    try:
        return keep(answer.data, by=host_actor()).sha256
    except Refused as refusal:
        log.info("left a link: %s: %s", address, refusal.message)
        return ""


def _put_in(article: Article, kept: dict[str, str]) -> bool:
    """Save the article with its pictures, if it is still as it was when they were asked for."""
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.head is None or locked.head_id != article.head_id or not _is_as_imported(locked):
            return False
        draft = saving.as_draft(locked.head)
        draft = replace(draft, html=markup.put_in(draft.html, kept))
        saving.save(locked, draft, base=locked.head, by=host_actor(), cause=Cause.IMPORT)
    return True


def _bring_out(article_id: int) -> None:
    """Publish the head of a published article if pictures that were put in are all that readers do not see yet."""
    article = Article.objects.select_related("revision__body", "head__body").get(pk=article_id)
    shown, head = article.revision, article.head
    if not article.is_published() or not _is_as_imported(article) or shown is None or head is None or shown == head:
        return
    if saving.as_draft(shown, html="") != saving.as_draft(head, html=""):
        return
    if not markup.taken_in(shown.body.html, head.body.html):
        return
    try:
        publishing.publish(article, by=host_actor())
    except (publishing.RefusedError, publishing.SomebodyElseDidItError) as reason:
        log.info("article %s keeps its pictures as a draft: %s", article.public_id, reason)
