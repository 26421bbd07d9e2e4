"""Promise 10: the host can keep a publisher until its owner claims it; what is not known stays unknown."""

import pytest

from haowen.domain.articles.arrivals import Arrival, dated
from haowen.domain.articles.importing import bring_in
from haowen.domain.people.acting import host_actor
from haowen.domain.publishers.applying import approve, submit
from haowen.domain.publishers.opening import kept_by_host
from haowen.domain.site.changing import current

pytestmark = pytest.mark.django_db


def test_an_import_without_a_date_invents_none(db):
    brought = bring_in(Arrival(key="k1", title="没有日期的文章", html="<p>正文。</p>"), by=host_actor(), publish=True)
    article = brought.article
    article.refresh_from_db()
    assert brought.waits == ""
    assert (article.is_date_known, article.original_on) == (False, "")
    assert article.published_at is not None


def test_a_month_stays_a_month():
    from zoneinfo import ZoneInfo

    assert dated("2021-05", ZoneInfo("Asia/Shanghai")).said == "2021-05"


def test_an_import_opens_a_publisher_that_the_host_keeps(db):
    article = bring_in(
        Arrival(key="k2", title="一篇文章标题", html="<p>甲</p>", publisher_name="东门旧事"), by=host_actor()
    ).article
    assert article.publisher.is_kept_by_host
    assert article.publisher.verified_at is None
    assert article.publisher.handle == "dongmenjiushi"


def test_its_owner_claims_it_by_an_application(carol, olga):
    kept = kept_by_host("东门旧事")
    application = submit(
        carol, kind="person", name="东门旧事", handle=kept.handle, motivation="这些文章都是我写的，我在东门住了三十年。"
    )
    publisher = approve(application, by=olga)
    kept.refresh_from_db()
    assert publisher == kept
    assert not kept.is_kept_by_host
    assert kept.members.get().user == carol


def test_a_claimed_publisher_is_not_found_by_its_name(carol, olga):
    kept = kept_by_host("东门旧事")
    approve(
        submit(carol, kind="person", name="东门旧事", handle=kept.handle, motivation="这些都是我写的文章，可以核对。"),
        by=olga,
    )
    another = kept_by_host("东门旧事")
    assert another != kept
    assert another.handle != kept.handle


@pytest.mark.usefixtures("db")
def test_a_site_that_nobody_set_up_has_defaults_and_no_row():
    from haowen.domain.site.models import Site

    assert current().name
    assert not Site.objects.exists()
