"""The plain form: write, save, collide, publish, withdraw."""

import datetime as dt
import io

import pytest
from django.test import Client
from PIL import Image

from haowen.domain.articles import saving
from haowen.domain.articles.models import Article, State
from haowen.domain.media.models import Media
from haowen.domain.people.acting import actor_of, host_actor

SAID = {
    "title": "江水为什么绿了",
    "summary": "一份观察",
    "body": "{lead} 先说结论。\n\n## 起因\n\n据报道[^r1]，水**变绿**了。\n",
    "channel": "science",
    "kind": "article",
    "language": "zh-Hans",
    "series": "看河",
    "tags": "河流，水质",
    "declares": ["original", "ai_none"],
    "reference_title": ["水质公报", "", ""],
    "reference_outlet": ["水利局", "", ""],
    "reference_authors": ["", "", ""],
    "reference_dated_on": ["2026-05", "", ""],
    "reference_url": ["", "", ""],
    "reference_accessed_on": ["2026-06-01", "", ""],
    "reference_key": ["r1", "", ""],
    "credit_role": ["reporter", "photo"],
    "credit_name": ["鲍勃", ""],
}


def picture() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), "#357").save(file, "PNG")
    file.name = "p.png"
    file.seek(0)
    return file


@pytest.fixture
def writing(client, bob, channel):
    client.force_login(bob)
    return client


@pytest.fixture
def draft(article_factory, bob):
    return article_factory("旧标题", "<p>旧的正文。</p>", by=bob)


def test_a_new_article_is_kept_with_everything_that_was_typed(writing, publisher, channel) -> None:
    answer = writing.post("/studio/new", SAID | {"publisher": publisher.handle})
    article = Article.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"/studio/a/{article.public_id}")
    assert (article.state, article.channel, article.series.title) == (State.DRAFT, channel, "看河")
    assert sorted(tag.name for tag in article.tags.all()) == ["水质", "河流"]
    head = article.head
    assert "<p data-lead>" in head.body.html
    assert 'data-cite="r1"' in head.body.html
    source = head.references.get()
    assert (source.dated_on, source.accessed_on) == ("2026-05", dt.date(2026, 6, 1))
    assert {row.kind for row in head.declarations.all()} == {"original", "ai_none"}
    assert [(row.role, row.name) for row in head.credits.all()] == [("reporter", "鲍勃")]


def test_saving_what_the_form_showed_changes_nothing(writing, publisher) -> None:
    writing.post("/studio/new", SAID | {"publisher": publisher.handle})
    article = Article.objects.get()
    page = writing.get(f"/studio/a/{article.public_id}")
    shown = page.context["sheet"]
    said = {
        name: shown.form[name].value() for name in shown.form.fields if shown.form[name].value() not in (None, False)
    }
    rows = {f"{row.word}_{name}": [] for row in (shown.references[0], shown.credits[0]) for name in row.fields}
    for row in (*shown.references, *shown.credits):
        for name in row.fields:
            rows[f"{row.word}_{name}"].append(row[name].value() or "")
    writing.post(f"/studio/a/{article.public_id}", said | rows)
    assert article.revisions.count() == 1


def test_pictures_are_kept_with_the_text_that_describes_them(writing, publisher) -> None:
    said = SAID | {
        "publisher": publisher.handle,
        "cover": picture(),
        "cover_alt": "绿水",
        "picture": picture(),
        "picture_alt": "河面",
        "picture_caption": "五月",
    }
    assert writing.post("/studio/new", said).status_code == 303
    article, media = Article.objects.get(), Media.objects.get()
    assert (article.cover, article.cover_alt) == (media, "绿水")
    assert f'data-media="{media.sha256}" alt="河面"' in article.head.body.html


def test_a_picture_that_is_only_decoration_needs_no_description(writing, publisher) -> None:
    said = SAID | {"publisher": publisher.handle, "picture": picture(), "picture_caption": "五月 <b>"}
    assert writing.post("/studio/new", said | {"picture_decorative": "on"}).status_code == 303
    html = Article.objects.get().head.body.html
    assert "<figure data-decorative><img data-media=" in html
    assert "<figcaption>五月 &lt;b&gt;</figcaption>" in html


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"declares": ["repost"]}, "repost_source"),
        ({"declares": ["old_event"], "event_on": "yesterday"}, "event_on"),
        ({"declares": ["old_event"], "event_on": "2026-02-30"}, "event_on"),
        ({"declares": ["ai_none", "ai_generated"]}, "declares"),
        ({"reference_title": ["", "", ""]}, "title"),
        ({"reference_url": ["javascript:alert(1)", "", ""]}, "url"),
        ({"reference_accessed_on": ["2026-02-30", "", ""]}, "accessed_on"),
        ({"kind": "novel"}, "kind"),
    ],
)
def test_a_refused_form_keeps_the_text_and_marks_the_field(writing, publisher, said, field) -> None:
    answer = writing.post("/studio/new", SAID | {"publisher": publisher.handle} | said)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "据报道[^r1]，水**变绿**了。" in page
    assert f"{field}_error" in page
    assert not Article.objects.exists()


def test_a_file_that_is_no_picture_is_refused_and_the_text_stays(writing, draft) -> None:
    file = io.BytesIO(b"<svg onload=alert(1)>")
    file.name = "x.png"
    answer = writing.post(f"/studio/a/{draft.public_id}", SAID | {"base": draft.head.public_id, "cover": file})
    assert answer.status_code == 422
    assert "据报道[^r1]" in answer.content.decode()
    assert draft.revisions.count() == 1


def test_a_collision_shows_both_texts_and_loses_neither(writing, draft, alice) -> None:
    base = draft.head.public_id
    other = saving.as_draft(draft.head, html="<p>爱丽丝的正文。</p>")
    saving.save(Article.objects.get(pk=draft.pk), other, base=draft.head, by=actor_of(alice))
    answer = writing.post(f"/studio/a/{draft.public_id}", SAID | {"base": base})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "爱丽丝的正文。" in page
    assert "据报道[^r1]" in page
    assert draft.revisions.count() == 3
    draft.refresh_from_db()
    assert f'value="{draft.head.public_id}"' in page
    assert writing.post(f"/studio/a/{draft.public_id}", SAID | {"base": draft.head.public_id}).status_code == 303


def test_credits_are_moved_without_a_script_and_nothing_is_saved_yet(writing, draft) -> None:
    said = SAID | {"credit_role": ["author", "photo"], "credit_name": ["甲", "乙"], "do": "credit-up-1"}
    for address in (f"/studio/a/{draft.public_id}", "/studio/new"):
        page = writing.post(address, said | {"base": draft.head.public_id}).content.decode()
        assert page.index('value="乙"') < page.index('value="甲"')
        assert "据报道[^r1]" in page
    assert (draft.revisions.count(), Article.objects.count()) == (1, 1)


def test_publishing_saves_first_and_leads_to_the_dialog(writing, draft) -> None:
    answer = writing.post(f"/studio/a/{draft.public_id}/publish", SAID | {"base": draft.head.public_id})
    assert (answer.status_code, answer["Location"]) == (303, f"/studio/a/{draft.public_id}/publish")
    draft.refresh_from_db()
    assert (draft.state, draft.title) == (State.DRAFT, SAID["title"])
    assert "变绿" in writing.get(answer["Location"]).content.decode()


def test_a_withdrawn_article_leaves_a_tombstone(writing, published, bob) -> None:
    article = published(by=bob)
    assert writing.post(f"/studio/a/{article.public_id}/withdraw").status_code == 303
    assert Client().get(f"/a/{article.public_id}").status_code == 410
    assert writing.post(f"/studio/a/{article.public_id}/withdraw").status_code == 409


def test_the_preview_names_pictures_that_could_not_be_fetched(writing, draft) -> None:
    from haowen.domain.articles.models import PictureElsewhere, Trouble

    PictureElsewhere.objects.create(article=draft, address="https://a.example/p.png", trouble=Trouble.PLACEHOLDER)
    said = writing.get(f"/studio/a/{draft.public_id}/preview", headers={"accept-language": "en"}).content.decode()
    assert "https://a.example/p.png" in said
    assert "Its host shows other sites a placeholder" in said


def test_the_preview_is_for_members_and_kept_nowhere(writing, draft) -> None:
    answer = writing.get(f"/studio/a/{draft.public_id}/preview")
    assert "旧的正文。" in answer.content.decode()
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_revisions_are_listed_and_shown(writing, draft) -> None:
    writing.post(f"/studio/a/{draft.public_id}", SAID | {"base": draft.head.public_id})
    assert writing.get(f"/studio/a/{draft.public_id}/revisions").content.decode().count("/revisions/") >= 2
    assert "旧的正文。" in writing.get(f"/studio/a/{draft.public_id}/revisions/1").content.decode()
    assert writing.get(f"/studio/a/{draft.public_id}/revisions/9").status_code == 404


def test_the_list_shows_ones_own_publisher_by_state(writing, draft, published, publisher) -> None:
    published("已发布的")
    page = writing.get(f"/studio?publisher={publisher.handle}&state=draft").content.decode()
    assert "旧标题" in page
    assert "已发布的" not in page


def test_saving_asks_for_the_token(bob, draft) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(bob)
    assert strict.post(f"/studio/a/{draft.public_id}", SAID).status_code == 403


PATHS = [
    "",
    "/new",
    "/a/{id}",
    "/a/{id}/preview",
    "/a/{id}/publish",
    "/a/{id}/withdraw",
    "/a/{id}/revisions",
    "/a/{id}/revisions/1",
    "/nothing/here",
    "/",
]


@pytest.mark.parametrize("path", PATHS)
def test_strangers_are_led_to_sign_in_from_every_address(client, article_factory, path) -> None:
    where = "/studio" + path.format(id=article_factory().public_id)
    answer = client.get(where)
    assert answer.status_code == 302
    assert answer["Location"] == f"/accounts/login/?next={where}"
    assert client.post(where)["Location"].startswith("/accounts/login/?next=/studio")


@pytest.mark.parametrize("path", PATHS[2:8])
@pytest.mark.parametrize("who", ["mallory", "dana", "analyst"])
def test_people_without_the_right_find_nothing(client, article_factory, publisher, mallory, dana, who, path) -> None:  # noqa: PLR0917 - fixtures
    from haowen.domain.publishers.models import Member
    from tests.conftest import make_user

    people = {"mallory": mallory, "dana": dana}
    if who == "analyst":
        people["analyst"] = make_user("ann")
        Member.objects.create(publisher=publisher, user=people["analyst"], role="analyst")
    client.force_login(people[who])
    where = "/studio" + path.format(id=article_factory(by=None).public_id)
    answer = client.post(where) if path.endswith(("publish", "withdraw")) else client.get(where)
    assert answer.status_code == 404
    assert client.post("/studio/new", SAID | {"publisher": publisher.handle}).status_code == 404
    assert host_actor().name


def test_pictures_that_came_with_a_refused_form_need_not_be_chosen_again(writing, publisher, channel) -> None:
    said = SAID | {"publisher": publisher.handle, "cover": picture(), "picture": picture()}
    answer = writing.post("/studio/new", said)  # the picture says nothing to those who cannot see it
    assert answer.status_code == 422
    kept = Media.objects.get().sha256
    page = answer.content.decode()
    assert f'name="picture_kept" value="{kept}"' in page
    assert f'<option value="{kept}" selected>' in page
    again = SAID | {"publisher": publisher.handle, "cover_kept": kept, "picture_kept": kept, "picture_alt": "蓝色的水"}
    assert writing.post("/studio/new", again).status_code == 303
    head = Article.objects.get().head
    assert head.cover.sha256 == kept
    assert f'data-media="{kept}"' in head.body.html


def test_a_kept_picture_can_be_left_out_again(writing, publisher, channel) -> None:
    kept = Media.objects
    writing.post("/studio/new", SAID | {"publisher": publisher.handle, "picture": picture()})
    again = SAID | {"publisher": publisher.handle, "picture_kept": kept.get().sha256, "picture_off": "on"}
    assert writing.post("/studio/new", again).status_code == 303
    assert "data-media" not in Article.objects.get().head.body.html


def test_a_file_that_is_no_picture_is_told_beside_its_field(writing, publisher, channel) -> None:
    file = io.BytesIO(b"no picture at all")
    file.name = "p.png"
    answer = writing.post(
        "/studio/new", SAID | {"publisher": publisher.handle, "cover": file}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    assert 'id="id_cover_error"' in answer.content.decode()
    assert not Article.objects.exists()


def test_what_is_out_does_not_get_into_a_channel_through_the_form_where_it_could_not_come_out(
    writing, published, channel
) -> None:
    from haowen.domain.channels.opening import open_channel
    from haowen.domain.publishers.models import Permission, WritingRule

    article = published("已发布的", channel=channel)
    WritingRule.objects.create(channel=open_channel("sports", "体育", "Sports", 2), permission=Permission.NOT_AT_ALL)
    said = SAID | {"base": article.head.public_id, "channel": "sports"}
    answer = writing.post(f"/studio/a/{article.public_id}", said)
    assert answer.status_code == 422
    assert "据报道[^r1]" in answer.content.decode()
    article.refresh_from_db()
    assert (article.channel, article.revisions.count()) == (channel, 1)
