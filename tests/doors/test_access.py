"""Every address against the table written by hand: who is let in, who is refused, and that a refusal changes nothing."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from haowen.derived.duplicates.finding import find
from haowen.derived.duplicates.models import Pair
from haowen.domain.archives.asking import path_of
from haowen.domain.archives.models import Export, ExportState
from haowen.domain.channels.models import Channel
from haowen.kit.clock import now
from tests.conftest import _member
from tests.conventions.access_table import DESK, READERS, STUDIO, TYPED
from tests.domain.publishers.test_documents import PDF_BYTES, drawn
from tests.text.test_similarity import RIVER

STRANGER = "s"
SIGNED_IN = "oewarxmhp"
GROUPS = {"any": SIGNED_IN, "all": STRANGER + SIGNED_IN, "host": "mhp", "-": ""}
EVERYBODY = (SIGNED_IN, STRANGER + SIGNED_IN)
SOME = "srop"
"""Where everybody is let in, these ask for all."""
OTHERS = ("put", "patch", "delete")
ENGLISH = {"accept-language": "en"}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    address: str
    get: str
    post: str
    told: str
    sent: str

    @property
    def who(self) -> dict[str, str]:
        """Who is let in, by method."""
        return {"get": self.get, "post": self.post}


def letters(told: str) -> str:
    return "".join(GROUPS.get(word, word) for word in told.split())


def rows(table: str) -> list[Row]:
    found = []
    for line in table.strip().splitlines():
        address, get, post, *sent = (cell.strip() for cell in line.split("|"))
        admitted, _, told = post.removeprefix("POST").partition(" told ")
        found.append(Row(address, letters(get.removeprefix("GET")), letters(admitted), told, "".join(sent)))
    return found


@pytest.fixture
def people(request: pytest.FixtureRequest, publisher: Any) -> dict[str, Any]:
    from haowen.domain.publishers.models import Publisher

    house = Publisher.objects.create(handle="other_house", name="别家", kind="person")
    cast = {"o": "alice", "w": "bob", "r": "carol", "m": "dana", "h": "erin", "p": "olga"}
    return {letter: request.getfixturevalue(name) for letter, name in cast.items()} | {
        "e": _member("edda", publisher, "editor"),
        "a": _member("anna", publisher, "analyst"),
        "x": _member("xavier", house, "owner"),
    }


@pytest.fixture
def things(request: pytest.FixtureRequest, people: dict[str, Any], publisher: Any, channel: Any) -> dict[str, str]:
    """What stands between braces in the table, all of ``river_watch`` but for what carol applied for and wrote."""
    from haowen.domain.articles import chaining, publishing, reporting, saving, trashing
    from haowen.domain.articles.drafts import Draft
    from haowen.domain.articles.models import Article, Passer, Series, State, Tag
    from haowen.domain.headlines import originals, placing
    from haowen.domain.headlines.models import Place
    from haowen.domain.library.models import Asset
    from haowen.domain.media.keeping import keep
    from haowen.domain.people.acting import actor_of
    from haowen.domain.publishers import inviting
    from haowen.domain.reposts import asking
    from haowen.domain.site import changing
    from haowen.domain.site.models import SiteChange

    request.getfixturevalue("site")
    article_factory, published = (request.getfixturevalue(name) for name in ("article_factory", "published"))
    alice, bob, operator = actor_of(people["o"]), actor_of(people["w"]), people["p"]
    draft = article_factory("草稿", by=people["w"], channel=channel)
    series = Series.objects.create(publisher=publisher, title="一条河")
    public = published("一条河的水位", f"<p>{RIVER}</p>", by=people["w"], channel=channel, series=series)
    public.tags.add(Tag.objects.create(slug="river", name="河流"))
    told = published(
        "说过的和改过的",
        by=people["w"],
        channel=channel,
        history_shown_at=now(),
        second_title="改过的和说过的",
    )
    live = published("水位实况报道", by=people["w"], channel=channel, kind="live")
    reporting.enter(live, title="", html="<p>水来了。</p>", by=bob)
    trashed = trashing.trash(article_factory("旧稿", by=people["w"]), by=alice)
    collided = article_factory("题", "<p>一。</p><p>二。</p>", by=people["w"])
    base = collided.head
    saving.save(collided, Draft("题", "<p>她的一。</p><p>二。</p>"), base=base, by=alice)
    with pytest.raises(saving.ConflictError):
        saving.save(collided, Draft("题", "<p>我的一。</p><p>二。</p>"), base=base, by=bob)
    held = article_factory("等人看", by=people["w"])
    publishing.send_to_review(held, by=bob)
    staged = Channel.objects.create(slug="staged", name_zh="三审", name_en="Staged", position=2)
    stages = [chaining.StageWanted("复审", Passer.EDITORS), chaining.StageWanted("终审", Passer.HOST)]
    chaining.set_chain(staged, stages, by=operator)
    waiting = article_factory("等待两次审读", by=people["w"], channel=staged)
    publishing.send_to_review(waiting, by=bob)
    assert Article.objects.get(pk=waiting.pk).state == State.IN_REVIEW
    originals.enter(originals.open_vertical("water", "水", "Water", 1), public, 1)
    changing.change(operator, name="临江")
    asset = Asset.objects.create(publisher=publisher, media=keep(drawn("PNG"), by=alice))
    export = kept_archive(publisher)
    _invitation, key = inviting.invite(publisher, by=people["o"], role="writer")
    return told_by_others(people["r"], public, published) | {
        "draft": draft.public_id,
        "public": public.public_id,
        "told": told.public_id,
        "live": live.public_id,
        "trashed": trashed.public_id,
        "collided": collided.public_id,
        "held": held.public_id,
        "waiting": waiting.public_id,
        "series": series.public_id,
        "month": f"{public.published_at:%Y-%m}",
        "asset": str(asset.pk),
        "invitation": key,
        **elsewhere(publisher, people["w"]),
        "export": export.secret,
        "number_asked": str(asking.ask(public, people["x"].memberships.get().publisher, by=actor_of(people["x"])).pk),
        "slot": str(placing.place(public, Place.LEAD, by=operator).pk),
        "change": str(SiteChange.objects.order_by("pk").first().pk),
        "host": urlsplit(settings.BASE_URL).netloc,
        "TYPED": TYPED,
    }


def elsewhere(publisher: Any, bob: Any) -> dict[str, str]:
    """What bob brings in from elsewhere."""
    from haowen.domain.imports import starting
    from haowen.domain.imports.models import Account
    from haowen.domain.people.acting import actor_of

    work = starting.start(publisher, "https://a.example/1", [], user=bob, by=actor_of(bob))
    account = Account.objects.create(publisher=publisher, host="a.example")
    return {"import": work.public_id, "number": str(account.pk)}


def kept_archive(publisher: Any) -> Export:
    """Return an archive that is ready to be opened."""
    until = now() + dt.timedelta(days=1)
    export = Export.objects.create(publisher=publisher, state=ExportState.READY, expires_at=until, size_bytes=3)
    path_of(export).parent.mkdir(exist_ok=True)
    path_of(export).write_bytes(b"PK.")
    return export


def told_by_others(carol: Any, public: Any, published: Callable[..., Any]) -> dict[str, str]:
    """What carol wrote below an article, reported, and applied for; and a copy that was found."""
    from haowen.domain.comments.commenting import comment
    from haowen.domain.moderation.reporting import report
    from haowen.domain.people.acting import actor_of
    from haowen.domain.publishers import applying, documents

    comment(public, by=actor_of(carol), text="水从哪里来？")
    case = report(article=public, reason="false", text="图里的数字不对。")
    copy = published("河的水位又变", f"<p>前言。{RIVER}</p>")
    find([public.pk, copy.pk])
    said = {"kind": "person", "name": "城记临江", "handle": "city_notes", "motivation": "每周写一篇老城的口述史。"}
    application = applying.submit(carol, **said)
    document = documents.keep(application, what="登记证书", name="证书.pdf", data=PDF_BYTES)
    return {
        "case": str(case.number),
        "secret": case.secret,
        "copy": str(Pair.objects.get().pk),
        "application": application.public_id,
        "document": document.public_id,
    }


def is_refused(answer: Any, who: str) -> bool:
    if answer.status_code in (404, 405):
        return True
    leads = answer.headers.get("Location", "")
    return who == STRANGER and answer.status_code in (302, 303) and leads.startswith("/accounts/login/?next=/")


def is_admitted(answer: Any) -> bool:
    """Whether the page was shown or the act was looked at; a form may have been sent back with its mistakes."""
    if answer.status_code in (302, 303):
        return not answer["Location"].startswith("/accounts/login/")
    return answer.status_code in (200, 201, 204, 400, 409, 422)


def asked(client: Client, method: str, address: str, sent: str = "") -> tuple[Any, int]:
    """Ask, and take back what it did; return the answer and how many rows were touched."""
    how: dict[str, Any] = {}
    if sent:
        is_json = sent.startswith("{")
        how = {"data": sent, "content_type": "application/json"} if is_json else {"data": pairs(sent)}
    before = connection.connection.total_changes
    with transaction.atomic():
        answer = getattr(client, method)(address, **how)
        touched = connection.connection.total_changes - before
        transaction.set_rollback(True)
    return answer, touched


def pairs(sent: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in sent.split())


def filled(text: str, things: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: things[name.group(1)], text)


def verdict(row: Row, method: str, who: str, answer: Any, touched: int) -> str:
    """Return what is wrong with an answer, nothing where it is as the table says."""
    if who in row.who[method]:
        return "" if is_admitted(answer) else "should be let in"
    if touched:
        return f"is refused, and changed {touched} rows"
    if method == "post" and who in row.told:
        return "" if answer.status_code in (403, 422) else "should be told why not"
    return "" if is_refused(answer, who) else "should be refused"


def _nothing(_request: Any, exception: Exception | None = None) -> HttpResponse:
    del exception
    return HttpResponse(status=404)


@pytest.mark.parametrize("table", [STUDIO, DESK, READERS], ids=["studio", "desk", "readers"])
def test_everybody_gets_what_the_table_says(
    table: str, people: dict[str, Any], things: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # What a page says that is not there is tried elsewhere; here it is asked for a thousand times.
    monkeypatch.setattr("haowen.config.urls.handler404", _nothing)
    windows = {STRANGER: Client(headers=ENGLISH)}
    for letter, person in people.items():
        windows[letter] = Client(headers=ENGLISH)
        windows[letter].force_login(person)
    wrong = []
    for number, row in enumerate(rows(table)):
        address = filled(row.address, things)
        for method, admitted in row.who.items():
            for who in SOME if admitted in EVERYBODY else windows:
                answer, touched = asked(
                    windows[who], method, address, filled(row.sent, things) if method == "post" else ""
                )
                if said := verdict(row, method, who, answer, touched):
                    wrong.append(f"{method.upper()} {row.address} by {who}: {answer.status_code}, {said}")
        method = OTHERS[number % len(OTHERS)]
        for who in SOME:
            answer, touched = asked(windows[who], method, address)
            if not is_refused(answer, who) or touched:
                wrong.append(f"{method.upper()} {row.address} by {who}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
