"""Where articles stood before they came here."""

import datetime as dt

import pytest

from haowen.domain.articles.arrivals import Arrival
from haowen.domain.articles.importing import bring_in
from haowen.domain.articles.models import FormerAddress
from haowen.domain.articles.redirecting import keep, moved_to
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db


def test_an_import_keeps_the_addresses_it_knows_once(site):
    arrival = Arrival(
        key="guid:7", title="旧文", html="<p>字。</p>", former_addresses=("https://old.example/2012/旧文/", "/?p=7")
    )
    article = bring_in(arrival, by=host_actor(), publish=True).article
    bring_in(arrival, by=host_actor(), publish=True)
    assert set(FormerAddress.objects.values_list("host", "path")) == {("old.example", "/2012/旧文"), ("", "/?p=7")}
    assert moved_to("our.example", "/2012/旧文", now()) == article.public_id


def test_an_address_that_another_has_stays_its_own(published):
    first, second = published("一"), published("二")
    assert keep(first, ["/about-us"]) == 1
    assert keep(second, ["/about-us", "/second"]) == 1
    assert moved_to("", "/about-us", now()) == first.public_id


def test_the_host_that_was_asked_for_decides_between_two_sites(published):
    first, second = published("一"), published("二")
    keep(first, ["https://one.example/hello"])
    keep(second, ["https://www.two.example/hello"])
    assert moved_to("two.example", "/hello", now()) == second.public_id
    assert moved_to("www.two.example", "/hello", now()) == second.public_id
    assert moved_to("our.example", "/hello", now()) == first.public_id


def test_drafts_and_what_is_to_come_are_not_told(article_factory, published):
    keep(article_factory(), ["/draft"])
    keep(published(at=now() + dt.timedelta(days=1)), ["/tomorrow"])
    assert moved_to("", "/draft", now()) == ""
    assert moved_to("", "/tomorrow", now()) == ""
    assert moved_to("", "/tomorrow", now() + dt.timedelta(days=2)) != ""


def test_what_was_taken_back_leads_to_its_tombstone(published):
    article = published()
    keep(article, ["/gone"])
    withdraw(article, by=host_actor())
    assert moved_to("", "/gone", now()) == article.public_id
