"""Two owners who leave in the same moment, over two connections of one database."""

import threading

import pytest
from django.db import connection

from haowen.domain.publishers.membership import add, let_go
from haowen.domain.publishers.models import MemberRole
from haowen.kit.refusals import Refused


@pytest.mark.django_db(transaction=True)
def test_one_of_two_owners_who_leave_at_once_stays(publisher, alice, bob):
    add(publisher, bob, MemberRole.OWNER)
    gate, refused = threading.Barrier(2), []

    def leave(who):
        try:
            gate.wait(60)
            let_go(publisher, who, by=who)
        except Refused as error:
            refused.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=leave, args=(who,)) for who in (alice, bob)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert publisher.members.filter(role=MemberRole.OWNER).count() == 1
