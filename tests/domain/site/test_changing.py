import datetime as dt

import pytest

from haowen.domain.site.changing import change, current, issue_terms, set_footer, set_notice, terms_in_force
from haowen.domain.site.models import FooterLink, Notice, Site, SiteChange, Terms
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db


def test_what_was_changed_is_kept_with_what_it_was(olga):
    change(olga, name="江城好文", icp_number="鄂ICP备1号")
    assert current().name == "江城好文"
    row = SiteChange.objects.get(field="name")
    assert (row.before, row.after, row.by_public_id) == ("好文", "江城好文", olga.public_id)


def test_setting_the_same_again_is_no_change(olga):
    change(olga, name="江城好文")
    change(olga, name="江城好文")
    assert SiteChange.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "长" * 61}, "name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"parent_url": "javascript:alert(1)"}, "parent_url"),
        ({"police_url": "ftp://example.org"}, "police_url"),
        ({"report_email": "nobody"}, "report_email"),
        ({"default_language": "tlh"}, "default_language"),
        ({"title_least": 50, "title_most": 40}, "title_most"),
        ({"title_most": 500}, "title_most"),
    ],
)
def test_what_cannot_be_is_refused_whole(olga, fields, field):
    with pytest.raises(Refused) as caught:
        change(olga, tagline_zh="也不留下", **fields)
    assert caught.value.field == field
    assert not Site.objects.exists()
    assert not SiteChange.objects.exists()


def test_the_database_admits_one_site(olga):
    from django.db import IntegrityError, transaction

    change(olga, name="江城好文")
    with pytest.raises(IntegrityError), transaction.atomic():
        Site.objects.create(id=2)


def test_notices_are_set_by_origin(olga):
    set_notice("upload", zh="用户上传。", en="Uploaded by a user.", by=olga)
    set_notice("upload", zh="用户上传。", en="Uploaded by a user.", by=olga)
    assert Notice.objects.get().text_zh == "用户上传。"
    assert SiteChange.objects.count() == 1
    with pytest.raises(Refused):
        set_notice("rumour", zh="a", en="b", by=olga)


def test_the_footer_is_replaced_whole_or_not_at_all(olga):
    set_footer(
        [
            {"label_zh": "江城网", "label_en": "Online", "url": "https://example.org/"},
            {"label_zh": "联系", "url": "/contact"},
        ],
        by=olga,
    )
    for url in ("javascript:x()", "//elsewhere.example", "", "/\\elsewhere"):
        with pytest.raises(Refused):
            set_footer([{"label_zh": "坏", "url": url}], by=olga)
    with pytest.raises(Refused):
        set_footer([{"url": "/contact"}], by=olga)
    assert list(FooterLink.objects.values_list("label_en", "position")) == [("Online", 0), ("联系", 1)]


def test_terms_come_into_force_at_their_time(olga):
    issue_terms("一", "1", by=olga, in_force_at=now() - dt.timedelta(days=2))
    issue_terms("二", "2", by=olga, in_force_at=now() + dt.timedelta(days=2))
    assert terms_in_force().version == 1
    assert terms_in_force(now() + dt.timedelta(days=3)).version == 2
    with pytest.raises(Refused):
        issue_terms("三", "3", by=olga, in_force_at=now())
    with pytest.raises(Refused):
        issue_terms("三", " ", by=olga, in_force_at=now() + dt.timedelta(days=4))
    assert Terms.objects.count() == 2
