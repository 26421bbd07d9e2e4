"""Two stages of a review, as those who pass them go through the pages."""

import datetime as dt

import pytest
from django.test import Client

from haowen.domain.articles.chaining import StageWanted, set_chain
from haowen.domain.articles.models import Chain, Passer, State
from haowen.domain.people.acting import actor_of
from haowen.kit.clock import now, telling


@pytest.fixture
def signed_in(request, site):
    made = {}
    for name in ("alice", "bob", "dana", "olga", "mallory"):
        user = request.getfixturevalue(name)
        made[user.name.lower()] = Client(headers={"accept-language": "en"})
        made[user.name.lower()].force_login(user)
    return made


@pytest.fixture
def waiting(article_factory, channel, bob, olga, signed_in):
    stages = [StageWanted("复审", Passer.EDITORS), StageWanted("终审", Passer.HOST, hours=2)]
    set_chain(channel, stages, by=olga, may_be_urgent=True)
    article = article_factory("江水为什么绿了", "<p>河水在夜里变绿。</p>", by=bob, channel=channel)
    signed_in["bob"].post(f"/studio/a/{article.public_id}/publish")
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW
    return article


def test_it_is_remarked_on_passed_twice_and_printed(signed_in, waiting) -> None:
    at, seen = f"/studio/reviews/{waiting.public_id}", {"revision": waiting.head.public_id}
    assert "江水为什么绿了" in signed_in["alice"].get("/studio/reviews").content.decode()
    signed_in["alice"].post(at, {"do": "remark", "passage": "夜里变绿", "text": "谁看见的？"})
    assert "谁看见的？" in signed_in["bob"].get(at).content.decode()
    assert signed_in["alice"].post(at, seen | {"do": "pass"}).status_code == 303
    assert signed_in["bob"].post(at, seen | {"do": "pass"}).status_code == 422
    assert signed_in["dana"].post(at, seen | {"do": "pass"}).status_code == 303
    waiting.refresh_from_db()
    assert waiting.is_published()
    page = signed_in["bob"].get(f"{at}/sheet").content.decode()
    assert page.index("Alice") < page.index("Dana")


def test_a_paragraph_is_chosen_by_its_number(signed_in, waiting) -> None:
    at = f"/studio/reviews/{waiting.public_id}"
    assert '<option value="1">1 · 河水在夜里变绿。</option>' in signed_in["alice"].get(at).content.decode()
    for number in ("1", "", "9", "x"):
        signed_in["alice"].post(at, {"do": "remark", "paragraph": number, "text": f"第{number}段"})
    passages = waiting.reviews.get().remarks.values_list("passage", flat=True)
    assert list(passages) == ["河水在夜里变绿。", "", "", ""]


def test_an_urgent_article_is_out_and_signed_later(signed_in, waiting) -> None:
    at, seen = f"/studio/reviews/{waiting.public_id}", {"revision": waiting.head.public_id}
    assert signed_in["dana"].post(at, seen | {"do": "urgent"}).status_code == 422  # not without a reason
    assert signed_in["dana"].post(at, seen | {"do": "urgent", "why": "洪水警报"}).status_code == 303
    waiting.refresh_from_db()
    assert waiting.is_published()
    assert "out already, to be signed" in signed_in["alice"].get("/studio/reviews").content.decode()
    assert signed_in["alice"].post(at, seen | {"do": "pass"}).status_code == 303
    page = signed_in["bob"].get(f"{at}/sheet").content.decode()
    assert "洪水警报" in page
    assert "signed later" in page


def test_what_is_overdue_is_marked(signed_in, waiting) -> None:
    with telling(now() + dt.timedelta(hours=1)):
        assert "overdue" not in signed_in["dana"].get("/studio/reviews").content.decode()
    waiting.reviews.get().passes.create(
        revision=waiting.head, position=1, stage_name="复审", by=actor_of(waiting.head.made_by.user), by_name="x"
    )
    with telling(now() + dt.timedelta(hours=3)):
        assert "overdue since" in signed_in["dana"].get("/studio/reviews").content.decode()


def test_what_is_refused_keeps_what_was_typed(signed_in, waiting) -> None:
    at = f"/studio/reviews/{waiting.public_id}"
    answer = signed_in["alice"].post(at, {"do": "remark", "passage": "不在文中", "text": "谁看见的？"})
    assert answer.status_code == 422
    assert "谁看见的？" in answer.content.decode()
    assert signed_in["alice"].post(at, {"do": "back"}).status_code == 422
    assert signed_in["alice"].post(at, {"do": "dance"}).status_code == 422


def test_it_is_given_back_and_taken_back(signed_in, waiting) -> None:
    signed_in["alice"].post(f"/studio/reviews/{waiting.public_id}", {"do": "back", "reason": "请写出处。"})
    assert "请写出处。" in signed_in["bob"].get(f"/studio/a/{waiting.public_id}/publish").content.decode()
    signed_in["bob"].post(f"/studio/a/{waiting.public_id}/publish")
    signed_in["bob"].post(f"/studio/a/{waiting.public_id}/recall")
    waiting.refresh_from_db()
    assert waiting.state == State.DRAFT


def test_strangers_find_nothing(signed_in, waiting) -> None:
    for path in (f"/studio/reviews/{waiting.public_id}", f"/studio/reviews/{waiting.public_id}/sheet"):
        assert signed_in["mallory"].get(path).status_code == 404
    assert signed_in["mallory"].post(f"/studio/reviews/{waiting.public_id}", {"do": "pass"}).status_code == 404
    assert signed_in["mallory"].post(f"/studio/a/{waiting.public_id}/recall").status_code == 404


def test_an_operator_sets_the_stages_and_takes_them_away(signed_in, channel, dana, publisher, site) -> None:
    at = f"/desk/reviews/channel/{channel.slug}"
    said = {
        "stage1-name": "复审", "stage1-passers": "editors", "stage2-name": "终审", "stage2-passers": "host",
        "stage2-hours": "2", "stage2-people": "dana@example.org", "returns_to": "1", "may_be_urgent": "on",
    }  # fmt: skip
    assert signed_in["olga"].post(at, said).status_code == 303
    chain = Chain.objects.get()
    assert [(stage.name, stage.hours) for stage in chain.stages.all()] == [("复审", None), ("终审", 2)]
    assert chain.stages.last().people.get().user == dana
    assert "复审" in signed_in["olga"].get("/desk/reviews").content.decode()
    answer = signed_in["olga"].post(at, said | {"stage2-people": "nobody@example.org"})
    assert answer.status_code == 422
    assert "nobody@example.org" in answer.content.decode()
    assert signed_in["olga"].post(at, said | {"returns_to": "4"}).status_code == 422
    assert signed_in["olga"].post(at, {"returns_to": "1"}).status_code == 303
    assert not Chain.objects.exists()
    assert signed_in["olga"].get(f"/desk/reviews?publisher={publisher.handle}").status_code == 303
    assert signed_in["dana"].get(at).status_code == 404
