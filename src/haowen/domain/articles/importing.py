"""Bringing an article of elsewhere in: made once, brought up to date while nobody has worked on it, else left alone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from haowen.domain.articles import publishing, redirecting, saving
from haowen.domain.articles.arrivals import Arrival, dated
from haowen.domain.articles.drafts import Draft, one_cover
from haowen.domain.articles.events import ArticleBroughtIn, ArticleSaved
from haowen.domain.articles.fetching import cover_fetched, fetched_before, waits_for_cover, want_cover
from haowen.domain.articles.filing import file
from haowen.domain.articles.models import Article, Cause, Series, State, Tag
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.publishers.opening import Wanted, all_kept_by_host
from haowen.domain.site.changing import current
from haowen.kit.clock import now
from haowen.kit.events import announce
from haowen.kit.failpoints import reach
from haowen.text import markup
from haowen.text.directions import straight
from haowen.text.titles import shortened

NOBODY = {"zh-Hans": "未署名", "en": "Unsigned"}


class Fate(StrEnum):
    """What became of an arrival."""

    MADE = "made"
    CHANGED = "changed"
    SAME = "same"
    LEFT_ALONE = "left alone"  # a person here has worked on it since


@dataclass(frozen=True, slots=True)
class Coming:
    """An arrival on its way in, under the publisher and into the channel that were named for it."""

    arrival: Arrival
    publisher: Publisher | None = None
    channel: Channel | None = None


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
    (brought,) = bring_in_all([Coming(arrival, publisher, channel)], by=by, publish=publish)
    return brought


def bring_in_all(comings: Sequence[Coming], *, by: Actor, publish: bool = False) -> list[Brought]:
    """Bring many arrivals in, as ``bring_in`` does each of them, in two transactions: kept, then published.

    No two may have the same identity.
    """
    if len({coming.arrival.key for coming in comings}) < len(comings):
        raise ValueError("two arrivals of the same identity")
    there = _there(comings)
    new = [coming for coming in comings if coming.arrival.key not in there]
    articles, fates = dict[str, Article](), dict[str, Fate]()
    with transaction.atomic():
        for coming, article in zip(new, _make(new, by), strict=True):
            articles[coming.arrival.key], fates[coming.arrival.key] = article, Fate.MADE
        for coming, article, fate in _brought_up_to_date(comings, there, by):
            articles[coming.arrival.key], fates[coming.arrival.key] = article, fate
        redirecting.keep_all((articles[each.arrival.key], each.arrival.former_addresses) for each in comings)
        _ask_for_pictures([each for each in comings if fates[each.arrival.key] is not Fate.LEFT_ALONE], articles)
    reach("import.after_article")
    waits = _publish([each for each in comings if _may_go_out(each.arrival, fates)], articles, by) if publish else {}
    return [
        Brought(articles[key], fates[key], waits.get(key, "")) for key in (coming.arrival.key for coming in comings)
    ]


def _may_go_out(arrival: Arrival, fates: Mapping[str, Fate]) -> bool:
    return fates[arrival.key] is not Fate.LEFT_ALONE and not arrival.stays_draft


def link_translation(article: Article, name: str, *, by: Actor) -> bool:
    """Note that an article is the translation of another import, named by its path (with or without its ending)."""
    keys = [f"path:{name}{ending}" for ending in ("", ".md", ".markdown")]
    original = Article.objects.filter(import_key__in=keys).exclude(pk=article.pk).first()
    if original is None:
        return False
    if article.translation_of_id != original.pk and not article.is_touched:
        file(article, by=by, translation_of=original)
    return True


def _there(comings: Iterable[Coming]) -> dict[str, int]:
    """Return the articles that these arrivals have already: identity → key."""
    keys = [coming.arrival.key for coming in comings]
    rows = Article.objects.filter(import_key__in=keys).values_list("import_key", "pk")
    return {key: pk for key, pk in rows if key is not None}


def _draft(arrival: Arrival) -> Draft:
    return Draft(
        title=shortened(arrival.title, 200),
        html=markup.clean(arrival.html),
        summary=arrival.summary,
        covers=one_cover(arrival.cover, arrival.cover_alt),
        references=tuple(replace(row, key=row.key or f"r{at}") for at, row in enumerate(arrival.references, 1)),
        declarations=arrival.declarations,
        credits=arrival.credits,
        imported=arrival.facts,
    )


def _make(comings: Sequence[Coming], by: Actor) -> list[Article]:
    """Make articles with their first revisions, in the caller's transaction."""
    if not comings:
        return []
    zone = ZoneInfo(current().time_zone)
    publishers = _publishers(comings)
    filed = _filed(comings)
    articles = []
    for coming in comings:
        arrival, said = coming.arrival, dated(coming.arrival.published, zone)
        articles.append(
            Article(
                publisher=publishers[arrival.key],
                channel=filed[arrival.key][0],
                kind=arrival.kind,
                created_by=by,
                language=arrival.language,
                title=shortened(arrival.title, 200),
                summary=arrival.summary[:400],
                cover=arrival.cover,
                cover_alt=arrival.cover_alt[:300],
                origin=arrival.origin,
                source_name=arrival.source_name[:120],
                source_url=arrival.source_url[:500],
                licence=arrival.licence[:40],
                is_open_to_comments=arrival.is_open_to_comments,
                original_on=said.said,
                is_date_known=said.moment is not None,
                import_key=arrival.key,
                is_touched=False,
                **_series(arrival, publishers[arrival.key]),
            )
        )
    Article.objects.bulk_create(articles)
    _tag((article, filed[coming.arrival.key][1]) for article, coming in zip(articles, comings, strict=True))
    sheets = [
        saving.sheet_of(article, _draft(coming.arrival), None)
        for article, coming in zip(articles, comings, strict=True)
    ]
    saving.take_up(saving.keep(sheets, by=by, cause=Cause.IMPORT), cause=Cause.IMPORT)
    announce(*(ArticleSaved(article_id=article.pk) for article in articles))
    return articles


def _publishers(comings: Iterable[Coming]) -> dict[str, Publisher]:
    """Return whose each arrival is: the publisher that was named for it, or one of its name that the host keeps."""
    named = {coming.arrival.key: coming.publisher for coming in comings if coming.publisher is not None}
    wanted = {
        coming.arrival.key: Wanted(
            coming.arrival.publisher_name.strip() or NOBODY.get(coming.arrival.language, NOBODY["zh-Hans"]),
            coming.arrival.publisher_tagline,
            "en" if coming.arrival.language.startswith("en") else "zh-hans",
        )
        for coming in comings
        if coming.publisher is None
    }
    kept = all_kept_by_host(wanted.values()) if wanted else {}
    return named | {key: kept[each.plain()] for key, each in wanted.items()}


def _filed(comings: Sequence[Coming]) -> dict[str, tuple[Channel | None, list[str]]]:
    """Return the channel and the tags of each arrival; a category that is no channel's name is a tag."""
    known = {
        name.casefold(): channel
        for channel in (Channel.objects.filter(is_open=True) if any(c.arrival.category for c in comings) else ())
        for name in (channel.slug, channel.name_zh, channel.name_en)
    }
    filed = {}
    for coming in comings:
        arrival = coming.arrival
        meant = known.get(arrival.category.casefold())
        channel = coming.channel or meant
        tags = [*arrival.tags, *([arrival.category] if arrival.category and (not meant or channel != meant) else [])]
        filed[arrival.key] = (channel, tags)
    return filed


def _series(arrival: Arrival, publisher: Publisher) -> dict[str, object]:
    if not arrival.series:
        return {}
    series, _made = Series.objects.get_or_create(publisher=publisher, title=straight(arrival.series)[:120])
    return {"series": series, "series_position": arrival.series_position}


def tag(name: str) -> Tag:
    """Return the tag of this name, made if it is new; its slug keeps letters of any script."""
    return tags_of([name])[name]


def tags_of(names: Iterable[str]) -> dict[str, Tag]:
    """Return the tags of these names, those that are new made."""
    slugs = {name: re.sub(r"[^\w]+", "-", name.strip().lower()).strip("-")[:60] or "tag" for name in names}
    if not slugs:
        return {}
    found = {each.slug: each for each in Tag.objects.filter(slug__in=slugs.values())}
    new = {slug: Tag(slug=slug, name=straight(name).strip()[:60]) for name, slug in slugs.items() if slug not in found}
    if new:
        Tag.objects.bulk_create(new.values(), ignore_conflicts=True)
        found |= {each.slug: each for each in Tag.objects.filter(slug__in=new)}
    return {name: found[slug] for name, slug in slugs.items()}


def _tag(tagged: Iterable[tuple[Article, Sequence[str]]]) -> None:
    pairs = [(article.pk, name) for article, names in tagged for name in names]
    tags = tags_of(dict.fromkeys(name for _article, name in pairs))
    through = Article.tags.through
    through.objects.bulk_create(
        through(article_id=article, tag_id=tag)
        for article, tag in dict.fromkeys((pk, tags[name].pk) for pk, name in pairs)
    )


def _brought_up_to_date(
    comings: Sequence[Coming], there: dict[str, int], by: Actor
) -> list[tuple[Coming, Article, Fate]]:
    """Save what came as the next revisions, under a lock: nobody begins to work on the articles meanwhile."""
    again = [coming for coming in comings if coming.arrival.key in there]
    if not again:
        return []
    locked = Article.objects.select_for_update().filter(pk__in=there.values())
    rows = locked.select_related("publisher", "channel").in_bulk()
    prefetch_related_objects(
        list(rows.values()),
        "head__references",
        "head__declarations",
        "head__credits",
        "head__body",
        "head__imported",
        "head__covers",
    )
    outcomes: list[tuple[Coming, Article, Fate]] = []
    sheets: list[saving.Sheet] = []
    for coming in again:
        article = rows[there[coming.arrival.key]]
        if article.is_touched or article.state == State.WITHDRAWN:
            outcomes.append((coming, article, Fate.LEFT_ALONE))
            continue
        if coming.channel is not None and article.channel_id is None:
            Article.objects.filter(pk=article.pk).update(channel=coming.channel)
            article.channel = coming.channel
        draft = _draft(coming.arrival)
        if draft.cover is None and coming.arrival.cover_address:
            draft = replace(draft, covers=one_cover(cover_fetched(article, coming.arrival.cover_address)))
        sheet = _next_sheet(article, draft)
        if article.head is not None and saving.says_the_same(article.head, sheet):
            outcomes.append((coming, article, Fate.SAME))
        else:
            sheets.append(sheet)
            outcomes.append((coming, article, Fate.CHANGED))
    saving.take_up(saving.keep(sheets, by=by, cause=Cause.IMPORT), cause=Cause.IMPORT)
    announce(*(ArticleSaved(article_id=sheet.article.pk) for sheet in sheets))
    return outcomes


def _next_sheet(article: Article, draft: Draft) -> saving.Sheet:
    """Return what came as a sheet; pictures that were fetched for the article before stand in their places again."""
    sheet = saving.sheet_of(article, draft, article.head)
    is_as_before = article.head is not None and article.head.sha256 == sheet.sha256
    if is_as_before or not markup.remote_addresses(sheet.canonical):
        return sheet
    html = markup.put_in(sheet.canonical, fetched_before(article))
    return saving.sheet_of(article, replace(draft, html=html), article.head)


def _ask_for_pictures(comings: Sequence[Coming], articles: Mapping[str, Article]) -> None:
    """Say where pictures lie elsewhere, so that they are fetched; importing again asks for them again."""
    covered = set()
    for arrival in (coming.arrival for coming in comings):
        if arrival.cover_address and arrival.cover is None:
            want_cover(articles[arrival.key], arrival.cover_address)
            covered.add(articles[arrival.key].pk)
    announce(
        *(
            ArticleBroughtIn(article_id=article.pk)
            for article in (articles[coming.arrival.key] for coming in comings)
            if article.head is not None
            and (
                markup.remote_addresses(article.head.body.html) or (article.pk in covered and waits_for_cover(article))
            )
        )
    )


def _publish(comings: Iterable[Coming], articles: dict[str, Article], by: Actor) -> dict[str, str]:
    """Publish what is not out yet, and return why some of it waits: identity → reason."""
    zone = ZoneInfo(current().time_zone)
    moment = now()
    asked = []
    for coming in comings:
        article = articles[coming.arrival.key]
        if article.is_published() and not article.has_unpublished_changes():
            continue
        said = dated(coming.arrival.published, zone).moment
        asked.append((coming.arrival.key, article, said if said is not None and said <= moment else None))
    heads = [article.head for _key, article, _at in asked if article.head is not None]
    prefetch_related_objects(heads, "declarations", "references", "covers")
    prefetch_related_objects([article.publisher for _key, article, _at in asked], "restrictions")
    outcomes = publishing.publish_all([(article, at) for _key, article, at in asked], by=by)
    return {
        key: "; ".join(finding.message for finding in reason.findings)
        if isinstance(reason, publishing.RefusedError)
        else _("Somebody changed it at the same moment.")
        for (key, _article, _at), reason in zip(asked, outcomes, strict=True)
        if reason is not None
    }
