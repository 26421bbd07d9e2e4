"""Files over plain WSGI, without Django: our own style sheets and scripts from memory, pictures from the disk."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any, BinaryIO

from haowen.kit.pagestore.answers import Answer, Headers, encoding_for

Environ = dict[str, Any]
StartResponse = Callable[..., Any]

FOR_GOOD = "public, max-age=31536000, immutable"
FOR_A_READER = "private, max-age=31536000, immutable"
"""For pictures: a browser may keep them for good, a cache that serves others may not, as they can be withheld."""
TYPES = {
    "avif": "image/avif", "css": "text/css; charset=utf-8", "gif": "image/gif", "html": "text/html; charset=utf-8",
    "ico": "image/x-icon", "jpg": "image/jpeg", "js": "text/javascript; charset=utf-8", "json": "application/json",
    "mp4": "video/mp4", "webm": "video/webm", "mjs": "text/javascript; charset=utf-8", "png": "image/png", "svg": "image/svg+xml", "txt": "text/plain; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "webmanifest": "application/manifest+json", "webp": "image/webp", "woff": "font/woff", "woff2": "font/woff2",
}  # fmt: skip
SAFE: Headers = [
    ("X-Content-Type-Options", "nosniff"),
    ("Content-Security-Policy", "default-src 'none'; sandbox"),
]
_HASHED = re.compile(r"(?P<stem>.+)\.(?P<hash>[0-9a-f]{8})\.(?P<suffix>[a-z0-9]+)")
_PIECE = 1 << 20
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_MEDIA = re.compile(r"/media/(?P<sha256>[0-9a-f]{64})/(?P<name>[a-z0-9_-]+\.[a-z0-9]+)")


def plainly(
    status: HTTPStatus, start_response: StartResponse, *, headers: Iterable[tuple[str, str]] = (), text: str = ""
) -> list[bytes]:
    """Answer with a line of text that nobody keeps."""
    body = (text or status.phrase).encode()
    start_response(
        f"{status.value} {status.phrase}",
        [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            *SAFE,
            *headers,
        ],
    )
    return [body]


class Statics:
    """The files below the ``static`` folders of the site's rooms, at ``/static/<name>``.

    An address may bear the first eight digits of the file's SHA-256 before its ending (``web/reader.1f0c92ab.css``);
    if they are right, browsers keep the file for good.
    """

    def __init__(self, folders: Iterable[Path], *, prefix: str = "/static/") -> None:
        """Look which files there are; the first folder with a name has it. Files are read when first asked for."""
        self.prefix = prefix
        self._paths: dict[str, Path] = {}
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if path.is_file() and path.suffix[1:] in TYPES:
                    self._paths.setdefault(path.relative_to(folder).as_posix(), path)
        self._read: dict[str, tuple[str, Mapping[bool, Answer]]] = {}
        self._lock = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a GET or HEAD below the prefix."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return plainly(HTTPStatus.METHOD_NOT_ALLOWED, start_response, headers=[("Allow", "GET, HEAD")])
        name, said = environ["PATH_INFO"].removeprefix(self.prefix), ""
        if name not in self._paths and (match := _HASHED.fullmatch(name)):
            name, said = f"{match['stem']}.{match['suffix']}", match["hash"]
        if name not in self._paths:
            return plainly(HTTPStatus.NOT_FOUND, start_response)
        digest, answers = self._answers(name)
        answer = answers[said == digest]
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        sent = answer.unchanged(encoding, environ["HTTP_IF_NONE_MATCH"]) if "HTTP_IF_NONE_MATCH" in environ else None
        status, headers, body = sent or answer.sent(encoding, is_head=environ["REQUEST_METHOD"] == "HEAD")
        start_response(status, headers.copy())
        return body

    def _answers(self, name: str) -> tuple[str, Mapping[bool, Answer]]:
        with self._lock:
            if name not in self._read:
                data = self._paths[name].read_bytes()
                kind = ("Content-Type", TYPES[self._paths[name].suffix[1:]])
                answers = {
                    is_named: Answer(
                        "200 OK",
                        [kind, SAFE[0], ("Cache-Control", FOR_GOOD if is_named else "no-cache")],
                        data,
                        vary="Accept-Encoding",
                    )
                    for is_named in (True, False)
                }
                for answer in answers.values():
                    answer.pack()
                self._read[name] = (hashlib.sha256(data).hexdigest()[:8], answers)
            return self._read[name]


class Renditions:
    """Pictures at ``/media/<sha256>/<name>``, as ``path_of`` finds them, unless they are withheld."""

    def __init__(self, path_of: Callable[[str, str], Path | None], is_withheld: Callable[[str], bool]) -> None:
        """Take the two questions that are asked about every picture."""
        self._path_of = path_of
        self._is_withheld = is_withheld

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a GET or HEAD below /media/."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return plainly(HTTPStatus.METHOD_NOT_ALLOWED, start_response, headers=[("Allow", "GET, HEAD")])
        match = _MEDIA.fullmatch(environ["PATH_INFO"])
        path = self._path_of(match["sha256"], match["name"]) if match else None
        if match is None or path is None or path.suffix[1:] not in TYPES or self._is_withheld(match["sha256"]):
            return plainly(HTTPStatus.NOT_FOUND, start_response)
        try:
            found = path.stat()
            tag = f'"{found.st_mtime_ns:x}-{found.st_size:x}"'
        except OSError:
            return plainly(HTTPStatus.NOT_FOUND, start_response)
        headers = [
            ("Content-Type", TYPES[path.suffix[1:]]),
            ("Cache-Control", FOR_A_READER),
            ("Accept-Ranges", "bytes"),
            ("ETag", tag),
            *SAFE,
        ]
        if tag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [("Cache-Control", FOR_A_READER), ("ETag", tag)])
            return ()
        status, begin, length, more = _part(found.st_size, environ, tag)
        is_head = environ["REQUEST_METHOD"] == "HEAD"
        try:
            parts = () if is_head else _read(path, begin, length)
        except OSError:
            return plainly(HTTPStatus.NOT_FOUND, start_response)
        start_response(status, [*headers, *more, ("Content-Length", str(length))])
        return parts


def _read(path: Path, begin: int, length: int) -> Iterable[bytes]:
    """Return a part of a file: at once where it is small, piece by piece where it is a video."""
    file = path.open("rb")
    file.seek(begin)
    if length <= _PIECE:
        with file:
            return (file.read(length),)
    return _pieces(file, length)


def _pieces(file: BinaryIO, left: int) -> Iterator[bytes]:
    with file:
        while left and (piece := file.read(min(left, _PIECE))):
            left -= len(piece)
            yield piece


def _part(size: int, environ: Environ, tag: str) -> tuple[str, int, int, Headers]:
    """Return where the part begins that a Range header asks for, and its length; the whole where it asks for none, or for nonsense."""
    match = _RANGE.fullmatch(environ.get("HTTP_RANGE", "").strip())
    if match is None or match.group(0) == "bytes=-" or environ.get("HTTP_IF_RANGE", tag) != tag:
        return "200 OK", 0, size, []
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return "200 OK", 0, size, []
    if first:
        begin, end = int(first), min(int(last), size - 1) if last else size - 1
    else:
        begin, end = max(0, size - int(last)), size - 1
    if begin > end:
        return "416 Range Not Satisfiable", 0, 0, [("Content-Range", f"bytes */{size}")]
    return "206 Partial Content", begin, end + 1 - begin, [("Content-Range", f"bytes {begin}-{end}/{size}")]
