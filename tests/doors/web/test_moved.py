"""Readers of a site that moved in here."""

import pytest

from haowen.domain.articles.redirecting import keep

pytestmark = pytest.mark.django_db


def test_an_old_address_leads_to_the_article_for_good_and_is_kept_by_nobody(client, published):
    article = published()
    keep(article, ["https://old.example/2012/01/水位/", "/view.php?id=7"])
    for address in ("/2012/01/水位", "/2012/01/%E6%B0%B4%E4%BD%8D?utm_source=x", "/view.php?x=1&id=7"):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (301, f"/a/{article.public_id}")
        assert answer["Cache-Control"] == "no-cache"


def test_an_old_address_with_a_slash_at_its_end_arrives_too(client, published):
    article = published()
    keep(article, ["/2012/01/old/"])
    answer = client.get("/2012/01/old/", follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1] == (f"/a/{article.public_id}", 301)


def test_a_number_at_the_front_page_leads_to_its_article_or_to_the_front_page(client, published):
    article = published()
    keep(article, ["https://old.example/?p=7"])
    assert client.get("/?p=7")["Location"] == f"/a/{article.public_id}"
    unknown = client.get("/?p=8")
    assert (unknown.status_code, unknown["Location"]) == (302, "/")


def test_pages_of_this_site_are_never_shadowed(client, published, channel):
    keep(published(), ["/about", "/c/science", "/search", "/studio/x", "/desk"])
    assert client.get("/about").status_code == 200
    assert client.get("/c/science").status_code == 200
    assert client.get("/search").status_code == 200
    assert client.get("/studio/x")["Location"].startswith("/accounts/login/")


def test_drafts_stay_unknown(client, article_factory):
    keep(article_factory(), ["/secret-plan"])
    assert client.get("/secret-plan").status_code == 404


def test_only_reading_is_led_on(client, published):
    keep(published(), ["/old"])
    assert client.post("/old").status_code == 404
