"""Who reads the demonstration: nobody did, so some weeks of sums are made up, hour by hour, with all that writers are told."""

import datetime as dt
import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from haowen.domain.articles.models import Article
from haowen.domain.audience.counting import Sums
from haowen.domain.audience.models import Trait
from haowen.domain.readers.models import ArticleFollows, DailyFollows, Follow
from haowen.formats.markdown.piece import Piece

# How many of a day's readers come in each local hour: asleep at four, reading at noon, at the evening's end most of all.
_DAY = (3, 2, 1, 1, 1, 2, 5, 9, 10, 9, 8, 8, 11, 10, 7, 7, 7, 8, 10, 12, 14, 15, 12, 7)
_DAYS_OF_READING = 14
_HALF_DAY = 1.6  # days after which half as many come
# Where readers come from, and in which list they saw the article before: how many more saw it than opened it there.
_SOURCES = {
    "front": 26, "channel": 15, "search": 14, "article": 17, "": 11, "hot": 6, "publisher": 4, "feed": 3,
    "news.example.org": 3, "forum.example.net": 1,
}  # fmt: skip
_PLACES = {"front": ("front", 14), "channel": ("channel", 9), "search": ("search", 4), "hot": ("hot", 8), "publisher": ("publisher", 5)}  # fmt: skip
_BESIDE = (("related", 9), ("past", 7), ("headlines", 16))
_DEVICES = {"phone": 64, "computer": 28, "tablet": 8}
_REGIONS = {
    "CN-HB": 40, "CN-GD": 9, "CN-HN": 8, "CN-SH": 7, "CN-BJ": 7, "CN-ZJ": 6, "CN-JX": 5, "CN-SC": 4, "CN-HK": 3, "US": 3,
    "SG": 2, "DE": 1,
}  # fmt: skip
_KNOWN_ELSEWHERE = 0.8  # of those who open an article of a publisher on a day open no other of it
_ON_AN_ARTICLE = 0.6  # of new followers press the button beside an article
_LEFT = 0.12


def read(article: Article, piece: Piece, sums: Sums, *, at: dt.datetime, zone: ZoneInfo, chance: random.Random) -> None:
    """Spread an article's reads over the hours since it came out: many at first, fewer each day, none at four."""
    since = (article.published_at or at).replace(minute=0, second=0, microsecond=0)
    hours = [
        since + dt.timedelta(hours=number)
        for number in range(min(_DAYS_OF_READING * 24, int((at - since).total_seconds() // 3600) + 1))
    ]
    weights = [
        _DAY[hour.astimezone(zone).hour] * 2 ** (-(number / 24) / _HALF_DAY) * chance.uniform(0.7, 1.3)
        for number, hour in enumerate(hours)
    ]
    whole = sum(weights) or 1.0
    total = piece.reads or 0
    words = [tag.lower() for tag in piece.tags[:3]] or [piece.title[:4]]
    for hour, weight in zip(hours, weights, strict=True):
        opened = math.floor(total * weight / whole + chance.random())
        if opened:
            _open(sums, article, hour, opened, words, chance)


def _open(
    sums: Sums, article: Article, hour: dt.datetime, opened: int, words: list[str], chance: random.Random
) -> None:
    day = hour.date()
    through = chance.uniform(0.3, 0.6)
    for source, number in _drawn(_SOURCES, opened, chance).items():
        finished = round(number * through)
        lasting, most, half, quarter = (round(finished + (number - finished) * share) for share in (0.6, 0.3, 0.5, 0.8))
        sums.reads[article.pk, hour, source].update(
            opened=number, lasting=lasting, quarter=quarter, half=half, most=most, finished=finished,
            shared=number // 40, seconds=finished * chance.randrange(70, 200),
        )  # fmt: skip
        place, times = _PLACES.get(source) or (chance.choice(_BESIDE) if source == "article" else ("", 0))
        if place:
            shown = round(number * times * chance.uniform(0.7, 1.3))
            sums.shows[article.pk, hour, place].update(shown=shown, first=round(shown * 0.8), followed=number)
        if source == "search":
            sums.words.update((article.pk, day, word) for word in chance.choices(words, k=number))
    for trait, weights in ((Trait.DEVICE, _DEVICES), (Trait.REGION, _REGIONS)):
        for value, number in _drawn(weights, opened, chance).items():
            sums.traits[article.pk, day, trait.value, value] += number
    sums.readers[article.publisher_id, day] += math.ceil(opened * _KNOWN_ELSEWHERE)


def _drawn(weights: Mapping[str, int], number: int, chance: random.Random) -> Counter[str]:
    return Counter(chance.choices(list(weights), list(weights.values()), k=number))


def count_follows(articles: Iterable[Article], *, at: dt.datetime, zone: ZoneInfo, chance: random.Random) -> None:
    """Tell of the followers that publishers have when they came, on which article's page, and that some left."""
    out: dict[int, list[Article]] = {}
    for article in articles:
        out.setdefault(article.publisher_id, []).append(article)
    days: dict[tuple[int, dt.date], Counter[str]] = {}
    pages: dict[tuple[int, dt.date], Counter[str]] = {}
    for publisher, moment in Follow.objects.filter(publisher__isnull=False).values_list("publisher", "at"):
        read = [one for one in out.get(publisher, ()) if one.published_at and one.published_at < moment][-4:]
        on = chance.choice(read) if read and chance.random() < _ON_AN_ARTICLE else None
        _note(days, pages, publisher, on, moment.astimezone(zone).date(), "gained")
        if chance.random() < _LEFT:  # somebody else, who came before and is a follower no longer
            gone = min(moment + dt.timedelta(days=chance.uniform(0, 20)), at)
            _note(days, pages, publisher, on, gone.astimezone(zone).date(), "lost")
    DailyFollows.objects.bulk_create(
        DailyFollows(publisher_id=publisher, day=day, gained=numbers["gained"], lost=numbers["lost"])
        for (publisher, day), numbers in days.items()
    )
    ArticleFollows.objects.bulk_create(
        ArticleFollows(article_id=article, day=day, gained=numbers["gained"], lost=numbers["lost"])
        for (article, day), numbers in pages.items()
    )


def _note(
    days: dict[tuple[int, dt.date], Counter[str]],
    pages: dict[tuple[int, dt.date], Counter[str]],
    publisher: int,
    on: Article | None,
    day: dt.date,
    what: str,
) -> None:
    days.setdefault((publisher, day), Counter())[what] += 1
    if on is not None:
        pages.setdefault((on.pk, day), Counter())[what] += 1
