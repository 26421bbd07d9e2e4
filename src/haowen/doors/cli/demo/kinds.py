"""What only some articles have: a film with captions, a report's entries, a poll's votes, two titles, a dead link, a repost."""

import datetime as dt
import random
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import override

from haowen.domain.articles import filing, publishing, reporting
from haowen.domain.articles.models import Article, TitleTrial
from haowen.domain.audience.counting import Sums, hour_of
from haowen.domain.channels.models import Channel
from haowen.domain.library import taking
from haowen.domain.library.captioning import caption
from haowen.domain.media.models import Media
from haowen.domain.media.videos import keep_video
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers import polling
from haowen.domain.readers.models import Poll, PollVote
from haowen.domain.reposts import granting, reposting
from haowen.domain.reposts.models import Who
from haowen.domain.sources import checking, naming
from haowen.doors.cli.demo import pictures
from haowen.doors.cli.demo.cast import Cast
from haowen.doors.cli.demo.material import FILM, FILMS, moment
from haowen.doors.words import ARTICLE_LANGUAGES
from haowen.formats.markdown import place_pictures, read
from haowen.formats.markdown.piece import Piece
from haowen.kit.clock import telling
from haowen.text import markup

_MOST = 1 << 20  # bytes of a film of ours
_GONE = 404
_LANGUAGES = dict(ARTICLE_LANGUAGES)


def keep_film(name: str) -> Media:
    """Keep one of our films; its first moment is drawn, as there need be no ffmpeg that could take it out."""
    scene = name.removesuffix(FILM)
    with (FILMS / name).open("rb") as file:
        return keep_video(file, FILM[1:], by=None, most=_MOST, poster=pictures.png(scene, pictures.width(scene)))


def caption_films(piece: Piece, publisher: Publisher, drawn: Mapping[str, Media], *, by: Actor) -> None:
    """Put the films of a piece into its publisher's library, each with the captions that lie beside it."""
    for asked in piece.pictures:
        if not asked.address.endswith(FILM):
            continue
        asset = taking.add(publisher, drawn[asked.address], taking.Words(name=asked.address, alt=asked.alt), by=by)
        for path in sorted(FILMS.glob(f"{asked.address.removesuffix(FILM)}.*.vtt"), reverse=True):
            language = path.suffixes[0][1:]
            caption(asset, path.read_bytes(), language=language, label=_LANGUAGES[language], by=by)


def ask_until(html: str, piece: Piece, *, at: dt.datetime, zone: ZoneInfo) -> str:
    """Give a poll its last day, so many days from now."""
    if "votes" not in piece.extra:
        return html
    last = at.astimezone(zone).date() + dt.timedelta(days=int(piece.extra["votes"]["days"]))
    return html.replace("<aside data-poll>", f'<aside data-poll="{last}">')


def report(
    article: Article, piece: Piece, drawn: Mapping[str, Media], *, by: Actor, at: dt.datetime, zone: ZoneInfo
) -> None:
    """Let a live report happen: entry by entry, with what was put right and taken back, to its end."""
    kept = {name: media.sha256 for name, media in drawn.items()}

    def said(text: str) -> str:
        return place_pictures(read(text).html, kept)

    for row in piece.extra.get("entries", ()):
        title, text = row.get("title", ""), row["text"]
        with telling(moment(row["at"], at=at, zone=zone)):
            entry = reporting.enter(
                article, title=title, html=said(row.get("first", text)), by=by, is_pinned="pinned" in row
            )
        if "corrected" in row:
            with telling(moment(row["corrected"], at=at, zone=zone)):
                reporting.correct(entry, title=title, html=said(text), note=row["note"], by=by)
        if "removed" in row:
            with telling(moment(row["removed"], at=at, zone=zone)):
                reporting.remove(entry, by=by)
    if "ended" in piece.extra:
        with telling(moment(piece.extra["ended"], at=at, zone=zone)):
            reporting.end(article, by=by)


def vote(article: Article, piece: Piece, cast: Cast, *, at: dt.datetime, chance: random.Random) -> None:
    """Let readers answer a poll: those who are known by name one by one, and some of the crowd."""
    if "votes" not in piece.extra or article.revision is None or article.published_at is None:
        return
    (poll,) = markup.polls(article.revision.body.html)
    told, since = piece.extra["votes"], article.published_at
    for name, option in told["readers"].items():
        with telling(since + (at - since) * chance.random()):
            polling.answer(article, poll.key, int(option), by=actor_of(cast.readers[name]))
    options = [option for option, times in enumerate(told["crowd"]) for _ in range(int(times))]
    asked = Poll.objects.get(article=article, key=poll.key)
    voters = chance.sample([actor for actor in cast.crowd if actor.user_id is None], len(options))
    PollVote.objects.bulk_create(
        PollVote(poll=asked, actor=actor, option=option, at=since + (at - since) * chance.random())
        for actor, option in zip(voters, options, strict=True)
    )


def try_titles(article: Article, piece: Piece, sums: Sums, *, chance: random.Random) -> None:
    """Count who was shown which of two titles, and who followed, over the day of the trial."""
    trial = TitleTrial.objects.filter(article=article).first()
    if trial is None:
        return
    for title, (seen, followed) in piece.extra["trial"].items():
        for number, name in ((seen, "shown"), (followed, "followed")):
            for _ in range(int(number)):
                hour = hour_of(trial.started_at + (trial.ends_at - trial.started_at) * chance.random() * 0.99)
                sums.titles[article.pk, hour, title][name] += 1


def bury(article: Article, piece: Piece, *, at: dt.datetime, zone: ZoneInfo) -> None:
    """Let the links die that are said to be dead: asked for three times, days apart, and never there."""
    dead = piece.extra.get("dead", {})
    if dead:
        naming.watch(article.pk)
    for row in piece.references:
        if row.key in dead:
            link = naming.of_url(row.url)
            asked_at = moment(dead[row.key], at=at, zone=zone)
            for pause in (dt.timedelta(), *checking.PAUSES[:2]):
                asked_at += pause
                with telling(asked_at):
                    checking.judge(link, checking.Answered.GONE, _GONE)


def repost(
    row: Mapping[str, Any], original: Article, publisher: Publisher, *, by: Actor, at: dt.datetime, zone: ZoneInfo
) -> Article:
    """Grant an article to another publisher, which brings it out again as it is."""
    with transaction.atomic(), telling(moment(row["at"], at=at, zone=zone)), override(publisher.language):
        granting.grant(original, who=Who.NAMED, named=[publisher])
        made = reposting.make(original, publisher, by=by)
        filing.file(made, by=by, channel=Channel.objects.get(slug=row["channel"]))
        return publishing.publish(made, by=by)
