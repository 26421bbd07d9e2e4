"""A visitor without a browser: asks for pages one by one, keeps nothing, and says what a page is made of."""

import http.client
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import lxml.html

_UNREAD = {"script", "style", "title", "textarea", "pre", "code"}
LANGUAGES = {"zh": "zh-CN,zh;q=0.9", "en": "en-GB,en;q=0.9"}


class Answer(NamedTuple):
    """What the site answered."""

    path: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def is_page(self) -> bool:
        return (self.headers.get("Content-Type") or "").startswith("text/html")

    @property
    def location(self) -> str:
        return self.headers.get("Location") or ""

    def cookies(self) -> list[str]:
        return [line.split("=", 1)[0] for line in self.headers.get_all("Set-Cookie") or []]

    def tree(self) -> lxml.html.HtmlElement:
        return lxml.html.document_fromstring(self.body.decode())


class Visitor:
    """Asks over one connection that stays open; sends no cookie unless told to."""

    def __init__(self, address: str, language: str = "zh") -> None:
        self.address = address
        self.host = urlsplit(address).netloc
        self.language = language
        self.connection = http.client.HTTPConnection(self.host, timeout=90)

    def get(self, path: str, **headers: str) -> Answer:
        """Ask for one address; ``headers`` are written with underscores."""
        sent = {"Accept-Language": LANGUAGES[self.language], "Accept": "text/html,*/*"}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            self.connection.request("GET", path, headers=sent)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            self.connection.request("GET", path, headers=sent)
            answer = self.connection.getresponse()
        return Answer(path, answer.status, answer.headers, answer.read())

    def here(self, address: str, page: str) -> str | None:
        """Return an address of a page as path and query with its fragment; None when it leads elsewhere."""
        whole = urlsplit(urljoin(f"{self.address}{page}", address.strip()))
        if whole.scheme not in ("http", "https") or whole.netloc != self.host:
            return None
        return (
            (whole.path or "/")
            + (f"?{whole.query}" if whole.query else "")
            + (f"#{whole.fragment}" * bool(whole.fragment))
        )


def loaded(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield what a browser asks for by itself when it shows the page."""
    for element in tree.iter("img", "script", "source", "video", "audio", "iframe", "embed", "track", "input"):
        if element.get("src"):
            yield element.get("src")
    for element in tree.iter("img", "source"):
        yield from (part.split()[0] for part in (element.get("srcset") or "").split(",") if part.strip())
    for element in tree.iter("link"):
        if set((element.get("rel") or "").split()) & {"stylesheet", "icon", "preload", "modulepreload", "manifest"}:
            yield element.get("href")
    for element in tree.iter("object"):
        yield element.get("data")
    for element in tree.iter("use"):
        yield element.get("href") or element.get("{http://www.w3.org/1999/xlink}href") or ""


def linked(tree: lxml.html.HtmlElement) -> Iterator[str]:
    """Yield where a reader, a search engine or another site can go from the page."""
    for element in tree.iter("a", "area"):
        if element.get("href") is not None:
            yield element.get("href")
    for element in tree.iter("link"):
        if element.get("href") and "stylesheet" not in (element.get("rel") or ""):
            yield element.get("href")
    for element in tree.iter("meta"):
        if (element.get("property") or "") in ("og:url", "og:image"):
            yield element.get("content")
    for element in tree.iter("form"):
        if (element.get("method") or "get").lower() == "get" and element.get("action"):
            yield element.get("action")


def inline(tree: lxml.html.HtmlElement) -> list[str]:
    """Return what the policy of the site would refuse: style and script written into the page."""
    found = [
        f"<{element.tag} style>" for element in tree.iter("*") if isinstance(element.tag, str) and element.get("style")
    ]
    found += [f"<style>{element.text}" for element in tree.iter("style")]
    found += [
        f"<{element.tag} {name}>"
        for element in tree.iter("*")
        if isinstance(element.tag, str)
        for name in element.attrib
        if name.startswith("on")
    ]
    found += [
        "<script> with a text of its own"
        for element in tree.iter("script")
        if not element.get("src") and element.get("type") != "application/ld+json"
    ]
    return found + [link for link in linked(tree) if link.strip().lower().startswith(("javascript:", "data:"))]


def texts(tree: lxml.html.HtmlElement) -> Iterator[tuple[lxml.html.HtmlElement, str]]:
    """Yield every text that is read or heard, with the element that says it; no scripts, no ``<title>``, no drawn letters."""
    for element in tree.iter("*"):
        if not isinstance(element.tag, str) or element.tag in _UNREAD or element.get("aria-hidden") == "true":
            continue
        for name in ("alt", "title", "placeholder", "aria-label"):
            if (said := element.get(name) or "").strip():
                yield element, " ".join(said.split())
        for said in element.xpath("text()"):
            if said.strip():
                yield element, " ".join(said.split())


def language_of(element: lxml.html.HtmlElement) -> str:
    """Return the language (``zh``, ``en``) that an element is marked with, by itself or by what it stands in."""
    said = element.xpath("(ancestor-or-self::*/@lang)[last()]")
    return str(said[0])[:2].lower() if said else ""
