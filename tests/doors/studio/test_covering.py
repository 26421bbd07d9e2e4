"""The form's pictures for lists: none, one or three, brought or chosen, each with its focus."""

import io

import pytest
from PIL import Image

from haowen.domain.articles import saving
from haowen.domain.articles.models import Article
from haowen.domain.library.models import Asset
from haowen.domain.media.keeping import keep
from haowen.domain.media.models import Media
from haowen.domain.people.acting import host_actor
from tests.doors.studio.test_articles import SAID


def png(colour: str = "#357") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 48), colour).save(file, "PNG")
    return file.getvalue()


def upload(colour: str = "#357") -> io.BytesIO:
    file = io.BytesIO(png(colour))
    file.name = f"{colour}.png"
    return file


@pytest.fixture
def said(client, bob, channel, publisher):
    client.force_login(bob)
    return SAID | {"publisher": publisher.handle}


def saved():
    return saving.covers_of(Article.objects.get().head)


def test_three_are_kept_with_their_focus_and_stand_in_the_library(client, said) -> None:
    kept = keep(png("#111"), by=host_actor())
    more = {
        "covers": "three", "cover": upload(), "cover_alt": "河", "cover_x": "20", "cover_y": "0",
        "cover2_kept": kept.sha256, "cover2_x": "100", "cover3": upload("#999"),
    }  # fmt: skip
    assert client.post("/studio/new", said | more).status_code == 303
    assert [(one.alt, one.focus_x, one.focus_y) for one in saved()] == [("河", 20, 0), ("", 100, 50), ("", 50, 50)]
    assert saved()[1].media == kept
    assert Asset.objects.filter(alt="河").exists()


@pytest.mark.parametrize(("many", "count"), [("none", 0), ("one", 1), ("three", 2)])
def test_as_many_are_kept_as_were_wanted(client, said, many, count) -> None:
    keys = {"cover2_kept": keep(png("#222"), by=host_actor()).sha256}
    keys["cover_kept"] = keep(png("#abc"), by=host_actor()).sha256
    assert client.post("/studio/new", said | keys | {"covers": many}).status_code == 303
    assert len(saved()) == count


def test_a_file_that_is_not_wanted_is_asked_about_and_need_not_be_chosen_again(client, said) -> None:
    answer = client.post("/studio/new", said | {"covers": "none", "cover": upload()}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="id_cover_error"' in page
    assert f'<option value="{Media.objects.get().sha256}" selected>' in page


@pytest.mark.parametrize("focus", ["-1", "101", "x"])
def test_a_focus_outside_of_the_picture_is_refused(client, said, focus) -> None:
    assert client.post("/studio/new", said | {"cover_x": focus}).status_code == 422


def test_pictures_of_the_text_and_the_library_are_offered(client, said, article_factory, bob, publisher) -> None:
    shown, other = keep(png("#123"), by=host_actor()), keep(png("#456"), by=host_actor())
    Asset.objects.create(publisher=publisher, media=other, alt="另一张")
    article = article_factory(
        html=f'<figure><img data-media="{shown.sha256}" alt="河面"></figure>', cover=shown, cover_alt="河面", by=bob
    )
    page = client.get(f"/studio/a/{article.public_id}", headers={"accept-language": "en"}).content.decode()
    assert "Picture 1 of the text: 河面" in page
    assert "Library: 另一张" in page
    assert f'<option value="{shown.sha256}" selected>' in page
    assert 'value="one" id="id_covers_1" checked' in page.replace(
        'checked id="id_covers_1"', 'id="id_covers_1" checked'
    )


def test_who_may_bring_nothing_more_is_told_beside_the_file(client, said, publisher, site) -> None:
    type(site).objects.filter(pk=site.pk).update(media_room=0)
    answer = client.post("/studio/new", said | {"cover": upload()}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "There is no room for it" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_video_is_no_picture_for_lists(client, said) -> None:
    film = io.BytesIO(b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(64))
    film.name = "a.jpg"
    answer = client.post("/studio/new", said | {"cover": film}, headers={"accept-language": "en"})
    assert answer.status_code == 422
    assert "a picture is needed here" in answer.content.decode()
