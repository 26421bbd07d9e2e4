"""The store itself: a WSGI layer that answers from what is kept, and keeps what the application answers."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from haowen.kit.pagestore.answers import VARY, VARY_FOR_ALL, Answer, Page, Sent, encoding_for
from haowen.kit.pagestore.holding import Room
from haowen.kit.pagestore.recording import recording
from haowen.kit.pagestore.refreshing import Backstage
from haowen.kit.pagestore.requests import Asked, Environ, Key, Rules, asked, environ_for

Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

SOFT_SECONDS = 30.0
"""From this age on a bounded page is rendered again behind the scenes while the old one is still answered."""
HARD_SECONDS = 60.0
"""A bounded page that is older is rendered before anybody is answered."""
RENDER_SECONDS = 20.0
"""How long a process may hold the right to render a page again."""
LARGEST_BYTES = 4 * 1024 * 1024
KEPT_STATUSES = frozenset({"200", "403", "410", "451"})
"""A 404 is not among them: nothing that it shows tells when its address begins to exist."""


class PageStore:
    """Stands in front of two applications: ``public`` renders for visitors, ``personal`` answers everything else.

    Both are WSGI applications. Requests of signed-in people, forms and acts go to ``personal`` unread.
    """

    def __init__(
        self, public: Application, personal: Application, *, room: Room, rules: Rules, is_off: bool = False
    ) -> None:
        """Put it together; ``is_off`` lets nothing be kept, for measuring what a page costs."""
        self.public = public
        self.personal = personal
        self.room = room
        self.rules = rules
        self.backstage = Backstage()
        self.is_off = is_off

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request."""
        request: Asked = asked(environ, self.rules)
        if request.is_personal:
            return self.personal(environ, start_response)
        if request.key is None:
            return self.public(environ, start_response)
        answer = self._page(request.key, environ)
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        sent: Sent | None = None
        since = answer.since(self.room.clock())
        if answer.status.startswith("200"):
            if "HTTP_IF_NONE_MATCH" in environ:
                sent = answer.unchanged(encoding, environ["HTTP_IF_NONE_MATCH"])
            elif since is not None and "HTTP_IF_MODIFIED_SINCE" in environ:
                sent = answer.unchanged_since(encoding, environ["HTTP_IF_MODIFIED_SINCE"])
        if sent is None:
            sent = answer.sent(encoding, is_head=environ["REQUEST_METHOD"] == "HEAD")
        status, headers, body = sent
        # The server may add to the list; the kept one stays as it is.
        start_response(status, headers.copy() if since is None else [*headers, ("Last-Modified", since)])
        return body

    def _page(self, key: Key, environ: Environ) -> Answer:
        now = self.room.clock()
        page = self._kept(key)
        if page is not None and page.holds.is_timely(now, HARD_SECONDS):
            if not page.holds.is_timely(now, SOFT_SECONDS):
                self.backstage.add(key, partial(self._render_again, key, environ_for(key, environ)))
            elif not page.is_packed:
                self.backstage.add((key, "pack"), partial(self._pack, key, page))
            return page
        with self.room.making(key):
            page = self._kept(key)
            # What somebody else has made meanwhile counts only if it holds now: that a change was acknowledged
            # before this request came is then on the board, and what was begun before it is not exact.
            if page is not None and page.holds.is_timely(self.room.clock(), HARD_SECONDS):
                return page
            return self._rendered(key, environ_for(key, environ))

    def _kept(self, key: Key) -> Page | None:
        kept = None if self.is_off else self.room.find(key)
        return kept if isinstance(kept, Page) else None

    def _rendered(self, key: Key, environ: Environ) -> Answer:
        start = self.room.start()
        with recording(self.room.clock()) as record:
            status, headers, body = _run(self.public, environ)
        is_for_all = self.rules.is_for_all(key.path)
        if record.is_private or not record.keys or not _may_be_kept(status, headers, body):
            return Answer(status, headers, body, vary=VARY_FOR_ALL if is_for_all else VARY)
        page = Page(status, headers, body, self.room.holding(record, start), is_for_all=is_for_all)
        if not self.is_off:
            self.room.keep(key, page)
        page.holds.keys = frozenset()  # the slots are enough from here on
        return page

    def _render_again(self, key: Key, environ: Environ) -> None:
        name = repr(key)
        # Processes take turns: while one renders, the others go on answering with what they have.
        if self.room.board.lease(name, RENDER_SECONDS):
            try:
                self._rendered(key, environ)
            finally:
                self.room.board.give_back(name)

    def _pack(self, key: Key, page: Page) -> None:
        page.pack()
        self.room.memory.resize(key, page)


def _run(application: Application, environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """Ask an application and return all that it answered."""
    said: list[tuple[str, list[tuple[str, str]]]] = []
    written: list[bytes] = []

    def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> Callable[[bytes], None]:
        said.append((status, headers))
        return written.append

    parts = application(environ, start_response)
    try:
        written.extend(parts)
    finally:
        if hasattr(parts, "close"):
            # Django ends a request here: connections are put in order, signals sent.
            parts.close()
    status, headers = said[-1]
    return status, headers, b"".join(written)


def _may_be_kept(status: str, headers: list[tuple[str, str]], body: bytes) -> bool:
    if status[:3] not in KEPT_STATUSES or len(body) > LARGEST_BYTES:
        return False
    for name, value in headers:
        match name.lower():
            case "set-cookie" | "content-encoding":
                return False
            case "cache-control" if "private" in value.lower() or "no-store" in value.lower():
                return False
            case "vary" if "*" in value:
                return False
    return True
