import pytest

from haowen.domain.publishers import applying
from haowen.domain.publishers.models import FlagReason, ReservedWord
from haowen.domain.publishers.opening import open_publisher
from haowen.domain.publishers.resembling import is_mixed, likenesses, skeleton

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("раураl", "paypal"),  # Cyrillic
        ("ｐａｙｐａｌ", "PayPal"),
        ("pay\u200bpal", "pay pal"),
        ("paypa1", "paypal"),
        ("Café", "cafe"),
        ("江岸·观察", "江岸观察"),
        ("江岸\u2060观察", "江岸观察"),
        ("江岸\u3164觀★察", "江岸观察"),  # a letter that shows nothing, Traditional, a sign between
        ("入⺠曰报", "人民日报"),
    ],
)
def test_what_looks_the_same_is_the_same(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("河流观察", FlagReason.SAME),
        ("河 流 观 察", FlagReason.SAME),
        ("合流观察", FlagReason.SOUNDS),
        ("河流观察报", FlagReason.SIMILAR),
        ("临江公安", FlagReason.RESERVED),
        ("新华社在线", FlagReason.RESERVED),
        ("BBC 中文", FlagReason.RESERVED),
        ("ВВС 中文", FlagReason.RESERVED),  # Cyrillic
        ("人民日報網", FlagReason.RESERVED),
        ("仁民日爆", FlagReason.RESERVED),
        ("人民🔥日报", FlagReason.RESERVED),
        ("Кaleidoscope", FlagReason.LOOKALIKE),
    ],
)
def test_a_name_is_flagged_for_its_reason(publisher, name, reason):
    assert reason in [one.reason for one in likenesses(name)]


@pytest.mark.parametrize("name", ["城记临江", "abbc story", "老饕日记", "Courtyard tales", "读书会 Reading"])
def test_an_honest_name_is_not(publisher, name):
    assert likenesses(name) == []


@pytest.mark.parametrize(
    ("handle", "word"), [("renmin_ribao", "人民日报"), ("xinhuashe24", "新华社"), ("beijing_eats", "北京")]
)
def test_a_handle_that_spells_a_reserved_word_is_flagged(publisher, handle, word):
    assert word in [one.name for one in likenesses("看水的人", handle)]


def test_a_handle_that_looks_the_same_is_flagged(publisher):
    assert [one.reason for one in likenesses("看水的人", "r1ver_watch")] == [FlagReason.SAME]


def test_chinese_beside_latin_is_no_mixture():
    assert not is_mixed("临江 Daily")
    assert is_mixed("Pаris")


def test_the_application_bears_the_reason_and_the_name(carol, publisher):
    said = {"kind": "person", "name": "河流观察", "handle": "rivers_two", "motivation": "我也想写这条河的四季。"}
    flag = applying.submit(carol, **said).flags.first()
    assert (flag.reason, flag.resembles, flag.publisher) == (FlagReason.SAME, "河流观察", publisher)


def test_the_hosts_own_words_count(db):
    ReservedWord.objects.create(text="灯塔", sort="other")
    assert [one.name for one in likenesses("灯塔夜话")] == ["灯塔"]


def test_a_claim_does_not_resemble_what_it_claims(carol):
    kept = open_publisher(handle="lantern_talk", name="提灯夜话", kind="media", is_kept_by_host=True)
    said = {"kind": "person", "name": kept.name, "handle": kept.handle, "motivation": "这是我从前的号，想接着写。"}
    assert not applying.submit(carol, **said).flags.exists()
