"""What an address or a file that a writer named holds: fetched or recognised, then read by the readers of all imports."""

from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from haowen.domain.imports.models import Item
from haowen.domain.imports.starting import folder_of
from haowen.domain.imports.working import Found
from haowen.doors.bringing import pages, recognising
from haowen.doors.bringing.comers import Comer
from haowen.kit import outbound
from haowen.kit.bundles import Member

PAGE_MOST_BYTES: Final = 10 * 1024 * 1024
PAGE_SECONDS: Final = 30.0
ARTICLES_MOST: Final = 5_000
_ACCEPT: Final = "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.5"


def found_in(item: Item) -> Iterator[Found]:
    """Yield what an item holds, and note on it what it was recognised as."""
    comers = _of_address(item) if item.is_address else _of_file(item)
    for count, comer in enumerate(comers):
        if count >= ARTICLES_MOST:
            text = _("More than %(most)d articles are in it; the rest stays out. Please divide it.")
            yield Found(item.name, refused=text % {"most": ARTICLES_MOST})
            return
        if comer.remark:
            continue
        yield _found(comer, item)


def _of_address(item: Item) -> Iterator[Comer]:
    """Fetch a page as a person asks for it: this one, once. It is no crawler's visit, so robots.txt is not asked."""
    item.kind = "page"
    try:
        answer = outbound.get(item.name, most_bytes=PAGE_MOST_BYTES, seconds=PAGE_SECONDS, accept=_ACCEPT)
    except outbound.ForbiddenAddressError:
        yield Comer(item.name, refused=_("This address cannot be reached from here: it is no public one."))
    except outbound.UnwantedError:
        yield Comer(item.name, refused=_("What is there is too large, or leads round in circles."))
    except (outbound.OutboundError, ValueError):
        yield Comer(item.name, refused=_("There was no answer. Is the address right, and is the page public?"))
    else:
        if answer.status != 200:  # noqa: PLR2004 - OK
            text = _("The page answers with the error %(status)d. Perhaps it shows itself to people who are signed in.")
            yield Comer(item.name, refused=text % {"status": answer.status})
        elif answer.content_type.startswith(("image/", "video/", "audio/", "application/pdf", "application/zip")):
            yield Comer(item.name, refused=_("This is no page with an article, but a file (%(type)s).") % {"type": answer.content_type})  # fmt: skip
        else:
            item.host = (urlsplit(answer.url).hostname or item.host)[:120]
            yield pages.of_address(answer.url, Member(item.name, answer.data))


def _of_file(item: Item) -> Iterator[Comer]:
    with recognising.recognised(folder_of(item.work) / item.spool, item.name) as found:
        item.kind = found.kind
        yield from found.comers


def _found(comer: Comer, item: Item) -> Found:
    name = comer.name
    if comer.arrival is None:
        return Found(name, refused=comer.refused)
    arrival = comer.arrival
    # What a page says of its own address is believed for its identity alone; whose it is, is where it was found.
    host = item.host if item.is_address else _host_of(arrival.source_url, arrival.key, *arrival.former_addresses)
    notes = []
    if comer.comments:
        notes.append(
            _("%(count)d comments stay out: who wrote them is not known here.") % {"count": len(comer.comments)}
        )
    return Found(
        name,
        arrival,
        host=host,
        account=comer.facts.get("account", "") or (arrival.publisher_name if item.kind == "medium" else ""),
        notes=(*notes, *(note for note in comer.report if not comer.is_page)),
    )


def _host_of(*addresses: str) -> str:
    for address in addresses:
        try:
            host = urlsplit(address).hostname if address.startswith(("https://", "http://")) else ""
        except ValueError:
            host = ""
        if host:
            return host
    return ""
