"""Pictures that an import left elsewhere on the web: fetched, kept here, and put where their links stand."""

import datetime as dt
import logging
import time
from collections import defaultdict
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from django.db import transaction

from haowen.domain.articles import asking, publishing, saving
from haowen.domain.articles.drafts import one_cover
from haowen.domain.articles.models import Article, Body, Cause, PictureElsewhere, State, Trouble
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from haowen.text import markup

log = logging.getLogger(__name__)

ARTICLE_SECONDS = 300.0  # what is not there by then is left to the next time
ADDRESS_COLUMN = 2000
ASKED_AGAIN_AFTER = dt.timedelta(days=1)  # what could not be had, when a writer saves again
STAND_IN_BYTES = 200_000  # what hosts show in place of pictures is small
STAND_IN_TIMES = 3  # addresses of one host that all lead to the same bytes


@dataclass(slots=True)
class _Round:
    """What one round of asking brought."""

    kept: dict[str, str] = field(default_factory=dict)  # address → SHA-256
    troubles: dict[str, tuple[Trouble, str]] = field(default_factory=dict)
    small: dict[str, asking.Found] = field(default_factory=dict)  # not kept before it is known that they are pictures
    is_waiting: bool = False


def fetch(article_id: int) -> bool:
    """Put in the pictures of an imported article that lie elsewhere. Returns whether it is worth trying again later.

    What cannot be had stays a marked link, and what was found in its place is noted. The new revision is published when
    the one it was made from is what readers see. An article that a person has worked on is left alone. Doing it twice has
    one effect.
    """
    article = Article.objects.filter(pk=article_id).select_related("head__body").first()
    if article is None or article.head is None or not _is_as_imported(article):
        return False
    _bring_out(article_id)  # this may have been interrupted before
    wanted = markup.remote_addresses(article.head.body.html)
    cover = article.pictures_elsewhere.filter(is_cover=True, media=None).order_by("-pk").first()
    came = _ask_for([*wanted, *([cover.address] if cover else [])], article)
    _note(article, came)
    media = Media.objects.filter(sha256=came.kept.get(cover.address, "")).first() if cover else None
    in_text = {address: came.kept[address] for address in wanted if address in came.kept}
    if (in_text or media) and not _put_in(article, in_text, media):
        return False  # somebody was quicker; another import asks for its own pictures
    if cover is not None and media is not None:
        PictureElsewhere.objects.filter(pk=cover.pk).update(media=media, trouble="")
    _bring_out(article_id)
    return came.is_waiting


def fetch_pasted(article_id: int) -> bool:
    """Put in pictures that a writer pasted as links. Returns whether it is worth trying again later.

    Readers see them with the next publishing, as all that is written.
    """
    article = Article.objects.filter(pk=article_id).select_related("head__body").first()
    if article is None or article.head is None or article.state == State.WITHDRAWN:
        return False
    head = article.head
    lately = article.pictures_elsewhere.exclude(trouble="").filter(asked_at__gt=now() - ASKED_AGAIN_AFTER)
    known = set(lately.exclude(trouble=Trouble.NO_ANSWER).values_list("address", flat=True))
    wanted = [address for address in markup.remote_addresses(head.body.html) if address not in known]
    came = _ask_for(wanted, article)
    _note(article, came)
    if came.kept:
        draft = saving.as_draft(head)
        draft = replace(draft, html=markup.put_in(draft.html, came.kept))
        try:
            # A writer who went on meanwhile is merged with: other blocks than those of the pictures.
            saving.save(article, draft, base=head, by=host_actor(), cause=Cause.IMPORT)
        except saving.ConflictError:
            log.info(
                "article %s was changed where its pictures are put in; the next save asks again", article.public_id
            )
    return came.is_waiting


def _ask_for(addresses: list[str], article: Article) -> _Round:
    came = _Round()
    deadline = time.monotonic() + ARTICLE_SECONDS
    for address in dict.fromkeys(addresses):
        if time.monotonic() > deadline:
            came.is_waiting = True
            break
        try:
            found = asking.ask(address, article.source_url)
        except asking.LaterError as error:
            came.is_waiting = True
            came.troubles[address] = (Trouble.NO_ANSWER, "")
            log.debug("a picture of article %s is not there yet: %s", article.public_id, error)
            continue
        if found.trouble:
            came.troubles[address] = (found.trouble, found.sha256)
        elif len(found.data) <= STAND_IN_BYTES:
            came.small[address] = found
        else:
            _keep(address, found, came)
    _judge_small(came)
    return came


def _judge_small(came: _Round) -> None:
    """Keep small pictures, but for those that one host shows at several addresses: a stand-in for all of them."""
    same: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for address, found in came.small.items():
        parts = urlsplit(address)
        same[parts.netloc, found.sha256].add(parts.path)
    for address, found in came.small.items():
        if len(same[urlsplit(address).netloc, found.sha256]) >= STAND_IN_TIMES:
            came.troubles[address] = (Trouble.PLACEHOLDER, found.sha256)
        else:
            _keep(address, found, came)


def _keep(address: str, found: asking.Found, came: _Round) -> None:
    try:
        came.kept[address] = keep(found.data, by=host_actor()).sha256
    except Refused:
        came.troubles[address] = (Trouble.UNUSABLE, "")


def _note(article: Article, came: _Round) -> None:
    """Note what stands in the place of pictures, and forget it of those that came after all."""
    article.pictures_elsewhere.filter(is_cover=False, address__in=came.kept).delete()
    for address, (trouble, sha256) in came.troubles.items():
        said = {"trouble": trouble, "sha256": sha256, "asked_at": now()}
        if article.pictures_elsewhere.filter(is_cover=True, address=address).update(**said):
            continue
        PictureElsewhere.objects.update_or_create(
            article=article, address=address[:ADDRESS_COLUMN], is_cover=False, defaults=said
        )  # fmt: skip
        log.debug("article %s keeps a link for a picture (%s): %s", article.public_id, trouble, address)


def want_cover(article: Article, address: str) -> None:
    """Ask for a cover that lies elsewhere, in the caller's transaction; the same again is one."""
    if address and len(address) <= ADDRESS_COLUMN:
        PictureElsewhere.objects.get_or_create(article=article, address=address, is_cover=True)


def cover_fetched(article: Article, address: str) -> Media | None:
    """Return the cover that was fetched for an article from this address, if it was."""
    row = article.pictures_elsewhere.filter(address=address, is_cover=True).select_related("media").first()
    return row.media if row else None


def waits_for_cover(article: Article) -> bool:
    """Whether a cover was asked for that is not here."""
    return article.pictures_elsewhere.filter(is_cover=True, media=None).exists()


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


def _put_in(article: Article, kept: dict[str, str], cover: Media | None) -> bool:
    """Save the article with its pictures, if it is still as it was when they were asked for."""
    with transaction.atomic():
        locked = Article.objects.select_for_update().get(pk=article.pk)
        if locked.head is None or locked.head_id != article.head_id or not _is_as_imported(locked):
            return False
        draft = saving.as_draft(locked.head)
        draft = replace(draft, html=markup.put_in(draft.html, kept), covers=draft.covers or one_cover(cover))
        saving.save(locked, draft, base=locked.head, by=host_actor(), cause=Cause.IMPORT)
    return True


def _bring_out(article_id: int) -> None:
    """Publish the head of a published article if pictures that were put in are all that readers do not see yet."""
    article = Article.objects.select_related("revision__body", "head__body").get(pk=article_id)
    shown, head = article.revision, article.head
    if not article.is_published() or not _is_as_imported(article) or shown is None or head is None or shown == head:
        return
    before, after = (replace(saving.as_draft(revision, html=""), covers=()) for revision in (shown, head))
    if before != after:
        return
    has_cover = shown.cover_id is None and head.cover_id is not None
    is_same_text = shown.body.html == head.body.html
    if not (has_cover and is_same_text) and not markup.taken_in(shown.body.html, head.body.html):
        return
    told = article.changed_at
    try:
        with transaction.atomic():
            publishing.publish(article, by=host_actor())
            # No word was changed: readers are not told that the article was.
            Article.objects.filter(pk=article.pk).update(changed_at=told)
    except (publishing.RefusedError, publishing.SomebodyElseDidItError) as reason:
        log.info("article %s keeps its pictures as a draft: %s", article.public_id, reason)
