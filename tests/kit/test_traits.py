"""What a request says by itself about its reader."""

import pytest

from haowen.kit.traits import device, region

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 {}Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "hint", "expected"),
    [
        (WINDOWS, "?0", "computer"),
        (WINDOWS, "", "computer"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15", "", "computer"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "", "computer"),
        (ANDROID.format("Mobile "), "?1", "phone"),
        (ANDROID.format("Mobile "), "", "phone"),
        (ANDROID.format(""), "?0", "tablet"),
        (IPHONE, "", "phone"),
        (IPHONE + " MicroMessenger/8.0.50", "", "phone"),
        ("Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Mobile/15E148", "", "tablet"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "", "phone"),
        ("Mozilla/5.0 (PlayStation 5)", "", ""),
        ("", "?1", "phone"),
        ("", "", ""),
    ],
)
def test_a_device_is_a_phone_a_tablet_or_a_computer(agent: str, hint: str, expected: str) -> None:
    assert device({"HTTP_USER_AGENT": agent, "HTTP_SEC_CH_UA_MOBILE": hint}) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [("DE", "DE"), ("de", "DE"), ("CN", "CN"), ("CN-GD", "CN-GD"), ("US-CA", "US"), ("XX", ""), ("T1", ""), ("", ""),
     ("Germany", ""), ("D1", ""), ("DE;x", ""), ("CN-GUANGDONG", "")],
)  # fmt: skip
def test_a_country_is_told_by_a_trusted_proxy_within_china_the_province(said: str, expected: str) -> None:
    asked = {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_COUNTRY": said}
    assert region(asked, header="X-Country", trusted=["10.0.0.1"]) == expected


def test_nobody_else_is_believed_about_the_country() -> None:
    asked = {"REMOTE_ADDR": "203.0.113.9", "HTTP_X_COUNTRY": "DE", "HTTP_X_FORWARDED_FOR": "10.0.0.1"}
    assert region(asked, header="X-Country", trusted=["10.0.0.1"]) == ""
    assert region(asked | {"REMOTE_ADDR": "10.0.0.1"}, header="", trusted=["10.0.0.1"]) == ""
    assert region({"HTTP_X_COUNTRY": "DE"}, header="X-Country", trusted=[]) == ""
