"""Everything that can happen to the small site, by name."""

from typing import TYPE_CHECKING, Protocol

from tests.pagestore_site.desk_acts import DESK
from tests.pagestore_site.moderating_acts import MODERATING
from tests.pagestore_site.publishing_acts import PUBLISHING
from tests.pagestore_site.reading_acts import READING
from tests.pagestore_site.writing_acts import WRITING

if TYPE_CHECKING:
    from tests.pagestore_site.small_site import SmallSite


class Act(Protocol):
    """Let something happen; the two numbers say to what."""

    __name__: str

    def __call__(self, site: "SmallSite", one: int, other: int, /) -> object: ...


ACTS: dict[str, Act] = PUBLISHING | MODERATING | DESK | READING | WRITING
BOUNDED = ("like", "follow", "bookmark", "like_comment", "reads", "warm_up", "work")
"""Acts after which counters, scores and orders may lag for a minute."""
