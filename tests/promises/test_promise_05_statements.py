"""Promise 5: every restriction needs a statement row, or the database refuses it; statements and decisions stay."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import connection

from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import lift, restrict
from haowen.domain.moderation.deciding import dismiss, withhold
from haowen.domain.moderation.reporting import report
from haowen.domain.site.changing import issue_terms
from haowen.domain.statements.issuing import issue
from haowen.kit.clock import now
from haowen.kit.refusals import Refused
from tests.promises.breaking import refused, sql

pytestmark = pytest.mark.django_db


RESTRICTIONS = [
    ("articles_articlerestriction", "article_id", "withheld"),
    ("comments_commentrestriction", "comment_id", "withheld"),
    ("publishers_publisherrestriction", "publisher_id", "withheld"),
    ("media_mediarestriction", "media_id", "withheld"),
    ("people_accountrestriction", "user_id", "no_comments"),
]


@pytest.fixture
def statement(dana):
    return issue(ground="terms", rule="第三条", facts="辱骂他人。", effect="withheld", by_public_id=dana.public_id)


def test_every_restriction_table_is_tried_here():
    tables = {model._meta.db_table for model in apps.get_models() if model.__name__.endswith("Restriction")}
    assert tables == {table for table, _column, _effect in RESTRICTIONS}


@pytest.mark.parametrize(("table", "column", "effect"), RESTRICTIONS)
def test_a_restriction_without_a_statement_is_refused(published, carol, table, column, effect):
    from haowen.domain.comments.commenting import comment
    from haowen.domain.media.models import Media
    from haowen.domain.people.acting import actor_of

    article = published()
    owners = {
        "article_id": article.pk,
        "comment_id": comment(article, by=actor_of(carol), text="好").pk,
        "publisher_id": article.publisher_id,
        "media_id": Media.objects.create(sha256="a" * 64, format="png", size_bytes=1).pk,
        "user_id": carol.pk,
    }
    insert = (
        f"INSERT INTO {table} ({column}, effect, statement_id, starts_at) VALUES (%s, %s, %s, '2026-01-01 00:00:00')"  # noqa: S608 - names of our own
    )
    refused(insert, [owners[column], effect, None], "NOT NULL")
    refused(insert, [owners[column], effect, 987654])  # no such statement
    made = issue(ground="law", rule="某法", facts="某事", effect=effect, by_public_id="x")
    refused(insert, [owners[column], "invented", made.pk])
    assert sql(insert, [owners[column], effect, made.pk]) == 1
    refused(f"UPDATE {table} SET starts_at = '2030-01-01' WHERE statement_id = %s", [made.pk], "only the end moves")  # noqa: S608 - names of our own
    refused(f"DELETE FROM {table} WHERE statement_id = %s", [made.pk], "stay as history")  # noqa: S608 - names of our own


def test_foreign_keys_are_on(db):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("change", ["facts = 'x'", "rule = 'x'", "until = '2030-01-01'", "by_public_id = 'x'"])
def test_a_statement_never_changes(statement, change):
    refused(f"UPDATE statements_statement SET {change} WHERE id = %s", [statement.pk], "statements never change")  # noqa: S608 - names of our own


def test_a_statement_never_goes(statement):
    refused("DELETE FROM statements_statement WHERE id = %s", [statement.pk], "statements never change")


def test_a_statement_without_reasons_is_refused(db):
    insert = (
        "INSERT INTO statements_statement (public_id, ground, rule, facts, effect, is_automated, by_public_id, issued_at)"
        " VALUES ('s1', 'law', %s, %s, 'withheld', 0, 'x', '2026-01-01')"
    )
    refused(insert, ["某法", ""])
    refused(insert, ["", "某事"])


@pytest.mark.parametrize(
    ("rule", "facts", "field"), [("", "某事", "rule"), ("某法", "  ", "facts"), ("法" * 301, "某事", "rule")]
)
def test_withholding_asks_for_rule_and_facts(published, dana, rule, facts, field):
    article = published()
    case = report(article=article, reason="false", text="", contact="")
    with pytest.raises(Refused) as caught:
        withhold(case, by=dana, ground="terms", rule=rule, facts=facts)
    assert caught.value.field == field
    assert not article.restrictions.exists()


def test_decisions_stay(published, dana):
    decision = dismiss(report(article=published(), reason="spam", text="", contact=""), by=dana, note="没有问题。")
    refused("UPDATE moderation_decision SET note = 'x' WHERE id = %s", [decision.pk], "decisions never change")
    refused("DELETE FROM moderation_decision WHERE id = %s", [decision.pk], "decisions never go")
    assert sql("UPDATE moderation_decision SET by_id = NULL WHERE id = %s", [decision.pk]) == 1


def test_terms_in_force_stay(olga):
    terms = issue_terms("一、二、三", "One, two, three", by=olga, in_force_at=now() - dt.timedelta(days=1))
    refused("UPDATE site_terms SET text_zh = 'x' WHERE id = %s", [terms.pk], "terms in force never change")
    refused("DELETE FROM site_terms WHERE id = %s", [terms.pk], "terms in force never go")


def test_lifting_ends_a_restriction_and_keeps_it(published, statement):
    article = published()
    row = restrict(article, ArticleEffect.WITHHELD, under=statement)
    assert lift(article, ArticleEffect.WITHHELD) == 1
    row.refresh_from_db()
    assert row.until is not None
