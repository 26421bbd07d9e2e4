"""Comers are brought in under what was asked: one by one, each said as it comes."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.importing import bring_in, link_translation
from haowen.domain.articles.models import Article
from haowen.domain.channels.models import Channel
from haowen.domain.comments.importing import bring_in as bring_in_comments
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import Kind as PublisherKind
from haowen.domain.publishers.models import Publisher
from haowen.domain.publishers.opening import open_publisher
from haowen.doors.cli import say
from haowen.doors.cli.bringing import reports
from haowen.doors.cli.bringing.comers import Comer
from haowen.kit.refusals import Refused

if TYPE_CHECKING:
    from haowen.doors.cli.elsewhere import Options


class Bringer:
    """Brings comers in under what was asked, and says so: results on standard output, the rest on standard error."""

    def __init__(self, options: "Options") -> None:
        self.options = options
        self.seen = 0
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

        For a page the name given beats what the page says; for Markdown it stands in where the text names nobody.
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

    def bring(self, comer: Comer) -> bool:
        """Bring one in. Returns whether everything that was asked happened."""
        self.seen += 1
        if comer.remark:
            say.progress(f"{comer.name}: {comer.remark}")
            return True
        if comer.arrival is None:
            return reports.refuse(comer.name, comer.refused)
        try:
            brought = bring_in(
                comer.arrival,
                by=self.by,
                publisher=self._under(comer, comer.arrival),
                channel=self._channel or self._channel_of(comer),
                publish=self.options.publish,
            )
        except Refused as refusal:
            return reports.refuse(comer.name, refusal.message)
        article = brought.article
        comments = bring_in_comments(article, comer.comments)
        if comer.translation_of:
            self._translations.append((article, comer.translation_of))
        address = f"/a/{article.public_id}"
        facts = {
            "address": address, "title": article.title, "file": comer.name, "fate": brought.fate.value,
            "state": article.state, "publisher": article.publisher.handle, **comer.facts, "waits": brought.waits,
            "held_back": comer.arrival.stays_draft, "comments": comments or "",
        }  # fmt: skip
        say.result(f"{address} {article.title}", **{key: value for key, value in facts.items() if value != ""})
        for line in [reports.fate(brought.fate), *comer.report, *reports.more(brought, comer.arrival, comments)]:
            say.progress(f"  {line}")
        return not brought.waits

    def link(self) -> None:
        """Link translations to their originals, now that both are here."""
        for article, name in self._translations:
            article.refresh_from_db()
            if not link_translation(article, name, by=self.by):
                say.progress(
                    _("The original of %(title)s is not here: %(name)s") % {"title": article.title, "name": name}
                )
        self._translations.clear()
