"""Some weeks of readers on a copy of a site, by chance with a fixed seed, to look at what becomes hot and what it costs.

    scripts/bench hot --site DIR [--weeks 6] [--readers 400] [--list 20]

DIR is the data folder of a site that nobody serves, and is changed: take a copy. Each article has a worth of its own
(log-normal) and each day its readers: most for what is new, some for anything. A reader opens, and stays with a chance that
grows with the worth, comes to the end, likes, keeps or sends on, seldom. Sums are written as beacons would have been summed; then heat is
worked out for all, and the hot lists are printed with their numbers, and how long each step took.
"""

import argparse
import datetime as dt
import math
import os
import random
import time
from pathlib import Path
from typing import Any

SEED = 20261127
SHARING = 0.01  # of those who stay


def simulate(weeks: int, readers: int) -> int:
    """Write the sums of so many weeks. Returns how many openings there were."""
    from haowen.domain.articles.models import Article
    from haowen.domain.audience.counting import Sums, add, hour_of
    from haowen.kit.clock import now

    chance, at = random.Random(SEED), now()
    keys = list(Article.objects.published().order_by("pk").values_list("pk", flat=True))
    worth = {pk: chance.lognormvariate(0, 1) for pk in keys}
    # As if each had come out on a day of these weeks or long before; the newest are read most.
    age_days = {pk: chance.choice([chance.uniform(0, 7 * weeks), chance.uniform(0, 2000)]) for pk in keys}
    opened = 0
    for day in range(7 * weeks, -1, -1):
        sums = Sums()
        weights = []
        for pk in keys:
            old = age_days[pk] - day
            weights.append(0.0 if old < 0 else worth[pk] * (0.003 + math.exp(-old / 1.5)))
        for pk in chance.choices(keys, weights, k=readers * 3):
            opened += 1
            moment = hour_of(at - dt.timedelta(days=day, hours=chance.uniform(0, 23)))
            numbers = sums.reads[pk, moment, chance.choice(["front", "channel", "search", "article", ""])]
            numbers["opened"] += 1
            staying = 1 - math.exp(-worth[pk])
            if chance.random() < staying:
                numbers["lasting"] += 1
                numbers["seconds"] += chance.randrange(20, 300)
                numbers["finished"] += chance.random() < staying / 2
                numbers["shared"] += chance.random() < SHARING
        add(sums)
    return opened


def took(words: str, act: Any) -> Any:
    """Do something and print how long it took."""
    began, worked = time.perf_counter(), time.process_time()
    result = act()
    print(f"{words}: {time.perf_counter() - began:.2f} s, of the processor {time.process_time() - worked:.2f} s")
    return result


def main() -> None:
    """Simulate, refresh, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--site", type=Path, required=True)
    parser.add_argument("--weeks", type=int, default=6)
    parser.add_argument("--readers", type=int, default=400)
    parser.add_argument("--list", type=int, default=20)
    options = parser.parse_args()
    os.environ["HAOWEN_DATA"] = str(options.site.resolve())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haowen.config.settings")
    import django

    django.setup()
    from haowen.derived.recommend import heat, reading
    from haowen.domain.articles.models import Article
    from haowen.kit.clock import now

    opened = took("weeks of reading written", lambda: simulate(options.weeks, options.readers))
    stirred = heat.stirred(now() - dt.timedelta(days=35))
    print(f"{opened} openings; {len(stirred)} articles read in five weeks")
    took("heat of all of them", lambda: heat.refresh(stirred, at=now()))
    lately = heat.stirred(now() - dt.timedelta(minutes=5))
    took(f"heat of the {len(lately)} read in this hour", lambda: heat.refresh(lately, at=now()))
    for span in reading.SPANS:
        reading.hot(now(), span=span, limit=options.list)  # compiles the statement
        rows = took(f"hot, {span}", lambda span=span: reading.hot(now(), span=span, limit=options.list))  # type: ignore[misc]
        known = Article.objects.select_related("warmth").in_bulk([row.article_id for row in rows])
        for place, row in enumerate(rows, start=1):
            warmth = known[row.article_id].warmth
            print(f"{place:3} {row.why:10} heat {row.heat:7.2f} good {warmth.good:5.2f}  number {row.article_id}")


if __name__ == "__main__":
    main()
