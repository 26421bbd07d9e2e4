"""WSGI applications that ``serve`` measures beside the site itself; run by granian in processes of their own."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any


def bare() -> Callable[..., Iterable[bytes]]:
    """Return an application that does nothing but answer the same bytes with the same headers."""
    kept = json.loads(Path(os.environ["BENCH_HEADERS"]).read_text(encoding="utf-8"))
    headers = [(name, value) for name, value in kept]
    body = (Path(os.environ["BENCH_BODY"]).read_bytes(),)

    def application(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        start_response("200 OK", headers)
        return body

    return application


def warm() -> Callable[..., Iterable[bytes]]:
    """Return the site as it is served."""
    from haowen.config import wsgi

    return wsgi.application


def cold() -> Callable[..., Iterable[bytes]]:
    """Return the site with a page store that keeps no page: each is rendered, shared fragments are kept."""
    from haowen.config import wsgi

    wsgi.store.is_off = True
    return wsgi.application
