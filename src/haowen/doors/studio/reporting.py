"""What writers are told about how they are read: tables over a span, of a publisher or of one article.

A table is only worked out when it is asked for, by a number of statements that does not depend on how much was counted.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.archives import counts
from haowen.domain.articles.models import Article
from haowen.domain.audience import summing
from haowen.domain.audience.models import Trait
from haowen.domain.audience.summing import Named, Of, Totals
from haowen.domain.comments import summing as comments
from haowen.domain.publishers.models import Publisher
from haowen.domain.readers import summing as readers
from haowen.doors.studio import places
from haowen.doors.studio.tables import Row, Table, share
from haowen.kit.clock import now

SPANS = {"7": 7, "30": 30, "90": 90, "all": 0}
USUAL = "30"
BY_THE_MONTH_FROM = 100  # days; more bars than that cannot be told apart


@dataclass(frozen=True, slots=True)
class Span:
    """The last so many days by the site's clock, today among them; ``first`` is None for all there are."""

    key: str
    today: dt.date
    first: dt.date | None

    @property
    def since(self) -> dt.datetime | None:
        """Return the moment at which it begins."""
        if self.first is None:
            return None
        return dt.datetime.combine(self.first, dt.time.min, timezone.get_current_timezone())


def span(key: str) -> Span:
    """Return the span of this name in addresses; one that there is not is the usual one."""
    key = key if key in SPANS else USUAL
    today = timezone.localtime(now()).date()
    return Span(key, today, today - dt.timedelta(days=SPANS[key] - 1) if SPANS[key] else None)


class Report:
    """The tables about one article, or about all of a publisher's, over one span."""

    def __init__(self, whose: Of, over: Span) -> None:
        """Name what it is about; nothing is asked yet."""
        self.whose = whose
        self.span = over
        rows = Article.objects.all()
        self._articles = (
            rows.filter(publisher=whose) if isinstance(whose, Publisher) else rows.filter(pk=whose.pk)
        ).order_by()

    def table(self, key: str) -> Table | None:
        """Return the table of this name in addresses, or None where there is no such table."""
        makers = {
            "funnel": self.funnel, "days": self.days, "sources": self.sources, "lists": self.lists, "words": self.words,
            "depth": self.depth, "follows": self.follows, "devices": self.devices, "regions": self.regions,
        }  # fmt: skip
        if isinstance(self.whose, Publisher):
            makers["articles"] = self.articles
        return makers[key]() if key in makers else None

    @cached_property
    def is_monthly(self) -> bool:
        """Whether there are so many days that months are shown."""
        return (self.span.today - self._first).days >= BY_THE_MONTH_FROM

    @cached_property
    def periods(self) -> dict[dt.date, Totals]:
        """Return what was counted on each day of the span, or in each month: each by its first day, none left out."""
        day, found = self._first, dict[dt.date, Totals]()
        while day <= self.span.today:
            found.setdefault(self._period(day), Counter())
            day += dt.timedelta(days=1)
        for counted, totals in self._by_day.items():
            if self._first <= counted <= self.span.today:
                found[self._period(counted)].update(totals)
        return found

    @cached_property
    def totals(self) -> Totals:
        """Return all of the span."""
        whole: Totals = Counter()
        for totals in self.periods.values():
            whole.update(totals)
        return whole

    @cached_property
    def has_numbers(self) -> bool:
        """Whether anything at all was counted in the span."""
        return any(self.totals.values())

    def funnel(self) -> Table:
        """Return how many saw it, opened it, and read it."""
        whole = self.totals
        rows = [
            Row(_("Shown in a list"), (whole["first"], None)),
            Row(_("Opened from a list"), (whole["followed"], share(whole["followed"], whole["first"]))),
            Row(_("Opened, from wherever"), (whole["opened"], None)),
            Row(_("Read for 15 seconds"), (whole["lasting"], share(whole["lasting"], whole["opened"]))),
            Row(_("Read through"), (whole["finished"], share(whole["finished"], whole["opened"]))),
        ]
        return Table(
            "funnel",
            _("From being shown to being read"),
            (_("Step"), _("Readers"), _("Percentage")),
            rows,
            _("The share is that of readers who opened it among those who saw it, and of those who read it among all who opened it."),
        )  # fmt: skip

    def days(self) -> Table:
        """Return everything by the day, or by the month where there are many days."""
        columns = (
            _("Month") if self.is_monthly else _("Day"), _("Shown"), _("Openings"), _("Read for a while"), _("Read through"),
            _("Likes"), _("Comments"), _("Shared"), _("Came to follow"), _("Stopped following"),
        )  # fmt: skip
        names = ("first", "opened", "lasting", "finished", "likes", "comments", "shared", "gained", "lost")
        rows = [
            Row(self.named(day), tuple(totals[name] for name in names), day=day) for day, totals in self.periods.items()
        ]
        return Table("days", _("Opened each month") if self.is_monthly else _("Opened each day"), columns, rows)

    def follows(self) -> Table:
        """Return who came and who left, by the day."""
        rows = [
            Row(self.named(day), (totals["gained"], totals["lost"], totals["gained"] - totals["lost"]), day=day)
            for day, totals in self.periods.items()
        ]
        note = "" if isinstance(self.whose, Publisher) else _("Those who pressed “Follow” or “Following” on this article's page.")  # fmt: skip
        columns = (_("Month") if self.is_monthly else _("Day"), _("Came to follow"), _("Stopped following"), _("Net"))
        return Table("follows", _("Followers gained and lost"), columns, rows, note)

    def sources(self) -> Table:
        """Return where those who opened it came from."""
        found = summing.by_source(self.whose, self.span.since)
        whole = sum(totals["opened"] for totals in found.values())
        rows = [
            Row(
                places.source(key),
                (
                    totals["opened"],
                    share(totals["opened"], whole),
                    totals["finished"],
                    share(totals["finished"], totals["opened"]),
                ),
            )
            for key, totals in found.items()
            if totals["opened"]
        ]
        columns = (_("Came from"), _("Openings"), _("Percentage"), _("Read through"), _("Read through, share"))
        note = _("Another site is named from %(number)s readers of one article on.") % {"number": summing.NAMED_FROM}
        return Table("sources", _("Where readers came from"), columns, rows, note)

    def lists(self) -> Table:
        """Return in which lists it was seen, and how often it was opened from there."""
        found = summing.by_list(self.whose, self.span.since)
        rows = [
            Row(
                str(places.LISTS.get(key, key)),
                (totals["shown"], totals["followed"], share(totals["followed"], totals["shown"])),
            )
            for key, totals in found.items()
        ]
        columns = (_("List"), _("Shown"), _("Opened from there"), _("Percentage"))
        note = _("Whoever saw it in two lists is in the numbers of both.")
        return Table("lists", _("By list"), columns, rows, note)

    def words(self) -> Table:
        """Return what was searched for on this site by those who opened it."""
        named = summing.by_word(self.whose, self.span.first)
        note = _("Words are named from %(number)s readers of one article on, and forgotten after 90 days.") % {
            "number": summing.NAMED_FROM
        }
        return Table(
            "words", _("By search word"), (_("Searched for"), _("Openings")), _named(named, str, _("Other words")), note
        )

    def depth(self) -> Table:
        """Return how far those who opened it came."""
        whole = self.totals
        rows = [
            Row(name, (whole[key], share(whole[key], whole["opened"])))
            for name, key in (
                (_("Openings"), "opened"), (_("A quarter"), "quarter"), (_("Half"), "half"), (_("Three quarters"), "most"),
                (_("To the end"), "finished"),
            )
        ]  # fmt: skip
        note = _("To the end counts who also kept it in view for 15 seconds.")
        return Table("depth", _("How far it was read"), (_("Part"), _("Readers"), _("Percentage")), rows, note)

    def devices(self) -> Table:
        """Return the classes of devices, where there were enough readers."""
        return self._trait("devices", _("Devices"), _("Device"), Trait.DEVICE)

    def regions(self) -> Table:
        """Return the countries, where a proxy tells them and there were enough readers."""
        return self._trait("regions", _("Regions"), _("Region"), Trait.REGION)

    def articles(self) -> Table:
        """Return a publisher's articles with what was counted of each, the most opened first."""
        since = self.span.since
        found = summing.by_article(self.publisher, since)
        follows = readers.follows_by_article(self._articles, self.span.first)
        likes = readers.likes_by_article(self._articles, since) + counts.likes_by_article(
            self._articles, self.span.first
        )
        said = comments.comments_by_article(self._articles, since)
        keys = sorted({*found, *follows, *likes, *said}, key=lambda key: (-found.get(key, Counter())["opened"], -key))
        named = self._articles.values("pk", "public_id", "title", "head__title", "language", "trashed_at")
        told = {row["pk"]: row for row in named}
        rows = []
        for key in keys:
            totals, came = found.get(key, Counter()), follows.get(key, Counter())
            row = told[key]
            numbers = (
                totals["first"], totals["opened"], totals["finished"], share(totals["finished"], totals["opened"]),
                likes[key], said[key], totals["shared"], came["gained"], came["lost"],
            )  # fmt: skip
            name = row["title"] or row["head__title"] or _("Without a title yet")
            url = "" if row["trashed_at"] else f"/studio/a/{row['public_id']}/statistics?span={self.span.key}"
            rows.append(Row(name, numbers, url, row["language"]))
        columns = (
            _("Article"), _("Shown"), _("Openings"), _("Read through"), _("Read through, share"), _("Likes"), _("Comments"),
            _("Shared"), _("Came to follow"), _("Stopped following"),
        )  # fmt: skip
        return Table("articles", _("Articles"), columns, rows)

    @cached_property
    def publisher(self) -> Publisher:
        """Return whose numbers these are."""
        return self.whose if isinstance(self.whose, Publisher) else self.whose.publisher

    def named(self, day: dt.date) -> str:
        """Return a day or a month as it is written."""
        return f"{day:%Y-%m}" if self.is_monthly else f"{day:%Y-%m-%d}"

    def _trait(self, key: str, caption: str, column: str, trait: Trait) -> Table:
        named = self._traits[trait]
        name = (lambda code: str(places.DEVICES.get(code, code))) if trait is Trait.DEVICE else places.region
        rows: list[Row] = []
        if named is not None:
            whole = sum(number for _value, number in named.rows) + named.rest
            rows = [
                Row(row.name, (row.values[0], share(int(row.values[0] or 0), whole)))
                for row in _named(named, name, _("Others, each with fewer readers"))
            ]
        note = _("In tens, up to yesterday, and only above %(number)s readers of one article.") % {
            "number": summing.TOLD_ABOVE
        }
        return Table(key, caption, (column, _("Openings"), _("Percentage")), rows, note)

    @cached_property
    def _traits(self) -> dict[Trait, Named | None]:
        return summing.by_trait(self.whose, self.span.first)

    @cached_property
    def _by_day(self) -> dict[dt.date, Totals]:
        zone, since = timezone.get_current_timezone(), self.span.since
        found: dict[dt.date, Totals] = {}
        for hour, totals in summing.by_hour(self.whose, since).items():
            found.setdefault(summing.day_of(hour, zone), Counter()).update(totals)
        for name, hours in (
            ("likes", readers.likes_by_hour(self._articles, since)),
            ("comments", comments.comments_by_hour(self._articles, since)),
        ):
            for hour, number in hours.items():
                found.setdefault(hour.astimezone(zone).date(), Counter())[name] += number
        for day, number in counts.likes_by_day(self._articles, self.span.first).items():
            found.setdefault(day, Counter())["likes"] += number
        for day, follows in readers.follows_by_day(self.whose, self.span.first).items():
            found.setdefault(day, Counter()).update(follows)
        return found

    @cached_property
    def _first(self) -> dt.date:
        """Return the first day that is shown: of one article, and where all is asked for, the first of which there is anything."""
        counted = min(self._by_day, default=self.span.today)
        if self.span.first is None:
            return min(counted, self.span.today)
        return max(counted, self.span.first) if isinstance(self.whose, Article) else self.span.first

    def _period(self, day: dt.date) -> dt.date:
        return day.replace(day=1) if self.is_monthly else day


def _named(named: Named, name: Callable[[str], str], rest: str) -> list[Row]:
    rows = [Row(name(key), (number,)) for key, number in named.rows]
    return [*rows, Row(rest, (named.rest,))] if named.rest else rows
