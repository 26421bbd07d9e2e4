"""An archive points at what it holds, and at nothing else of the site that it comes to."""

import pytest

from haowen.domain.archives.finding import Finder, Listed
from haowen.domain.archives.travelling import table
from haowen.domain.publishers.models import Publisher


def test_names_of_rows_and_of_what_hangs_on_them_are_taken_in() -> None:
    listed = Listed()
    told = {"public_id": "abcdefghjk", "series": [{"public_id": "series2345"}], "accounts_elsewhere": [{"host": "x.example", "name": "n"}], "chain": {}}  # fmt: skip
    listed.take(table()["publishers.Publisher"], told)
    assert listed.has("articles.Series", "series2345")
    assert listed.has("imports.Account", "abcdefghjk\tx.example\tn")
    assert listed.has("articles.Chain", "abcdefghjk")
    own = Listed(listed)
    own.add("articles.Revision", "r1")
    assert own.has("publishers.Publisher", "abcdefghjk")
    assert not listed.has("articles.Revision", "r1")


def test_what_is_misshapen_has_no_name() -> None:
    listed = Listed()
    for wrong in (None, [], "x", {"series": "x"}, {"series": [5]}):
        listed.take(table()["publishers.Publisher"], wrong)
    assert not listed.has("articles.Series", "x")


@pytest.mark.django_db
def test_what_the_archive_does_not_hold_is_not_found_though_it_is_here(publisher: Publisher) -> None:
    listed = Listed()
    finder = Finder(listed)
    assert finder.pk("publishers.Publisher", publisher.public_id) is None
    listed.add("publishers.Publisher", publisher.public_id)
    assert finder.pk("publishers.Publisher", publisher.public_id) == publisher.pk
