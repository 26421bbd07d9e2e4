"""What follows a decision by mail."""

import datetime as dt

import pytest
from django.core import mail

from haowen.domain.comments.commenting import comment
from haowen.domain.moderation.deciding import dismiss, restore, withhold
from haowen.domain.moderation.reporting import report
from haowen.domain.people.acting import actor_of
from haowen.doors.mail.cases import address_in, tell_case
from haowen.kit.clock import now


def sent() -> dict[str, str]:
    return {message.to[0]: f"{message.subject}\n{message.body}" for message in mail.outbox}


def in_english(user) -> None:
    user.language = "en"
    user.save()


def test_the_owners_read_the_statement_and_never_who_reported(published, alice, bob, carol, dana) -> None:
    in_english(alice)
    case = report(
        article=published("A river"), reason="false", text="Wrong by a metre.", contact="carol.private@example.org", by=actor_of(carol)
    )  # fmt: skip
    withhold(case, by=dana, ground="terms", rule="Clause 4", facts="The gauge says otherwise.", until=now() + dt.timedelta(days=3))  # fmt: skip
    tell_case.call(case_id=case.pk)
    told = sent()
    assert set(told) == {"carol.private@example.org", alice.email}  # bob writes there, but does not own it
    statement = told[alice.email]
    for said in ("Withheld", "A river", "Clause 4", "The gauge says otherwise.", "Until: ", "/contact"):
        assert said in statement
    for hidden in ("carol", "Carol", "Wrong by a metre", case.secret):
        assert hidden not in statement
    assert bob.email not in told


def test_a_reporter_reads_what_came_of_it_in_the_language_of_the_report(published, dana) -> None:
    article = published("水位")
    report(article=article, reason="false", text="The level is wrong by a metre.", contact="one@example.org")
    case = report(article=article, reason="false", text="水位写错了一米。", contact="two@example.org")
    dismiss(case, by=dana, note="We asked the gauge.")
    tell_case.call(case_id=case.pk)
    told = sent()
    assert f"Case {case.number} has been decided" in told["one@example.org"]
    assert f"案件 {case.number} 已有处置结果" in told["two@example.org"]
    assert "We asked the gauge." in told["two@example.org"]
    assert f"/cases/{case.number}-{case.secret}" in told["one@example.org"]


def test_running_twice_tells_nobody_twice(published, alice, dana) -> None:
    case = report(article=published(), reason="false", text="", contact="one@example.org")
    withhold(case, by=dana, ground="law", rule="§ 1", facts="So it is.")
    tell_case.call(case_id=case.pk)
    tell_case.call(case_id=case.pk)
    assert sorted(message.to[0] for message in mail.outbox) == [alice.email, "one@example.org"]


def test_who_reports_twice_under_one_address_reads_one_letter(published, dana) -> None:
    article = published()
    report(article=article, reason="false", text="", contact="one@example.org")
    case = report(article=article, reason="spam", text="", contact="ONE@example.org")
    dismiss(case, by=dana, note="Nothing.")
    tell_case.call(case_id=case.pk)
    assert len(mail.outbox) == 1


def test_what_is_shown_again_is_told_too(published, alice, dana) -> None:
    in_english(alice)
    case = report(article=published("A river"), reason="false", text="")
    withhold(case, by=dana, ground="terms", rule="Clause 4", facts="So it is.")
    restore(case, by=dana, note="The gauge was wrong.")
    tell_case.call(case_id=case.pk)
    assert [message.subject for message in mail.outbox] == [
        "Withheld: the article “A river”",
        "Shown again: the article “A river”",
    ]
    assert "The gauge was wrong." in mail.outbox[1].body


def test_a_withheld_comment_is_told_to_who_wrote_it(published, alice, carol, dana) -> None:
    said = comment(published(), by=actor_of(carol), text="这里不对。")
    case = report(comment=said, reason="insult", text="")
    withhold(case, by=dana, ground="terms", rule="第四条", facts="侮辱他人。")
    tell_case.call(case_id=case.pk)
    assert set(sent()) == {carol.email}


def test_without_action_nobody_but_the_reporter_is_told(published, alice, dana) -> None:
    case = report(article=published(), reason="false", text="", contact="027-1234 5678")
    dismiss(case, by=dana, note="Nothing.")
    tell_case.call(case_id=case.pk)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("contact", "address"),
    [
        ("one@example.org", "one@example.org"),
        ("邮箱：one@example.org，电话 123", "one@example.org"),
        ("write to <one@example.org>.", "one@example.org"),
        ("one@example.org.", "one@example.org"),
        ("@river_watch", ""),
        ("027-1234 5678", ""),
        ("one@nowhere", ""),
        ("one@example.org\nBcc: two@example.org", "one@example.org"),
    ],
)
def test_an_address_is_found_in_what_people_write(contact, address) -> None:
    assert address_in(contact) == address
