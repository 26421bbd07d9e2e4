"""Archives that meet what is here, or that somebody changed: nothing is half brought in, and no text is trusted."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, transaction

from haowen.domain.archives.models import Restoring
from haowen.domain.articles.models import Article, Tag
from haowen.domain.channels.models import Channel
from haowen.domain.publishers.models import Publisher
from haowen.doors import packing, unpacking
from haowen.formats.archive import Reader, Writer
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(publisher: Publisher, channel: Channel, published: Any, tmp_path: Path) -> Path:
    """An archive of two articles; the site that it was taken from is gone."""
    found = tmp_path / "a.zip"
    with transaction.atomic():
        first = published("河水涨了三厘米", "<p>水。</p>", channel=channel)
        published("河水又退了两厘米", "<p>退。</p>")
        first.tags.add(Tag.objects.create(slug="river", name="河"))
        packing.write(publisher, found)
        transaction.set_rollback(True)
    Publisher.objects.all().delete()
    return found


def changed(path: Path, change: Callable[[dict[str, Any]], Any], folder: str = "articles/") -> Path:
    """Write the archive anew, as somebody would who knows the format, with a change to the first JSON of a folder."""
    found = path.with_name("changed.zip")
    with Reader(path) as reader, Writer(found) as writer:
        target = min(reader.names(folder, ".json"))
        for name in reader.members:
            told = reader.json(name) if name.endswith(".json") else None
            if name == target:
                change(told)
            with reader.opened(name) as file:
                writer.add(name, json.dumps(told).encode() if told is not None else file.read())
        writer.finish({"scope": reader.manifest["scope"]})
    return found


def test_nothing_is_brought_in_where_something_meets_what_is_here(path: Path) -> None:
    Publisher.objects.create(handle="river_watch", name="别人", kind="person")
    Channel.objects.all().delete()
    with pytest.raises(Refused) as refused:
        unpacking.bring_back(path)
    assert "@river_watch" in refused.value.message
    assert "science" in refused.value.message
    assert not Article.objects.exists()
    assert not Restoring.objects.exists()


def test_it_comes_in_beside_others_where_nothing_meets(path: Path) -> None:
    Publisher.objects.create(handle="other_name", name="别人", kind="person")
    tag = Tag.objects.create(slug="river", name="江河")
    done = unpacking.bring_back(path)
    assert done.articles == 2
    assert Article.objects.get(title="河水涨了三厘米").tags.get() == tag
    assert Article.objects.get(title="河水涨了三厘米").channel == Channel.objects.get(slug="science")


def test_another_archive_of_what_came_in_meets_it(path: Path) -> None:
    unpacking.bring_back(path)
    assert unpacking.bring_back(path).there == 2, "the same once more changes nothing"
    other = changed(path, lambda article: article.update(summary="别的"))
    with pytest.raises(Refused, match=r"(?s)@river_watch.*/a/.*/a/"):
        unpacking.bring_back(other)


def test_a_text_with_a_script_comes_in_without_it(path: Path) -> None:
    def spoil(article: dict[str, Any]) -> None:
        article["revisions"][0]["body"]["html"] = "<p>水<script>alert(1)</script><img src=x onerror=alert(1)></p>"

    unpacking.bring_back(changed(path, spoil))
    for article in Article.objects.all():
        assert "alert" not in article.head.body.html  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("folder", "change"),
    [
        ("articles/", lambda told: told["revisions"][0].update(number=0, made_by=5)),
        ("articles/", lambda told: told["revisions"][0].pop("body")),
        ("articles/", lambda told: told.update(state="out")),
        ("articles/", lambda told: told.update(source_url="javascript:alert(1)")),
        ("articles/", lambda told: told.update(public_id="../../etc")),
        ("articles/", lambda told: told["revisions"].append(told["revisions"][0])),
        ("publishers/", lambda told: told.update(handle="Not Plain")),
        ("publishers/", lambda told: told.update(restrictions=[{"effect": "withheld"}])),
        ("articles/", lambda told: told.update(title="\ud800")),
        ("articles/", lambda told: told.update(tags=[5])),
        ("publishers/", lambda told: told.update(acts=[{"what": "likes", "day": None, "number": "9"}])),
        ("publishers/", lambda told: told.update(members=[{"name": 7, "role": "owner"}])),
        ("shared/", lambda told: told.append("no row")),
    ],
)
def test_what_is_wrong_is_found_before_anything_is_written(
    path: Path, folder: str, change: Callable[[Any], Any]
) -> None:
    with pytest.raises(Refused):
        unpacking.bring_back(changed(path, change, folder))
    assert not Article.objects.exists()
    assert not Publisher.objects.exists()
    assert not Restoring.objects.exists()


def test_a_full_disk_is_named_and_the_same_command_goes_on(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_all: Any, **_more: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr("haowen.domain.archives.restoring.Restoration._point", full)
        with pytest.raises(Refused, match="disk is full"):
            unpacking.bring_back(path)
    assert Publisher.objects.exists()
    assert not Article.objects.exists()
    assert unpacking.bring_back(path).articles == 2


@pytest.mark.parametrize("name", ["head", "revision", "planned"], ids=lambda name: f"its {name} is not in the archive")
def test_what_names_a_row_that_is_not_there_is_found_before_anything_is_written(path: Path, name: str) -> None:
    with pytest.raises(Refused, match="zzzzzzzzzz"):
        unpacking.bring_back(changed(path, lambda told: told.update({name: "zzzzzzzzzz"})))
    assert not Publisher.objects.exists()


def test_an_archive_writes_under_no_other_name_of_this_site(path: Path) -> None:
    other = Publisher.objects.create(handle="other_name", name="别人", kind="person")
    with pytest.raises(Refused, match=other.public_id):
        unpacking.bring_back(changed(path, lambda told: told.update(publisher=other.public_id)))
    assert not other.articles.exists()
