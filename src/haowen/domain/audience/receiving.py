"""From beacons to sums: each reader counts once a day for an article and a signal, and floods do not count.

Two short transactions a batch: in the day's memory what is new is marked as seen, then the sums are added to the record.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from django.db import DatabaseError, close_old_connections

from haowen.domain.articles.models import Article, TitleTrial
from haowen.domain.audience import counting, seen
from haowen.domain.audience.counting import Sums, hour_of
from haowen.domain.audience.models import Trait
from haowen.domain.audience.seen import Day, Visit
from haowen.domain.audience.signals import PLACES, Kind, Signal, read
from haowen.kit.beacons import Beacon

log = logging.getLogger(__name__)

LASTING_SECONDS = 15
"""So long must an article be in view to count as read."""
LONGEST_SECONDS = 2 * 3600  # of one reader with one article on one day
OF_READER_A_MINUTE = 15  # articles opened; nobody reads faster
OF_READER_A_DAY = 300  # articles known of one reader; the rest of them are not looked at
OF_NETWORK_AN_HOUR = 600  # articles opened from one network
OF_NETWORK_AND_ARTICLE_AN_HOUR = 30  # readers of one article from one network
PAIRED_MOST = 20  # of the articles read before, with which a reader's next one makes pairs

_MINUTE, _HOUR, _DAY = 60, 3600, 86400
_OPENED, _LASTING, _FINISHED, _SHARED, _FLOOD = 1, 2, 4, 8, 16
_REACHED = (("quarter", 0.25, 32), ("half", 0.5, 64), ("most", 0.75, 128))
_END = 0.9  # what stands below the last lines need not be seen
_SHOWN = {place: 1 << (8 + number) for number, place in enumerate(PLACES)}
_SHOWN_ANYWHERE = sum(_SHOWN.values())
_FOLLOWED = {place: 1 << (32 + number) for number, place in enumerate(PLACES)}
_TITLES = {"first": (1 << 56, 1 << 58), "second": (1 << 57, 1 << 59)}  # shown, followed
_EITHER_TITLE = _TITLES["first"][0] | _TITLES["second"][0]
_KNOWN_MOST = 20_000


class Known(NamedTuple):
    """The primary keys of an article that is out, and of its publisher."""

    article: int
    publisher: int


class Receiver:
    """Takes batches of beacons; sums that could not be added wait for the next batch."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._known: dict[str, Known] = {}
        self._waiting = Sums()

    def __call__(self, beacons: Sequence[Beacon]) -> None:
        """Count a batch. Raises only where nothing of it was marked as seen, so that it can be handed over again."""
        close_old_connections()  # outside of any request of Django's: a connection that broke has to be noticed here
        said = [(beacon, signal) for beacon in beacons for signal in read(beacon.said)]
        keys = self._keys({signal.article for _beacon, signal in said})
        known = [(beacon, one, keys[one.article]) for beacon, one in said if one.article in keys]
        self._waiting.merge(sort_out(_of_trials(known)))
        if not self._waiting:
            return
        try:
            counting.add(self._waiting)
        except DatabaseError:
            log.warning("sums could not be added; they wait for the next batch", exc_info=True)
            return
        self._waiting = Sums()

    def _keys(self, public_ids: Iterable[str]) -> dict[str, Known]:
        """Return the primary keys of those of these articles that are out."""
        unknown = [one for one in public_ids if one not in self._known]
        if unknown:
            if len(self._known) > _KNOWN_MOST:
                self._known.clear()
            rows = Article.objects.published().filter(public_id__in=unknown[: _KNOWN_MOST // 2])
            self._known.update(
                (public_id, Known(*keys)) for public_id, *keys in rows.values_list("public_id", "pk", "publisher_id")
            )
        return self._known


Said = tuple[Beacon, Signal, Known]


def _of_trials(said: Sequence[Said]) -> list[Said]:
    """Leave out which title was shown where no two titles are being tried (any more)."""
    asked = {known.article for _beacon, signal, known in said if signal.title}
    rows = TitleTrial.objects.filter(article__in=asked, outcome="") if asked else TitleTrial.objects.none()
    spans = {trial.article_id: (trial.started_at, trial.ends_at) for trial in rows}

    def is_tried(beacon: Beacon, article: int) -> bool:
        return article in spans and spans[article][0] <= beacon.at < spans[article][1]

    return [
        (beacon, replace(signal, title="") if signal.title and not is_tried(beacon, known.article) else signal, known)
        for beacon, signal, known in said
    ]


def sort_out(said: Sequence[Said]) -> Sums:
    """Mark what is new as seen and return what is to be added for it."""
    sums = Sums()
    if not said:
        return sums
    with seen.together():
        day = seen.open_day()
        visits = day.visits(beacon.reader for beacon, _signal, _article in said)
        changed: dict[tuple[bytes, int], Visit] = {}
        for beacon, signal, known in said:
            own, article = visits[beacon.reader], known.article
            if article not in own and len(own) >= OF_READER_A_DAY:
                continue
            visit = own.setdefault(article, Visit())
            before = (visit.marks, visit.seconds)
            _Counted(day, sums, own).take(beacon, signal, known)
            if (visit.marks, visit.seconds) != before:
                changed[beacon.reader, article] = visit
        day.keep((reader, article, visit) for (reader, article), visit in changed.items())
    return sums


class _Counted:
    """One reader's visits of today, and the sums that grow by them."""

    def __init__(self, day: Day, sums: Sums, own: dict[int, Visit]) -> None:
        self._day = day
        self._sums = sums
        self._own = own

    def take(self, beacon: Beacon, signal: Signal, known: Known) -> None:
        """Count what is new in a signal."""
        article = known.article
        visit = self._own[article]
        was_shown = bool(visit.marks & _SHOWN_ANYWHERE)
        if signal.title:
            self._count_title(beacon, signal, article)
        match signal.kind:
            case Kind.SHOWN if self._is_new(visit, _SHOWN[signal.place]):
                numbers = self._sums.shows[article, hour_of(beacon.at), signal.place]
                numbers["shown"] += 1
                numbers["first"] += not was_shown
            case Kind.FOLLOWED if self._is_new(visit, _FOLLOWED[signal.place]):
                self._sums.shows[article, hour_of(beacon.at), signal.place]["followed"] += 1
            case Kind.OPENED:
                self._open(beacon, signal, known)
            case Kind.VIEWED:
                self._open(beacon, signal, known)
                self._view(beacon, signal, article)
            # Only what was opened can be shared; the button stands on the article's page.
            case Kind.SHARED if visit.marks & _OPENED and not visit.marks & _FLOOD and self._is_new(visit, _SHARED):
                self._sums.reads[article, hour_of(beacon.at), ""]["shared"] += 1

    def _count_title(self, beacon: Beacon, signal: Signal, article: int) -> None:
        """Count under the title that this reader was shown first: what is seen under both says nothing of either."""
        visit, (shown, followed) = self._own[article], _TITLES[signal.title]
        key = (article, hour_of(beacon.at), signal.title)
        if not visit.marks & _EITHER_TITLE:
            visit.marks |= shown
            self._sums.titles[key]["shown"] += 1
        if signal.kind is Kind.FOLLOWED and visit.marks & shown and self._is_new(visit, followed):
            self._sums.titles[key]["followed"] += 1

    @staticmethod
    def _is_new(visit: Visit, mark: int) -> bool:
        is_new = not visit.marks & mark
        visit.marks |= mark
        return is_new

    def _open(self, beacon: Beacon, signal: Signal, known: Known) -> None:
        article = known.article
        visit = self._own[article]
        if not self._is_new(visit, _OPENED):
            return
        visit.since = int(beacon.at.timestamp())
        if self._is_flood(beacon, article):
            visit.marks |= _FLOOD
            return
        self._sums.reads[article, hour_of(beacon.at), signal.source]["opened"] += 1
        day = beacon.at.astimezone(dt.UTC).date()
        if signal.word:
            self._sums.words[article, day, signal.word] += 1
        for trait, value in ((Trait.DEVICE, beacon.device), (Trait.REGION, beacon.region)):
            if value:
                self._sums.traits[article, day, trait.value, value] += 1
        if self._day.count(b"of" + beacon.reader + known.publisher.to_bytes(8), beacon.at, _DAY) == 1:
            self._sums.readers[known.publisher, day] += 1

    def _is_flood(self, beacon: Beacon, article: int) -> bool:
        """Whether a reader or a network opens more than people do."""
        named = beacon.network + article.to_bytes(8)
        return (
            self._day.count(beacon.reader, beacon.at, _MINUTE) > OF_READER_A_MINUTE
            or self._day.count(named, beacon.at, _HOUR) > OF_NETWORK_AND_ARTICLE_AN_HOUR
            or self._day.count(beacon.network, beacon.at, _HOUR) > OF_NETWORK_AN_HOUR
        )

    def _view(self, beacon: Beacon, signal: Signal, article: int) -> None:
        visit = self._own[article]
        if visit.marks & _FLOOD:
            return
        # Nobody has had it in view for longer than it has been open.
        possible = min(int(beacon.at.timestamp()) - visit.since + 1, LONGEST_SECONDS) - visit.seconds
        added = max(0, min(signal.seconds, possible))
        visit.seconds += added
        numbers = self._sums.reads[article, hour_of(beacon.at), signal.source]
        if added:
            numbers["seconds"] += added
        for name, share, mark in _REACHED:
            if signal.share >= share and self._is_new(visit, mark):
                numbers[name] += 1
        if visit.seconds < LASTING_SECONDS:
            return
        if self._is_new(visit, _LASTING):
            numbers["lasting"] += 1
            self._pair(article)
        if signal.share >= _END and self._is_new(visit, _FINISHED):
            numbers["finished"] += 1

    def _pair(self, article: int) -> None:
        """Count the article with each that the same reader has read today; who that was is not kept."""
        before = [other for other, visit in self._own.items() if visit.marks & _LASTING and other != article]
        for other in before[-PAIRED_MOST:]:
            self._sums.pairs[min(article, other), max(article, other)] += 1
