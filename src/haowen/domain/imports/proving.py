"""Whose an account elsewhere is: whoever can put a code on it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from haowen.domain.imports.models import Account
from haowen.domain.people.models import Actor
from haowen.domain.publishers.models import Publisher
from haowen.kit import limits, outbound
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

PAGE_MOST_BYTES: Final = 5 * 1024 * 1024
TRIES_AN_HOUR, HOUR = 20, 3600
PROOF_FILE: Final = "/haowen.txt"
_PREFIXES: Final = ("www.", "m.", "wap.", "mobile.", "3g.")


@dataclass(frozen=True, slots=True)
class Said:
    """What a page elsewhere says: whose it is, its owner's own words (no comments of others), and all of its text."""

    names: tuple[str, ...]
    words: str
    whole: str
    is_article: bool


Reader = Callable[[bytes], Said]


def plain_host(host: str) -> str:
    """Return a host without what tells its editions for phones and desktops apart."""
    host = host.lower().rstrip(".")
    prefix = next((one for one in _PREFIXES if host.startswith(one) and host.count(".") > 1), "")
    return host.removeprefix(prefix)


def account_of(publisher: Publisher, host: str, name: str) -> Account | None:
    """Return the account of this name at this host, noted for the publisher when it is met first; None where neither is known."""
    host, name = plain_host(host)[:120], " ".join(name.split())[:120]
    if not host and not name:
        return None
    found, _is_new = Account.objects.get_or_create(publisher=publisher, host=host, name=name)
    return found


def prove(account: Account, url: str, *, by: Actor, read: Reader) -> Account:
    """Fetch a page of the account and look for the code and the account's name. Raises Refused with what is not there.

    The code must stand in the owner's own words: what others can write below an article proves nothing. A site without
    the names of accounts is proved on its front page, or in the file ``haowen.txt`` at its top.
    """
    url = url.strip()
    if not limits.take("proof", str(account.publisher_id), TRIES_AN_HOUR, HOUR):
        raise Refused(_("You tried this often within an hour. Please wait a little."), field="url")
    if not url.startswith(("https://", "http://")):
        raise Refused(_("Write a web address that begins with https://."), field="url")
    answer = _fetched(url)
    asked, answered = (plain_host(urlsplit(one).hostname or "") for one in (url, answer.url))
    if answered != asked or (account.host and asked != account.host):
        raise Refused(
            _("This address is not at %(host)s, where the account is.") % {"host": account.host or asked}, field="url"
        )
    said = read(answer.data)
    _check(account, said, urlsplit(answer.url).path)
    Account.objects.filter(pk=account.pk, proved_at=None).update(proved_at=now(), proved_by=by, proof_url=url[:500])
    account.refresh_from_db()
    return account


def _fetched(url: str) -> outbound.Answer:
    try:
        answer = outbound.get(url, most_bytes=PAGE_MOST_BYTES, seconds=15.0, accept="text/html, text/plain")
    except (outbound.OutboundError, ValueError) as error:
        raise Refused(
            _("This page could not be fetched. Is its address right, and is it public?"), field="url"
        ) from error
    if answer.status != 200:  # noqa: PLR2004 - OK
        raise Refused(_("This page answers with the error %(status)d.") % {"status": answer.status}, field="url")
    return answer


def _check(account: Account, said: Said, path: str) -> None:
    if account.code not in said.whole:
        raise Refused(_("The code is not on this page yet."), field="url")
    if not account.name:
        if path not in ("", "/", PROOF_FILE):
            text = _("For a whole site the code stands on its front page, or in the file %(file)s at its top.")
            raise Refused(text % {"file": PROOF_FILE}, field="url")
        return
    if said.is_article and account.code not in said.words:
        raise Refused(
            _("The code is on this page, but not in the article or the description itself. Others can write comments."),
            field="url",
        )
    if account.name not in said.names:
        raise Refused(_("This page is not of the account “%(name)s”.") % {"name": account.name}, field="url")
