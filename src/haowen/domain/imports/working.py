"""The way of an item: its turn, what was found in it, its end. Whatever runs twice has one effect."""

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.conf import settings
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.drafts import DraftDeclaration
from haowen.domain.articles.importing import Brought, Coming, Fate, bring_in_all
from haowen.domain.articles.models import Article, DeclarationKind
from haowen.domain.imports.models import OPEN_STATES, Account, Import, Item, ItemState, Outcome, Provenance
from haowen.domain.imports.proving import account_of
from haowen.domain.imports.starting import folder_of
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.models import Publisher
from haowen.domain.site.models import Origin
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from haowen.text import markup

SPACING: Final = dt.timedelta(seconds=2)  # between two questions to one host
KEY_COLUMN: Final = 200
_ORIGINS: Final = (DeclarationKind.ORIGINAL, DeclarationKind.REPOST)


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found in an item: an arrival with the account it is from, or why there is none."""

    name: str
    arrival: Arrival | None = None
    refused: str = ""
    host: str = ""
    account: str = ""
    notes: tuple[str, ...] = ()


def plan(work: Import) -> list[Item]:
    """Give every item that waits its time, so that no host is asked for two pages at once."""
    with transaction.atomic():
        items = list(work.items.select_for_update().filter(state=ItemState.WAITING))
        last = {
            row.host: row.due_at
            for row in Item.objects.filter(
                host__in={item.host for item in items if item.host}, due_at__gt=now() - SPACING
            ).order_by("due_at")
        }
        for item in items:
            before = last.get(item.host) if item.host else None
            item.due_at = max(now(), before + SPACING) if before else now()
            last[item.host] = item.due_at
        Item.objects.bulk_update(items, ["due_at"])
    return items


def take_up(item_id: int) -> Item | None:
    """Return an item whose turn it is, None where it has ended. What an interrupted turn left is forgotten."""
    rows = Item.objects.filter(pk=item_id, state__in=OPEN_STATES)
    if not rows.update(state=ItemState.WORKING):
        return None
    item = Item.objects.select_related("work__publisher", "work__by").get(pk=item_id)
    item.outcomes.all().delete()
    return item


def is_stopped(item: Item) -> bool:
    """Whether its import was stopped meanwhile."""
    return Import.objects.filter(pk=item.work_id).exclude(stopped_at=None).exists()


def stop(work: Import) -> None:
    """Begin nothing more of an import; what came in stays."""
    with transaction.atomic():
        Import.objects.filter(pk=work.pk, stopped_at=None).update(stopped_at=now())
        ended = {"state": ItemState.STOPPED, "ended_at": now()}
        work.items.filter(state=ItemState.WAITING).update(**ended)
    _clear(work)


def end(item: Item, *, reason: str = "") -> None:
    """Note how an item ended: with drafts, with a reason, or stopped."""
    came = item.outcomes.exclude(fate="").exists()
    item.state = ItemState.STOPPED if is_stopped(item) else ItemState.DONE if came else ItemState.REFUSED
    item.reason = (reason or ("" if came or item.outcomes.exists() else _("There is no article in it.")))[:500]
    item.ended_at = now()
    item.save(update_fields=["state", "reason", "ended_at", "kind"])
    if item.spool:
        path = folder_of(item.work) / item.spool
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    _clear(item.work)


def _clear(work: Import) -> None:
    """Take away the folder of an import of which nothing waits any more."""
    if not work.items.filter(state__in=OPEN_STATES).exists():
        shutil.rmtree(folder_of(work), ignore_errors=True)


def sweep() -> int:
    """Take away folders of imports that have ended, or that never began; return how many."""
    from pathlib import Path

    top = Path(settings.DATA) / "incoming"
    going = set(Import.objects.filter(items__state__in=OPEN_STATES).values_list("public_id", flat=True))
    old = now().timestamp() - dt.timedelta(days=1).total_seconds()
    goes = [path for path in top.glob("*") if path.name not in going and path.stat().st_mtime < old]
    for path in goes:
        shutil.rmtree(path, ignore_errors=True)
    return len(goes)


def receive(item: Item, found: Sequence[Found]) -> None:
    """Bring what was found in as drafts of the import's publisher, and note what became of each."""
    work = item.work
    ready: dict[str, tuple[Found, Account | None, Coming]] = {}
    for one in found:
        if one.arrival is None:
            _refuse(item, one.name, one.refused)
            continue
        account = account_of(work.publisher, one.host, one.account)
        arrival = _filed(one, account, work.publisher)
        ready[arrival.key] = (one, account, Coming(arrival, work.publisher))  # the same again: what it says last counts
    by = work.by or host_actor()
    try:
        outcomes = bring_in_all([coming for _one, _account, coming in ready.values()], by=by)
    except (Refused, DatabaseError):
        # One that cannot be kept must not keep the others out: each by itself, to know which.
        for one, account, coming in ready.values():
            try:
                (brought,) = bring_in_all([coming], by=by)
            except (Refused, DatabaseError) as error:
                _refuse(item, one.name, str(error))
            else:
                _note(item, one, account, brought)
        return
    for (one, account, _coming), brought in zip(ready.values(), outcomes, strict=True):
        _note(item, one, account, brought)


def _refuse(item: Item, name: str, reason: str) -> None:
    Outcome.objects.create(item=item, name=name[:300], reason=reason[:1000])


def _note(item: Item, one: Found, account: Account | None, brought: Brought) -> None:
    article = brought.article
    if account is not None:
        Provenance.objects.get_or_create(article=article, defaults={"account": account})
    html = article.head.body.html if article.head is not None else ""
    reason = " ".join(one.notes)
    if article.trashed_at is not None:
        reason = _("It lies in the trash.")
    elif brought.fate is Fate.LEFT_ALONE:
        reason = _("It is here already and somebody has worked on it, so it stays as it is.")
    Outcome.objects.create(
        item=item,
        name=(article.title or one.name)[:300],
        article=article,
        fate=brought.fate.value,
        reason=reason[:1000],
        pictures=len(markup.remote_addresses(html)),
    )


def _filed(one: Found, account: Account | None, publisher: Publisher) -> Arrival:
    """Return an arrival as a writer may bring it in: known within the publisher, and a repost until the account is proved."""
    arrival = one.arrival
    if arrival is None:
        raise ValueError("nothing has arrived")
    # Old addresses are for whoever moves a whole site here, and answer for all of this one.
    arrival = replace(arrival, key=key_within(publisher, arrival.key), former_addresses=())
    if account is None or account.proved_at is not None:
        return arrival
    source = (arrival.source_name or one.account or one.host)[:120]
    told = [row for row in arrival.declarations if row.kind == DeclarationKind.REPOST and row.source_name]
    repost = told[0] if told else DraftDeclaration(
        DeclarationKind.REPOST, source_name=source, source_url=arrival.source_url[:500]
    )  # fmt: skip
    others = [row for row in arrival.declarations if row.kind not in _ORIGINS]
    return replace(arrival, origin=Origin.REPOST, source_name=source, declarations=(repost, *others))


def key_within(publisher: Publisher, key: str) -> str:
    """Return the identity of an arrival among the articles of one publisher: another's import of the same is another's."""
    if Article.objects.filter(import_key=key, publisher=publisher).exists():
        return key
    own = f"@{publisher.public_id}:{key}"
    if len(own) <= KEY_COLUMN:
        return own
    import hashlib

    return f"@{publisher.public_id}:sha256:{hashlib.sha256(key.encode()).hexdigest()}"
