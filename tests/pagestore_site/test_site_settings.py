"""What the host sets is in force on every page at the next request, however warm the pages were kept."""

import io
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from PIL import Image

from haowen.domain.channels import arranging
from haowen.domain.channels import opening as channels
from haowen.domain.channels.models import Channel
from haowen.domain.media.emblems import keep_icon, keep_logo
from haowen.domain.site import changing
from haowen.domain.site.models import SiteChange
from haowen.domain.site.undoing import last_of, undo
from haowen.kit.clock import telling
from tests.pagestore_site.small_site import SmallSite
from tests.pagestore_site.workers import BEGIN, Workers, environ, plain

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(300)]
PREFS = ("zh-hans.standard.dark", "en.care.light")
SHARE = 3
"""Of the pages, one in so many is compared with one that is made at that moment."""
Act = Callable[[SmallSite], object]


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[Workers]:
    made = Workers(monkeypatch, number=1)
    with telling(BEGIN):
        yield made


def drawn(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, "PNG")
    return data.getvalue()


def settings(**fields: object) -> Act:
    return lambda site: changing.change(site.olga, **fields)


def logo(site: SmallSite) -> None:
    kept = [keep_logo(drawn(300, 100, (shade, 0, 0)), by=None).sha256 for shade in (10, 240)]
    changing.change(site.olga, logo=kept[0], logo_dark=kept[1])


def icon(site: SmallSite) -> None:
    changing.change(site.olga, icon=keep_icon(drawn(512, 512, (9, 9, 9)), by=None).sha256)


def undoing(site: SmallSite) -> None:
    for row in SiteChange.objects.filter(field__in=("logo", "accent", "name"), undoes=None, before="")[:2]:
        undo(row, by=site.olga, seen=last_of(row).pk)


CHANGES: dict[str, tuple[Act, bool]] = {
    # what is done, and whether every page with a frame shows it
    "name": (settings(name="江城好文"), True),
    "colour": (settings(accent="#1f4e78"), True),
    "logo": (logo, True),
    "icon": (icon, True),
    "registrations": (settings(icp_number="鄂ICP备9号", police_number="京公网安备11010102000001号"), True),
    "reports": (settings(report_phone="027-1", report_email="r@example.org", news_licence="许可证9"), True),
    "parent": (settings(parent_name="江城网", parent_url="https://example.org/"), False),
    "time zone": (settings(time_zone="Pacific/Auckland"), False),  # asked for by itself, below
    "pages": (settings(about_zh="# 一\n- 二", about_en="One", contact_zh="三", contact_en="Three"), False),
    "footer": (
        lambda site: changing.set_footer([{"label_zh": "链", "label_en": "Chain", "url": "/about"}], by=site.olga),
        True,
    ),
    "notice": (lambda site: changing.set_notice("upload", zh="声明", en="Notice", by=site.olga), False),
    "terms": (lambda site: changing.issue_terms("新", "New", by=site.olga), False),
    "a new channel": (lambda site: channels.open_channel("arts", "艺文", "Arts", by=site.olga), True),
    "order": (lambda site: arranging.move(Channel.objects.get(slug="arts"), "first", by=site.olga), True),
    "a closed channel": (lambda site: channels.close(Channel.objects.get(slug="arts"), by=site.olga), True),
    "undo": (undoing, True),
    "default language": (settings(default_language="en"), False),
}


def one_of_each_kind(site: SmallSite) -> list[tuple[str, str]]:
    """Return a page of every kind, and the files by fixed names."""
    kinds: dict[str, tuple[str, str]] = {}
    for asked in site.requests():
        path = asked["PATH_INFO"].encode("latin-1").decode()
        parts = path.split("/")
        kind = f"{parts[1][:1] if parts[1].startswith('@') else parts[1]}/{len(parts)}/{parts[-1] if len(parts) > 3 else ''}"
        kinds.setdefault(kind, (path, asked["QUERY_STRING"]))
    files = (
        "/favicon.ico",
        "/manifest.webmanifest",
        "/feed.rss",
        "/feed.atom",
        "/c/science/feed.json",
        "/sitemap-places.xml",
    )
    return [*kinds.values(), *((path, "") for path in files)]


def test_every_setting_is_on_every_page_at_the_next_request(workers: Workers) -> None:
    site = SmallSite()
    kinds = one_of_each_kind(site)
    requests = [environ(path, query, cookie=f"prefs={prefs}") for prefs in PREFS for path, query in kinds]
    requests += [environ(path, query) for path, query in kinds[:6]]  # in the host's language
    framed = {"/", "/hot", "/about", "/contact", "/terms", "/search", "/how-we-rank"}
    before = [plain(workers.ask(0, asked)) for asked in requests]
    for turn, (name, (act, is_everywhere)) in enumerate(CHANGES.items()):
        act(site)
        now = [plain(workers.ask(0, asked)) for asked in requests]
        some = slice(turn % SHARE, None, SHARE)
        fresh = [plain(answer) for answer in workers.fresh(*requests[some])]
        old = [
            one["PATH_INFO"] for one, kept, made in zip(requests[some], now[some], fresh, strict=True) if kept != made
        ]
        assert not old, f"{name}: {old}"
        same = {one["PATH_INFO"] for one, was, kept in zip(requests, before, now, strict=True) if was == kept}
        assert not (is_everywhere and same & framed), f"{name} changes nothing on {same & framed}"
        before = now
    assert all(b"+13:00" in workers.ask(0, asked).body for asked in requests if asked["PATH_INFO"] in framed)


def test_rooms_with_forms_show_it_too(olga, site) -> None:
    visitor, host = Client(), Client()
    host.force_login(olga)
    paths = [(visitor, path) for path in ("/accounts/login/", "/accounts/signup/", "/join", "/report?about=/contact")]
    paths += [(host, path) for path in ("/studio", "/desk", "/desk/site", "/desk/front", "/accounts/preferences", "/")]
    for name in ("江城好文", "临江好文"):
        changing.change(olga, name=name)
        for client, path in paths:
            assert name in client.get(path).content.decode(), path
