import pytest

from haowen.domain.articles.access import readable
from haowen.domain.comments.access import visible
from haowen.domain.comments.commenting import comment
from haowen.domain.moderation.access import visible_to
from haowen.domain.moderation.deciding import dismiss, restore, withhold
from haowen.domain.moderation.models import Case, CaseState, Decision, Report
from haowen.domain.moderation.reporting import report
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.access import visible as visible_publishers
from haowen.domain.statements.models import Statement
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


WHY = {"ground": "terms", "rule": "第三条", "facts": "第二段是捏造的，见来函。"}


def about(thing, **more):
    return report(
        **{"reason": "false", "text": "第二段不对。", "contact": "", **more}, **{type(thing).__name__.lower(): thing}
    )


def test_cases_are_numbered_from_one_and_share_one_thing(published, carol, alice):
    article = published()
    first, second = about(article, by=actor_of(carol)), about(article, by=actor_of(alice))
    assert first == second
    assert first.reports.count() == 2
    assert (first.number, about(published("另一篇文章的标题")).number) == (1, 2)


def test_a_decided_case_is_not_joined(published, dana):
    article = published()
    first = about(article)
    dismiss(first, by=dana, note="核对过，无误。")
    assert about(article) != first


def test_a_page_can_be_reported(db):
    case = report(page="/about", reason="other", text="电话号码错了。", contact="a@example.org")
    assert case.page == "/about"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"reason": "nonsense"}, "reason"),
        ({"reason": "other", "text": ""}, "text"),
        ({"text": "字" * 4001}, "text"),
        ({"contact": "x" * 121}, "contact"),
        ({"page": "/about"}, "about"),
    ],
)
def test_a_broken_report_is_refused(published, said, field):
    article = published()
    with pytest.raises(Refused) as caught:
        about(article, **said)
    assert caught.value.field == field
    assert not Case.objects.exists()


def test_withholding_takes_it_from_readers_with_a_statement(published, dana):
    article = published()
    case = about(article)
    decision = withhold(case, by=dana, **WHY)
    assert not readable().exists()
    assert decision.statement.facts == WHY["facts"]
    assert article.restrictions.get().statement == decision.statement
    case.refresh_from_db()
    assert case.state == CaseState.DECIDED


def test_comments_and_publishers_too(published, carol, dana):
    article = published()
    row = comment(article, by=actor_of(carol), text="骂人的话")
    withhold(about(row), by=dana, **WHY)
    assert not visible().exists()
    withhold(about(article.publisher), by=dana, **WHY)
    assert not visible_publishers().exists()
    assert not readable().exists()
    restore(Case.objects.get(publisher=article.publisher), by=dana, note="查明不是他们。")
    assert readable().exists()


@pytest.mark.parametrize("role", ["mallory", "erin", "carol"])
def test_only_moderators_decide(published, request, role):
    case, by = about(published()), request.getfixturevalue(role)
    for act in (
        lambda: withhold(case, by=by, **WHY),
        lambda: restore(case, by=by, note="x"),
        lambda: dismiss(case, by=by, note="x"),
    ):
        with pytest.raises(Refused):
            act()
    assert not Decision.objects.exists()
    assert not visible_to(by).exists()


def test_nothing_is_kept_when_a_part_fails(published, dana, monkeypatch):
    from haowen.domain.moderation import deciding

    case = about(published())

    def fails(*_args, **_kwargs):
        raise RuntimeError("died")

    monkeypatch.setattr(deciding, "_decide", fails)
    from django.db import transaction

    with pytest.raises(RuntimeError), transaction.atomic():
        withhold(case, by=dana, **WHY)
    assert readable().exists()
    assert not Statement.objects.exists()


def test_twice_is_told(published, dana):
    case = about(published())
    withhold(case, by=dana, **WHY)
    with pytest.raises(Refused, match="already"):
        withhold(case, by=dana, **WHY)
    restore(case, by=dana, note="来源已补上。")
    with pytest.raises(Refused, match="Nothing"):
        restore(case, by=dana, note="再来一次。")


def test_notes_are_asked_for(published, dana):
    case = about(published())
    with pytest.raises(Refused) as caught:
        dismiss(case, by=dana, note=" ")
    assert caught.value.field == "note"


def test_who_reported_stays_with_the_report(published, carol, dana):
    case = about(published(), by=actor_of(carol), contact="canary@example.org", text="canary-text")
    decision = withhold(case, by=dana, **WHY)
    told = " ".join(str(value) for value in (*vars(decision.statement).values(), decision.note))
    assert "canary" not in told
    assert actor_of(carol).public_id not in told
    assert Report.objects.get().reporter == actor_of(carol)
