import pytest

from haowen.domain.comments.blocking import block_person, block_word, folded, is_in, ruling, take_back
from haowen.domain.comments.commenting import comment
from haowen.domain.comments.models import BlockedPerson, BlockedWord, Comment, Does
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import Publisher
from haowen.kit.refusals import Refused


@pytest.fixture
def article(published):
    return published()


@pytest.mark.parametrize(
    ("word", "text", "there"),
    [
        ("广告", "这是广·告！", True),
        ("广告", "加 V 看广 告", True),
        ("广告", "這是廣告", True),
        ("廣告", "这是广告", True),
        ("ＶＩＰ", "vip here", True),
        ("ass", "a first class seat", False),
        ("ass", "You ASS!", True),
        ("buy now", "Buy, now!", True),
        ("广告", "广而告之", False),
    ],
)
def test_a_word_is_found_however_it_is_dressed_and_not_inside_another(word, text, there) -> None:
    assert is_in(folded(word), folded(text)) is there


def test_what_has_a_blocked_word_waits_and_is_let_through_when_the_rule_goes(article, publisher, alice, carol) -> None:
    rule = block_word(publisher, "广告", Does.WAIT, by=actor_of(alice))
    held = comment(article, by=actor_of(carol), text="一条广告")
    assert (held.waits_since is not None, held.waits_word) == (True, "广告")
    assert comment(article, by=actor_of(carol), text="一条留言").waits_since is None
    assert take_back(rule, by=actor_of(alice), shows_what_waited=True) == 1
    held.refresh_from_db()
    assert held.waits_since is None
    assert comment(article, by=actor_of(carol), text="又一条广告").waits_since is None


def test_taking_a_rule_back_shows_nothing_unasked(article, publisher, alice, carol) -> None:
    rule = block_person(publisher, actor_of(carol), Does.WAIT, by=actor_of(alice))
    held = comment(article, by=actor_of(carol), text="说一句")
    assert take_back(rule, by=actor_of(alice)) == 0
    held.refresh_from_db()
    assert held.waits_since is not None
    assert not BlockedPerson.objects.exists()


def test_who_is_refused_reads_that_the_host_has_no_part_in_it(article, publisher, alice, carol, mallory) -> None:
    block_person(publisher, actor_of(carol), Does.REFUSE, by=actor_of(alice))
    block_word(publisher, "骗子", Does.REFUSE, by=actor_of(alice))
    with pytest.raises(Refused, match="no decision of the host"):
        comment(article, by=actor_of(carol), text="说一句")
    with pytest.raises(Refused, match="骗子"):
        comment(article, by=actor_of(mallory), text="都是骗 子")
    assert not Comment.objects.exists()


def test_rules_reach_no_further_than_ones_own_articles(published, publisher, alice, carol) -> None:
    other = Publisher.objects.create(handle="other", name="别的号", kind="person")
    theirs = published("别人的文章标题", publisher=other)
    block_person(publisher, actor_of(carol), Does.REFUSE, by=actor_of(alice))
    block_word(publisher, "广告", Does.REFUSE, by=actor_of(alice))
    assert comment(theirs, by=actor_of(carol), text="广告").waits_since is None


def test_the_stricter_of_two_rules_holds_and_members_fall_under_none(article, publisher, alice, bob, carol) -> None:
    block_word(publisher, "广告", Does.WAIT, by=actor_of(alice))
    block_word(publisher, "骗子", Does.REFUSE, by=actor_of(alice))
    assert ruling(publisher.pk, "骗子广告", actor_of(carol)).word == "骗子"
    assert ruling(publisher.pk, "骗子广告", actor_of(bob)) is None
    with pytest.raises(Refused):
        block_person(publisher, actor_of(bob), Does.WAIT, by=actor_of(alice))


def test_writing_a_rule_again_changes_it(publisher, alice) -> None:
    block_word(publisher, "Spam", Does.WAIT, by=actor_of(alice))
    block_word(publisher, "ＳＰＡＭ", Does.REFUSE, by=actor_of(alice))
    assert BlockedWord.objects.get().does == Does.REFUSE


@pytest.mark.parametrize(("word", "does"), [("", "wait"), ("……", "wait"), ("长" * 41, "wait"), ("词", "delete")])
def test_a_rule_that_says_nothing_is_refused(publisher, alice, word, does) -> None:
    with pytest.raises(Refused):
        block_word(publisher, word, does, by=actor_of(alice))


def test_only_owners_and_editors_set_rules(publisher, bob, mallory, alice, carol) -> None:
    for who in (bob, mallory):
        with pytest.raises(Refused):
            block_word(publisher, "词", Does.WAIT, by=actor_of(who))
        with pytest.raises(Refused):
            block_person(publisher, actor_of(carol), Does.WAIT, by=actor_of(who))
    rule = block_word(publisher, "词", Does.WAIT, by=actor_of(alice))
    with pytest.raises(Refused):
        take_back(rule, by=actor_of(bob))
