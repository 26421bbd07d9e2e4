"""Promise 2: a body is canonical and sanitised, with the version of the sanitiser; only a newer one renders it again."""

from pathlib import Path

import pytest

from haowen.domain.articles.models import Body
from haowen.text import markup
from tests.promises.breaking import refused, sql

pytestmark = pytest.mark.django_db


EVIL = '<p onclick="x()">词<script>alert(1)</script><img src=x onerror=x()><a href="javascript:x()">a</a></p><style>p{}</style>'


def test_what_is_saved_is_sanitised(article_factory):
    html = article_factory(html=EVIL).head.body.html
    assert "词" in html
    for evil in ("script", "onclick", "onerror", "javascript:", "<style"):
        assert evil not in html


def test_a_body_remembers_the_version_of_its_sanitiser(article_factory):
    assert article_factory().head.body.sanitiser_version == markup.SANITISER_VERSION


def test_canonical_text_stays_as_it_is_when_it_is_saved_again(article_factory):
    html = article_factory(html=EVIL).head.body.html
    assert markup.clean(html) == html


def test_only_a_newer_sanitiser_renders_again(article_factory):
    key = article_factory().head_id
    refused("UPDATE articles_body SET html = '<p>y</p>' WHERE revision_id = %s", [key])
    refused("UPDATE articles_body SET html = '<p>y</p>', sanitiser_version = 0 WHERE revision_id = %s", [key])
    changed = (
        "UPDATE articles_body SET html = '<p>y</p>', sanitiser_version = sanitiser_version + 1 WHERE revision_id = %s"
    )
    assert sql(changed, [key]) == 1
    assert Body.objects.get(pk=key).html == "<p>y</p>"


def test_nothing_in_the_house_marks_text_as_safe():
    source = Path(markup.__file__).parents[2]
    word = "mark_" + "safe"
    assert [path for path in source.rglob("*.py") if word in path.read_text("utf-8")] == []
