"""Asking and answering."""

import pytest

from haowen.domain.people.acting import actor_of
from haowen.domain.reposts.asking import answer, answered_by, ask
from haowen.domain.reposts.granting import grant, permit_for
from haowen.domain.reposts.models import Who
from haowen.kit.refusals import Refused


def test_a_yes_is_a_right_with_what_was_said(original, house, carol, alice):
    request = ask(original, house, by=actor_of(carol), words="给校刊用")
    answer(request, granted=True, may_change=True, reasons="", by=actor_of(alice))
    permit = permit_for(original, house)
    assert (permit.may_repost, permit.may_change) == (True, True)
    with pytest.raises(Refused):
        answer(request, granted=False, may_change=False, reasons="晚了", by=actor_of(alice))


def test_a_no_says_why(original, house, carol, alice):
    request = ask(original, house, by=actor_of(carol))
    with pytest.raises(Refused):
        answer(request, granted=False, may_change=False, reasons=" ", by=actor_of(alice))
    answer(request, granted=False, may_change=True, reasons="图片不是我们的", by=actor_of(alice))
    request.refresh_from_db()
    assert (request.answer, request.may_change, permit_for(original, house).may_repost) == ("refused", False, False)


def test_asking_twice_waits_for_the_answer(original, house, carol):
    ask(original, house, by=actor_of(carol))
    with pytest.raises(Refused):
        ask(original, house, by=actor_of(carol))


def test_what_is_not_for_asking_is_not_asked_for(original, house, carol):
    grant(original, who=Who.NOBODY)
    with pytest.raises(Refused):
        ask(original, house, by=actor_of(carol))


def test_owners_and_editors_answer(publisher, alice, bob, carol):
    assert [answered_by(user, publisher) for user in (alice, bob, carol)] == [True, False, False]
