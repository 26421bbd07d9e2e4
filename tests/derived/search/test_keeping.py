"""The index on disk: put in force at once, made again when it is gone, right after its writer was killed."""

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from haowen.derived.search import engine, keeping
from haowen.derived.search.indexing import astray, index, is_indexed
from haowen.derived.search.models import InForce
from haowen.derived.search.rebuilding import rebuild
from haowen.derived.search.searching import search
from haowen.derived.search.tasks import index_article, index_publisher, mend_index
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.kit.clock import now
from tests.serving import ROOT, environment


def found(q: str) -> list[int]:
    return [hit.article_id for hit in search(q, at=now()).hits]


@pytest.mark.django_db
def test_without_an_index_the_answer_says_so_and_the_clock_makes_one(published: Any) -> None:
    article = published("江水", "<p>退了</p>")
    assert not search("江水", at=now()).is_ready
    mend_index.call()
    assert found("江水") == [article.pk]


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["deleted", "emptied", "of another form"])
def test_a_harmed_index_is_made_again_by_itself(published: Any, harm: str) -> None:
    article = published("江水", "<p>退了</p>")
    index([article.pk])
    folder = keeping.in_force()
    if harm == "deleted":
        shutil.rmtree(folder)
    elif harm == "emptied":
        for path in folder.glob("*.*"):
            path.write_bytes(b"")
    else:
        InForce.objects.update(name="0-old")
    assert not keeping.is_usable()
    mend_index.call()
    assert keeping.is_usable()
    assert found("江水") == [article.pk]


@pytest.mark.django_db
def test_what_is_missing_or_too_much_is_mended_by_the_clock(published: Any) -> None:
    one = published("江水", "<p>退了</p>")
    index([one.pk])
    other = published("河水", "<p>涨了</p>")
    assert astray() == [other.pk]
    mend_index.call()
    assert astray() == []
    withdraw(one, by=host_actor())
    mend_index.call()
    assert list(keeping.reader().held()) == [other.pk]


@pytest.mark.django_db
def test_an_entry_is_outdated_when_its_publisher_has_another_name(published: Any) -> None:
    article = published("江水", "<p>退了</p>")
    index([article.pk])
    article.publisher.name = "渡口日报"
    article.publisher.save()
    assert not is_indexed(article.pk)
    index_publisher.call(publisher_id=article.publisher_id)
    assert found("渡口日报") == [article.pk]


@pytest.mark.django_db
def test_what_fails_in_the_middle_leaves_the_index_as_it_was(published: Any) -> None:
    article = published("江水", "<p>退了</p>")
    index([article.pk])

    def fail() -> None:
        with keeping.writing(keeping.in_force()) as writer:
            writer.drop(article.pk)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    keeping.count(keeping.in_force().name)
    assert found("江水") == [article.pk]


@pytest.mark.django_db(transaction=True)
def test_a_new_index_is_built_beside_the_one_that_is_asked(published: Any) -> None:
    keys = [published(f"第{number}块田", "<p>田里有水。</p>").pk for number in range(3)]
    index(keys)
    before = keeping.in_force()
    late: list[int] = []

    def tell(_done: int, _whole: int) -> None:
        assert len(found("田里有水")) == 3
        if not late:  # published while the new one is being built
            late.append(published("第四块田", "<p>田里有水。</p>").pk)
            index(late)
            withdraw_first()

    def withdraw_first() -> None:
        from haowen.domain.articles.models import Article

        withdraw(Article.objects.get(pk=keys[0]), by=host_actor())

    assert rebuild(tell) == 3
    assert keeping.in_force() != before
    assert not before.exists()
    assert set(found("田里有水")) == {*keys[1:], *late}
    assert astray() == []


@pytest.mark.django_db(transaction=True)
def test_two_writers_wait_for_each_other(published: Any) -> None:
    keys = [published(f"第{number}块田", "<p>田里有水。</p>").pk for number in range(6)]
    rebuild()
    index(())

    def write(pk: int) -> None:
        index([pk])
        connections.close_all()

    threads = [threading.Thread(target=write, args=(pk,)) for pk in keys]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(keeping.reader().held()) == set(keys)


@pytest.mark.django_db
def test_a_task_that_runs_twice_writes_once(published: Any) -> None:
    article = published("江水", "<p>退了</p>")
    index_article.call(article_id=article.pk)
    held = keeping.reader().held()
    index_article.call(article_id=article.pk)
    assert keeping.reader().held() == held


KILLED = """
import sys
from pathlib import Path
from haowen.derived.search import engine
folder = Path(sys.argv[1])
if not folder.exists():
    engine.make(folder)
for turn in range(int(sys.argv[2]), 100000):
    with engine.writing(folder) as writer:
        for pk in range(8):
            writer.put(engine.Entry(pk, f"turn{turn}", "text " * 50, stamp=turn))
    print(turn, flush=True)
"""


def test_whenever_the_writer_is_killed_the_index_is_that_of_a_commit(tmp_path: Path, new_site: Path) -> None:
    folder = tmp_path / "index"
    clean = environment(new_site, DJANGO_SETTINGS_MODULE="haowen.config.settings")
    clean["PYTHONPATH"] += f"{os.pathsep}{ROOT}"
    said = 0
    for turn in range(int(os.environ.get("HAOWEN_LONG", "0") or 0) * 50 + 4):
        process = subprocess.Popen(
            [sys.executable, "-c", KILLED, str(folder), str(said + 1)], env=clean, stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        for _line in range(2 + turn % 3):
            said = int(process.stdout.readline())
        process.kill()
        rest = process.stdout.read().split()
        said = int(rest[-1]) if rest else said
        process.wait()
        stamps = {stamp for stamp, _written in engine.Reader(folder).held().values()}
        assert len(stamps) == 1, "all of a commit, or nothing of it"
        assert stamps <= {said, said + 1}, "what was said to be committed is there"
