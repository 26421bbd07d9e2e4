"""Bringing an older revision back."""

import pytest

from haowen.domain.articles import restoring, saving
from haowen.domain.articles.drafts import Draft, DraftReference
from haowen.domain.articles.models import Cause
from haowen.domain.people.acting import actor_of

pytestmark = pytest.mark.django_db


def test_it_comes_back_as_a_new_revision_with_all_that_it_said(article_factory, bob):
    article = article_factory(
        "旧题", "<p>旧的。</p>", references=(DraftReference("年鉴", "r1", accessed_on="2026-06-01"),)
    )
    first = article.head
    saving.save(article, Draft("新题", "<p>新的。</p>"), base=first, by=actor_of(bob))
    back = restoring.restore(article, first, by=actor_of(bob))
    assert (back.number, back.title, back.cause, back.body.plain) == (3, "旧题", Cause.RESTORE, "旧的。")
    assert [row.title for row in back.references.all()] == ["年鉴"]
    assert article.revisions.count() == 3
