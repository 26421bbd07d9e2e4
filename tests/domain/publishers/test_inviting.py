import datetime as dt

import pytest

from haowen.domain.publishers import inviting, membership
from haowen.domain.publishers.models import Invitation, Member, MemberRole
from haowen.kit import clock
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def test_a_link_makes_a_member_once(publisher, alice, carol, mallory):
    invitation, key = inviting.invite(publisher, by=alice, role="writer")
    assert key not in (invitation.key_hash, "")
    assert inviting.accept(key, by=carol).role == MemberRole.WRITER
    with pytest.raises(Refused):
        inviting.accept(key, by=mallory)
    assert not publisher.members.filter(user=mallory).exists()


def test_an_invitation_by_mail_is_for_that_address(publisher, alice, carol, mallory):
    _invitation, key = inviting.invite(publisher, by=alice, role="editor", email=carol.email.upper())
    with pytest.raises(Refused):
        inviting.accept(key, by=mallory)
    assert inviting.accept(key, by=carol).role == MemberRole.EDITOR


def test_it_expires_and_can_be_withdrawn(publisher, alice, carol, bob, monkeypatch):
    late, late_key = inviting.invite(publisher, by=alice, role="writer")
    with pytest.raises(Refused):
        inviting.withdraw(late, by=bob)
    inviting.withdraw(late, by=alice)
    with pytest.raises(Refused):
        inviting.accept(late_key, by=carol)
    _old, old_key = inviting.invite(publisher, by=alice, role="writer")
    monkeypatch.setattr(inviting, "now", lambda: clock.now() + dt.timedelta(days=15))
    with pytest.raises(Refused):
        inviting.accept(old_key, by=carol)


def test_it_goes_with_the_owner_who_made_it(publisher, alice, bob):
    membership.add(publisher, bob, "owner")
    keys = [inviting.invite(publisher, by=who, role="owner")[1] for who in (bob, alice)]
    membership.let_go(publisher, bob, by=alice)
    with pytest.raises(Refused):
        inviting.accept(keys[0], by=bob)
    assert inviting.accept(keys[1], by=bob).role == MemberRole.OWNER


def test_only_owners_invite_and_nobody_is_made_less_by_an_invitation(publisher, alice, bob, mallory):
    for other in (bob, mallory):
        with pytest.raises(Refused):
            inviting.invite(publisher, by=other, role="owner")
    _invitation, key = inviting.invite(publisher, by=alice, role="analyst")
    with pytest.raises(Refused):
        inviting.accept(key, by=alice)
    assert Member.objects.get(publisher=publisher, user=alice).role == MemberRole.OWNER
    assert Invitation.objects.get().used_at is None
    for said in ({"role": "king"}, {"role": "writer", "email": "no address"}, {"role": "writer", "email": bob.email}):
        with pytest.raises(Refused):
            inviting.invite(publisher, by=alice, **said)


def test_the_letter_works_the_same_key_out(publisher, alice):
    invitation, key = inviting.invite(publisher, by=alice, role="writer")
    assert inviting.key_of(Invitation.objects.get(pk=invitation.pk)) == key
    assert inviting.found("nonsense") is None


def test_a_publisher_is_handed_over(publisher, alice, bob, carol):
    with pytest.raises(Refused):
        membership.hand_over(publisher, carol, by=alice)
    with pytest.raises(Refused):
        membership.hand_over(publisher, bob, by=bob)
    membership.hand_over(publisher, bob, by=alice)
    roles = dict(publisher.members.values_list("user__name", "role"))
    assert roles == {alice.name: "editor", bob.name: "owner"}


def test_members_leave_but_the_last_owner(publisher, alice, bob):
    membership.let_go(publisher, bob, by=bob)
    with pytest.raises(Refused):
        membership.let_go(publisher, alice, by=alice)
    with pytest.raises(Refused):
        membership.let_go(publisher, alice, by=bob)
    with pytest.raises(Refused):
        membership.set_role(publisher, bob, "writer", by=alice)
    assert publisher.members.get().user == alice
