"""Filling an empty site with the demonstration, through the same acts that people use."""

import datetime as dt
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, transaction

from haowen.derived.recommend import rebuilding as recommendation
from haowen.derived.search import rebuilding as index
from haowen.domain.articles import kinds as asked_of
from haowen.domain.articles import publishing, saving
from haowen.domain.articles.drafts import Draft, DraftCover, DraftCredit, DraftDeclaration, DraftReference, one_cover
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, CreditRole, DeclarationKind, Series
from haowen.domain.articles.models import Kind as ArticleKind
from haowen.domain.articles.pinning import pin
from haowen.domain.audience import counting
from haowen.domain.channels.models import Channel
from haowen.domain.channels.opening import change as rename
from haowen.domain.channels.opening import open_channel
from haowen.domain.headlines.models import Place
from haowen.domain.headlines.originals import enter, open_vertical
from haowen.domain.headlines.placing import place
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.moderation.models import Reason
from haowen.domain.moderation.reporting import report
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import User
from haowen.domain.publishers.applying import submit
from haowen.domain.publishers.membership import add
from haowen.domain.publishers.models import Kind, MemberRole, Publisher
from haowen.domain.publishers.opening import open_publisher
from haowen.domain.site.changing import change, issue_terms, set_footer, set_notice
from haowen.domain.site.models import Origin
from haowen.doors.cli.demo import kinds, life, pictures, readership
from haowen.doors.cli.demo.cast import Accounts, Cast, gather
from haowen.doors.cli.demo.material import FILM, moment, pieces, shown, site
from haowen.formats.markdown import place_pictures
from haowen.formats.markdown.piece import Piece
from haowen.kit.clock import now, telling

_WIDTH = 960  # pixels; a drawing has no more to show, and a first start waits for it
_AVATAR = 320
_HANDS = 4  # drawing is work, but keeping waits for the disk
_SETTLED = dt.timedelta(days=70)  # the site and its publishers are this old


def fill(progress: Callable[[str], None] = lambda _line: None) -> int:
    """Fill the empty site; returns the number of articles. The same demonstration each time but for passwords and times."""
    at, zone = now(), ZoneInfo(settings.TIME_ZONE)
    written = pieces()
    drawn = _draw(written)
    progress(f"{len(drawn)} pictures")
    accounts = Accounts()
    # All of it or nothing: a filling that is killed leaves an empty site, which can be filled again.
    with transaction.atomic():
        articles = _tell(written, drawn, accounts, at=at, zone=zone)
        index.rebuild()
        recommendation.rebuild()
        accounts.write(Path(settings.DATA) / "demo-accounts.json")
    progress(f"{len(articles)} articles")
    return len(articles)


def _tell(
    written: dict[str, Piece], drawn: dict[str, Media], accounts: Accounts, *, at: dt.datetime, zone: ZoneInfo
) -> dict[str, Article]:
    """Let the site's history happen: people, publishers, articles, readers, the front page."""
    chance = random.Random(2026)  # noqa: S311 - a history, not a secret
    with telling(at - _SETTLED):
        cast = gather(accounts)
        _set_up(cast.staff["operator"])
    publishers = {row["handle"]: _open(row, cast, drawn, accounts, at) for row in site()["publishers"]}
    life.follow(
        [(publishers[row["handle"]], row["followers"]) for row in site()["publishers"]],
        cast.crowd,
        at=at,
        chance=chance,
    )
    articles: dict[str, Article] = {}
    sums = counting.Sums()
    # In the order of their publication, as it would have been; a translation needs its original first.
    for slug, piece in sorted(written.items(), key=lambda pair: moment(pair[1].published, at=at, zone=zone)):
        articles[slug] = _publish(piece, publishers[piece.publisher], cast, drawn, at=at, zone=zone)
    for slug, piece in written.items():
        article = articles[slug]
        if piece.translation_of in articles:
            Article.objects.filter(pk=article.pk).update(translation_of=articles[piece.translation_of])
        kinds.report(article, piece, drawn, by=actor_of(cast.owners[piece.publisher]), at=at, zone=zone)
        kinds.vote(article, piece, cast, at=at, chance=chance)
        kinds.bury(article, piece, at=at, zone=zone)
        life.converse(article, piece, cast, at=at, zone=zone, chance=chance)
        life.like(article, piece, cast, at=at, chance=chance)
        readership.read(article, piece, sums, at=at, zone=zone, chance=chance)
        kinds.try_titles(article, piece, sums, chance=chance)
    for row in site()["reposts"]:
        by = actor_of(cast.owners[row["by"]])
        made = kinds.repost(row, articles[row["slug"]], publishers[row["by"]], by=by, at=at, zone=zone)
        retold = replace(written[row["slug"]], likes=int(row["likes"]), reads=int(row["reads"]))
        life.like(made, retold, cast, at=at, chance=chance)
        readership.read(made, retold, sums, at=at, zone=zone, chance=chance)
    counting.add(sums)
    life.read_together(articles, chance)
    readership.count_follows(articles.values(), at=at, zone=zone, chance=chance)
    _arrange(cast, articles, at)
    _apply_and_report(cast, articles)
    return articles


def _set_up(operator: User) -> None:
    told = site()
    change(by=operator, **told["site"])
    set_footer(told["footer"], by=operator)
    for origin, texts in told["notices"].items():
        set_notice(Origin(origin), zh=texts["zh"], en=texts["en"], by=operator)
    issue_terms(told["terms"]["zh"], told["terms"]["en"], by=operator, in_force_at=now())
    there = {channel.slug: channel for channel in Channel.objects.all()}
    for position, row in enumerate(told["channels"], 1):
        if row["slug"] in there:
            rename(there[row["slug"]], zh=row["zh"], en=row["en"], position=position)
        else:
            open_channel(row["slug"], row["zh"], row["en"], position)


def _draw(written: dict[str, Piece]) -> dict[str, Media]:
    """Draw every picture that an article or a publisher shows, and keep it."""
    names = {name for piece in written.values() for name in shown(piece)}
    avatars = {f"avatar_{row['handle']}" for row in site()["publishers"]}
    sizes = {name: _AVATAR if name in avatars else _WIDTH for name in sorted(names | avatars)}
    with ThreadPoolExecutor(_HANDS) as hands:
        return dict(hands.map(_keep, sizes.items()))


def _keep(asked: tuple[str, int]) -> tuple[str, Media]:
    try:
        name = asked[0]
        return name, kinds.keep_film(name) if name.endswith(FILM) else keep(pictures.png(*asked), by=None)
    finally:
        connection.close()  # of this thread


def _open(row: dict[str, str], cast: Cast, drawn: dict[str, Media], accounts: Accounts, at: dt.datetime) -> Publisher:
    with telling(at - _SETTLED):
        publisher = open_publisher(
            handle=row["handle"],
            name=row["name"],
            kind=Kind(row["kind"]),
            tagline=row["tagline"],
            field=row["field"],
            avatar=drawn[f"avatar_{row['handle']}"],
            language=row.get("language", "zh-hans"),
        )
        owner = cast.owners[row["handle"]]
        add(publisher, owner, MemberRole.OWNER)
        accounts.belongs(owner, row["handle"], MemberRole.OWNER.value)
        for name in row.get("writers", ()):
            writer = accounts.person(f"writer.{row['handle']}", name)
            add(publisher, writer, MemberRole.WRITER)
            accounts.belongs(writer, row["handle"], MemberRole.WRITER.value)
    return publisher


def _publish(
    piece: Piece, publisher: Publisher, cast: Cast, drawn: dict[str, Media], *, at: dt.datetime, zone: ZoneInfo
) -> Article:
    by = actor_of(cast.owners[publisher.handle])
    out_at = moment(piece.published, at=at, zone=zone)
    draft = _draft(piece, drawn, at=at, zone=zone)
    kinds.caption_films(piece, publisher, drawn, by=by)
    with telling(out_at - dt.timedelta(hours=2)):
        article = saving.create(
            publisher,
            # A first version without its summary: what changed before publishing is in the article's history.
            replace(draft, summary=""),
            by=by,
            channel=Channel.objects.get(slug=piece.channel),
            kind=ArticleKind(piece.kind),
            language=piece.language,
            origin=Origin(piece.origin or "upload"),
            licence=piece.licence,
        )
        article.tags.set(tag(name) for name in piece.tags)
        if piece.series:
            article.series, _made = Series.objects.get_or_create(publisher=publisher, title=piece.series)
            article.series_position = piece.series_position
            article.save(update_fields=["series", "series_position"])
    # What was changed after publishing is the piece's last paragraph, which came later.
    first = replace(draft, html=draft.html.rpartition("<p>")[0] or draft.html) if piece.changed else draft
    with telling(out_at - dt.timedelta(minutes=20)):
        saving.save(article, first, base=article.head, by=by)
    with telling(out_at):
        publishing.publish(article, by=by)
    if piece.changed:
        with telling(max(moment(piece.changed, at=at, zone=zone), out_at + dt.timedelta(minutes=9))):
            saving.save(article, draft, base=article.head, by=by)
            publishing.publish(article, by=by)
    return article


def _draft(piece: Piece, drawn: dict[str, Media], *, at: dt.datetime, zone: ZoneInfo) -> Draft:
    is_short = piece.kind == ArticleKind.SHORT
    placed = place_pictures(piece.html, {name: media.sha256 for name, media in drawn.items()})
    # These pieces open with their lead, but for short posts, which are no more than that; and those bear no titles here.
    html = placed if is_short else placed.replace("<p>", "<p data-lead>", 1)
    covers = tuple(DraftCover(drawn[row["picture"]], row["alt"]) for row in piece.extra.get("covers", ()))
    draft = Draft(
        title="" if is_short else piece.title,
        html=kinds.ask_until(html, piece, at=at, zone=zone),
        summary=piece.summary,
        second_title=piece.extra.get("second_title", ""),
        covers=covers or one_cover(drawn.get(piece.cover), piece.cover_alt),
        references=tuple(
            DraftReference(row.title, row.key, row.outlet, row.authors, row.dated, row.url, row.accessed)
            for row in piece.references
        ),
        declarations=tuple(
            DraftDeclaration(
                DeclarationKind(row.kind), row.note, row.source_name, row.source_url, row.event_on, row.place
            )
            for row in piece.declarations
        ),
        credits=tuple(DraftCredit(CreditRole(row.role), row.name) for row in piece.credits),
    )
    return asked_of.completed(draft, piece.kind)


def _arrange(cast: Cast, articles: dict[str, Article], at: dt.datetime) -> None:
    told, editor = site(), cast.staff["editor"]
    since = at - dt.timedelta(hours=6)
    slots = told["slots"]
    place(articles[slots["lead"]], Place.LEAD, starts_at=since, by=editor)
    for position, slug in enumerate(slots["second"]):
        place(articles[slug], Place.SECOND, position=position, starts_at=since, by=editor)
    for channel in Channel.objects.filter(slug__in=slots["channel"]):
        place(articles[slots["channel"][channel.slug]], Place.CHANNEL, channel=channel, starts_at=since, by=editor)
    for slug in told["pinned"]:
        pin(articles[slug], by=actor_of(cast.owners[articles[slug].publisher.handle]))
    for position, row in enumerate(told["verticals"]):
        vertical = open_vertical(row["slug"], row["zh"], row["en"], position)
        for entry, slug in enumerate(slug for slug in row["articles"] if slug in articles):
            enter(vertical, articles[slug], entry)


def _apply_and_report(cast: Cast, articles: dict[str, Article]) -> None:
    for row in site()["applications"]:
        submit(
            cast.readers[row["applicant"]],
            kind=Kind(row["kind"]),
            name=row["name"],
            handle=row["handle"],
            tagline=row["tagline"],
            field=row["field"],
            motivation=row["motivation"],
            channels=list(Channel.objects.filter(slug__in=row["channels"])),
        )
    for row in site()["reports"]:
        if row["slug"] in articles:
            report(
                article=articles[row["slug"]],
                reason=Reason(row["reason"]),
                text=row["text"],
                contact="",
                by=actor_of(cast.readers[row["by"]]),
            )
