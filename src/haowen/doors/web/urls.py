"""Addresses of the reader pages, and of the forms that readers fill in. No address ends with a slash."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path

from haowen.doors.web import (
    applied,
    articles,
    cards,
    channels,
    commenting,
    comments,
    emblem,
    feeds,
    front,
    history,
    hot,
    joining,
    marking,
    oembed,
    originals,
    pages,
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
    path("", front.show, name="front"),
    path("a/<slug:public_id>", articles.show, name="article"),
    path("a/<slug:public_id>/history", history.show, name="history"),
    path("a/<slug:public_id>/card.png", cards.show, name="card"),
    path("a/<slug:public_id>/qr.svg", sharing.qr, name="qr"),
    path("a/<slug:public_id>/like", marking.like, name="like"),
    path("a/<slug:public_id>/bookmark", marking.bookmark, name="bookmark"),
    path("a/<slug:public_id>/comments", floors, name="comments"),
    path("a/<slug:public_id>/comments/new", commenting.new, name="comment_new"),
    path("a/<slug:public_id>/comments/<int:floor>", comments.show, name="comment"),
    path("a/<slug:public_id>/comments/<int:floor>/like", commenting.like, name="comment_like"),
    path("a/<slug:public_id>/comments/<int:floor>/remove", commenting.remove, name="comment_remove"),
    path("c/<slug:slug>", channels.show, name="channel"),
    path("t/<str:slug>", tags.show, name="tag"),
    path("s/<slug:public_id>", series.show, name="series"),
    path("o/<slug:slug>", originals.show, name="original"),
    re_path(rf"^@{HANDLE}$", publishers.show, name="publisher"),
    re_path(rf"^@{HANDLE}/(?P<month>[0-9]{{4}}-[0-9]{{2}})$", publishers.show, name="publisher_month"),
    re_path(rf"^@{HANDLE}/follow$", marking.follow, name="follow"),
    re_path(rf"^{FORM}$", feeds.of_site, name="feed"),
    re_path(rf"^c/(?P<slug>[a-z0-9-]+)/{FORM}$", feeds.of_channel, name="channel_feed"),
    re_path(rf"^@{HANDLE}/{FORM}$", feeds.of_publisher, name="publisher_feed"),
    path("hot", hot.index, name="hot"),
    path("search", search.index, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    path("why", why.show, name="why"),
    path("how-we-rank", pages.ranking, name="how_we_rank"),
    path("how-we-decide", pages.deciding, name="how_we_decide"),
    path("about", pages.about, name="about"),
    path("about/badges", pages.badges, name="badges"),
    path("contact", pages.contact, name="contact"),
    path("terms", pages.terms, name="terms"),
    path("join", joining.show, name="join"),
    re_path(r"^join/(?P<number>[1-5])$", joining.step, name="join_step"),
    path("join/drop", joining.drop, name="join_drop"),
    path("join/documents/<slug:public_id>", applied.document, name="document"),
    path("join/<slug:public_id>", applied.show, name="application"),
    path("join/<slug:public_id>/withdraw", applied.withdraw, name="application_withdraw"),
    path("report", report, name="report"),
    path("cases/<int:number>-<slug:secret>", reporting.case, name="case"),
    path("setup/<str:token>", setup.show, name="setup"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-places.xml", sitemaps.of_places, name="sitemap_places"),
    path("sitemap-articles-<int:part>.xml", sitemaps.of_articles, name="sitemap_articles"),
    path("sitemap-publishers-<int:part>.xml", sitemaps.of_publishers, name="sitemap_publishers"),
    path("news-sitemap.xml", sitemaps.of_news, name="news_sitemap"),
    path("oembed", oembed.show, name="oembed"),
    path(".well-known/webfinger", wellknown.webfinger, name="webfinger"),
    path(".well-known/nodeinfo", wellknown.nodeinfo, name="nodeinfo"),
    path("nodeinfo/2.1", wellknown.node, name="nodeinfo_2_1"),
    path("robots.txt", robots.robots, name="robots"),
    re_path(r"^(?P<key>[A-Za-z0-9-]{8,128})\.txt$", robots.indexnow, name="indexnow"),
    path("favicon.ico", emblem.favicon, name="favicon"),
    path("manifest.webmanifest", emblem.manifest, name="manifest"),
    re_path(r"^site-(?P<digest>[0-9a-f]{8})\.css$", emblem.sheet, name="site_sheet"),
    path(".well-known/security.txt", robots.security, name="security"),
    path(".well-known/change-password", robots.change_password, name="change_password"),
]
