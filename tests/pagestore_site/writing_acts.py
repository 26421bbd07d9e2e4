"""What writers do with what is out, or is to come out, beyond writing and publishing it."""

import datetime as dt
from typing import Any

from haowen.domain.articles import deciding, filing, publishing, saving, scheduling, trashing
from haowen.domain.articles.drafts import Draft, DraftReference
from haowen.domain.articles.models import Article, TitleTrial
from haowen.domain.articles.publishing import Along
from haowen.domain.people.acting import host_actor
from haowen.domain.site import changing
from haowen.domain.sources import checking, copying, naming
from haowen.kit.clock import now, telling

SOON = dt.timedelta(seconds=10)


def _nth(rows: Any, number: int) -> Any:
    return rows[number % rows.count()] if rows.count() else None


def _article(number: int) -> Article:
    article: Article = _nth(Article.objects.order_by("pk"), number)
    return article


def _saved(article: Article, **said: Any) -> Article:
    draft = Draft(title=article.title, html=f"<p>河水退了 {article.pk}。</p>", **said)
    saving.save(article, draft, base=article.head, by=host_actor())
    return Article.objects.get(pk=article.pk)


def schedule_and_release(_site: object, one: int, other: int) -> None:
    """Set a time for a new article, and let it come."""
    source = _article(one)
    made = saving.create(source.publisher, Draft(f"定时的水情 {other}", "<p>河。</p>"), by=host_actor())
    filing.file(made, by=host_actor(), channel=source.channel)
    scheduling.schedule(made, now() + SOON, by=host_actor())
    with telling(now() + SOON):
        scheduling.release_due()


def throw_away(_site: object, one: int, _other: int) -> None:
    """Throw an article into the trash."""
    trashing.trash(_article(one), by=host_actor())


def take_out_and_publish(site: object, one: int, other: int) -> None:
    """Throw an article away, take it out again, and bring it out."""
    throw_away(site, one, other)
    publishing.publish(trashing.take_out(_article(one), by=host_actor()), by=host_actor())


def show_history(_site: object, one: int, other: int) -> None:
    """Let readers see what an article said before, or no longer."""
    filing.file(_article(one), by=host_actor(), history_shown_at=None if other % 2 == 0 else now())


def correct(_site: object, one: int, other: int) -> None:
    """Tell readers what was put right, with a new text or without one."""
    article = _saved(_article(one)) if other % 2 else _article(one)
    publishing.publish(article, by=host_actor(), along=Along(correction=f"更正 {other}"))


def try_titles(_site: object, one: int, other: int) -> None:
    """Bring a text out with a second title."""
    publishing.publish(_saved(_article(one), second_title=f"另一个题目 {other}"), by=host_actor())


def decide_titles(site: object, one: int, other: int) -> None:
    """Try two titles, and keep the one or the other."""
    try_titles(site, one, other)
    trial = TitleTrial.objects.select_related("article__head__body").filter(outcome="").last()
    if trial is not None and other % 2:
        deciding.keep_first(trial, by=host_actor())
    elif trial is not None:
        with telling(trial.ends_at):
            deciding.take_second(trial, by=host_actor())


def cite(_site: object, one: int, other: int) -> None:
    """Publish a text that cites an address, which may be dead or copied by then."""
    article, url = _article(one), f"https://cited.example/{other % 3}"
    publishing.publish(_saved(article, references=(DraftReference("水情公报", "r1", url=url),)), by=host_actor())


def find_dead(_site: object, _one: int, other: int) -> None:
    """Find an address dead, whoever cites it."""
    link = naming.of_url(f"https://cited.example/{other % 3}")
    for _time in range(checking.GONE_TIMES):
        checking.judge(link, checking.Answered.GONE, 404)


def find_alive(_site: object, _one: int, other: int) -> None:
    """Find that an address leads somewhere again."""
    checking.judge(naming.of_url(f"https://cited.example/{other % 3}"), checking.Answered.THERE, 200)


def copy(site: Any, _one: int, other: int) -> None:
    """Keep what stands at an address, where readers may see copies."""
    changing.change(site.olga, copies="public" if other % 2 else "writers")
    text = "<p>河水在夜里涨了三厘米，两岸的人都没有睡。</p>" * 3
    copying.keep(
        naming.of_url(f"https://cited.example/{other % 3}"), title="河", html=text, language="zh", sha256="0" * 64
    )


WRITING = {
    act.__name__: act
    for act in (
        schedule_and_release, throw_away, take_out_and_publish, show_history, correct, try_titles, decide_titles,
        cite, find_dead, find_alive, copy,
    )
}  # fmt: skip
