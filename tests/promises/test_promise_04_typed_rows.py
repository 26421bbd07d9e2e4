"""Promise 4: references, declarations, credits and labels are typed rows; an article has an origin and a kind."""

import pytest
from django.db import IntegrityError, transaction

from haowen.domain.articles.drafts import Draft, DraftCredit, DraftDeclaration, DraftReference
from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.domain.articles.saving import save
from haowen.domain.people.acting import host_actor
from tests.promises.breaking import refused

pytestmark = pytest.mark.django_db


def test_they_come_back_as_they_went_in(article_factory):
    from haowen.domain.articles.saving import as_draft

    said = Draft(
        "标题在这里",
        "<p>正文。</p>",
        references=(DraftReference("水文年鉴", "r1", "水利部", "", "2024-05", "https://example.org/a"),),
        declarations=(DraftDeclaration(DeclarationKind.OLD_EVENT, event_on="1998-07"),),
        credits=(DraftCredit(CreditRole.PHOTO, "江源"), DraftCredit(CreditRole.EDITOR, "白露")),
    )
    article = article_factory()
    revision = save(article, said, base=article.head, by=host_actor())
    assert as_draft(revision) == said


@pytest.mark.parametrize(
    "declarations",
    [
        (DraftDeclaration(DeclarationKind.REPOST),),
        (DraftDeclaration(DeclarationKind.OLD_EVENT),),
        (DraftDeclaration(DeclarationKind.FICTION), DraftDeclaration(DeclarationKind.FICTION)),
    ],
)
def test_a_declaration_that_says_half_is_refused_by_the_database(article_factory, declarations):
    article = article_factory()
    with pytest.raises(IntegrityError), transaction.atomic():
        save(article, Draft("标题在这里", "<p>甲</p>", declarations=declarations), base=article.head, by=host_actor())
    assert article.revisions.count() == 1


@pytest.mark.parametrize("column", ["origin", "kind", "state"])
def test_an_unknown_origin_kind_or_state_is_refused(article_factory, column):
    refused(f"UPDATE articles_article SET {column} = 'invented' WHERE id = %s", [article_factory().pk])  # noqa: S608 - names of our own


def test_a_label_of_an_unknown_kind_is_refused(article_factory):
    refused(
        "INSERT INTO articles_label (article_id, kind, note, by_public_id, set_at) VALUES (%s, 'x', '', 'y', '2026-01-01')",
        [article_factory().pk],
    )
