"""The hot list: what is read most, of the site or of one channel, over a day or a week."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from haowen.derived.recommend import reading
from haowen.doors.web import engine, items
from haowen.doors.web.channels import named
from haowen.doors.web.clockwork import timed
from haowen.doors.web.house import house, trail
from haowen.doors.web.marks import escaped, moment
from haowen.doors.web.reasons import told
from haowen.kit import pagestore
from haowen.kit.clock import now

MOST = 50
DAY, WEEK = "day", "week"


def index(request: HttpRequest) -> HttpResponse:
    """Show the hot list: ``/hot?channel=&span=day|week``."""
    at = now()
    language = engine.language_of(engine.choices_of(request))
    named_as = "en" if language == engine.EN else "zh"
    span = WEEK if request.GET.get("span") == WEEK else DAY
    slug = request.GET.get("channel", "")
    channel = named(slug) if slug else None
    pagestore.depends("list:all", *([f"list:channel:{channel['pk']}"] if channel else []))
    timed()
    pagestore.bounded()
    hot = reading.hot(at, channel_id=channel["pk"] if channel else None, span=span, limit=MOST)
    known = items.load([one.article_id for one in hot], at, language, where=_address(slug, span))
    shown = [told(known[one.article_id], one) for one in hot if one.article_id in known]
    title = _("Hot in %(channel)s") % {"channel": channel[named_as]} if channel else _("Hot now")
    context = {
        "title": title,
        "description": _("What readers open, finish, like and talk about most."),
        "canonical": _address(slug, span),
        "channel": slug,
        "trail": trail((_("Hot now"), "")),
        "items": shown,
        "span": span,
        "as_of": moment(at, language),
        "spans": [
            (escaped(_address(slug, key)), words, key == span)
            for key, words in ((DAY, _("Today")), (WEEK, _("This week")))
        ],
        "sections": [
            (escaped(_address("", span)), _("All channels"), not slug),
            *(
                (escaped(_address(one["slug"], span)), one[named_as], one["slug"] == slug)
                for one in house()["channels"]
            ),
        ],
    }
    return engine.render(request, "hot/index", context)


def _address(channel: str, span: str) -> str:
    said: list[Any] = [f"channel={channel}"] if channel else []
    said += ["span=week"] if span == WEEK else []
    return "/hot" + ("?" + "&".join(said) if said else "")
