"""Promise 8: public identifiers are short, not to be guessed or counted, and never change."""

import pytest

from haowen.domain.people.acting import actor_of
from haowen.kit.publicids import ALPHABET, LENGTH
from tests.promises.breaking import refused

pytestmark = pytest.mark.django_db


def test_they_are_short_and_say_nothing_of_order(article_factory):
    ids = [article_factory().public_id for _ in range(20)]
    assert all(len(one) == LENGTH and set(one) <= set(ALPHABET) for one in ids)
    assert ids != sorted(ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    "table", ["articles_article", "publishers_publisher", "people_user", "people_actor", "articles_revision"]
)
def test_they_never_change(article_factory, alice, table):
    article_factory(by=alice)
    actor_of(alice)
    refused(f"UPDATE {table} SET public_id = 'another'", match="never change")  # noqa: S608 - names of our own


def test_a_floor_never_changes_nor_goes(published, carol):
    from haowen.domain.comments.commenting import comment

    row = comment(published(), by=actor_of(carol), text="在吗")
    refused("UPDATE comments_comment SET floor = 7 WHERE id = %s", [row.pk], "floors never change")
    refused("DELETE FROM comments_comment WHERE id = %s", [row.pk], "never used again")
