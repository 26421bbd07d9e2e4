"""The profile of a publisher: said here, read on its page; its name looked at by the host where it has to be."""

import io

import pytest
from PIL import Image

from haowen.domain.articles.models import Article
from haowen.domain.publishers.models import NameChange, Publisher
from haowen.kit import tasks

AT = "/studio/@river_watch/profile"
SAID = {
    "do": "profile",
    "tagline": "河边的人",
    "field": "水文",
    "about": "我们看河。\n每天。",
    "contact": "river@example.org",
    "language": "zh-hans",
    "licence": "CC BY 4.0",
    "link_label": ["旧站", ""],
    "link_url": ["https://example.org/river", ""],
}


@pytest.fixture
def owner(client, alice):
    client.force_login(alice)
    return client


def test_what_is_said_is_read_on_the_page_of_the_publisher(owner, publisher) -> None:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "#357").save(file, "PNG")
    file.name = "p.png"
    file.seek(0)
    answer = owner.post(AT, SAID | {"avatar": file})
    assert (answer.status_code, answer["Location"]) == (303, AT)
    owner.logout()
    page = owner.get("/@river_watch").content.decode()
    for words in ("河边的人", "水文", "我们看河。", "mailto:river@example.org", 'href="https://example.org/river"'):
        assert words in page
    publisher.refresh_from_db()
    assert publisher.avatar is not None


def test_saving_what_the_form_showed_changes_nothing(owner, publisher) -> None:
    owner.post(AT, SAID)
    form = owner.get(AT).context["form"]
    said = {name: form[name].value() or "" for name in form.fields if name not in ("avatar", "avatar_off")}
    rows = owner.get(AT).context["links"]
    more = {f"link_{name}": [row[name].value() or "" for row in rows] for name in ("label", "url")}
    before = Publisher.objects.values().get(pk=publisher.pk)
    owner.post(AT, {"do": "profile"} | said | more)
    assert Publisher.objects.values().get(pk=publisher.pk) == before
    assert publisher.links.count() == 1


def test_mistakes_keep_what_was_typed(owner, publisher) -> None:
    page = owner.post(AT, SAID | {"link_url": ["javascript:alert(1)", ""], "tagline": "没有存下的"})
    assert page.status_code == 422
    assert "没有存下的" in page.content.decode()
    publisher.refresh_from_db()
    assert publisher.tagline == "看河的人"
    assert owner.post(AT, SAID | {"language": "xx"}).status_code == 422


def test_new_articles_begin_with_the_licence_of_the_publisher(owner, publisher, channel) -> None:
    owner.post(AT, SAID)
    owner.post(
        "/studio/new", {"publisher": "river_watch", "title": "题目一个", "kind": "article", "language": "zh-Hans"}
    )
    assert Article.objects.get().licence == "CC BY 4.0"


def test_a_name_that_has_to_be_looked_at_goes_to_the_desk_and_back(owner, client, publisher, olga) -> None:
    owner.post(AT, {"do": "name", "name": "河岸笔记", "handle": "river_bank"})
    publisher.refresh_from_db()
    assert (publisher.name, NameChange.objects.get().name) == ("河流观察", "河岸笔记")
    assert "河岸笔记" in owner.get(AT).content.decode()
    client.force_login(olga)
    page = client.get("/desk/renames")
    assert "河岸笔记" in page.content.decode()
    shown = page.context["waiting"][0]
    said = {"change": shown["change"].pk, "asked": shown["asked"]}
    assert client.post("/desk/renames", said | {"do": "refuse"}).status_code == 422
    assert client.post("/desk/renames", said | {"do": "grant", "asked": "0"}).status_code == 422
    assert client.post("/desk/renames", said | {"do": "grant"}).status_code == 303
    publisher.refresh_from_db()
    assert (publisher.name, publisher.handle) == ("河岸笔记", "river_bank")
    assert client.get("/@river_watch")["Location"] == "/@river_bank"
    assert tasks.drain()


def test_editors_say_what_the_page_says_and_owners_what_it_is_called(client, bob, publisher) -> None:
    publisher.members.filter(user=bob).update(role="editor")
    client.force_login(bob)
    assert client.post(AT, SAID).status_code == 303
    assert client.post(AT, {"do": "name", "name": "河岸", "handle": "river_bank"}).status_code == 404
    assert client.post(AT, {"do": "take_back"}).status_code == 404
    publisher.members.filter(user=bob).update(role="writer")
    assert client.get(AT).status_code == 404
