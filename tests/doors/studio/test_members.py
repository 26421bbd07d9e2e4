import re

import pytest

from haowen.domain.publishers import inviting
from haowen.domain.publishers.models import MemberRole

pytestmark = pytest.mark.django_db
HERE = "/studio/@river_watch/members"


@pytest.mark.parametrize("method", ["get", "post"])
def test_members_are_nobody_elses_business(client, publisher, carol, olga, method):
    assert getattr(client, method)(HERE)["Location"].startswith("/accounts/login/")
    for other in (carol, olga):
        client.force_login(other)
        assert getattr(client, method)(HERE, {"do": "leave"}).status_code == 404


def test_an_owner_invites_by_link_and_it_is_accepted(client, publisher, alice, carol):
    client.force_login(alice)
    page = client.post(HERE, {"do": "invite", "email": "", "role": "writer"}).content.decode()
    address = re.search(r"/studio/invitations/\w+", page).group()
    assert address not in client.get(HERE).content.decode()
    client.logout()
    assert client.get(address)["Location"].startswith("/accounts/login/?next=/studio/invitations/")
    client.force_login(carol)
    assert publisher.name in client.get(address).content.decode()
    assert client.post(address).status_code == 303
    assert publisher.members.get(user=carol).role == MemberRole.WRITER
    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 422


def test_an_owner_changes_roles_hands_over_and_withdraws_invitations(client, publisher, alice, bob):
    client.force_login(alice)
    client.post(HERE, {"do": "role", "member": bob.public_id, "role": "analyst"})
    assert publisher.members.get(user=bob).role == "analyst"
    invitation, _key = inviting.invite(publisher, by=alice, role="writer", email="new@example.org")
    assert "new@example.org" in client.get(HERE).content.decode()
    client.post(HERE, {"do": "withdraw", "invitation": invitation.pk})
    assert "new@example.org" not in client.get(HERE).content.decode()
    assert client.post(HERE, {"do": "withdraw", "invitation": "x"}).status_code == 404
    client.post(HERE, {"do": "hand_over", "member": bob.public_id})
    assert publisher.members.get(user=bob).role == "owner"
    assert client.post(HERE, {"do": "remove", "member": bob.public_id}).status_code == 422


@pytest.mark.parametrize("do", ["role", "remove", "hand_over", "invite", "anything"])
def test_a_writer_changes_nothing_but_may_leave(client, publisher, alice, bob, do):
    client.force_login(bob)
    assert 'value="hand_over"' not in client.get(HERE).content.decode()
    said = {"do": do, "member": alice.public_id, "role": "analyst", "email": ""}
    assert client.post(HERE, said).status_code == 422
    assert publisher.members.get(user=alice).role == "owner"
    assert client.post(HERE, {"do": "leave"})["Location"] == "/studio"
    assert not publisher.members.filter(user=bob).exists()


def test_the_last_owner_is_told_why_not(client, publisher, alice):
    client.force_login(alice)
    assert client.post(HERE, {"do": "leave"}).status_code == 422
    assert client.post(HERE, {"do": "role", "member": alice.public_id, "role": "writer"}).status_code == 422
    assert publisher.members.get(user=alice).role == "owner"
