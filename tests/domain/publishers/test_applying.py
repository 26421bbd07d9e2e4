import pytest

from haowen.domain.channels.opening import close
from haowen.domain.people.models import AccountEffect
from haowen.domain.people.restricting import restrict
from haowen.domain.publishers.applying import answer, approve, ask, refuse, submit
from haowen.domain.publishers.models import Application, ApplicationState, MemberRole, Publisher
from haowen.domain.publishers.opening import open_publisher
from haowen.domain.site.changing import change
from haowen.domain.statements.issuing import issue
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


SAID = {
    "kind": "person",
    "name": "东门旧事",
    "handle": "dongmen",
    "motivation": "想一条街一条街地写下来，趁还有人记得。",
}


def test_an_application_waits_with_its_channels(carol, channel):
    application = submit(carol, **SAID, channels=[channel])
    assert application.state == ApplicationState.SUBMITTED
    assert list(application.channels.all()) == [channel]


def test_approval_opens_a_verified_publisher_that_the_applicant_owns(carol, olga):
    publisher = approve(submit(carol, **SAID), by=olga)
    assert publisher.handle == "dongmen"
    assert publisher.verified_at is not None
    member = publisher.members.get()
    assert (member.user, member.role) == (carol, MemberRole.OWNER)


@pytest.mark.parametrize(
    ("change_of", "field"),
    [
        ({"handle": "ab"}, "handle"),
        ({"handle": "a" * 31}, "handle"),
        ({"handle": "东门"}, "handle"),
        ({"handle": "don-gmen"}, "handle"),
        ({"handle": "admin"}, "handle"),
        ({"handle": "river_watch"}, "handle"),
        ({"handle": "RIVER_watch"}, "handle"),
        ({"name": "东"}, "name"),
        ({"name": "东\u200b"}, "name"),
        ({"name": "\u3164\u2800\u3164"}, "name"),  # letters and signs that show nothing
        ({"name": "长" * 31}, "name"),
        ({"motivation": "想写"}, "motivation"),
        ({"motivation": "写" * 4001}, "motivation"),
        ({"kind": "alien"}, "kind"),
        ({"tagline": "长" * 161}, "tagline"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(carol, publisher, change_of, field):
    with pytest.raises(Refused) as caught:
        submit(carol, **{**SAID, **change_of})
    assert caught.value.field == field
    assert not Application.objects.exists()


def test_one_handle_is_asked_for_once_at_a_time(carol, mallory, olga):
    first = submit(carol, **SAID)
    with pytest.raises(Refused) as caught:
        submit(mallory, **{**SAID, "handle": "Dongmen"})
    assert caught.value.field == "handle"
    refuse(first, by=olga, reasons="看不出要写什么。")
    assert submit(mallory, **SAID).pk


def test_a_person_has_a_limit(carol, olga):
    change(olga, publishers_a_person=1)
    approve(submit(carol, **SAID), by=olga)
    with pytest.raises(Refused):
        submit(carol, **{**SAID, "handle": "second_one"})


def test_questions_go_to_and_fro(carol, olga, mallory):
    application = submit(carol, **SAID)
    with pytest.raises(Refused):
        answer(application, by=carol, text="没人问我。")
    ask(application, by=olga, questions="有旧作可看吗？")
    assert application.state == ApplicationState.ASKED
    with pytest.raises(Refused):
        answer(application, by=mallory, text="我替她答。")
    with pytest.raises(Refused):
        answer(application, by=carol, text=" ")
    assert answer(application, by=carol, text="有，见博客。").state == ApplicationState.SUBMITTED


@pytest.mark.parametrize("role", ["mallory", "dana", "erin", "carol"])
def test_only_operators_decide(carol, request, role):
    application, by = submit(carol, **SAID), request.getfixturevalue(role)
    for act in (
        lambda: approve(application, by=by),
        lambda: ask(application, by=by, questions="为什么？"),
        lambda: refuse(application, by=by, reasons="不为什么。"),
    ):
        with pytest.raises(Refused):
            act()
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert not Publisher.objects.exists()


def test_a_refusal_has_reasons(carol, olga):
    application = submit(carol, **SAID)
    with pytest.raises(Refused) as caught:
        refuse(application, by=olga, reasons="  ")
    assert caught.value.field == "reasons"


def test_what_is_decided_is_decided(carol, olga):
    application = submit(carol, **SAID)
    approve(application, by=olga)
    for act in (lambda: approve(application, by=olga), lambda: refuse(application, by=olga, reasons="反悔")):
        with pytest.raises(Refused, match="already"):
            act()
    assert Publisher.objects.count() == 1


def test_a_restricted_account_does_not_apply(mallory):
    statement = issue(ground="terms", rule="第三条", facts="冒充他人。", effect="no_publishing", by_public_id="x")
    restrict(mallory, AccountEffect.NO_PUBLISHING, under=statement)
    with pytest.raises(Refused):
        submit(mallory, **SAID)


def test_a_closed_channel_is_left_out(carol, channel):
    close(channel)
    assert not submit(carol, **SAID, channels=[channel]).channels.exists()


def test_a_handle_taken_meanwhile_is_told_at_approval(carol, olga):
    application = submit(carol, **SAID)
    open_publisher(handle="dongmen", name="抢先一步", kind="person")
    with pytest.raises(Refused):
        approve(application, by=olga)
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
