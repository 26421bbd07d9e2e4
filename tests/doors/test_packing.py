"""An archive goes out of one site and comes back on an empty second one: everything, the same, once."""

import csv
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from markdown_it import MarkdownIt
from PIL import Image

from haowen.domain.archives import counts
from haowen.domain.archives.gathering import Gathering
from haowen.domain.archives.models import FormerMember
from haowen.domain.archives.travelling import TRAVELS
from haowen.domain.articles import saving
from haowen.domain.articles.drafts import Draft, DraftCredit, DraftDeclaration, DraftReference, one_cover
from haowen.domain.articles.models import Article, ArticleEffect, CreditRole, DeclarationKind, RevisionMedia
from haowen.domain.articles.publishing import publish
from haowen.domain.articles.restricting import restrict
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.comments.access import said
from haowen.domain.comments.commenting import comment, remove
from haowen.domain.comments.liking import like as like_comment
from haowen.domain.comments.models import Comment, CommentEffect
from haowen.domain.comments.restricting import restrict as restrict_comment
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.media.showing import original_path
from haowen.domain.people.acting import actor_of
from haowen.domain.people.models import Actor, User
from haowen.domain.publishers.models import Member, Publisher
from haowen.domain.readers.bookmarking import bookmark
from haowen.domain.readers.following import follow
from haowen.domain.readers.liking import like
from haowen.domain.readers.polling import answer
from haowen.domain.reposts.granting import Terms, grant, terms_of
from haowen.domain.reposts.models import Who
from haowen.domain.statements.issuing import issue
from haowen.doors import packing, unpacking
from haowen.formats import markdown as md
from haowen.kit.refusals import Refused
from haowen.text import markup
from tests.conftest import make_user
from tests.domain.archives.filling import Filling

pytestmark = pytest.mark.django_db


POLL = "<aside data-poll><p>修坝吗？</p><ul><li>要</li><li>不要</li></ul></aside>"

Make = Callable[[], Publisher | None]


@pytest.fixture
def media_folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def packed(tmp_path: Path, media_folder: Path) -> Callable[[Make], Path]:
    """Let a site be, take an archive of it, and let it be gone again with its files."""

    def pack(make: Make) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.zip"
        with transaction.atomic():
            packing.write(make(), path)
            transaction.set_rollback(True)
        shutil.rmtree(media_folder, ignore_errors=True)
        return path

    return pack


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def everything(publisher: Publisher) -> None:
    article = Article.objects.create(publisher=publisher, title="河水", language="zh-Hans", licence="CC BY 4.0")
    Filling(publisher, article).fill()


@pytest.fixture
def bare_publisher(db: None) -> Callable[[], Publisher]:
    def make() -> Publisher:
        return Publisher.objects.create(handle="river_watch", name="河流观察", kind="organisation", tagline="看河的人")

    return make


@pytest.mark.parametrize("whole", [False, True], ids=["publisher", "site"])
def test_a_row_of_everything_comes_back_the_same(
    whole: bool,  # noqa: FBT001 - a parameter of the test
    packed: Callable[[Make], Path],
    bare_publisher: Callable[[], Publisher],
    tmp_path: Path,
) -> None:
    def make() -> Publisher | None:
        publisher = bare_publisher()
        everything(publisher)
        return None if whole else publisher

    path = packed(make)
    assert not Article.objects.exists()
    done = unpacking.bring_back(path)
    assert (done.articles, done.there, done.missing) == (2, 0, [])

    again = tmp_path / "again.zip"
    packing.write(None if whole else Publisher.objects.get(), again)
    first, second = members(path), members(again)
    assert list(first) == list(second)
    manifests = [json.loads(each.pop("manifest.json")) for each in (first, second)]
    for each in manifests:
        del each["made_at"]
    assert manifests[0] == manifests[1]
    for name, data in first.items():
        assert data == second[name], name

    # and a row of every model that travels was really in it
    missing = [row.model for row in TRAVELS if (whole or not row.is_of_host) and not row.of()._default_manager.exists()]
    assert not missing


def picture(colour: str, by: Any = None) -> Media:
    buffer = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (31.0, 14.0, 0.0), 3: "E", 4: (121.0, 29.0, 0.0)}
    Image.new("RGB", (640, 400), colour).save(buffer, "JPEG", exif=exif)
    return keep(buffer.getvalue(), by=by)


@dataclass
class Lively:
    """A publisher as it is after a while: histories, readers, decisions of the host."""

    publisher: Publisher
    people: dict[str, User]
    ids: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)

    def live(self) -> Publisher:
        alice, mallory = actor_of(self.people["alice"]), actor_of(self.people["mallory"])
        self.own, self.foreign = picture("teal", alice), picture("red", mallory)
        self.main(alice)
        html = f'<p>借。</p><figure><img data-media="{self.foreign.sha256}" alt="他人"></figure>'
        borrowed = saving.create(self.publisher, Draft(title="借来一张别人的图", html=html), by=alice)
        self.ids["borrowed"] = borrowed.public_id
        self.withheld(alice)
        for name, title in (("draft", "还没写完的一篇"), ("withdrawn", "收回来的一篇文章")):
            article = saving.create(
                self.publisher, Draft(title=title, html="<p>文。</p>"), by=alice, language="zh-Hans"
            )
            self.ids[name] = article.public_id
            if name == "withdrawn":
                withdraw(publish(article, by=alice), by=alice)
        return self.publisher

    def look(self) -> None:
        addresses = [f"/a/{each}" for name, each in self.ids.items() if name != "borrowed"]
        addresses += [f"/a/{self.ids['main']}/comments", "/@river_watch", "/feed.rss", "/@river_watch/feed.rss"]
        self.pages = {address: page(address) for address in addresses}

    def main(self, alice: Actor) -> None:
        html = f'<p data-lead>河水涨了。<sup data-cite="r1"></sup></p><h2>夜里</h2><p><strong>三</strong>厘米。</p><figure><img data-media="{self.own.sha256}" alt="江"><figcaption>图</figcaption></figure>{POLL}'
        draft = Draft(
            title="水位为什么会变", html=html, summary="摘要", covers=one_cover(self.own, "江面"),
            references=(DraftReference("水文年鉴 2020", key="r1", outlet="水利部", url="https://example.org/a_b"),),
            declarations=(DraftDeclaration(DeclarationKind.OLD_EVENT, event_on="2020-07"), DraftDeclaration(DeclarationKind.AI_NONE)),
            credits=(DraftCredit(CreditRole.REPORTER, "李四"),),
        )  # fmt: skip
        article = saving.create(self.publisher, draft, by=alice, language="zh-Hans")
        self.ids["main"] = article.public_id
        article = publish(article, by=alice)
        later = replace(draft, html=html.replace("三", "四"))
        saving.save(article, later, base=article.head, by=alice)
        publish(article, by=alice)
        article.refresh_from_db()
        saving.save(article, replace(later, title="水位为什么又变了"), base=article.head, by=alice)
        carol, mallory = actor_of(self.people["carol"]), actor_of(self.people["mallory"])
        first = comment(article, text="第一楼 <b>", by=carol)
        hidden = comment(article, text="CANARY 骂人的话", by=mallory, answers=first)
        comment(article, text="答二楼", by=carol, answers=hidden)
        remove(comment(article, text="CANARY 收回的话", by=carol), by=carol)
        like_comment(first, by=mallory)
        statement = issue(ground="terms", rule="§ 3", facts="CANARY 侮辱", effect="withheld", by_public_id="olga23456")
        restrict_comment(hidden, CommentEffect.WITHHELD, under=statement)
        like(article, by=carol)
        bookmark(article, by=self.people["carol"])
        follow(carol, publisher=self.publisher)
        for voter, option in ((carol, 1), (mallory, 1), (alice, 0)):
            answer(article, markup.polls(html)[0].key, option, by=voter)
        grant(article, who=Who.ALL, may_change=True)

    def withheld(self, alice: Actor) -> None:
        article = publish(
            saving.create(
                self.publisher, Draft(title="被限制的文章一篇", html="<p>词。</p>"), by=alice, language="zh-Hans"
            ),
            by=alice,
        )
        self.ids["withheld"] = article.public_id
        statement = issue(ground="law", rule="第一条", facts="事实如此", effect="withheld", by_public_id="olga23456")
        restrict(article, ArticleEffect.WITHHELD, under=statement)


@pytest.fixture
def lively(packed: Callable[[Make], Path]) -> tuple[Lively, Path]:
    told: list[Lively] = []

    def make() -> Publisher:
        publisher = Publisher.objects.create(
            handle="river_watch", name="河流观察", kind="organisation", tagline="看河的人"
        )
        people = {name: make_user(name) for name in ("alice", "carol", "mallory")}
        Member.objects.create(publisher=publisher, user=people["alice"], role="owner")
        told.append(Lively(publisher, people))
        publisher = told[0].live()
        told[0].look()
        return publisher

    path = packed(make)
    return told[0], path


PARTS = (
    "breadcrumb", "title", "byline", "declarations", "body", "references", "comments", "actions", "list",
)  # fmt: skip


def page(address: str) -> str:
    """Return what readers see at an address, but the moment at which it was made."""
    answer = Client().get(address, headers={"accept-language": "zh"})
    tree = lxml.html.fromstring(answer.content)
    parts = [each for name in PARTS for each in tree.iterfind(f".//*[@data-part='{name}']")]
    parts += tree.iterfind(".//dl")  # the numbers of a publisher
    shown = parts or [*tree.iterfind(".//main"), *tree.iterfind(".//item")]
    told = "\n".join(lxml.html.tostring(each, encoding="unicode") for each in shown)
    return f"{answer.status_code} {told}".replace(
        "<b><bdi>Mallory</bdi></b> ", ""
    )  # whose words are withheld stays out


def test_addresses_revisions_times_and_hashes_come_back(lively: tuple[Lively, Path]) -> None:
    was, path = lively
    told = json.loads(members(path)[f"articles/{was.ids['main']}.json"])
    done = unpacking.bring_back(path)
    assert (done.articles, done.publishers) == (5, [("river_watch", True)])
    article = Article.objects.get(public_id=was.ids["main"])
    rows = list(article.revisions.order_by("number"))
    assert [(row.public_id, row.number, row.sha256, row.cause) for row in rows] == [
        (each["public_id"], each["number"], each["sha256"], each["cause"]) for each in told["revisions"]
    ]
    assert [row.made_from and row.made_from.public_id for row in rows] == [
        each["made_from"] for each in told["revisions"]
    ]
    assert all(hashlib.sha256(row.body.html.encode()).hexdigest() == row.sha256 for row in rows)
    assert article.head != article.revision
    assert article.publications.count() == 2
    assert article.publisher.is_kept_by_host
    assert not article.publisher.members.exists()
    assert [row.name for row in FormerMember.objects.all()] == ["Alice"]
    assert original_path(was.own.sha256).is_file()
    assert RevisionMedia.objects.filter(media__sha256=was.own.sha256).count() == len(rows)


def test_readers_see_the_same_pages(lively: tuple[Lively, Path]) -> None:
    was, path = lively
    unpacking.bring_back(path)
    assert was.pages[f"/a/{was.ids['main']}"].startswith("200 ")
    assert "四" in was.pages[f"/a/{was.ids['main']}"]
    for address, shown in was.pages.items():
        again = page(address)
        differs = next((at for at, pair in enumerate(zip(again, shown, strict=False)) if pair[0] != pair[1]), 0)
        assert again == shown, (address, again[differs - 60 : differs + 200], shown[differs - 60 : differs + 200])


def test_what_readers_did_comes_back_in_numbers_and_who_may_repost_is_known(lively: tuple[Lively, Path]) -> None:
    was, path = lively
    unpacking.bring_back(path)
    shown = page(f"/a/{was.ids['main']}")
    assert "67 %" in shown, "two of three answered so"
    article = Article.objects.get(public_id=was.ids["main"])
    assert counts.likes_by_article(Article.objects.all()) == {article.pk: 1}
    assert sum(counts.likes_by_day(Article.objects.all(), timezone.localdate()).values()) == 1
    assert terms_of(article) == Terms(Who.ALL, may_change=True, is_own=True)
    like(article, by=actor_of(make_user("dana")))
    answer(article, markup.polls(article.revision.body.html)[0].key, 0, by=actor_of(make_user("bob")))  # type: ignore[union-attr]
    assert "50 %" in page(f"/a/{was.ids['main']}"), "those who answer here are counted to those who did there"
    (told,) = [each.statistics for each in Gathering(article.publisher).articles() if each.statistics]
    assert [(row["what"], row["number"]) for row in told["acts"]] == [("bookmarks", 1), ("likes", 2)]
    assert [row["answers"] for row in told["polls"]] == [[{"option": 0, "number": 2}, {"option": 1, "number": 2}]]


def test_withheld_and_taken_back_words_stay_out_and_floors_are_kept(lively: tuple[Lively, Path]) -> None:
    was, path = lively
    told = members(path)
    assert not [name for name, data in told.items() if b"CANARY" in data or b"@example.org" in data]
    assert not [name for name, data in told.items() if was.people["carol"].public_id.encode() in data]
    unpacking.bring_back(path)
    rows = Comment.objects.filter(article__public_id=was.ids["main"]).order_by("floor")
    assert [(row.floor, row.text) for row in rows] == [(1, "第一楼 <b>"), (2, "—"), (3, "答二楼"), (4, "—")]
    assert list(said().values_list("floor", "score", "answers__floor")) == [(1, 1, None), (3, 0, 2)]


def test_an_owner_has_her_own_withheld_article_with_the_statement(lively: tuple[Lively, Path]) -> None:
    was, path = lively
    told = members(path)[f"articles/{was.ids['withheld']}.html"].decode()
    assert "已限制展示" in told
    assert "事实如此" in told
    unpacking.bring_back(path)
    (row,) = Article.objects.get(public_id=was.ids["withheld"]).restrictions.all()
    assert (row.effect, row.statement.rule) == ("withheld", "第一条")


def test_an_original_of_somebody_else_does_not_go_along(lively: tuple[Lively, Path]) -> None:
    was, path = lively
    told = members(path)
    assert f"media/{was.own.sha256}.jpg" in told
    assert f"media/{was.foreign.sha256}.jpg" not in told
    shown = Image.open(io.BytesIO(told[f"media/{was.foreign.sha256}.shown.webp"]))
    assert not shown.getexif()
    done = unpacking.bring_back(path)
    assert len(done.missing) == 1


def test_what_is_nothing_without_its_file_stays_out_with_it(
    packed: Callable[[Make], Path], bare_publisher: Callable[[], Publisher], monkeypatch: pytest.MonkeyPatch
) -> None:
    def make() -> Publisher:
        publisher = bare_publisher()
        everything(publisher)
        return publisher

    path = packed(make)

    def refuse(*_all: Any, **_more: Any) -> None:
        raise Refused("no decoder here")

    monkeypatch.setattr("haowen.domain.media.keeping.keep", refuse)
    done = unpacking.bring_back(path)
    assert "no decoder here" in done.missing[0]
    assert done.articles == 2
    assert not Media.objects.exists()


def test_other_programs_read_it(lively: tuple[Lively, Path], tmp_path: Path) -> None:
    was, path = lively
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "out")
    name = tmp_path / "out" / "articles" / was.ids["main"]
    tree = lxml.html.parse(str(name.with_suffix(".html")))
    assert tree.findtext(".//h1") == "水位为什么会变"
    pictures = [img.get("src") for img in tree.iterfind(".//article//img")]
    assert len(pictures) == 1
    assert all((name.parent / each).resolve().is_file() for each in pictures)
    html = MarkdownIt().render(name.with_suffix(".md").read_text(encoding="utf-8").split("---\n", 2)[2])
    assert "<strong>四</strong>厘米。" in html
    piece = md.read(name.with_suffix(".md").read_text(encoding="utf-8"), path=name.name)
    told = json.loads(name.with_suffix(".json").read_text(encoding="utf-8"))
    revision = next(each for each in told["revisions"] if each["public_id"] == told["revision"])
    assert piece.title == revision["title"]
    assert [each.title for each in piece.references] == ["水文年鉴 2020"]
    assert piece.plain == markup.to_text(revision["body"]["html"])
    assert {each.kind for each in piece.declarations} == {"old_event", "ai_none"}
    with (tmp_path / "out" / "statistics.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    assert rows[was.ids["main"]]["likes"] == "1"
    assert rows[was.ids["main"]]["comments"] == "2"
