"""What the page of a publisher's statistics costs where much was counted.

    scripts/bench readership --site DIR [--rows 100000]

DIR is the data folder of a site that nobody serves, and is changed: take a copy. All its articles become those of one publisher, and are
read for two years by chance with a fixed seed until there are so many rows of reads and as many of shows. Then an owner opens
the page over each span; printed are statements, time of the processor, and bytes.
"""

import argparse
import datetime as dt
import os
import random
import time
from pathlib import Path

SEED = 20261128
DAYS = 730
AT_ONCE = 5000
SOURCES = ("front", "channel", "search", "article", "", "hot", "feed", "a.example", "b.example", "c.example")


def fill(rows: int) -> "tuple[int, int]":
    """Count at random until there are so many rows. Returns how many there are, and of how many articles."""
    from haowen.domain.articles.models import Article
    from haowen.domain.audience.counting import Sums, add, hour_of
    from haowen.domain.audience.models import HourlyReads
    from haowen.domain.audience.tasks import BY_THE_HOUR
    from haowen.domain.publishers.models import Publisher
    from haowen.kit.clock import now

    chance, at = random.Random(SEED), now()
    publisher = Publisher.objects.filter(members__role="owner").order_by("pk").first()
    Article.objects.update(publisher=publisher, pinned_at=None)
    keys = list(Article.objects.order_by("pk").values_list("pk", flat=True))
    while (missing := rows - HourlyReads.objects.count()) > 0:
        sums = Sums()
        for _ in range(min(missing, AT_ONCE)):
            age = dt.timedelta(days=chance.triangular(0, DAYS, 0))
            hour = hour_of(at - age)
            # Old hours are days by now, as the task at night makes them.
            moment = hour.replace(hour=0) if age > BY_THE_HOUR else hour
            article, source, opened = chance.choice(keys), chance.choice(SOURCES), chance.randrange(1, 50)
            sums.reads[article, moment, source].update(opened=opened, lasting=opened // 2, finished=opened // 3)
            sums.shows[article, moment, source[:8] or "related"].update(
                shown=opened * 5, first=opened * 4, followed=opened // 2
            )
            sums.traits[article, moment.date(), "region", chance.choice(("CN-HB", "CN-GD", "US"))] += opened
            sums.words[article, moment.date(), f"word {chance.randrange(500)}"] += 1
        add(sums)
    return HourlyReads.objects.count(), len(keys)


def look() -> None:
    """Open the page over each span."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from haowen.domain.publishers.models import Member

    settings.ALLOWED_HOSTS = ["testserver"]
    member = Member.objects.filter(role="owner").order_by("publisher_id").select_related("user", "publisher").first()
    if member is None:
        raise SystemExit("this site has no publisher with an owner")
    client = Client()
    client.force_login(member.user)
    for span in ("7", "30", "90", "all"):
        address = f"/studio/statistics?publisher={member.publisher.handle}&span={span}"
        client.get(address)  # templates are compiled
        began, worked = time.perf_counter(), time.process_time()
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        worked, began = time.process_time() - worked, time.perf_counter() - began
        print(
            f"{span:>4}: {len(asked)} statements, {worked:.2f} s of the processor, {began:.2f} s, {len(answer.content):,} bytes"
        )


def main() -> None:
    """Read the options, fill, look."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--rows", type=int, default=100_000)
    options = parser.parse_args()
    os.environ["HAOWEN_DATA"] = str(options.site)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    import django

    django.setup()
    rows, articles = fill(options.rows)
    print(f"{rows:,} rows of reads, {articles} articles of one publisher")
    look()


if __name__ == "__main__":
    main()
