"""Translations in the publishing dialog."""

import pytest
from django import forms

from haowen.domain.reposts.granting import grant
from haowen.domain.reposts.models import Who
from haowen.doors.studio.translating import granted, stated
from tests.domain.reposts.conftest import house, original  # noqa: F401 - fixtures


def test_of_ones_own_article_it_is_ones_own_work(original, article_factory, bob):  # noqa: F811
    article = article_factory("Water", by=bob, language="en")
    granted(original, article)
    assert stated({"origin": "translation", "translation_of": original}, article) == "original"
    assert stated({"origin": "repost"}, article) == "repost"


def test_of_anothers_it_is_a_repost_by_grant(original, article_factory, carol, house):  # noqa: F811
    article = article_factory("Water", by=carol, publisher=house, language="en")
    grant(original, who=Who.ALL)
    with pytest.raises(forms.ValidationError):
        granted(original, article)
    grant(original, who=Who.ALL, may_change=True)
    granted(original, article)
    said = {"origin": "translation", "translation_of": original}
    assert stated(said, article) == "repost"
    assert (said["repost_source"], original.public_id in said["repost_url"]) == (original.publisher.name, True)
    assert said["repost_permission"]
