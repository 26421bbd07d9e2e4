"""The page store: finished pages, kept in front of the application and exact all the same.

While a page is rendered it notes what it shows (``depends``), until when it holds (``valid_until``) and whether it may
be a minute old (``bounded``); parts that many pages share are kept by themselves (``fragment``). A change says in its
transaction which keys it spoils (``announce``). What is kept is checked at every hit against the board, counters in a
memory-mapped file that all processes of the site share.

Why no acknowledged change is ever followed by an old page:

1. Before a transaction can be committed, ``announce`` has marked its slots on the board; while a slot is marked, no page
   with it is served from the store or taken into it.
2. The marks come down only after the commit (or the rollback), by giving the slots a number higher than any before.
   The act returns, and so is acknowledged, after that. When the process is killed in between, the marks stay until
   ``sweep`` takes them down in the same way; a mark of a living process is never swept, however long it takes.
3. A page remembers the board's number read *before* the first thing it shows was read, and is exact only while none of
   its slots bears a higher one. If it read something old, then the commit came after that reading, the slot's new
   number after the commit, and the new number is higher than the remembered one.
4. So a request that comes after an acknowledgement finds the slots with their new numbers, and with them no page that
   was begun before. Whoever waits for a page that another thread is making checks it in the same way.
5. An answer is rendered from what the key holds and nothing else (see ``requests``), so it is the same for everybody
   with that key.

The board counts how often any slot was written, after it was written. A page that was found exact is so as long as this
count stays: the next one to ask need not look at all its slots.

What can be older is only what says so: ``bounded`` pages, by at most sixty seconds.
"""

from haowen.kit.pagestore.announcing import announce, bump, bump_all, site_board, sweep
from haowen.kit.pagestore.fragments import forget, fragment, site_room
from haowen.kit.pagestore.recording import bounded, depends, unkept, valid_until

__all__ = [
    "announce",
    "bounded",
    "bump",
    "bump_all",
    "depends",
    "forget",
    "fragment",
    "site_board",
    "site_room",
    "sweep",
    "unkept",
    "valid_until",
]
