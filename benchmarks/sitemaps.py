"""What sitemaps and feeds cost on a site with many articles: statements and milliseconds, each made anew.

Parts that all pages share (the site's settings, the edges of lists) are kept, as they are while a site is served.

``scripts/bench sitemaps --data DIR [--articles N]``: DIR is a new folder that the command fills with N articles of no meaning
(100,000 unless said), or one that it has filled before.
"""

import argparse
import datetime as dt
import os
import statistics
import time
from pathlib import Path
from typing import Any

TIMES = 5
BATCH = 2000


def fill(number: int) -> None:
    """Put in so many published articles of 200 publishers in ten channels."""
    from django.db.models import OuterRef, Subquery

    from haowen.domain.articles.models import Article, Body, Cause, Revision, State
    from haowen.domain.channels.models import Channel
    from haowen.domain.publishers.models import Publisher
    from haowen.kit.clock import now

    channels = [
        Channel.objects.create(slug=f"c{n}", name_zh=f"频道{n}", name_en=f"Channel {n}", position=n) for n in range(10)
    ]
    publishers = [Publisher.objects.create(handle=f"press_{n:03}", name=f"号{n}", kind="media") for n in range(200)]
    at = now()
    for start in range(0, number, BATCH):
        part = range(start, min(start + BATCH, number))
        made = Article.objects.bulk_create(
            Article(
                title=f"第 {n} 篇",
                publisher=publishers[n % 200],
                channel=channels[n % 10],
                published_at=at - dt.timedelta(minutes=number - n),
                heat=n * 7919 % number,
            )
            for n in part
        )
        revisions = Revision.objects.bulk_create(
            Revision(article=one, number=1, made_at=at, cause=Cause.PUBLISH, title=one.title, sha256="0" * 64)
            for one in made
        )
        html = "<p>" + "河水在夜里涨了三厘米。" * 150 + "</p>"
        Body.objects.bulk_create(
            Body(revision=one, html=html, plain=html[3:-4], sanitiser_version=1) for one in revisions
        )
    made_of = Subquery(Revision.objects.filter(article=OuterRef("pk")).values("pk")[:1])
    Article.objects.update(revision=made_of, head=made_of, state=State.PUBLISHED)


def measured(paths: list[str]) -> None:
    """Ask for each path as a visitor does, with nothing kept, and print what it took."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    settings.MIDDLEWARE = settings.PUBLIC_MIDDLEWARE
    client = Client(headers={"host": "localhost"})
    for path in paths:
        took, size = [], 0
        client.get(path)
        for _time in range(TIMES):
            began = time.perf_counter()
            size = len(client.get(path).content)
            took.append((time.perf_counter() - began) * 1000)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        count = len(captured)
        print(f"{path:28} {count:3} statements {statistics.median(took):8.1f} ms {size / 1024:8.0f} KiB")


def main() -> None:
    """Do what is asked for."""
    asked: Any = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--articles", type=int, default=100_000)
    given = asked.parse_args()
    is_new = not (given.data / "haowen.sqlite3").exists()
    os.environ |= {"HAOWEN_DATA": str(given.data), "DJANGO_SETTINGS_MODULE": "haowen.config.settings"}
    import django

    django.setup()
    if is_new:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("createcachetable", database="cache", verbosity=0)
        fill(given.articles)
    last = -(-given.articles // 5000)
    measured(["/sitemap.xml", "/sitemap-articles-1.xml", f"/sitemap-articles-{last}.xml", "/sitemap-publishers-1.xml",
              "/sitemap-places.xml", "/news-sitemap.xml", "/feed.atom", "/c/c3/feed.rss", "/@press_007/feed.json"])  # fmt: skip


if __name__ == "__main__":
    main()
