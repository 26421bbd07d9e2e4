import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from tests.conventions.access_table import DESK, READERS, STUDIO

SAMPLES = {"int": "1", "str": "abc", "slug": "abc", "uuid": "00000000-0000-0000-0000-000000000000", "path": "abc/def"}


def addresses(patterns: Any, prefix: str = "") -> Iterator[str]:
    """Yield a sample of every address that the site answers."""
    for entry in patterns:
        route = prefix + sample(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry.url_patterns, route)
        elif isinstance(entry, URLPattern):
            yield "/" + route.lstrip("/")


def sample(pattern: Any) -> str:
    text = str(pattern)
    if hasattr(pattern, "_route"):
        return re.sub(r"<(?:(\w+):)?\w+>", lambda found: SAMPLES.get(found.group(1) or "str", "abc"), text)
    text = re.sub(r"\(\?P<\w+>/\.\*\)", "/nowhere/at/all", text)
    text = re.sub(r"\(\?P<\w+>[^)]*\)", "abc", text)
    return re.sub(r"[\^$\\]|\(\?[^)]*\)", "", text)


CLOSED = sorted(
    {address for address in addresses(get_resolver().url_patterns) if re.match(r"/(studio|desk)(/|$)", address)}
)
CLOSED += ["/studio/there/is/nothing", "/desk/there/is/nothing", "/desk/", "/studio/"]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("address", CLOSED)
def test_strangers_are_sent_to_sign_in(client: Client, address: str, method: str) -> None:
    answer = getattr(client, method)(address)
    assert answer.status_code in (301, 302, 303), answer.status_code
    if answer.status_code == 301:  # without the slash first
        answer = getattr(client, method)(answer["Location"])
    assert answer["Location"].startswith("/accounts/login/?next=%2F") or answer["Location"].startswith(
        "/accounts/login/?next=/"
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [address for address in CLOSED if address.startswith("/desk") and not address.endswith("/")]
)
def test_the_desk_is_no_place_for_readers(client: Client, mallory: Any, address: str) -> None:
    client.force_login(mallory)
    assert client.get(address).status_code == 404


def test_there_is_a_studio_and_a_desk_to_close() -> None:
    assert len(CLOSED) > 10


def names(patterns: Any) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            if not str(entry.pattern).startswith("accounts/"):
                yield from names(entry.url_patterns)
        elif entry.name:
            yield entry.name


def test_who_may_ask_for_an_address_is_written_down_for_each() -> None:
    told = [line.split("|")[0].strip() for table in (STUDIO, DESK, READERS) for line in table.strip().splitlines()]
    numbers = re.compile(r"\{(asset|case|copy|slot|change|number)\w*\}")
    plain = [re.sub(r"\{\w+\}", "abc", numbers.sub("1", at.replace("{month}", "2026-01"))) for at in told]
    known = {resolve(address.partition("?")[0]).url_name for address in plain}
    assert sorted(set(names(get_resolver().url_patterns)) - known) == []
