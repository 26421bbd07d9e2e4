"""Whoever writes, reviews or publishes a text sees of it what readers will see."""

import pytest
from django.utils import translation
from lxml import html

from haowen.domain.articles import publishing, saving
from haowen.domain.articles.drafts import Draft, DraftDeclaration, DraftReference
from haowen.domain.people.acting import actor_of
from haowen.doors.reading import page_of
from haowen.doors.words import body_words, channel_name

pytestmark = pytest.mark.django_db
BODY = (
    '<p data-lead>今夜涨水。<sup data-cite="b"></sup></p><aside data-note><p>旁注。</p></aside>'
    '<aside data-poll="2126-12-31"><p>走还是留？</p><ul><li>走</li><li>留</li></ul></aside><p>再引。<sup data-cite="a"></sup></p>'
)


@pytest.fixture
def waiting(article_factory, bob):
    """An article that waits for a person of the host, with all that stands beside a text."""
    article = article_factory(by=bob)
    draft = Draft(
        "等人看的一篇", BODY,
        references=(DraftReference(key="a", title="甲书"), DraftReference(key="b", title="乙书", url="https://b.example/")),
        declarations=(DraftDeclaration("ai_generated", answered_by=""), DraftDeclaration("old_event", event_on="1998-08")),
    )  # fmt: skip
    saving.save(article, draft, base=article.head, by=actor_of(bob))
    publishing.send_to_review(article, by=actor_of(bob))
    return article


def test_the_desk_and_the_writer_see_marks_sources_notes_and_polls(client, waiting, bob, dana):
    for user, address in ((dana, f"/desk/review/{waiting.public_id}"), (bob, f"/studio/a/{waiting.public_id}/preview")):
        client.force_login(user)
        root = html.fromstring(client.get(address, headers={"accept-language": "en"}).content)
        assert [mark.text_content() for mark in root.xpath("//div[contains(@class,'prose')]//sup/a")] == ["[1]", "[2]"]
        sources = [" ".join(one.text_content().split()) for one in root.xpath("//ol[@class='refs']/li")]
        assert [one[:2] for one in sources] == ["乙书", "甲书"]
        assert root.xpath("string(//aside[@class='note'])") == "旁注。"
        assert "走还是留？" in root.xpath("string(//aside[@class='poll'])")
        declared = root.xpath("string(//ul[@class='declared'])")
        assert "no person answers for it" in declared
        assert "1998-08" in declared


def test_words_and_names_follow_the_language(waiting, channel):
    with translation.override("zh-hans"):
        assert (channel_name(channel), body_words()["video"]) == (channel.name_zh, "视频")
        assert "before" in body_words("gallery")
    with translation.override("en"):
        assert channel_name(channel) == channel.name_en
        assert "step" not in body_words()
    assert page_of(waiting, waiting.head)["entries"] == []
