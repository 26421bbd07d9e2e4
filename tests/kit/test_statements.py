"""Statements: the same rows as the queryset they are compiled from, with any parameters."""

import datetime as dt
import threading

import pytest
from django.db import connection
from django.db.models import CharField, Value
from django.test.utils import CaptureQueriesContext

from haowen.domain.articles.access import readable
from haowen.domain.channels.models import Channel
from haowen.domain.people.models import User
from haowen.kit.clock import now
from haowen.kit.statements import Statement, StatementError

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def _people(names: str) -> list[User]:
    return [User.objects.create(email=f"{name}@example.org", name=name, joined_at=now()) for name in names]


def test_rows_are_those_of_the_queryset(carol, mallory):
    def build(name, at):
        people = User.objects.filter(name=name, joined_at__lte=at)
        return people.values("pk", "name", "joined_at", "is_active")

    statement = Statement(build, name="x", at=now())
    for name in ("Carol", "Mallory", "nobody"):
        for at in (now() - HOUR, now() + HOUR):
            assert statement.rows(name=name, at=at) == list(build(name, at))


def test_the_rule_of_who_may_read_is_taken_over_whole(published):
    published(title="河")
    statement = Statement(lambda at: readable(at).values("pk", "title", "publisher__name", "published_at"), at=now())
    later, before = now() + HOUR, now() - HOUR
    assert statement.rows(at=later) == list(readable(later).values("pk", "title", "publisher__name", "published_at"))
    assert len(statement.rows(at=later)) == 1
    assert statement.rows(at=before) == []


def test_a_parameter_may_stand_in_several_places_beside_equal_constants():
    Channel.objects.create(slug="a", name_zh="a", name_en="b", position=7)
    Channel.objects.create(slug="b", name_zh="b", name_en="b", position=8)
    statement = Statement(
        lambda n, name: (
            Channel.objects.filter(position__gte=n, position__lte=n)
            .exclude(name_zh="z")
            .filter(name_en=name)
            .exclude(position=7001)
            .values("slug")
        ),
        n=7001,
        name="z",
    )
    assert statement.rows(n=7, name="b") == [{"slug": "a"}]
    assert statement.rows(n=8, name="b") == [{"slug": "b"}]
    assert statement.rows(n=8, name="z") == []


@pytest.mark.parametrize("length", [0, 1, 2, 3, 4, 5, 9, 17])
def test_a_list_may_have_any_length(length: int):
    people = _people("abcdefghijklmnopqrst")
    wanted = [person.pk for person in people[:length]]
    statement = Statement(lambda ids: User.objects.filter(pk__in=ids).order_by("pk").values("pk"), ids=(1,))
    assert [row["pk"] for row in statement.rows(ids=wanted)] == wanted


def test_a_list_that_excludes_may_be_empty():
    people = _people("abc")
    statement = Statement(lambda ids: User.objects.exclude(pk__in=ids).order_by("pk").values("pk"), ids=(1,))
    assert len(statement.rows(ids=[])) == 3
    assert [row["pk"] for row in statement.rows(ids=[people[0].pk, people[2].pk, people[0].pk])] == [people[1].pk]


def test_lists_of_words_and_of_times_are_told_apart():
    people = _people("abc")
    statement = Statement(
        lambda names, times: User.objects.filter(name__in=names, joined_at__in=times).order_by("pk").values("name"),
        names=("q",),
        times=(now(),),
    )
    found = statement.rows(names=["a", "c", "x"], times=[person.joined_at for person in people])
    assert found == [{"name": "a"}, {"name": "c"}]


def test_one_run_is_one_query():
    statement = Statement(lambda name: User.objects.filter(name=name).values("pk"), name="x")
    statement.rows(name="warm")
    with CaptureQueriesContext(connection) as queries:
        statement.rows(name="a")
    assert len(queries) == 1


def test_row_is_the_first_or_none(carol):
    statement = Statement(lambda name: User.objects.filter(name=name).values("name"), name="x")
    assert statement.row(name="Carol") == {"name": "Carol"}
    assert statement.row(name="nobody") is None


def test_other_parameters_than_the_samples_are_refused():
    statement = Statement(lambda name: User.objects.filter(name=name).values("pk"), name="x")
    with pytest.raises(StatementError):
        statement.rows(nome="x")
    with pytest.raises(StatementError):
        statement.rows()


def test_sql_that_depends_on_a_value_is_refused():
    with pytest.raises(StatementError):
        Statement(lambda most: User.objects.values("pk")[:most], most=3).rows(most=5)


def test_a_value_that_is_changed_on_its_way_is_refused():
    with pytest.raises(StatementError):
        Statement(lambda part: User.objects.filter(name__contains=part).values("pk"), part="x").rows(part="a")


def test_a_queryset_of_models_is_refused():
    with pytest.raises(StatementError):
        Statement(lambda name: User.objects.filter(name=name), name="x").rows(name="a")


@pytest.mark.django_db(transaction=True)
def test_threads_may_share_a_statement(carol):
    statement = Statement(lambda name: User.objects.filter(name=name).values("name", "joined_at"), name="x")
    found: list[object] = []

    def run() -> None:
        try:
            found.extend(statement.rows(name="Carol") for _ in range(20))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 80
    assert all(rows == found[0] and rows for rows in found)


@pytest.mark.parametrize("text", ["it's", "100 % of %s", "?", '"', "\\", "两个'引号'", ""])
def test_a_constant_is_written_out_as_it_is(text: str):
    Channel.objects.create(slug="a", name_zh=text, name_en="en", position=7)
    statement = Statement(
        lambda n: (
            Channel.objects.filter(position=n, name_zh=text)
            .annotate(told=Value(text, output_field=CharField()))
            .values("told")
        ),
        n=7001,
    )
    assert statement.rows(n=7) == [{"told": text}]


def test_an_index_on_some_rows_does_not_have_the_statement_compiled_each_time(published):
    """SQLite compiles anew where a bound constant could decide whether a partial index serves."""
    published(title="河")
    statement = Statement(lambda at: readable(at).values("pk"), at=now())
    assert len(statement.rows(at=now() + HOUR)) == 1
    (compiled,) = statement._compiled.values()
    assert compiled is not None
    assert """= 'published'""" in compiled.sqlite_sql
    assert {place.name for place in compiled.sqlite_places} == {"at"}
    assert compiled.sqlite_sql.count("?") == len(compiled.sqlite_places)
