import pytest

from haowen.domain.site import recording
from haowen.domain.site.changing import change, set_footer, set_notice
from haowen.domain.site.models import SiteChange
from haowen.domain.site.recording import Overtaken, latest, since, unless_overtaken

pytestmark = pytest.mark.django_db


def test_values_of_several_parts_come_back_as_they_were():
    value = [{"label_zh": "江城", "url": "/a?b=1&c"}]
    assert recording.read(recording.written(value)) == value
    assert recording.read("用户上传。\n\nUploaded by a user.") is None
    assert recording.read("") is None


def test_the_history_has_every_value_as_it_was_stored(olga):
    set_notice("upload", zh=" 一\n\n二 ", en="", by=olga)
    set_footer([{"label_zh": "联系", "url": "/contact"}], by=olga)
    links, notice = SiteChange.objects.all()
    assert recording.read(notice.after) == {"zh": "一\n\n二", "en": ""}
    assert recording.read(links.after) == [{"label_zh": "联系", "label_en": "联系", "url": "/contact"}]
    assert (notice.before, links.before) == ("", "")


def test_the_first_and_the_last_change_since_are_found(olga):
    assert latest() == 0
    change(olga, name="一")
    base = latest()
    change(olga, name="二", icp_number="1")
    change(olga, name="三")
    first, last = since(base, ["name", "news_licence"])["name"]
    assert (first.before, last.after) == ("一", "三")
    assert latest("icp_number") < latest("name") == latest()
    unless_overtaken(None, "name")
    unless_overtaken(base, "news_licence")
    with pytest.raises(Overtaken) as caught:
        unless_overtaken(base, "name", "icp_number")
    assert caught.value.rows["name"].after == "三"


def test_nobody_overwrites_silently_and_what_was_left_alone_stays(olga, dana):
    change(olga, name="好文", tagline_en="Rivers")
    base = latest()
    change(dana, name="江城好文", tagline_en="Rivers and lakes")
    said = {"name": "好文", "tagline_en": "Rivers", "icp_number": "1"}
    assert change(olga, base=base, **said).name == "江城好文"
    with pytest.raises(Overtaken) as caught:
        change(olga, base=base, **(said | {"name": "临江好文", "report_phone": "027"}))
    assert caught.value.rows["name"].by_public_id == dana.public_id
    assert set(caught.value.rows) == {"name"}
    kept = change(olga, base=latest(), name="临江好文", tagline_en="Rivers and lakes")
    assert (kept.name, kept.report_phone, kept.icp_number) == ("临江好文", "", "1")


def test_both_may_have_said_the_same(olga, dana):
    change(olga, name="一")
    base = latest()
    change(dana, name="二")
    assert change(olga, base=base, name="二").name == "二"


def test_links_and_notices_are_not_overwritten_either(olga, dana):
    base = latest()
    set_footer([{"label_zh": "联系", "url": "/contact"}], by=dana)
    set_notice("upload", zh="一", en="", by=dana)
    with pytest.raises(Overtaken):
        set_footer([{"label_zh": "条款", "url": "/terms"}], by=olga, base=base)
    with pytest.raises(Overtaken):
        set_notice("upload", zh="二", en="", by=olga, base=base)
    set_notice("repost", zh="二", en="", by=olga, base=base)
