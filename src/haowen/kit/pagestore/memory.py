"""What a process keeps of pages and fragments: bounded in bytes, and not to be flooded.

Two segments. What is kept for the first time stands on probation, in a small part; what is asked for again is
promoted. Addresses that somebody invents are asked for once, push out each other, and leave the real pages warm.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, Protocol, TypeVar

PROBATION_SHARE = 0.25
LARGEST_SHARE = 0.125
ENTRY_OVERHEAD = 1500
"""Bytes that an entry takes besides its bodies: key, slots, headers, objects. An estimate on the safe side."""


class Kept(Protocol):
    """Something that can be kept."""

    @property
    def size(self) -> int:
        """Bytes of what it holds, now."""


Entry = TypeVar("Entry", bound=Kept)


class Memory(Generic[Entry]):
    """A bounded map; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Keep at most ``most`` bytes."""
        self.most = most
        self._lock = threading.Lock()
        self._probation: OrderedDict[Hashable, Entry] = OrderedDict()
        self._protected: OrderedDict[Hashable, Entry] = OrderedDict()
        self._sizes: dict[Hashable, int] = {}
        self._probation_bytes = 0
        self._protected_bytes = 0

    @property
    def bytes(self) -> int:
        """Bytes kept now, overhead included."""
        return self._probation_bytes + self._protected_bytes

    def __len__(self) -> int:
        return len(self._sizes)

    def get(self, key: Hashable) -> Entry | None:
        """Return what is kept under this key and remember that it was asked for."""
        with self._lock:
            entry = self._protected.get(key)
            if entry is not None:
                self._protected.move_to_end(key)
                return entry
            entry = self._probation.pop(key, None)
            if entry is None:
                return None
            size = self._sizes[key]
            self._probation_bytes -= size
            self._protected_bytes += size
            self._protected[key] = entry
            self._make_room()
            return entry

    def put(self, key: Hashable, entry: Entry) -> None:
        """Keep an entry, in place of an earlier one with this key; one that is too large is not kept."""
        size = entry.size + ENTRY_OVERHEAD
        with self._lock:
            was_protected = key in self._protected
            self._remove(key)
            if size > self.most * LARGEST_SHARE:
                return
            self._sizes[key] = size
            if was_protected:
                self._protected[key] = entry
                self._protected_bytes += size
            else:
                self._probation[key] = entry
                self._probation_bytes += size
            self._make_room()

    def resize(self, key: Hashable, entry: Entry) -> None:
        """Count an entry again whose bodies have changed."""
        size = entry.size + ENTRY_OVERHEAD
        with self._lock:
            if self._protected.get(key) is entry:
                self._protected_bytes += size - self._sizes[key]
            elif self._probation.get(key) is entry:
                self._probation_bytes += size - self._sizes[key]
            else:
                return
            self._sizes[key] = size
            self._make_room()

    def drop(self, key: Hashable, entry: Entry) -> None:
        """Forget an entry, unless another has taken its place meanwhile."""
        with self._lock:
            if self._protected.get(key) is entry or self._probation.get(key) is entry:
                self._remove(key)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._probation.clear()
            self._protected.clear()
            self._sizes.clear()
            self._probation_bytes = self._protected_bytes = 0

    def _remove(self, key: Hashable) -> None:
        if self._protected.pop(key, None) is not None:
            self._protected_bytes -= self._sizes.pop(key)
        elif self._probation.pop(key, None) is not None:
            self._probation_bytes -= self._sizes.pop(key)

    def _make_room(self) -> None:
        while self._protected_bytes > self.most * (1 - PROBATION_SHARE):
            key, entry = self._protected.popitem(last=False)
            size = self._sizes[key]
            self._protected_bytes -= size
            self._probation[key] = entry  # a second chance, as the newest on probation
            self._probation_bytes += size
        while self._probation and self._probation_bytes > self.most * PROBATION_SHARE:
            key, _ = self._probation.popitem(last=False)
            self._probation_bytes -= self._sizes.pop(key)
