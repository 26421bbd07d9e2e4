import datetime as dt

import pytest

from haowen.domain.site.changing import change, current, issue_terms, set_footer, set_notice, terms_in_force
from haowen.domain.site.models import FooterLink, Notice, SiteChange
from haowen.domain.site.recording import Overtaken, latest
from haowen.domain.site.undoing import last_of, undo
from haowen.kit.clock import now
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
SETTINGS = [
    ("name", "江城好文"),
    ("tagline_zh", "看河"),
    ("default_language", "en"),
    ("time_zone", "Europe/Berlin"),
    ("logo", "a" * 64),
    ("icon", "b" * 64),
    ("accent", "#1f4e78"),
    ("parent_url", "https://example.org/"),
    ("report_email", "desk@example.org"),
    ("about_zh", "# 关于\n\n- 一\n- 二"),
    ("title_most", 60),
    ("publishers_a_person", 0),
]


def undone(row, by):
    undo(row, by=by, seen=last_of(row).pk)


@pytest.mark.parametrize(("field", "value"), SETTINGS)
def test_every_setting_comes_back_exactly(olga, dana, field, value):
    before = getattr(current(), field)
    change(olga, **{field: value})
    done = SiteChange.objects.get()
    undone(done, dana)
    assert getattr(current(), field) == before
    assert isinstance(before, type(getattr(current(), field)))
    back = SiteChange.objects.get(undoes=done)
    assert (back.before, back.after, back.by_public_id) == (done.after, done.before, dana.public_id)
    undone(back, olga)
    assert getattr(current(), field) == value


def test_a_change_that_was_overwritten_is_undone_with_open_eyes(olga, dana):
    change(olga, name="一")
    first = SiteChange.objects.get()
    change(dana, name="二")
    with pytest.raises(Overtaken):
        undo(first, by=olga, seen=first.pk)
    assert current().name == "二"
    undo(first, by=olga, seen=latest("name"))
    assert current().name == "好文"
    with pytest.raises(Refused):
        undone(first, olga)


def test_links_come_back_in_their_order(olga):
    links = [{"label_zh": name, "label_en": name, "url": "/about"} for name in "甲乙丙"]
    set_footer(links, by=olga)
    set_footer(links[::-1][:2], by=olga)
    undone(SiteChange.objects.all()[0], olga)
    assert list(FooterLink.objects.values_list("label_zh", flat=True)) == ["甲", "乙", "丙"]
    undone(SiteChange.objects.all()[2], olga)
    assert not FooterLink.objects.exists()


def test_a_notice_comes_back_in_both_languages(olga):
    set_notice("upload", zh="一\n\n二", en="1", by=olga)
    set_notice("upload", zh="", en="", by=olga)
    undone(SiteChange.objects.all()[0], olga)
    assert Notice.objects.values_list("text_zh", "text_en").get() == ("一\n\n二", "1")


def test_terms_stay_and_the_text_before_is_issued_as_the_next_version(olga):
    issue_terms("一", "1", by=olga, in_force_at=now() - dt.timedelta(days=2))
    issue_terms("二", "2", by=olga)
    undone(SiteChange.objects.all()[0], olga)
    found = terms_in_force(now() + dt.timedelta(seconds=2))
    assert (found.version, found.text_zh) == (3, "一")
    with pytest.raises(Refused):
        undone(SiteChange.objects.all()[2], olga)


def test_what_is_written_down_in_an_older_form_is_not_guessed_at(olga):
    row = SiteChange.objects.create(field="footer", before="链接 / Link: /about", after="", by_public_id="x", at=now())
    with pytest.raises(Refused):
        undone(row, olga)
    row = SiteChange.objects.create(field="weather", before="rain", after="sun", by_public_id="x", at=now())
    with pytest.raises(Refused):
        undone(row, olga)


def test_a_value_that_could_not_be_set_today_does_not_come_back(olga):
    change(olga, title_least=5, title_most=9)
    change(olga, title_least=8, title_most=40)
    row = SiteChange.objects.filter(field="title_most")[0]
    change(olga, title_least=20)
    with pytest.raises(Refused):
        undone(row, olga)
    assert current().title_most == 40
