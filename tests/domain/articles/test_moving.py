import pytest

from haowen.derived.pages import spoiling
from haowen.domain.articles import chaining, filing, moving, pinning
from haowen.domain.articles.importing import tag
from haowen.domain.articles.models import Article, Series, State
from haowen.domain.channels.models import Demand
from haowen.domain.channels.opening import open_channel
from haowen.domain.people.acting import actor_of, host_actor
from haowen.domain.publishers import restricting
from haowen.domain.publishers.models import Member, Permission, Publisher, PublisherEffect, WritingRule
from haowen.domain.statements.issuing import issue
from haowen.kit.refusals import Refused


@pytest.fixture
def sports(db):
    return open_channel("sports", "体育", "Sports", 2)


@pytest.fixture
def night_boat(alice):
    other = Publisher.objects.create(handle="night_boat", name="夜航船", kind="person")
    Member.objects.create(publisher=other, user=alice, role="editor")
    return other


@pytest.fixture
def out(published, channel):
    return published(channel=channel)


def test_an_article_moves_to_the_end_of_a_series_and_out_of_it(out, publisher, bob, channel) -> None:
    series = Series.objects.create(publisher=publisher, title="看河")
    filing.file(out, by=host_actor(), series=series, series_position=4)
    other = Article.objects.get(pk=out.pk)
    second = Series.objects.create(publisher=publisher, title="看海")
    moving.move(other, by=actor_of(bob), channel=channel, series=second)
    assert (other.series, other.series_position) == (second, 1)
    moving.move(other, by=actor_of(bob), channel=channel, series=None)
    other.refresh_from_db()
    assert (other.series, other.series_position) == (None, None)


@pytest.mark.parametrize("why", ["rule", "demand", "chain", "closed", "review"])
def test_what_is_out_goes_only_where_it_might_have_come_out(out, bob, sports, olga, why) -> None:
    if why == "rule":
        WritingRule.objects.create(channel=sports, permission=Permission.AFTER_REVIEW)
    elif why == "demand":
        Demand.objects.create(channel=sports, declaration="fiction")
    elif why == "chain":
        chaining.set_chain(sports, [chaining.StageWanted("一审")], by=olga)
    elif why == "closed":
        sports.is_open = False
        sports.save()
    else:
        Article.objects.filter(pk=out.pk).update(state=State.IN_REVIEW)
        out.refresh_from_db()
    with pytest.raises(Refused):
        moving.move(out, by=actor_of(bob), channel=sports, series=None)
    out.refresh_from_db()
    assert out.channel.slug == "science"


def test_a_draft_moves_freely_as_it_is_asked_when_it_comes_out(article_factory, bob, sports) -> None:
    WritingRule.objects.create(channel=sports, permission=Permission.NOT_AT_ALL)
    draft = article_factory(by=bob)
    moving.move(draft, by=actor_of(bob), channel=sports, series=None)
    assert draft.channel == sports


def test_a_series_of_another_publisher_is_refused(out, bob, night_boat) -> None:
    with pytest.raises(Refused, match="another publisher"):
        moving.move(
            out, by=actor_of(bob), channel=out.channel, series=Series.objects.create(publisher=night_boat, title="x")
        )


def test_handing_over_takes_an_article_out_of_series_and_top_and_keeps_its_address(
    out, alice, night_boat, publisher, monkeypatch
) -> None:
    series = Series.objects.create(publisher=publisher, title="看河")
    filing.file(out, by=host_actor(), series=series, series_position=1, tags=[tag("长江")])
    pinning.pin(out, by=actor_of(alice))
    address = out.public_id
    spoiled: set[str] = set()
    monkeypatch.setattr(spoiling.pagestore, "announce", spoiled.update)
    moving.hand_over(Article.objects.get(pk=out.pk), night_boat, by=actor_of(alice))
    out.refresh_from_db()
    assert (out.publisher, out.series, out.pinned_at, out.public_id) == (night_boat, None, None, address)
    assert out.state == State.PUBLISHED
    assert {
        f"article:{out.pk}", f"list:publisher:{publisher.pk}", f"list:publisher:{night_boat.pk}", f"list:series:{series.pk}",
        f"list:channel:{out.channel_id}",
    } <= spoiled  # fmt: skip


@pytest.mark.parametrize("role", ["writer", "analyst", None])
def test_only_who_owns_or_edits_both_hands_over(out, alice, night_boat, role) -> None:
    rows = Member.objects.filter(publisher=night_boat, user=alice)
    rows.update(role=role) if role else rows.delete()
    with pytest.raises(Refused):
        moving.hand_over(out, night_boat, by=actor_of(alice))


@pytest.mark.parametrize("side", ["from", "to"])
def test_a_restriction_is_not_got_round_by_handing_over(out, alice, night_boat, publisher, side) -> None:
    statement = issue(ground="terms", rule="§ 1", facts="x", effect="withheld", by_public_id="h")
    restricting.restrict(publisher if side == "from" else night_boat, PublisherEffect.NO_PUBLISHING, under=statement)
    with pytest.raises(Refused, match="restriction"):
        moving.hand_over(out, night_boat, by=actor_of(alice))
