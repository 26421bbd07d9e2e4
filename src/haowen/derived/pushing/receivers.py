"""Whom the host lets us tell: by IndexNow, and by one site interface that takes a plain list of addresses."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from haowen.domain.site.models import Site
from haowen.kit import outbound

INDEXNOW, PUSH = "indexnow", "push"
_SUCCESS = (200, 202)
_SAID_MOST = 200


class RefusedError(Exception):
    """The receiver did not take what it was told; the message says why and holds no secret."""


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to be told: how, of how many at once, and whether of what is gone too."""

    name: str
    tell: Callable[[Sequence[str]], None]
    most: int
    wants_gone: bool


def receivers() -> list[Receiver]:
    """Return those that the host has set up; none at first."""
    row = Site.objects.filter(pk=1).values_list("indexnow_key", "indexnow_url", "push_url").first()
    if row is None:
        return []
    key, indexnow_url, push_url = row
    found = []
    if key and indexnow_url:
        found.append(Receiver(INDEXNOW, lambda urls: _indexnow(indexnow_url, key, urls), most=10_000, wants_gone=True))
    if push_url:
        found.append(Receiver(PUSH, lambda urls: _push(push_url, urls), most=2_000, wants_gone=False))
    return found


def _indexnow(address: str, key: str, urls: Sequence[str]) -> None:
    """Tell by the protocol of indexnow.org: JSON, with the key that stands at ``/<key>.txt``."""
    said = {
        "host": urlsplit(settings.BASE_URL).netloc,
        "key": key,
        "keyLocation": f"{settings.BASE_URL}/{key}.txt",
        "urlList": list(urls),
    }
    _post(address, json.dumps(said).encode(), "application/json; charset=utf-8")


def _push(address: str, urls: Sequence[str]) -> None:
    """Tell as Baidu's interface for sites wants it: one address a line; the token is part of the interface's address."""
    answer = _post(address, "\n".join(urls).encode(), "text/plain")
    try:
        said = json.loads(answer)
    except ValueError:
        return  # another engine's words: its status said that it was taken
    if isinstance(said, dict) and "error" in said and "success" not in said:
        raise RefusedError(f"{urlsplit(address).hostname}: {said.get('error')} {said.get('message', '')}"[:_SAID_MOST])


def _post(address: str, data: bytes, content_type: str) -> bytes:
    host = urlsplit(address).hostname or ""
    try:
        answer = outbound.post(address, data, content_type=content_type)
    except outbound.OutboundError as error:
        raise RefusedError(str(error).replace(address, host)) from error
    if answer.status not in _SUCCESS:
        said = " ".join(answer.data.decode("utf-8", "replace").split())[:_SAID_MOST]
        raise RefusedError(f"{host} answers {answer.status} {said}".strip())
    return answer.data
