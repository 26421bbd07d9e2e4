"""How often somebody may do something: counters in the cache that all processes share."""

import hashlib

from django.core.cache import cache
from django.db import transaction

from haowen.kit.clock import now


def take(name: str, who: str, most: int, seconds: int) -> bool:
    """Count one act of ``who`` and return whether it is still within ``most`` in this span of ``seconds``.

    Spans are fixed (they begin at multiples of their length), so at the edge of two, up to twice as many can pass.
    ``who`` (an address, a public id) is kept only as a hash, and only for the span.
    """
    span = int(now().timestamp()) // seconds
    digest = hashlib.sha256(f"{name}\0{who}".encode()).hexdigest()[:32]
    key = f"limit:{name}:{digest}:{span}"
    with transaction.atomic(using="cache"):  # the cache reads and writes apart: whoever comes meanwhile waits
        if cache.add(key, 1, timeout=seconds):
            return most >= 1
        try:
            count: int = cache.incr(key)
        except ValueError:  # thrown out between the two calls
            cache.set(key, 1, timeout=seconds)
            return most >= 1
        return count <= most
