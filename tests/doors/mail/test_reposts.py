"""What publishers are told about reposting."""

from haowen.domain.people.acting import actor_of
from haowen.domain.reposts.asking import answer, ask
from haowen.doors.mail import reposts
from tests.domain.reposts.conftest import house, original  # noqa: F401 - fixtures


def test_owners_are_asked_and_the_asker_is_told(original, house, carol, alice, monkeypatch):  # noqa: F811
    told = []
    monkeypatch.setattr(
        reposts, "send_all", lambda rows: told.extend((to.address, write()) for _about, to, write in rows)
    )
    monkeypatch.setattr(reposts, "send_once", lambda _about, to, write: told.append((to.address, write())))
    request = ask(original, house, by=actor_of(carol), words="给校刊用")
    reposts.tell_owners.call(request_id=request.pk)
    answer(request, granted=True, may_change=False, reasons="", by=actor_of(alice))
    reposts.tell_owners.call(request_id=request.pk)  # answered already: nobody is asked again
    reposts.tell_asker.call(request_id=request.pk)
    assert [address for address, _letter in told] == [alice.email, carol.email]
    assert "给校刊用" in "".join(told[0][1].paragraphs)
    assert f"/studio/repost/{original.public_id}" in "".join(told[1][1].paragraphs)
