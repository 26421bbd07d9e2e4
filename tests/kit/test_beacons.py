"""Taking beacons in front of the application."""

import io
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from haowen.kit import beacons
from haowen.kit.beacons import Beacon, Intake
from haowen.kit.salts import DailySalt

BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"


class Kept(list[Beacon]):
    """Keeps what is handed over."""

    def __call__(self, batch: Any) -> None:
        self.extend(batch)


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def intake(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Intake:
    monkeypatch.setattr(threading.Thread, "start", lambda _self: None)  # the tests flush by themselves
    return Intake(
        kept,
        salt=DailySalt(tmp_path),
        is_host=lambda host: host == "news.example",
        trusted_proxies=["10.0.0.1"],
        region_header="X-Country",
    )


def asked(body: Any = (("opened", "k3f9", ""),), **given: str | None) -> dict[str, Any]:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    said = {
        "REQUEST_METHOD": "POST",
        "CONTENT_LENGTH": str(len(data)),
        "REMOTE_ADDR": "203.0.113.9",
        "HTTP_HOST": "news.example",
        "HTTP_ORIGIN": "https://news.example",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_USER_AGENT": BROWSER,
        "HTTP_ACCEPT_LANGUAGE": "zh-CN",
        "wsgi.input": io.BytesIO(data),
        **given,
    }
    return {name: value for name, value in said.items() if value is not None}


def post(intake: Intake, *args: Any, **given: str | None) -> str:
    said: list[str] = []
    assert not b"".join(intake(asked(*args, **given), lambda status, _headers: said.append(status)))
    return said[0]


def test_a_beacon_is_answered_before_it_is_kept(intake: Intake, kept: Kept) -> None:
    assert post(intake).startswith("204")
    assert not kept
    intake.flush()
    assert [beacon.said for beacon in kept] == [[["opened", "k3f9", ""]]]
    intake.flush()
    assert len(kept) == 1


def test_reader_and_network_are_hashes_that_tell_browsers_apart(intake: Intake, kept: Kept) -> None:
    post(intake)
    post(intake)
    post(intake, HTTP_USER_AGENT=BROWSER + " Edg/140.0")
    post(intake, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9")
    post(intake, REMOTE_ADDR="198.51.100.1")
    intake.flush()
    assert [len({beacon.reader for beacon in kept}), len({beacon.network for beacon in kept})] == [3, 2]
    assert kept[0].reader == kept[3].reader
    assert b"203" not in repr(kept).encode()


def test_a_beacon_tells_the_class_of_device_and_the_country_that_a_proxy_names(intake: Intake, kept: Kept) -> None:
    post(intake, HTTP_X_COUNTRY="DE")
    post(intake, REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="203.0.113.9", HTTP_X_COUNTRY="DE")
    intake.flush()
    assert [(beacon.device, beacon.region) for beacon in kept] == [("computer", ""), ("computer", "DE")]


@pytest.mark.parametrize(
    "given",
    [
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "none"},
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": None, "HTTP_SEC_FETCH_SITE": None},
        {"HTTP_HOST": "evil.example", "HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_DNT": "1"},
        {"HTTP_SEC_GPC": "1"},
        {"HTTP_USER_AGENT": None},
        {"HTTP_USER_AGENT": "curl/8.5.0"},
        {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"HTTP_USER_AGENT": BROWSER.replace("Chrome", "HeadlessChrome")},
        {"HTTP_ACCEPT_LANGUAGE": None},
        {"CONTENT_LENGTH": None},
        {"CONTENT_LENGTH": "-5"},
        {"CONTENT_LENGTH": "99999999999"},
        {"CONTENT_LENGTH": "5000"},
    ],
)
def test_what_no_readers_own_page_sent_is_answered_and_dropped(intake: Intake, kept: Kept, given: Any) -> None:
    assert post(intake, **given).startswith("204")
    intake.flush()
    assert not kept


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"{}", b"[]", b'"x"', b"[1, null]", b"[" * 4000, b"\xff\xfe\0"])
def test_nonsense_is_answered_and_dropped(intake: Intake, kept: Kept, body: bytes) -> None:
    assert post(intake, body).startswith("204")
    intake.flush()
    assert not kept


def test_an_older_browser_that_names_only_the_origin_is_heard(intake: Intake, kept: Kept) -> None:
    post(intake, HTTP_SEC_FETCH_SITE=None)
    intake.flush()
    assert len(kept) == 1


def test_reading_the_address_is_refused(intake: Intake) -> None:
    assert post(intake, REQUEST_METHOD="GET").startswith("405")


def test_a_flood_is_bounded_and_one_network_leaves_room_for_others(intake: Intake, kept: Kept) -> None:
    for _ in range(beacons.MOST_OF_NETWORK + 50):
        post(intake)
    assert post(intake, REMOTE_ADDR="198.51.100.1").startswith("204")
    intake.flush()
    assert len(kept) == beacons.MOST_OF_NETWORK + 1
    post(intake)
    intake.flush()
    assert len(kept) == beacons.MOST_OF_NETWORK + 2


def test_what_could_not_be_kept_is_handed_over_again_and_given_up_in_the_end(
    intake: Intake, kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries: list[int] = []

    def fail(batch: Any) -> None:
        tries.append(len(batch))
        raise OSError("busy")

    monkeypatch.setattr(intake, "_keep", fail)
    post(intake)
    for _ in range(5):
        intake.flush()
    assert tries == [1, 1, 1]
    monkeypatch.setattr(intake, "_keep", kept)
    post(intake)
    intake.flush()
    assert len(kept) == 1


def test_a_thread_hands_over_within_about_a_second(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beacons, "PAUSE_SECONDS", 0.01)
    there = threading.Event()

    def keep(batch: Any) -> None:
        kept(batch)
        there.set()

    post(Intake(keep, salt=DailySalt(tmp_path), is_host=lambda _host: True))
    assert there.wait(60)
