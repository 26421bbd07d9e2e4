"""A revision as its readers would see it, for those who write, review or publish it: ``forms/_reading.html``."""

from typing import Any

from haowen.domain.articles import telling
from haowen.domain.articles.models import Article, Kind, Revision
from haowen.domain.library.playing import films
from haowen.domain.media import showing
from haowen.domain.media.models import Media, MediaKind
from haowen.domain.publishers.models import Publisher
from haowen.doors.words import CREDIT_ROLES, DECLARATIONS, LABELS, body_words, channel_name
from haowen.kit.clock import now
from haowen.text import markup


def page_of(article: Article, revision: Revision) -> dict[str, Any]:
    """Return what a page needs that shows one revision as readers would see it."""
    html = revision.body.html
    rows = {reference.key: reference for reference in revision.references.all()}
    cited = markup.numbered(html, rows)
    return {
        "article": article,
        "revision": revision,
        "publisher": article.publisher,
        "body": _shown(html, article, cited),
        "references": [rows[key] for key in cited],
        "declarations": [{"name": DECLARATIONS[d.kind], "row": d} for d in revision.declarations.all()],  # type: ignore[index]
        "labels": [{"name": LABELS[one.kind], "note": one.note} for one in article.labels.all()],  # type: ignore[index]
        "credits": [{"role": CREDIT_ROLES[c.role], "name": c.name} for c in revision.credits.all()],  # type: ignore[index]
        "cover": picture(revision.cover.sha256) if revision.cover else None,
        "channel": channel_name(article.channel) if article.channel else "",
        "entries": _entries(article) if article.kind == Kind.LIVE else [],
    }


def _shown(html: str, article: Article, cited: dict[str, int]) -> markup.Clean:
    found = pictures(html, article.publisher)
    if article.kind == Kind.VIDEO:
        html = markup.led_by(html, [key for key, one in found.items() if one.film is not None])
    return markup.shown(html, pictures=found, cited=cited, words=body_words(article.kind))


def _entries(article: Article) -> list[dict[str, Any]]:
    """Return the entries of a live report that readers see with it."""
    told = [one for one in telling.entries(article.pk) if not one.is_removed]
    shown = pictures("".join(one.html for one in told), article.publisher)
    return [{"said": one, "body": markup.shown(one.html, pictures=shown, cited={}, words=body_words())} for one in told]


def entry(html: str, publisher: Publisher) -> markup.Clean:
    """Return what one entry of a live report says, as readers would see it."""
    return markup.shown(html, pictures=pictures(html, publisher), cited={}, words=body_words())


def picture(sha256: str) -> markup.Picture | None:
    """Return the addresses of a kept picture."""
    media = Media.objects.filter(sha256=sha256).first() if sha256 else None
    return (
        showing.picture(media.sha256, media.width, media.height, media.colour, media.has_avif, most=640)
        if media
        else None
    )


def pictures(html: str, publisher: Publisher | None = None) -> dict[str, markup.Picture]:
    """Return the pictures that a body shows, by hash; of videos how they are played. Captions and mark are a publisher's."""
    rows = list(Media.objects.filter(sha256__in=markup.media_keys(html)))
    pk, mark = (publisher.pk, publisher.mark_key) if publisher else (None, None)
    played = films([m.sha256 for m in rows if m.kind == MediaKind.VIDEO], now(), publisher=pk)
    return {
        m.sha256: showing.picture(
            m.sha256, m.width, m.height, m.colour, m.has_avif, film=played.get(m.sha256), mark=mark
        )
        for m in rows
        if m.kind != MediaKind.VIDEO or m.sha256 in played
    }
