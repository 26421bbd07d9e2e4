import io
import json
import re

import pytest
from django.test import Client
from lxml import html
from PIL import Image

from haowen.domain.media.emblems import keep_icon, keep_logo
from haowen.domain.site import colouring
from haowen.domain.site.changing import change
from haowen.doors.web import emblem
from haowen.text import colours

pytestmark = pytest.mark.django_db


def drawn(width, height, colour=(20, 80, 120)):
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "PNG")
    return data.getvalue()


def looked(path="/", **headers):
    return html.fromstring(Client(headers=headers).get(path).content)


def sheets(page):
    return page.xpath("//link[@rel='stylesheet']/@href")


def test_a_colour_comes_in_the_place_of_the_tokens_and_may_be_kept_for_good(olga, site):
    before = sheets(looked())
    change(olga, accent="#1f4e78")
    after = sheets(looked())
    assert len(after) == len(before)
    assert after[1:] == before[1:]
    answer = Client().get(after[0])
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in answer["Cache-Control"]
    assert "--accent:light-dark(#1f4e78," in answer.content.decode()
    assert "--paper" in answer.content.decode()


def test_a_page_from_before_the_change_is_not_without_style(olga, site):
    change(olga, accent="#1f4e78")
    old = sheets(looked())[0]
    change(olga, accent="#5b2a86")
    answer = Client().get(old)
    assert answer["Cache-Control"] == "no-cache"
    assert "#5b2a86" in answer.content.decode()
    assert Client().get("/site-nothing.css").status_code == 404


def test_the_sheet_says_the_same_papers_as_the_tokens():
    tokens = (emblem.STATIC / "tokens.css").read_text(encoding="utf-8")
    for name, place in (("paper", 0), ("tint", 1)):
        assert f"--{name}: light-dark({colouring.LIGHT[place]}, {colouring.DARK[place]})" in tokens
    assert f"--accent: light-dark({colouring.OWN}," in tokens


@pytest.mark.parametrize("accent", ["#1f4e78", "#007a55", "#000000", "#7a5410", "#0000ff"])
def test_what_is_declared_can_be_read_on_every_paper(accent):
    _address, text = emblem.sheet_of(accent, has_logo=True)
    own = text[text.index("@layer tokens{:root{--accent") :]
    said = dict(re.findall(r"--(\w+):light-dark\((#\w{6}),#\w{6}\)", own))
    dark = dict(re.findall(r"--(\w+):light-dark\(#\w{6},(#\w{6})\)", own))
    assert colours.weakest(said["accent"], colouring.LIGHT) >= 4.5
    assert colours.weakest(dark["accent"], colouring.DARK) >= 4.5
    assert min(colours.contrast("#ffffff", made["fill"]) for made in (said, dark)) >= 4.5


def test_the_logo_stands_for_the_name_and_says_it(olga, site):
    logo = keep_logo(drawn(400, 100), by=None)
    change(olga, name="江城好文", logo=logo.sha256)
    [shown] = looked().xpath("//header//p[@class='name']//img")
    assert shown.get("alt") == "江城好文"
    assert (shown.get("width"), shown.get("height")) == ("144", "36")
    assert shown.get("src") == f"/media/{logo.sha256}/logo.webp"
    assert "plate" in shown.getparent().get("class")
    assert "江城好文" in looked().xpath("string(//footer//p[@class='name'])")
    assert ".logo" in Client().get(sheets(looked())[0]).content.decode()


@pytest.mark.parametrize(
    ("theme", "first", "has_source"),
    [("light", 0, False), ("dark", 1, False), ("auto", 0, True), ("contrast", 0, True)],
)
def test_the_logo_for_dark_paper_is_shown_on_dark_paper(olga, site, theme, first, has_source):
    logos = [keep_logo(drawn(400, 100, (colour, 0, 0)), by=None).sha256 for colour in (20, 240)]
    change(olga, logo=logos[0], logo_dark=logos[1])
    page = looked(cookie=f"prefs=zh-hans.standard.{theme}")
    assert logos[first] in page.xpath("//header//picture//img/@src")[0]
    assert bool(page.xpath("//header//picture//source")) == has_source
    assert "plate" not in page.xpath("//header//picture/@class")[0]


def test_a_logo_whose_file_nobody_knows_leaves_the_name(olga, site):
    change(olga, logo="0" * 64)
    assert not looked().xpath("//header//p[@class='name']//img")
    assert looked().xpath("string(//header//p[@class='name'])").strip()


def test_the_icon_is_what_browsers_and_phones_ask_for(olga, site):
    icon = keep_icon(drawn(512, 512), by=None).sha256
    plain = Client().get("/favicon.ico").content
    change(olga, icon=icon, name="江城好文")
    assert Client().get("/favicon.ico").content != plain
    page = looked()
    assert page.xpath("//link[@rel='icon']/@href") == [f"/media/{icon}/icon32.png"]
    assert page.xpath("//link[@rel='apple-touch-icon']/@href") == [f"/media/{icon}/icon180.png"]
    answer = Client().get(page.xpath("//link[@rel='manifest']/@href")[0])
    said = json.loads(answer.content)
    assert f"/media/{icon}/icon192.png" in Client().get("/feed.atom").content.decode()
    assert (said["name"], [one["sizes"] for one in said["icons"]]) == ("江城好文", ["192x192", "512x512"])


def test_without_an_icon_the_manifest_names_the_house_s(site):
    assert json.loads(Client().get("/manifest.webmanifest").content)["icons"][0]["sizes"] == "any"


def test_search_engines_are_told_the_logo(olga, published, channel):
    change(olga, logo=keep_logo(drawn(400, 100), by=None).sha256)
    page = looked(f"/a/{published(channel=channel).public_id}")
    said = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert said["@graph"][0]["publisher"]["logo"]["url"].endswith("/logo.webp")
