"""The studio's home: the articles of one of one's publishers, by where they stand: ``/studio?publisher=&state=…``."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haowen.domain.articles import listing
from haowen.domain.articles.listing import Asked, Tab
from haowen.domain.articles.models import Article, Kind, State
from haowen.domain.audience import summing
from haowen.domain.audience.summing import Totals
from haowen.domain.channels.models import Channel
from haowen.domain.comments.models import Comment
from haowen.domain.moderation import resting
from haowen.domain.people.models import User
from haowen.domain.publishers import access as publishers
from haowen.domain.publishers.models import Publisher
from haowen.doors.forms import for_people, the_person
from haowen.doors.studio.bulk import targets
from haowen.doors.studio.restrictions import EFFECTS
from haowen.doors.studio.tables import share, shown
from haowen.doors.words import ARTICLE_KINDS, ARTICLE_LANGUAGES, ARTICLE_STATES, channel_name
from haowen.kit.clock import now

A_PAGE = 50
PAGE_DIGITS = 6  # a longer number is no page, and must not reach the database
WORDS_MOST = 100
TABS = {
    Tab.ALL: gettext_lazy("All"),
    Tab.RETURNED: gettext_lazy("Returned"),
    Tab.DRAFT: gettext_lazy("Drafts"),
    Tab.IN_REVIEW: ARTICLE_STATES[State.IN_REVIEW],
    Tab.SCHEDULED: ARTICLE_STATES[State.SCHEDULED],
    Tab.PUBLISHED: ARTICLE_STATES[State.PUBLISHED],
    Tab.WITHDRAWN: ARTICLE_STATES[State.WITHDRAWN],
}
EMPTY = {
    Tab.ALL: gettext_lazy("Nothing here yet. What you write is kept as a draft until you publish it."),
    Tab.RETURNED: gettext_lazy("Nothing was given back. What a review returns stands here, with the reason."),
    Tab.DRAFT: gettext_lazy("No drafts. What you begin to write stands here until you publish it."),
    Tab.IN_REVIEW: gettext_lazy("Nothing waits. What somebody has to pass before it comes out stands here."),
    Tab.SCHEDULED: gettext_lazy("Nothing is planned. What comes out at a set time stands here until then."),
    Tab.PUBLISHED: gettext_lazy("Nothing is out yet. What readers can read stands here."),
    Tab.WITHDRAWN: gettext_lazy("Nothing was taken back. What you withdraw from readers stands here."),
}
ORDERS = {
    "saved": gettext_lazy("Last saved first"),
    "published": gettext_lazy("Last published first"),
    "made": gettext_lazy("Last begun first"),
    "title": gettext_lazy("By title"),
}
MARKS = {
    State.IN_REVIEW: "wait",
    State.SCHEDULED: "plan",
    State.PUBLISHED: "done",
    State.WITHDRAWN: "back-to",
}
FILTERS = ("q", "by", "channel", "kind", "series", "tag", "language")


@for_people()
def index(request: HttpRequest) -> HttpResponse:
    """Show a publisher's articles."""
    user = the_person(request)
    mine = list(publishers.of_user(user))
    writes = set(publishers.written_by(user).values_list("pk", flat=True))
    named = next((one for one in mine if one.handle == request.GET.get("publisher")), None)
    chosen = named or next((one for one in mine if one.pk in writes), mine[0] if mine else None)
    if chosen and chosen.pk not in writes and "state" not in request.GET:
        return HttpResponseRedirect(f"/studio/statistics?publisher={chosen.handle}")  # an analyst's home
    context: dict[str, Any] = {"publishers": mine, "publisher": chosen}
    if chosen:
        context |= _works(user, chosen, request.GET)
    return render(request, "studio/index.html", context)


def _works(user: User, publisher: Publisher, said: QueryDict) -> dict[str, Any]:
    asked = {name: said.get(name, "").replace("\0", "").strip()[:WORDS_MOST] for name in FILTERS}
    rows = listing.found(publisher, Asked(words=asked.pop("q"), **asked))
    numbers = listing.counted(rows)
    tab = next((one for one in Tab if one == said.get("state")), Tab.ALL)
    order = said.get("order", "")
    order = order if order in ORDERS else "published" if tab == Tab.PUBLISHED else "saved"
    page, last = _page(said.get("page", ""), numbers[tab])
    ordered = listing.of_tab(rows, tab).order_by(*listing.ORDERS[order]).values_list("pk", flat=True)
    articles = _loaded(list(ordered[(page - 1) * A_PAGE : page * A_PAGE]))
    reads = summing.reads_of([article.pk for article in articles])
    kept = {name: said.get(name, "") for name in (*FILTERS, "order") if said.get(name)}
    address = _Address(publisher.handle, tab, kept)
    return {
        "may_write": publishers.written_by(user).filter(pk=publisher.pk).exists(),
        "may_hand_over": bool(targets(user, publisher)),
        "tabs": [
            {"name": TABS[one], "count": numbers[one], "url": address.to(state=one), "is_here": one == tab, "is_urgent": one == Tab.RETURNED and numbers[one]}
            for one in Tab
        ],
        "tab": tab,
        "is_narrowed": any(said.get(name) for name in FILTERS),
        "whole": address.whole(),
        "resting": [{"row": row, "effect": EFFECTS.get((row.kind, row.effect), row.effect)} for row in resting.over(publisher, user)],
        "empty": EMPTY[tab],
        "items": [_item(article, reads.get(article.pk)) for article in articles],
        "filters": _filters(publisher, said, order),
        "page": page,
        "last": last,
        "newer": address.to(page=page - 1) if page > 1 else "",
        "older": address.to(page=page + 1) if page < last else "",
        "here": address.to(page=page),
    }  # fmt: skip


class _Address:
    """Addresses of this page that keep what was chosen."""

    def __init__(self, handle: str, tab: Tab, kept: dict[str, str]) -> None:
        self._said = {"publisher": handle, "state": tab.value, **kept}

    def to(self, **other: Any) -> str:
        """Return the address with something else chosen; another place begins at its first page."""
        said = self._said | {name: str(value) for name, value in other.items()}
        return "/studio?" + urlencode({name: value for name, value in said.items() if value and (name, value) != ("page", "1")})  # fmt: skip

    def whole(self) -> str:
        """Return the address of the same place with no filter."""
        return "/studio?" + urlencode({name: self._said[name] for name in ("publisher", "state") if self._said[name]})


def _page(said: str, count: int) -> tuple[int, int]:
    """Return the page that is shown and the last one; a page that is not there is the nearest that is."""
    last = max(1, -(-count // A_PAGE))
    number = int(said) if said.isascii() and said.isdecimal() and len(said) <= PAGE_DIGITS else 1
    return min(max(1, number), last), last


def _loaded(keys: list[int]) -> list[Any]:
    """Load the articles of one page: what is passed over on the way to a late page costs nothing but its key."""
    rows = listing.with_reasons(Article.objects.filter(pk__in=keys)).annotate(comments_number=_comments())
    place = {key: number for number, key in enumerate(keys)}
    return sorted(
        rows.select_related("channel", "head", "created_by", "title_trial"), key=lambda article: place[article.pk]
    )


def _comments() -> Coalesce:
    said = Comment.objects.filter(article=OuterRef("pk"), removed_at=None).order_by()
    return Coalesce(Subquery(said.values("article").annotate(number=Count("pk")).values("number")), 0)


def _filters(publisher: Publisher, said: QueryDict, order: str) -> dict[str, Any]:
    def choice(name: str, pairs: Iterable[tuple[Any, Any]], first: str) -> dict[str, Any]:
        chosen = said.get(name, "")
        options = [{"key": key, "name": word, "is_chosen": str(key) == chosen} for key, word in pairs]
        return {"name": name, "first": first, "options": options, "is_set": any(one["is_chosen"] for one in options)}

    channels = [(one.slug, channel_name(one)) for one in Channel.objects.order_by("position", "pk")]
    more = [
        choice("kind", [(kind.value, ARTICLE_KINDS[kind]) for kind in Kind], _("All kinds")),
        choice("series", listing.series_of(publisher), _("Any series")),
        choice("language", ARTICLE_LANGUAGES, _("All languages")),
    ]
    return {
        "words": said.get("q", "")[:WORDS_MOST],
        "tag": said.get("tag", "")[:WORDS_MOST],
        "by": choice("by", listing.writers_of(publisher), _("Everybody")),
        "channel": choice("channel", channels, _("All channels")),
        "more": more,
        "is_more_set": bool(said.get("tag") or said.get("order") or any(one["is_set"] for one in more)),
        "orders": [{"key": key, "name": word, "is_chosen": key == order} for key, word in ORDERS.items()],
    }


def _item(article: Any, reads: Totals | None) -> dict[str, Any]:
    state = State(article.state)
    is_returned = state == State.DRAFT and article.given_back is not None
    trial = article.title_trial
    is_to_decide = trial is not None and trial.ends_at <= now() and article.is_published()
    return {
        "article": article,
        "title": (article.head.title if article.head else article.title) or _("Without a title yet"),
        "state": TABS[Tab.RETURNED] if is_returned else ARTICLE_STATES[state],
        "mark": "back-to" if is_returned else MARKS.get(state, ""),
        "reason": article.given_back if is_returned else "",
        "channel": channel_name(article.channel) if article.channel else "",
        "has_changes": article.is_published() and article.has_unpublished_changes(),
        "saved_at": article.head.made_at if article.head else article.created_at,
        "by": article.created_by.name if article.created_by else "",
        "comments": article.comments_number,
        "openings": shown(reads["opened"]) if reads else "",
        "through": shown(share(reads["finished"], reads["opened"])) if reads else "",
        "is_to_decide": is_to_decide,
        **_next(article, state, is_returned=is_returned, is_to_decide=is_to_decide),
    }


def _next(article: Article, state: State, *, is_returned: bool, is_to_decide: bool) -> dict[str, str]:
    """Return what is most likely wanted of an article, in words and as an address."""
    at = f"/studio/a/{article.public_id}"
    if is_to_decide:
        return {"act": _("Decide on the title"), "act_url": f"{at}/titles"}
    words = {
        State.DRAFT: (_("Mend it") if is_returned else _("Go on writing"), at),
        State.IN_REVIEW: (_("Edit"), at),
        State.SCHEDULED: (_("Change the time"), f"{at}/publish"),
        State.PUBLISHED: (_("Read"), f"/a/{article.public_id}"),
        State.WITHDRAWN: (_("Edit"), at),
    }
    return {"act": words[state][0], "act_url": words[state][1]}
