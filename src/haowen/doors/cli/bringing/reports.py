"""What an import says about what it did, line by line and at its end."""

import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.importing import Brought, Fate
from haowen.domain.articles.models import State
from haowen.domain.publishers.models import Publisher
from haowen.doors.bringing.comers import Comer
from haowen.formats.markdown import Difference
from haowen.kit.clock import now

__all__ = ["Difference", "Moment", "Report", "fate", "moment", "more", "told"]


class Moment(NamedTuple):
    """A time by the clock, and by what the processor did for this process."""

    clock: float
    processor: float


def moment() -> Moment:
    """Return the time as stages are measured by."""
    return Moment(time.monotonic(), time.process_time())


class Report:
    """Everything that one import did: counted, and by name where somebody may want to look."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.began_at = now()
        self._began = time.monotonic()
        self._last_publisher = Publisher.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        self.fates: Counter[Fate] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self.processor: defaultdict[str, float] = defaultdict(float)
        self.kinds: Counter[str] = Counter()
        self.refused: list[dict[str, str]] = []
        self.waits: list[dict[str, str]] = []
        self.differing: list[dict[str, Any]] = []
        self.noted: list[dict[str, Any]] = []
        self.pictures = self.with_pictures = self.unknown_dates = self.shortened = self.measured = self.published = 0

    def spent(self, stage: str, began: Moment) -> None:
        """Count the time since ``began`` to a stage, and that of the processor."""
        at = moment()
        self.seconds[stage] += at.clock - began.clock
        self.processor[stage] += at.processor - began.processor

    def refuse(self, name: str, reason: str) -> None:
        """Note what did not come in."""
        self.refused.append({"file": name, "reason": reason})

    def add(
        self, comer: Comer, arrival: Arrival, brought: Brought, *, pictures: int, differences: Sequence[Difference]
    ) -> None:
        """Note what came in."""
        article = brought.article
        named = {"file": comer.name, "address": f"/a/{article.public_id}", "title": article.title}
        self.fates[brought.fate] += 1
        self.published += article.is_published()
        self.pictures += pictures
        self.with_pictures += bool(pictures)
        self.unknown_dates += brought.fate is Fate.MADE and not article.is_date_known
        self.measured += comer.differences is not None and brought.fate in (Fate.MADE, Fate.CHANGED)
        if brought.waits:
            self.waits.append({**named, "reason": brought.waits})
        if len(arrival.title) > len(article.title):
            self.shortened += 1
            self.noted.append({**named, "whole title": arrival.title})
        if comer.report:
            self.noted.append({**named, "notes": comer.report})
        if differences:
            self.kinds.update(difference.kind for difference in differences)
            self.differing.append({**named, "differences": [told(each) for each in differences]})

    def is_clean(self) -> bool:
        """Whether everything that was asked happened, and there was something."""
        return bool(self.fates) and not self.refused and not self.waits

    def facts(self) -> dict[str, Any]:
        """Return the whole report as JSON knows it."""
        seconds = time.monotonic() - self._began
        came = sum(self.fates.values())
        return {
            "import": self.what, "began_at": self.began_at.isoformat(),
            "seconds": round(seconds, 2), "articles_a_second": round(came / seconds, 1) if seconds else 0.0,
            "stages": {name: round(value, 2) for name, value in self.seconds.items()},
            "processor": {name: round(value, 2) for name, value in self.processor.items()},
            **{fate.name.lower(): self.fates[fate] for fate in Fate},
            "refused": len(self.refused), "waiting": len(self.waits), "published": self.published,
            "publishers_made": Publisher.objects.filter(pk__gt=self._last_publisher, is_kept_by_host=True).count(),
            "pictures_to_fetch": self.pictures, "articles_with_pictures_to_fetch": self.with_pictures,
            "dates_unknown": self.unknown_dates, "titles_shortened": self.shortened,
            "measured": self.measured, "differing": len(self.differing), "differences": dict(self.kinds.most_common()),
        }  # fmt: skip

    def details(self) -> dict[str, Any]:
        """Return what a person would look up: names and reasons."""
        return {"refused": self.refused, "waiting": self.waits, "differing": self.differing, "noted": self.noted}

    def write(self, folder: Path) -> Path:
        """Keep the report as a file of the site's owner, and return where."""
        folder.mkdir(mode=0o700, exist_ok=True)
        base = f"{self.began_at:%Y%m%d-%H%M%S}-{self.what}"
        at = 1
        while (path := folder / (f"{base}.json" if at == 1 else f"{base}-{at}.json")).exists():
            at += 1
        path.touch(mode=0o600)
        told = {**self.facts(), "details": self.details()}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
        return path

    def lines(self) -> Iterator[str]:
        """Yield the report for people."""
        facts = self.facts()
        yield _("%(made)d new, %(changed)d brought up to date, %(same)d unchanged, %(left)d left alone, %(refused)d refused") % {
            "made": facts["made"], "changed": facts["changed"], "same": facts["same"], "left": facts["left_alone"],
            "refused": facts["refused"],
        }  # fmt: skip
        if self.waits:
            yield _("%(count)d stay drafts though they were to be published") % {"count": len(self.waits)}
        if facts["publishers_made"]:
            yield _("%(count)d publishers made, kept by the host") % {"count": facts["publishers_made"]}
        if self.pictures:
            yield _("%(count)d pictures of %(articles)d articles lie elsewhere and are being fetched") % {
                "count": self.pictures, "articles": self.with_pictures,
            }  # fmt: skip
        if self.unknown_dates:
            yield _("%(count)d have no date") % {"count": self.unknown_dates}
        if self.measured:
            yield _("%(same)d of %(measured)d say just what their sources say; %(differing)d differ") % {
                "same": self.measured - len(self.differing), "measured": self.measured, "differing": len(self.differing),
            }  # fmt: skip
        for kind, count in self.kinds.most_common():
            yield f"  {kind}: {count}"
        yield _("%(seconds).1f seconds, %(rate).0f articles a second") % {
            "seconds": facts["seconds"], "rate": facts["articles_a_second"],
        }  # fmt: skip


def told(difference: Difference) -> dict[str, str]:
    """Return a difference as JSON knows it."""
    return {"kind": difference.kind, "source": difference.source, "here": difference.here}


def fate(kind: Fate) -> str:
    """Return in words what became of an article."""
    return {
        Fate.MADE: _("new"),
        Fate.CHANGED: _("brought up to date"),
        Fate.SAME: _("unchanged"),
        Fate.LEFT_ALONE: _("left alone: somebody has worked on it here"),
    }[kind]


def more(brought: Brought, arrival: Arrival, comments: int = 0) -> Iterator[str]:
    """Yield what a person would want to know beyond that."""
    if brought.article.title != arrival.title:
        yield _("The whole title: %(title)s") % {"title": arrival.title}
    if brought.waits:
        yield _("Stays a draft: %(reason)s") % {"reason": brought.waits}
    if arrival.stays_draft and brought.article.state == State.PUBLISHED:
        yield _("Is out and stays out, to be withdrawn by hand: %(reason)s") % {"reason": arrival.stays_draft}
    elif arrival.stays_draft:
        yield _("Stays a draft: %(reason)s") % {"reason": arrival.stays_draft}
    if comments:
        yield ngettext("%(count)d comment came with it", "%(count)d comments came with it", comments) % {
            "count": comments
        }
