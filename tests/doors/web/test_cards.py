"""Card pictures of articles."""

import io

import pytest
from PIL import Image, ImageChops

from haowen.doors.web import drawing

pytestmark = pytest.mark.django_db


def _open(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


def test_a_card_is_a_picture_of_the_size_that_previews_want(client, published) -> None:
    answer = client.get(f"/a/{published().public_id}/card.png")
    assert answer["Content-Type"] == "image/png"
    assert _open(answer.content).size == (1200, 630)


def test_cards_of_two_articles_differ(client, published) -> None:
    one, other = (
        _open(client.get(f"/a/{published(title=title).public_id}/card.png").content)
        for title in ("潮水来了又走", "山里的小学堂")
    )
    assert ImageChops.difference(one, other).getbbox()


def test_a_drafts_card_is_for_its_writers_alone(client, article_factory, bob, mallory) -> None:
    address = f"/studio/a/{article_factory(by=bob).public_id}/card.png"
    assert client.get(address).status_code == 302
    client.force_login(mallory)
    assert client.get(address).status_code == 404
    client.force_login(bob)
    answer = client.get(address)
    assert answer["Cache-Control"] == "private, no-store"
    assert _open(answer.content).size == (1200, 630)


def test_chinese_is_drawn_and_not_boxes() -> None:
    inks = {drawing._ink(drawing.TYPE, character) for character in "开窗借天一间朝南的屋子繁體龍門"}
    assert len(inks) == len("开窗借天一间朝南的屋子繁體龍門")
    assert drawing._ink(drawing.TYPE, "\U0010fffe") not in inks


def test_what_no_font_holds_is_a_dot_and_what_is_a_picture_is_left_out() -> None:
    assert "".join(run.text for run in drawing._runs("好\U00017000😀", 50)) == "好·"


def test_lines_do_not_begin_with_closing_marks_nor_tear_words() -> None:
    lines = drawing.broken("「看懂」一张潮汐表，以及 tide tables 的三种读法。《水文》", 80, 420)
    assert all(line[0] not in drawing.NO_START and line[-1] not in drawing.NO_END for line in lines)
    assert any("tables" in line for line in lines)
    assert all(drawing._length(line, 80) <= 420 for line in lines)


def test_a_very_long_title_ends_in_an_ellipsis() -> None:
    lines, _size = drawing._fit("潮" * 200, 1000)
    assert len(lines) == drawing.LINES
    assert lines[-1].endswith("…")


def test_the_card_of_an_unknown_article_is_not_found(client) -> None:
    assert client.get("/a/nothing2345/card.png").status_code == 404
