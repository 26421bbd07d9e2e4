"""Comers are brought in under what was asked: in batches, each said as it comes, all counted in one report."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.importing import Brought, Coming, Fate, bring_in_all, link_translation
from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.comments.importing import bring_in as bring_in_comments
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import Kind as PublisherKind
from haowen.domain.publishers.models import Publisher
from haowen.domain.publishers.opening import open_publisher
from haowen.doors.bringing.comers import Comer
from haowen.doors.cli import say
from haowen.doors.cli.bringing import reports
from haowen.doors.cli.bringing.progress import Progress
from haowen.kit.refusals import Refused
from haowen.text import markup

if TYPE_CHECKING:
    from haowen.doors.cli.elsewhere import Options

BATCH = 100
_BATCH_CHARACTERS = 2_000_000  # a batch of long texts is shorter: all of it is in memory, and one transaction


class Bringer:
    """Brings comers in under what was asked, and says so: results on standard output, the rest on standard error."""

    def __init__(self, options: "Options", report: reports.Report, progress: Progress) -> None:
        self.options = options
        self.report = report
        self.progress = progress
        self.by = host_actor()
        self._channel = self._find_channel()
        self._channels = {
            name.casefold(): channel
            for channel in Channel.objects.order_by("-position")
            for name in (channel.name_en, channel.name_zh, channel.slug)
            if name
        }
        self._publisher: Publisher | None = None
        self._translations: list[tuple[Article, str]] = []
        self._waiting: list[tuple[Comer, Arrival]] = []
        self._size = 0
        self._known: dict[str, str] = {}  # identity → name, of all that came in this run

    def _find_channel(self) -> Channel | None:
        slug = self.options.channel
        if not slug:
            return None
        if found := Channel.objects.filter(slug=slug).first():
            return found
        known = ", ".join(Channel.objects.values_list("slug", flat=True)) or "—"
        raise Refused(_("There is no channel %(slug)s. There are: %(known)s") % {"slug": slug, "known": known})

    def _under(self, comer: Comer, arrival: Arrival) -> Publisher | None:
        """Return the publisher that was named, made and kept by the host if there is none of this handle.

        For a page the name given beats what the page says; for all else it stands in where the text names nobody.
        """
        handle = self.options.publisher.removeprefix("@")
        if arrival.publisher_name and not comer.is_page:
            return None
        if handle and self._publisher is None:
            self._publisher = Publisher.objects.filter(handle=handle).first() or open_publisher(
                handle=handle,
                name=arrival.publisher_name or handle,
                kind=PublisherKind.ORGANISATION,
                tagline=arrival.publisher_tagline,
                is_kept_by_host=True,
                verified=False,
            )
        return self._publisher

    def _channel_of(self, comer: Comer) -> Channel | None:
        """Return the channel that the source files it under, by slug or by either name."""
        for name in comer.channels:
            key = name.strip().casefold()
            if key in self._channels:
                return self._channels[key]
        return None

    def bring_all(self, comers: Iterable[Comer]) -> None:
        """Bring everything in; what cannot be is named and does not stop the rest."""
        began = reports.moment()
        for comer in comers:
            self.report.spent("read", began)
            self._take(comer)
            began = reports.moment()
        self._bring_waiting()
        self._link()

    def _take(self, comer: Comer) -> None:
        if comer.remark:
            with self.progress.aside():
                say.progress(f"{comer.name}: {comer.remark}")
            return
        if comer.arrival is None:
            self._refuse(comer, comer.refused)
            return
        key = comer.arrival.key
        before = self._known.get(key)
        if before is not None and key.startswith("path:"):
            self._refuse(comer, _("has the same path as %(other)s, which is in already") % {"other": before})
            return
        if before is not None:
            self._bring_waiting()  # the same thing again: what it says now counts
        self._known[key] = comer.name
        self._waiting.append((comer, comer.arrival))
        self._size += len(comer.arrival.html)
        if len(self._waiting) >= BATCH or self._size > _BATCH_CHARACTERS:
            self._bring_waiting()

    def _bring_waiting(self) -> None:
        waiting, self._waiting, self._size = self._waiting, [], 0
        if not waiting:
            return
        try:
            outcomes = self._bring(waiting)
        except (Refused, DatabaseError):
            # One that cannot be kept must not keep the others out: each by itself, to know which.
            for one in waiting:
                try:
                    (outcome,) = self._bring([one])
                except Refused as refusal:
                    self._refuse(one[0], refusal.message)
                except DatabaseError as error:
                    self._refuse(one[0], _("cannot be kept: %(reason)s") % {"reason": error})
                else:
                    self._tell(*one, outcome)
            return
        for (comer, arrival), outcome in zip(waiting, outcomes, strict=True):
            self._tell(comer, arrival, outcome)

    def _bring(self, waiting: list[tuple[Comer, Arrival]]) -> list[Brought]:
        began = reports.moment()
        comings = [
            Coming(arrival, self._under(comer, arrival), self._channel or self._channel_of(comer))
            for comer, arrival in waiting
        ]
        brought = bring_in_all(comings, by=self.by, publish=self.options.publish)
        self.report.spent("kept", began)
        return brought

    def _tell(self, comer: Comer, arrival: Arrival, brought: Brought) -> None:
        article = brought.article
        comments = bring_in_comments(article, comer.comments)
        if comer.translation_of:
            self._translations.append((article, comer.translation_of))
        html = article.head.body.html if article.head is not None else ""
        pictures = 0 if brought.fate is Fate.LEFT_ALONE else len(markup.remote_addresses(html))
        found = self._measured(comer, brought, html)
        self.report.add(comer, arrival, brought, pictures=pictures, differences=found)
        address = f"/a/{article.public_id}"
        facts = {
            "address": address, "title": article.title, "file": comer.name, "fate": brought.fate.value,
            "state": article.state, "publisher": article.publisher.handle, **comer.facts,
            "held_back": arrival.stays_draft, "comments": comments or "",
            "differences": [reports.told(each) for each in found] or "", "waits": brought.waits,
        }  # fmt: skip
        with self.progress.aside():
            say.result(f"{address} {article.title}", **{key: value for key, value in facts.items() if value != ""})
            # Of thousands only what is worth a look is said of each.
            fate = [] if comer.differences is not None else [reports.fate(brought.fate)]
            for line in [*fate, *comer.report, *reports.more(brought, arrival, comments)]:
                say.progress(f"  {line}")
        self.progress.step()

    def _measured(self, comer: Comer, brought: Brought, html: str) -> "list[reports.Difference]":
        if comer.differences is None or brought.fate not in (Fate.MADE, Fate.CHANGED):
            return []
        began = reports.moment()
        found = list(comer.differences(html))
        self.report.spent("measured", began)
        return found

    def _refuse(self, comer: Comer, reason: str) -> None:
        """Say that one thing did not come in; its line goes to standard error, or as JSON to standard output."""
        self.report.refuse(comer.name, reason)
        with self.progress.aside():
            if say.is_json():
                say.result("", file=comer.name, refused=reason)
            say.failure(f"{comer.name}: {reason}")
        self.progress.step()

    def _link(self) -> None:
        """Link translations to their originals, now that both are here."""
        for article, name in self._translations:
            article.refresh_from_db()
            if not link_translation(article, name, by=self.by):
                say.progress(
                    _("The original of %(title)s is not here: %(name)s") % {"title": article.title, "name": name}
                )
        self._translations.clear()
