"""The page of the site: logo and colour, order, history and undo, and two operators at once."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from PIL import Image

from haowen.domain.channels import arranging, opening
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.domain.site.changing import change, current, set_footer
from haowen.domain.site.models import FooterLink, Notice, SiteChange

pytestmark = pytest.mark.django_db
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def desk(client, olga) -> Client:
    client.force_login(olga)
    return client


def file(width=400, height=100, name="logo.png", kind="PNG"):
    data = io.BytesIO()
    Image.new("RGB", (width, height), (20, 80, 120)).save(data, kind)
    return SimpleUploadedFile(name, data.getvalue(), "image/png")


def form_of(desk, action, path="/desk/site"):
    """Return what a browser would send from the form at an address, as it stands."""
    page = html.fromstring(desk.get(path, headers=ENGLISH).content)
    [form] = page.xpath(f"//form[@action='{action}']")
    return {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}


def text_of(answer):
    return " ".join(html.fromstring(answer.content).text_content().split())


def test_what_the_form_shows_is_what_is_set_so_that_sending_it_changes_nothing(desk, site) -> None:
    assert desk.post("/desk/site", form_of(desk, "/desk/site")).status_code == 303
    assert not SiteChange.objects.exists()


def test_logo_and_icon_are_set_and_taken_away(desk) -> None:
    said = {"logo": file(), "icon": file(512, 512, "icon.png")}
    assert desk.post("/desk/site/pictures", said).status_code == 303
    assert current().logo
    assert current().icon
    assert f"/media/{current().logo}/logo.webp" in desk.get("/").content.decode()
    assert desk.post("/desk/site/pictures", {"without": ["logo"]}).status_code == 303
    assert not current().logo
    assert current().icon


@pytest.mark.parametrize(
    ("said", "field", "reason"),
    [
        ({"icon": ("icon.png", 512, 300)}, "icon", "512 × 300"),
        ({"logo": ("logo.png", 20, 20)}, "logo", "at least 40 pixels"),
    ],
)
def test_a_refused_picture_is_named_with_the_reason_and_nothing_is_set(desk, said, field, reason) -> None:
    files = {name: file(width, height, called) for name, (called, width, height) in said.items()}
    answer = desk.post("/desk/site/pictures", {"logo_dark": file(), **files}, headers=ENGLISH)
    assert answer.status_code == 422
    page = html.fromstring(answer.content)
    assert reason in page.xpath(f"string(//p[@id='pictures_{field}_error'])")
    assert not SiteChange.objects.exists()


def test_an_svg_is_refused_with_the_reason(desk) -> None:
    drawing = SimpleUploadedFile(
        "logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "image/svg+xml"
    )
    answer = desk.post("/desk/site/pictures", {"logo": drawing}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "save the drawing as PNG" in text_of(answer)


def test_a_colour_is_shown_before_it_is_kept_with_its_contrasts(desk) -> None:
    answer = desk.post("/desk/site/colour", {"accent": "#1f4e78", "do": "preview"}, headers=ENGLISH)
    assert answer.status_code == 200
    assert 'fill="#1f4e78"' in answer.content.decode()
    assert len(re.findall(r"contrast on paper \d+\.\d\d, on tinted paper \d+\.\d\d", text_of(answer))) == 2
    assert current().accent == ""
    assert desk.post("/desk/site/colour", {"accent": "#1f4e78"}).status_code == 303
    assert current().accent == "#1f4e78"
    assert desk.post("/desk/site/colour", {"accent": "#1f4e78", "nearest": "#b3261e"}).status_code == 303
    assert current().accent == ""


def test_a_colour_that_cannot_be_read_is_refused_and_the_nearest_is_offered(desk) -> None:
    answer = desk.post("/desk/site/colour", {"accent": "#ffcc00"}, headers=ENGLISH)
    assert answer.status_code == 422
    [near] = {
        one for one in html.fromstring(answer.content).xpath("//button[@name='nearest']/@value") if one != "#b3261e"
    }
    assert near in text_of(answer)
    assert desk.post("/desk/site/colour", {"accent": "#ffcc00", "nearest": near}).status_code == 303
    assert current().accent == near


def test_two_operators_do_not_overwrite_each_other(desk, olga, dana) -> None:
    said = form_of(desk, "/desk/site")
    change(dana, name="江城好文", icp_number="鄂ICP备1号")
    answer = desk.post("/desk/site", said | {"name": "临江好文", "news_licence": "写了很久"}, headers=ENGLISH)
    assert answer.status_code == 409
    assert "Dana set this at" in text_of(answer)
    assert "江城好文" in text_of(answer)
    page = html.fromstring(answer.content)
    [again] = page.xpath("//form[@action='/desk/site']")
    sent = dict(again.form_values())
    assert (sent["name"], sent["news_licence"], current().name) == ("临江好文", "写了很久", "江城好文")
    # What was left alone stays the other's, and what is sent again after the warning counts.
    assert desk.post("/desk/site", sent | {"icp_number": "鄂ICP备1号"}).status_code == 303
    assert (current().name, current().icp_number, current().news_licence) == ("临江好文", "鄂ICP备1号", "写了很久")


def test_a_stale_form_that_leaves_a_setting_alone_keeps_the_other_s(desk, dana) -> None:
    said = form_of(desk, "/desk/site")
    change(dana, name="江城好文")
    assert desk.post("/desk/site", said | {"news_licence": "1"}).status_code == 303
    assert (current().name, current().news_licence) == ("江城好文", "1")


def test_links_notices_and_channels_warn_too(desk, dana, channel) -> None:
    links, names = form_of(desk, "/desk/site/footer"), form_of(desk, f"/desk/site/channels/{channel.slug}")
    set_footer([{"label_zh": "别人的", "url": "/terms"}], by=dana)
    opening.change(channel, zh="别人起的", en="Another", by=dana)
    mine = {"label_zh": ["我的"], "label_en": [""], "url": ["/about"], "base": links["base"]}
    answer = desk.post("/desk/site/footer", mine, headers=ENGLISH)
    assert answer.status_code == 409
    assert "别人的" in text_of(answer)
    assert 'value="我的"' in answer.content.decode()
    answer = desk.post(f"/desk/site/channels/{channel.slug}", names | {"name_zh": "我起的"}, headers=ENGLISH)
    assert answer.status_code == 409
    assert "别人起的" in text_of(answer)
    channel.refresh_from_db()
    assert (channel.name_zh, FooterLink.objects.get().label_zh) == ("别人起的", "别人的")


def test_links_stand_by_their_numbers(desk) -> None:
    said = {"label_zh": ["甲", "乙", "丙", ""], "label_en": ["", "", "", ""], "url": ["/about"] * 3 + [""]}
    desk.post("/desk/site/footer", said | {"place": ["3", "2", "", "4"]})
    assert list(FooterLink.objects.values_list("label_zh", flat=True)) == ["乙", "甲", "丙"]


def test_channels_move_by_buttons(desk) -> None:
    for slug in "abc":
        opening.open_channel(slug, slug, slug)
    base = form_of(desk, "/desk/site/channels/b/move")["base"]
    assert desk.post("/desk/site/channels/b/move", {"step": "up", "base": base}).status_code == 303
    assert arranging.order() == ["b", "a", "c"]
    desk.post("/desk/site/channels/c/move", {"step": "first", "base": base})  # not seen: somebody moved one since
    assert arranging.order() == ["b", "a", "c"]
    desk.post("/desk/site/channels/c/move", {"step": "first"})
    assert arranging.order() == ["c", "b", "a"]


def test_the_history_says_every_change_in_words_and_each_is_undone_from_it(desk, olga) -> None:
    desk.post("/desk/site/pictures", {"logo": file()})
    logo = current().logo
    desk.post("/desk/site/pictures", {"logo": file(300, 100)})
    change(olga, default_language="en", accent="#1f4e78", time_zone="Asia/Tokyo")
    desk.post("/desk/site/notices", {"origin": "upload", "text_zh": "一", "text_en": "One"})
    opening.open_channel("city", "城事", "City", demands=["ai"], by=olga)
    opening.open_channel("arts", "艺文", "Arts", by=olga)
    arranging.move(Channel.objects.get(slug="arts"), "up", by=olga)
    answer = desk.get("/desk/site/history", headers=ENGLISH)
    said = text_of(answer)
    for words in (
        "简体中文",
        "#1f4e78",
        "Asia/Tokyo",
        "One",
        "城事 / City",
        "Demands: Any word on AI",
        "City · Arts",
        "Olga",
    ):
        assert words in said
    for row in SiteChange.objects.all():
        here = f"/desk/site/history/{row.pk}"
        assert here in answer.content.decode()
        assert desk.post(here, form_of(desk, here, here)).status_code in (303, 422)
    assert (current().logo, current().default_language, current().accent) == ("", "zh-hans", "")
    assert not Channel.objects.open().exists()
    assert not Notice.objects.get().text_zh
    desk.post(
        f"/desk/site/history/{SiteChange.objects.filter(field='logo', undoes=None).latest('pk').pk}", {"seen": "0"}
    )
    assert SiteChange.objects.filter(field="logo", before=logo).exists()
    assert "undone" in text_of(desk.get("/desk/site/history?field=logo", headers=ENGLISH))


def test_undoing_what_was_changed_again_asks_and_a_newer_change_is_not_lost_unseen(desk, olga, dana) -> None:
    change(olga, name="一")
    first = SiteChange.objects.get()
    change(dana, name="二")
    here = f"/desk/site/history/{first.pk}"
    assert "changed again later, by Dana" in text_of(desk.get(here, headers=ENGLISH))
    said = form_of(desk, here, here)
    change(dana, name="三")
    answer = desk.post(here, said, headers=ENGLISH)
    assert answer.status_code == 409
    assert current().name == "三"
    assert desk.post(here, form_of(desk, here, here)).status_code == 303
    assert current().name == "好文"


def test_a_long_history_has_pages(desk, olga) -> None:
    for number in range(52):
        change(olga, name=f"好文{number}")
    assert "Page 1 of 2" in text_of(desk.get("/desk/site/history", headers=ENGLISH))
    assert text_of(desk.get("/desk/site/history?page=2", headers=ENGLISH)).count("Undo") == 2


def test_a_mistyped_time_zone_is_answered_with_the_likely_one(desk) -> None:
    answer = desk.post("/desk/site", form_of(desk, "/desk/site") | {"time_zone": "Shangai"}, headers=ENGLISH)
    assert answer.status_code == 422
    assert "Is it Asia/Shanghai?" in text_of(answer)


def test_whoever_is_gone_is_still_named_in_the_history(desk, dana) -> None:
    change(dana, name="一")
    User.objects.filter(pk=dana.pk).update(name="何若谷")
    assert "何若谷" in text_of(desk.get("/desk/site/history", headers=ENGLISH))


def test_a_password_in_an_address_stays_out_of_the_history_s_words(desk, olga) -> None:
    change(olga, push_url="https://search.example/urls?site=x&token=s3cret")
    said = desk.get("/desk/site/history", headers=ENGLISH).content.decode()
    assert "https://search.example/urls" in said
    assert "s3cret" not in said
