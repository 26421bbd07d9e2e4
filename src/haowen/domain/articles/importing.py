"""Bringing an article of elsewhere in: made once, brought up to date while nobody has worked on it, else left alone."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction

from haowen.domain.articles import publishing, redirecting, saving
from haowen.domain.articles.arrivals import Arrival, dated
from haowen.domain.articles.drafts import Draft
from haowen.domain.articles.events import ArticleBroughtIn
from haowen.domain.articles.fetching import fetched_before
from haowen.domain.articles.filing import file
from haowen.domain.articles.models import Article, Cause, Series, State, Tag
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.publishers.opening import kept_by_host
from haowen.domain.site.changing import current
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach
from haowen.text import markup
from haowen.text.titles import shortened

NOBODY = {"zh-Hans": "未署名", "en": "Unsigned"}


class Fate(StrEnum):
    """What became of an arrival."""

    MADE = "made"
    CHANGED = "changed"
    SAME = "same"
    LEFT_ALONE = "left alone"  # a person here has worked on it since


@dataclass(frozen=True, slots=True)
class Brought:
    """An arrival's article and what became of it. ``waits`` says why it was not published though that was asked."""

    article: Article
    fate: Fate
    waits: str = ""


def bring_in(
    arrival: Arrival,
    *,
    by: Actor,
    publisher: Publisher | None = None,
    channel: Channel | None = None,
    publish: bool = False,
) -> Brought:
    """Keep an arrival as a draft, and publish it where that is asked. Doing it twice has one effect.

    The same identity finds the same article. What a gate refuses or sends to review stays a draft, and ``waits`` says so.
    """
    found = Article.objects.filter(import_key=arrival.key).values_list("pk", flat=True).first()
    draft = _draft(arrival)
    if found is None:
        article, fate = _make(arrival, draft, by, publisher, channel), Fate.MADE
    else:
        article, fate = _bring_up_to_date(found, draft, by, channel)
        redirecting.keep(article, arrival.former_addresses)
    if fate is Fate.LEFT_ALONE:
        return Brought(article, fate)
    reach("import.after_article")
    waits = _publish(article, arrival, by) if publish else ""
    return Brought(article, fate, waits)


def link_translation(article: Article, name: str, *, by: Actor) -> bool:
    """Note that an article is the translation of another import, named by its path (with or without its ending)."""
    keys = [f"path:{name}{ending}" for ending in ("", ".md", ".markdown")]
    original = Article.objects.filter(import_key__in=keys).exclude(pk=article.pk).first()
    if original is None:
        return False
    if article.translation_of_id != original.pk and not article.is_touched:
        file(article, by=by, translation_of=original)
    return True


def _draft(arrival: Arrival) -> Draft:
    return Draft(
        title=shortened(arrival.title, 200),
        html=arrival.html,
        summary=arrival.summary,
        cover=arrival.cover,
        cover_alt=arrival.cover_alt,
        references=tuple(replace(row, key=row.key or f"r{at}") for at, row in enumerate(arrival.references, 1)),
        declarations=arrival.declarations,
        credits=arrival.credits,
    )


def _make(arrival: Arrival, draft: Draft, by: Actor, publisher: Publisher | None, channel: Channel | None) -> Article:
    language = "en" if arrival.language.startswith("en") else "zh-hans"
    said = dated(arrival.published, ZoneInfo(current().time_zone))
    with transaction.atomic():
        under = publisher or kept_by_host(
            arrival.publisher_name or NOBODY.get(arrival.language, NOBODY["zh-Hans"]),
            tagline=arrival.publisher_tagline,
            language=language,
        )
        article = saving.create(
            under,
            draft,
            by=by,
            channel=channel,
            kind=arrival.kind,
            cause=Cause.IMPORT,
            language=arrival.language,
            origin=arrival.origin,
            source_name=arrival.source_name[:120],
            source_url=arrival.source_url[:500],
            licence=arrival.licence[:40],
            original_on=said.said,
            is_date_known=said.moment is not None,
            import_key=arrival.key,
            is_touched=False,
        )
        if arrival.series:
            article.series, _made = Series.objects.get_or_create(publisher=under, title=arrival.series[:120])
            article.series_position = arrival.series_position
            article.save(update_fields=["series", "series_position"])
        article.tags.set(tag(name) for name in arrival.tags)
        redirecting.keep(article, arrival.former_addresses)
        _ask_for_pictures(article)
    return article


def tag(name: str) -> Tag:
    """Return the tag of this name, made if it is new; its slug keeps letters of any script."""
    slug = re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-")[:60] or "tag"
    found, _made = Tag.objects.get_or_create(slug=slug, defaults={"name": name.strip()[:60]})
    return found


def _bring_up_to_date(key: int, draft: Draft, by: Actor, channel: Channel | None) -> tuple[Article, Fate]:
    """Save what came as the next revision, under a lock: nobody begins to work on the article meanwhile."""
    with transaction.atomic():
        article = Article.objects.select_for_update().get(pk=key)
        if article.is_touched or article.state == State.WITHDRAWN:
            return article, Fate.LEFT_ALONE
        if channel is not None and article.channel_id is None:
            Article.objects.filter(pk=article.pk).update(channel=channel)
            article.channel = channel
        head = article.head
        html = markup.clean(draft.html)
        if markup.remote_addresses(html):
            html = markup.put_in(html, fetched_before(article))
        revision = saving.save(article, replace(draft, html=html), base=head, by=by, cause=Cause.IMPORT)
        _ask_for_pictures(article)
    return article, Fate.SAME if head is not None and revision.pk == head.pk else Fate.CHANGED


def _ask_for_pictures(article: Article) -> None:
    """Say that pictures of the text lie elsewhere, so that they are fetched; importing again asks for them again."""
    if article.head is not None and markup.remote_addresses(article.head.body.html):
        announce(ArticleBroughtIn(article_id=article.pk))


def _publish(article: Article, arrival: Arrival, by: Actor) -> str:
    if article.is_published() and not article.has_unpublished_changes():
        return ""
    said = dated(arrival.published, ZoneInfo(current().time_zone))
    moment = said.moment if said.moment is not None and said.moment <= now() else None
    try:
        publishing.publish(article, by=by, at=moment)
    except publishing.RefusedError as refusal:
        return "; ".join(finding.message for finding in refusal.findings)
    return ""
