"""The frame around every page, the reader's choices, and the headers."""

import pytest
from django.conf import settings
from lxml import html

from haowen.domain.site.models import Site

pytestmark = pytest.mark.django_db


def page(client, path, **headers):
    return html.fromstring(client.get(path, headers=headers).content)


@pytest.fixture
def path(published) -> str:
    return f"/a/{published().public_id}"


@pytest.mark.parametrize(
    ("wish", "language"), [("zh-TW,zh;q=0.9", "zh-Hans"), ("en-GB", "en"), ("fr", "zh-Hans"), ("fr, en;q=0.3", "en")]
)
def test_the_browsers_wish_chooses_the_language_else_the_host(client, path, wish, language) -> None:
    assert page(client, path, accept_language=wish).get("lang") == language


def test_the_cookie_is_stronger_than_the_browser(client, path) -> None:
    client.cookies["prefs"] = "en.care.dark.4"
    root = page(client, path, accept_language="zh")
    assert [root.get(name) for name in ("lang", "data-edition", "data-theme", "data-size")] == [
        "en",
        "care",
        "dark",
        "4",
    ]


@pytest.mark.parametrize(
    ("query", "cookie"),
    [("lang=en", "en..."), ("edition=care", ".care.."), ("theme=contrast", "..contrast."), ("size=5", "...5")],
)
def test_a_choice_leads_back_and_sets_the_one_cookie(client, path, query, cookie) -> None:
    answer = client.get(f"{path}?{query}&page=2")
    assert (answer.status_code, answer["Location"]) == (303, f"{path}?page=2")
    assert {name: morsel.value for name, morsel in answer.cookies.items()} == {"prefs": cookie}


@pytest.mark.parametrize("path", ["//evil.example/x", "/%2F%2Fevil.example", "/\\evil.example", "/%5Cevil.example/"])
def test_a_choice_never_leads_to_another_host(client, path) -> None:
    location = client.get(f"{path}?edition=care")["Location"]
    assert location.startswith("/")
    assert not location.startswith(("//", "/\\"))
    assert "\\" not in location


def test_a_visitor_who_chooses_nothing_gets_no_cookie_and_no_inline_code(client, path) -> None:
    answer = client.get(path)
    assert not answer.cookies
    root = html.fromstring(answer.content)
    assert not root.xpath("//style | //@style | //script[not(@src) and @type != 'application/ld+json'] | //@onclick")
    assert not [link for link in root.xpath("//@src | //link[@rel='stylesheet']/@href") if not link.startswith("/")]


def test_the_headers_allow_nothing_from_elsewhere(client, path) -> None:
    answer = client.get(path)
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-cache"
    assert {part.strip() for part in answer["Vary"].split(",")} >= {"Cookie", "Accept-Language", "Accept-Encoding"}


def test_what_a_signed_in_person_gets_is_not_kept_anywhere(client, carol, path) -> None:
    client.force_login(carol)
    assert client.get(path)["Cache-Control"] == "private, no-store"


def test_the_choices_of_an_account_stand_where_the_cookie_says_nothing(client, carol, path) -> None:
    carol.language, carol.edition = "en", "care"
    carol.save()
    client.force_login(carol)
    client.cookies["prefs"] = ".standard.."
    root = page(client, path, accept_language="zh")
    assert (root.get("lang"), root.get("data-edition")) == ("en", "standard")


def test_the_hosts_names_are_escaped(client, path) -> None:
    Site.objects.update_or_create(
        pk=1, defaults={"name": '<b>"好"</b>', "parent_name": "<i>", "parent_url": "https://p.example/?a=1&b=2"}
    )
    root = page(client, path)
    assert root.xpath("//header//p[@class='name']/a/text()") == ['<b>"好"</b>']
    assert root.xpath("//*[@data-part='breadcrumb']//a[@rel='external']/@href") == ["https://p.example/?a=1&b=2"]


def test_the_menu_marks_what_is_chosen(client, path) -> None:
    client.cookies["prefs"] = "en.standard.dark.3"
    marked = page(client, path).xpath("//*[@data-part='editions']//a[@aria-current='true']/@href")
    assert marked == ["?edition=standard", "?size=3", "?theme=dark", "?lang=en"]


def test_own_files_are_named_after_their_content() -> None:
    from haowen.doors.web import statics

    address = statics.address("web/reader.css")
    assert address.startswith("/static/web/reader.")
    assert len(address) == len("/static/web/reader.css") + 9


def test_a_signed_in_page_is_not_taken_by_a_forged_session(client, carol, path) -> None:
    client.force_login(carol)
    carol.set_password("another password of hers")
    carol.save()
    assert "/accounts/logout/" not in client.get(path).content.decode()
    assert settings.SESSION_COOKIE_NAME in client.cookies


def test_the_links_of_the_choices_keep_what_was_asked_for(client, path) -> None:
    root = page(client, "/search?q=%22%3E%3Ci%3E%E6%A1%A5")
    links = [href for href in root.xpath("//@href") if "edition=care" in href]
    assert links
    assert all("q=%22%3E%3Ci%3E%E6%A1%A5" in href for href in links)


def test_the_bar_of_accessible_reading_is_there_for_who_opened_it_and_works_by_links(client, path) -> None:
    assert not page(client, path).cssselect(".aids")
    answer = client.get(f"{path}?aids=5")
    assert (answer.status_code, answer["Location"]) == (303, path)
    root = page(client, path)
    assert [name for name in ("spacing", "pointer", "guide") if root.get(f"data-{name}") is not None] == [
        "spacing",
        "guide",
    ]
    links = [link.get("href") for link in root.cssselect(".aids a")]
    assert links == ["?size=1", "?size=3", "?aids=4", "?aids=7", "?aids=1", "?theme=contrast", "?aids=off"]
    hidden = [item for item in root.cssselect(".aids li") if item.get("hidden") is not None]
    assert len(hidden) == 2, "the guide line and reading aloud need the script, which shows them"


def test_the_bars_files_are_sent_to_nobody_else(client, path) -> None:
    assert b"aids" not in client.get(path).content.partition(b"</head>")[0]
    client.cookies["prefs"] = "....0"
    assert client.get(path).content.partition(b"</head>")[0].count(b"/aids.") == 2


def test_only_the_care_edition_loads_its_sheet(client, path) -> None:
    def sheets() -> list[str]:
        return page(client, path).xpath("//link[@rel='stylesheet']/@href")

    assert not any("care" in sheet for sheet in sheets())
    client.cookies["prefs"] = "zh-hans.care.."
    assert "/web/care." in sheets()[-1]
