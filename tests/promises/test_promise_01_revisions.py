"""Promise 1: a revision is append-only and names the one it was made from; only a redaction replaces its text."""

import hashlib

import pytest

from haowen.domain.articles.drafts import Draft, DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import Body, CreditRole, DeclarationKind, Revision
from haowen.domain.articles.saving import ConflictError, save
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.statements.issuing import issue
from tests.promises.breaking import refused, sql

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(article_factory):
    return article_factory(
        references=(DraftReference("河流水文年鉴"),),
        declarations=(DraftDeclaration(DeclarationKind.ORIGINAL),),
        credits=(DraftCredit(CreditRole.AUTHOR, "江源"),),
    )


def test_every_save_makes_a_revision_that_names_its_base(article):
    first = article.head
    second = save(article, Draft("水位又变了", "<p>第二天退了一厘米。</p>"), base=first, by=host_actor())
    assert (second.number, second.made_from) == (2, first)
    assert list(article.revisions.values_list("number", flat=True)) == [1, 2]


def test_saving_the_same_again_makes_no_revision(article):
    from haowen.domain.articles.saving import as_draft

    assert save(article, as_draft(article.head), base=article.head, by=host_actor()) == article.head
    assert article.revisions.count() == 1


def test_two_saves_from_one_base_keep_both_texts(article, alice, bob):
    base = article.head
    mine = save(article, Draft("甲的标题", "<p>甲写的。</p>"), base=base, by=actor_of(alice))
    with pytest.raises(ConflictError) as caught:
        save(article, Draft("乙的标题", "<p>乙写的。</p>"), base=base, by=actor_of(bob))
    article.refresh_from_db()
    assert article.head == mine
    assert caught.value.kept.body.plain.strip() == "乙写的。"
    assert caught.value.head == mine


@pytest.mark.parametrize(
    "change",
    ["title = 'x'", "number = 9", "sha256 = 'x'", "made_at = '2001-01-01'", "cause = 'merge'", "made_from_id = id"],
)
def test_the_database_refuses_to_change_a_revision(article, change):
    refused(f"UPDATE articles_revision SET {change} WHERE id = %s", [article.head_id], "revisions never change")  # noqa: S608 - names of our own


def test_the_database_refuses_to_delete_a_revision(article):
    refused("DELETE FROM articles_revision WHERE id = %s", [article.head_id], "revisions never change")


def test_the_database_refuses_to_change_or_delete_a_body(article):
    refused(
        "UPDATE articles_body SET html = '<p>x</p>' WHERE revision_id = %s", [article.head_id], "revisions never change"
    )
    refused("UPDATE articles_body SET plain = 'x' WHERE revision_id = %s", [article.head_id], "revisions never change")
    refused("DELETE FROM articles_body WHERE revision_id = %s", [article.head_id], "revisions never change")


@pytest.mark.parametrize("table", ["reference", "declaration", "credit"])
def test_the_database_refuses_to_touch_what_hangs_on_a_revision(article, table):
    key = [article.head_id]
    refused(f"UPDATE articles_{table} SET revision_id = revision_id WHERE revision_id = %s", key, "never change")  # noqa: S608 - names of our own
    refused(f"DELETE FROM articles_{table} WHERE revision_id = %s", key, "never change")  # noqa: S608 - names of our own


def test_the_database_refuses_to_add_to_a_finished_revision(article):
    refused(
        "INSERT INTO articles_credit (revision_id, position, role, name) VALUES (%s, 9, 'editor', 'mallory')",
        [article.head_id],
        "never change",
    )


def test_its_maker_may_be_forgotten_and_not_exchanged(article, alice):
    refused("UPDATE articles_revision SET made_by_id = %s WHERE id = %s", [actor_of(alice).pk, article.head_id])
    assert sql("UPDATE articles_revision SET made_by_id = NULL WHERE id = %s", [article.head_id]) == 1


def test_a_redaction_under_a_statement_replaces_the_text_and_keeps_the_hash(article, dana):
    revision = article.head
    before = revision.sha256
    statement = issue(
        ground="law", rule="个人信息保护法", facts="正文写了住址。", effect="redacted", by_public_id=dana.public_id
    )
    Revision.objects.filter(pk=revision.pk).update(redacted_under=statement, title="（已遮盖）")
    Body.objects.filter(pk=revision.pk).update(html="<p>（已遮盖）</p>", plain="（已遮盖）")
    revision.refresh_from_db()
    assert revision.sha256 == before
    assert revision.sha256 != hashlib.sha256(revision.body.html.encode()).hexdigest()
    refused("UPDATE articles_revision SET redacted_under_id = NULL WHERE id = %s", [revision.pk], "never change")
    refused("UPDATE articles_revision SET title = 'x' WHERE id = %s", [revision.pk], "never change")


def test_a_redaction_without_a_statement_is_refused(article):
    refused("UPDATE articles_revision SET redacted_under_id = 987654, title = 'x' WHERE id = %s", [article.head_id])
