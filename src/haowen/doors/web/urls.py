"""Addresses of the reader pages, and of the forms that readers fill in. No address ends with a slash."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.http import require_http_methods, require_safe

from haowen.doors.forms import BOTH, View
from haowen.doors.web import (
    applied,
    articles,
    cards,
    channels,
    commenting,
    comments,
    copies,
    emblem,
    feeds,
    front,
    history,
    hot,
    joining,
    live,
    marking,
    oembed,
    originals,
    pages,
    polls,
    publishers,
    reporting,
    robots,
    search,
    series,
    setup,
    sharing,
    sitemaps,
    tags,
    wellknown,
    why,
)


def page(route: str, view: View, name: str) -> URLPattern:
    """Return an address that is read; nothing can be sent to it (405)."""
    make = re_path if route.startswith("^") else path
    return make(route, require_safe(view), name=name)


def form(route: str, view: View, name: str) -> URLPattern:
    """Return an address that is read, and sent to."""
    return path(route, require_http_methods(BOTH)(view), name=name)


def floors(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer for the comments of an article: read by GET, added to by POST."""
    answer = commenting.create if request.method == "POST" else comments.index
    return answer(request, public_id)


def report(request: HttpRequest) -> HttpResponse:
    """Answer for the form of reports: shown by GET, sent by POST."""
    answer = reporting.create if request.method == "POST" else reporting.new
    return answer(request)


HANDLE = r"(?P<handle>[A-Za-z0-9_]{3,30})"
FORM = r"feed\.(?P<form>rss|atom|json)"

urlpatterns = [
    page("", front.show, "front"),
    page("a/<slug:public_id>", articles.show, "article"),
    page("a/<slug:public_id>/references/<str:key>/archive", copies.show, "copy"),
    page("a/<slug:public_id>/history", history.show, "history"),
    page("a/<slug:public_id>/live", live.show, "live"),
    page("a/<slug:public_id>/card.png", cards.show, "card"),
    page("a/<slug:public_id>/qr.svg", sharing.qr, "qr"),
    path("a/<slug:public_id>/like", marking.like, name="like"),
    path("a/<slug:public_id>/bookmark", marking.bookmark, name="bookmark"),
    form("a/<slug:public_id>/comments", floors, "comments"),
    path("a/<slug:public_id>/polls/<slug:key>", polls.answer, name="poll"),
    path("a/<slug:public_id>/comments/new", commenting.new, name="comment_new"),
    page("a/<slug:public_id>/comments/<int:floor>", comments.show, "comment"),
    path("a/<slug:public_id>/comments/<int:floor>/like", commenting.like, name="comment_like"),
    path("a/<slug:public_id>/comments/<int:floor>/remove", commenting.remove, name="comment_remove"),
    page("c/<slug:slug>", channels.show, "channel"),
    page("t/<str:slug>", tags.show, "tag"),
    page("s/<slug:public_id>", series.show, "series"),
    page("o/<slug:slug>", originals.show, "original"),
    page(rf"^@{HANDLE}$", publishers.show, "publisher"),
    page(rf"^@{HANDLE}/(?P<month>[0-9]{{4}}-[0-9]{{2}})$", publishers.show, "publisher_month"),
    re_path(rf"^@{HANDLE}/follow$", marking.follow, name="follow"),
    page(rf"^{FORM}$", feeds.of_site, "feed"),
    page(rf"^c/(?P<slug>[a-z0-9-]+)/{FORM}$", feeds.of_channel, "channel_feed"),
    page(rf"^@{HANDLE}/{FORM}$", feeds.of_publisher, "publisher_feed"),
    page("hot", hot.index, "hot"),
    page("search", search.index, "search"),
    page("search/suggest", search.suggest, "suggest"),
    page("why", why.show, "why"),
    page("how-we-rank", pages.ranking, "how_we_rank"),
    page("how-we-decide", pages.deciding, "how_we_decide"),
    page("about", pages.about, "about"),
    page("about/badges", pages.badges, "badges"),
    page("contact", pages.contact, "contact"),
    page("terms", pages.terms, "terms"),
    form("join", joining.show, "join"),
    re_path(r"^join/(?P<number>[1-5])$", joining.step, name="join_step"),
    path("join/drop", joining.drop, name="join_drop"),
    path("join/documents/<slug:public_id>", applied.document, name="document"),
    path("join/<slug:public_id>", applied.show, name="application"),
    path("join/<slug:public_id>/withdraw", applied.withdraw, name="application_withdraw"),
    form("report", report, "report"),
    page("cases/<int:number>-<slug:secret>", reporting.case, "case"),
    form("setup/<str:token>", setup.show, "setup"),
    page("sitemap.xml", sitemaps.index, "sitemap"),
    page("sitemap-places.xml", sitemaps.of_places, "sitemap_places"),
    page("sitemap-articles-<int:part>.xml", sitemaps.of_articles, "sitemap_articles"),
    page("sitemap-publishers-<int:part>.xml", sitemaps.of_publishers, "sitemap_publishers"),
    page("news-sitemap.xml", sitemaps.of_news, "news_sitemap"),
    page("oembed", oembed.show, "oembed"),
    page(".well-known/webfinger", wellknown.webfinger, "webfinger"),
    page(".well-known/nodeinfo", wellknown.nodeinfo, "nodeinfo"),
    page("nodeinfo/2.1", wellknown.node, "nodeinfo_2_1"),
    page("robots.txt", robots.robots, "robots"),
    page(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", robots.indexnow, "indexnow"),
    page("favicon.ico", emblem.favicon, "favicon"),
    page("manifest.webmanifest", emblem.manifest, "manifest"),
    page(r"^site-(?P<digest>[0-9a-f]{8})\.css$", emblem.sheet, "site_sheet"),
    page(".well-known/security.txt", robots.security, "security"),
    page(".well-known/change-password", robots.change_password, "change_password"),
]
