"""The site as a WSGI application: which way each request goes."""

import pytest

from haowen.config import wsgi


def _ask(path: str, method: str = "GET", **headers: str) -> tuple[str, dict[str, str], bytes]:
    said: list[tuple[str, list[tuple[str, str]]]] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "HTTP_HOST": "localhost",
        "wsgi.url_scheme": "http",
        **{f"HTTP_{name.upper()}": value for name, value in headers.items()},
    }
    parts = wsgi.application(environ, lambda status, headers, _=None: said.append((status, list(headers))))
    return said[-1][0], dict(said[-1][1]), b"".join(parts)


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/login/",
        "/studio",
        "/studio/x",
        "/desk",
        "/desk/cases",
        "/setup/abc",
        "/report",
        "/join",
        "/cases/1-a",
    ],
)
def test_forms_and_personal_pages_are_never_kept(path: str):
    assert not wsgi.is_kept(path)


@pytest.mark.parametrize(
    "path", ["/", "/a/x", "/c/science", "/@river_watch", "/joiners", "/studious", "/a/x/comments", "/hot"]
)
def test_public_pages_may_be_kept(path: str):
    assert wsgi.is_kept(path)


@pytest.mark.parametrize("path", ["/demo", "/2012/x/", "/index.php", "/view/thread.aspx"])
def test_numbers_mean_something_where_this_site_has_no_page(path: str):
    assert "p" in wsgi.meaningful(path)


@pytest.mark.parametrize(
    "path", ["/a/x", "/about", "/about/", "/c/science", "/@river_watch", "/a/x/comments", "/feed.rss", "/s/x", "/o/x"]
)
def test_invented_numbers_make_no_page_of_this_site_anew(path: str):
    assert "p" not in wsgi.meaningful(path)


def test_only_known_keys_of_a_query_mean_something():
    assert wsgi.meaningful("/a/x/history") == ()
    assert wsgi.meaningful("/a/x") == ("order", "beyond")  # of the entries of a live report
    assert "before" in wsgi.meaningful("/c/science")
    assert "q" in wsgi.meaningful("/search")
    assert "q" not in wsgi.meaningful("/searching")


def test_only_the_sites_own_names_are_hosts():
    assert wsgi.is_host("localhost:8000")
    assert wsgi.is_host("[::1]:8000")
    for host in ("", "evil.example", "localhost.evil.example", "localhost/x", "a b"):
        assert not wsgi.is_host(host)


def test_health_is_answered_without_the_database():
    assert _ask("/healthz")[0] == "200 OK"


@pytest.mark.django_db(transaction=True)
def test_readiness_asks_the_database():
    assert _ask("/readyz")[0] == "200 OK"


def test_a_broken_database_means_not_ready(monkeypatch):
    def fail() -> None:
        raise OSError("no disk")

    monkeypatch.setattr(wsgi.connection, "cursor", fail)
    assert _ask("/readyz")[0].startswith("503")


def test_style_sheets_come_from_the_rooms_of_the_site():
    status, headers, _ = _ask("/static/web/reader.css", accept_encoding="br")
    assert status == "200 OK"
    assert headers["Content-Encoding"] == "br"


@pytest.mark.django_db(transaction=True)
def test_a_page_is_answered_from_the_store_the_second_time(django_assert_num_queries):
    wsgi.pagestore.forget()
    assert _ask("/about")[0] == "200 OK"
    with django_assert_num_queries(0):
        status, headers, body = _ask("/about")
    assert status == "200 OK"
    assert b"<h1" in body
    assert "Set-Cookie" not in headers
    wsgi.pagestore.forget()


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_withheld_the_moment_that_it_is_announced(monkeypatch):
    answers = [False]
    monkeypatch.setattr(wsgi.showing, "is_withheld", lambda _sha256: answers[0])
    sha256 = "cd" * 32
    assert not wsgi.is_withheld(sha256)
    answers[0] = True
    wsgi.pagestore.bump([f"media:{sha256}"])
    assert wsgi.is_withheld(sha256)
    wsgi.pagestore.forget()


def test_beacons_are_taken_in_front_of_everything_else():
    assert _ask("/b", "POST")[0].startswith("204")
    assert _ask("/b")[0].startswith("405")


def test_what_programs_read_is_the_same_for_all():
    for path in ("/feed.rss", "/c/science/feed.atom", "/@river_watch/feed.json", "/sitemap.xml", "/sitemap-articles-3.xml",
                 "/news-sitemap.xml", "/robots.txt", "/oembed", "/.well-known/webfinger", "/nodeinfo/2.1"):  # fmt: skip
        assert wsgi.is_for_all(path), path
    for path in (
        "/",
        "/a/feed",
        "/c/science",
        "/@river_watch",
        "/search",
        "/t/feed.rss",
        "/accounts/login/",
        "/feed.html",
    ):
        assert not wsgi.is_for_all(path), path
