"""How a publisher and its articles are read: ``/studio/statistics`` and ``/studio/a/<public_id>/statistics``, as pages and CSV."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from haowen.domain.archives import counts
from haowen.domain.articles import access as articles
from haowen.domain.articles.models import Article
from haowen.domain.audience import summing
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import for_people, the_person
from haowen.doors.studio import charts
from haowen.doors.studio.charts import Chart
from haowen.doors.studio.reporting import SPANS, Report, span
from haowen.doors.studio.tables import Row, Table, percent, share, shown, to_csv

BEST_MOST = 20
TOLD_ROWS = 8
_DEMONSTRATION = "demo-accounts.json"  # stands in the folder of a site that was filled with invented life


@dataclass(frozen=True, slots=True)
class Module:
    """One chart with the table behind it; ``said`` is what the chart shows, in words."""

    table: Table
    chart: Chart | None
    said: str
    csv: str


@for_people()
def index(request: HttpRequest) -> HttpResponse:
    """Show how a publisher is read: ``/studio/statistics?publisher=&span=``."""
    publisher, mine = _publisher(request)
    report = Report(publisher, span(request.GET.get("span", "")))
    best = report.articles()
    context = {
        "publisher": publisher,
        "publishers": mine,
        "best": [(row, cells) for row, cells in best.labelled()[:BEST_MOST]],
        "best_of": best,
        "best_csv": _csv(report, "articles"),
        "has_more": len(best.rows) > BEST_MOST,
        "followers": shown(counts.followers(publisher)),
        "readers": shown(summing.readers(publisher, report.span.first)),
        "may_write": publishers.written_by(the_person(request)).filter(pk=publisher.pk).exists(),
    }
    return _page(request, report, context)


@for_people()
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how one article is read: ``/studio/a/<public_id>/statistics?span=``."""
    article = _article(request, public_id)
    report = Report(article, span(request.GET.get("span", "")))
    may_write = articles.editable_by(the_person(request)).filter(pk=article.pk).exists()
    title = article.title or (article.head.title if article.head else "") or _("Without a title yet")
    context = {"publisher": article.publisher, "article": article, "title": title, "may_write": may_write}
    return _page(request, report, context)


@for_people()
def index_csv(request: HttpRequest) -> HttpResponse:
    """Hand a publisher's table over as a file: ``/studio/statistics.csv?publisher=&span=&table=``."""
    publisher, _mine = _publisher(request)
    return _file(request, Report(publisher, span(request.GET.get("span", ""))), publisher.handle)


@for_people()
def show_csv(request: HttpRequest, public_id: str) -> HttpResponse:
    """Hand an article's table over as a file: ``/studio/a/<public_id>/statistics.csv?span=&table=``."""
    article = _article(request, public_id)
    return _file(request, Report(article, span(request.GET.get("span", ""))), article.public_id)


def _publisher(request: HttpRequest) -> tuple[Publisher, list[Publisher]]:
    """Return the publisher that is asked for, or the first of one's own, and all of them; whoever belongs to none finds nothing."""
    mine = list(publishers.of_user(the_person(request)))
    handle = request.GET.get("publisher")
    chosen = next((one for one in mine if one.handle == handle), None) if handle else next(iter(mine), None)
    if chosen is None:
        raise Http404
    return chosen, mine


def _article(request: HttpRequest, public_id: str) -> Article:
    rows = articles.counted_for(the_person(request)).select_related("publisher", "head")
    return get_object_or_404(rows, public_id=public_id)


def _page(request: HttpRequest, report: Report, context: dict[str, Any]) -> HttpResponse:
    since = summing.first_hour(report.whose)
    context |= {
        "modules": _modules(report) if report.has_numbers else [],
        "figures": _figures(report),
        "spans": [
            {"name": name, "url": _address(report, key), "is_here": key == report.span.key}
            for key, name in _span_names().items()
        ],
        "since": timezone.localtime(since).date() if since else None,
        "zone": timezone.get_current_timezone_name(),
        "told_above": summing.TOLD_ABOVE,
        "named_from": summing.NAMED_FROM,
        "is_demonstration": (Path(settings.DATA) / _DEMONSTRATION).exists(),
    }
    return render(request, "studio/statistics.html", context)


def _span_names() -> dict[str, str]:
    days = {key: _("%(number)s days") % {"number": days} for key, days in SPANS.items() if days}
    return {**days, "all": _("All")}


def _figures(report: Report) -> list[tuple[str, str, str]]:
    """Return the numbers at the top: name, number, and what to hold it against."""
    whole = report.totals
    seconds = whole["seconds"] // whole["opened"] if whole["opened"] else 0
    through = share(whole["finished"], whole["opened"])
    opened = share(whole["followed"], whole["first"])
    name = _("Readers, each once a day") if isinstance(report.whose, Article) else _("Openings")
    return [
        (_("Shown"), shown(whole["first"]), _("in lists of this site")),
        (name, shown(whole["opened"]), "" if opened is None else _("%(number)s from a list, %(share)s of those who saw it") % {"number": shown(whole["followed"]), "share": percent(opened)}),
        (_("Read through"), shown(whole["finished"]), "" if through is None else _("%(share)s of those who opened it") % {"share": percent(through)}),
        (_("Time in view"), _("%(minutes)d min %(seconds)02d s") % {"minutes": seconds // 60, "seconds": seconds % 60}, _("for each who opened it")),
        (_("Likes"), shown(whole["likes"]), ""),
        (_("Comments"), shown(whole["comments"]), ""),
        (_("Shared"), shown(whole["shared"]), ""),
        (_("Followers"), f"+{whole['gained']:,} −{whole['lost']:,}", _("gained and lost")),
    ]  # fmt: skip


def _modules(report: Report) -> list[Module]:
    days, follows = report.days(), report.follows()
    highest = max(days.rows, key=lambda row: row.values[1] or 0)
    most = _("Opened most: %(day)s, by %(number)s readers.") % {"day": highest.name, "number": shown(highest.values[1])}
    changed = _("Gained %(gained)s, lost %(lost)s.") % {
        "gained": report.totals["gained"],
        "lost": report.totals["lost"],
    }
    return [
        _module(report, report.funnel(), _ranked),
        _module(report, days, _days, most),
        _module(report, report.sources(), _ranked),
        _module(report, report.lists(), _ranked_by_opened),
        _module(report, report.depth(), _depth),
        _module(report, report.words(), _ranked),
        _module(report, follows, _follows, changed),
        _module(report, report.devices(), _ranked),
        _module(report, report.regions(), _ranked),
    ]


def _module(report: Report, table: Table, draw: Callable[[Table], Chart], said: str = "") -> Module:
    """Draw a table where there is anything in it; what the chart says is told by its first rows unless it is given."""
    said = said or "; ".join(f"{row.name}: {', '.join(row.cells())}" for row in table.rows[:TOLD_ROWS])
    has_any = any(any(row.values) for row in table.rows)
    return Module(table, draw(table) if has_any else None, said, _csv(report, table.key))


def _ranked(table: Table) -> Chart:
    return charts.ranked([_rank(row, 0) for row in table.rows])


def _ranked_by_opened(table: Table) -> Chart:
    return charts.ranked([_rank(row, 1) for row in sorted(table.rows, key=lambda row: -(row.values[1] or 0))])


def _rank(row: Row, column: int) -> tuple[str, int, str]:
    number = int(row.values[column] or 0)
    beside = row.values[column + 1] if len(row.values) > column + 1 else None
    return row.name, number, shown(number) + (f" · {percent(beside)}" if isinstance(beside, float) else "")


def _days(table: Table) -> Chart:
    return charts.by_day([int(row.values[1] or 0) for row in table.rows], _short(table))


def _follows(table: Table) -> Chart:
    came, left = ([int(row.values[column] or 0) for row in table.rows] for column in (0, 1))
    return charts.coming_and_going(came, left, _short(table))


def _short(table: Table) -> list[str]:
    """Return days as they stand below a chart: without the year, months with it."""
    return [row.name if len(row.name) == len("2026-11") else row.name[5:] for row in table.rows]


def _depth(table: Table) -> Chart:
    """Draw how many are still there at which part; the parts have short names, which fit below the line."""
    parts = ((0.0, ""), (0.25, "¼"), (0.5, "½"), (0.75, "¾"), (1.0, table.rows[-1].name))
    return charts.depth(
        [(way, float(row.values[1] or 0), name) for (way, name), row in zip(parts, table.rows, strict=True)]
    )


def _address(report: Report, key: str, ending: str = "", **more: str) -> str:
    """Return the address of the page, or of its files, with another span."""
    if isinstance(report.whose, Article):
        return f"/studio/a/{report.whose.public_id}/statistics{ending}?" + urlencode({"span": key, **more})
    return f"/studio/statistics{ending}?" + urlencode({"publisher": report.whose.handle, "span": key, **more})


def _csv(report: Report, table: str) -> str:
    return _address(report, report.span.key, ".csv", table=table)


def _file(request: HttpRequest, report: Report, name: str) -> HttpResponse:
    table = report.table(request.GET.get("table", ""))
    if table is None:
        raise Http404
    file = f"statistics-{name}-{table.key}-{report.span.key}-{report.span.today:%Y-%m-%d}.csv"
    return HttpResponse(
        to_csv(table),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{file}"'},
    )
