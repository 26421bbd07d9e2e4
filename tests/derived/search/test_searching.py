import datetime as dt
import random

import pytest
from django.utils import timezone

from haowen.derived.search import asking
from haowen.derived.search.indexing import index
from haowen.derived.search.rebuilding import rebuild
from haowen.derived.search.searching import search
from haowen.domain.articles.models import ArticleEffect
from haowen.domain.articles.restricting import lift, restrict
from haowen.domain.articles.withdrawing import withdraw
from haowen.domain.people.acting import host_actor
from haowen.domain.statements.models import Statement
from haowen.kit.clock import now

pytestmark = pytest.mark.django_db

WATER = "<p>立冬以后，江水每天退三厘米。</p><p>渡口的石阶露出了第九级，刻着 1954 年的水位。</p>"
BREAD = "<p>面团在冰箱里睡了十二个小时，醒来时翻了一倍。The crust sings when it cools.</p>"


@pytest.fixture
def two(published):
    water, bread = published("江水退到第九级", WATER), published("一只会唱歌的面包", BREAD)
    index([water.pk, bread.pk])
    return water, bread


def found(q, **more):
    return [hit.article_id for hit in search(q, at=now(), **more).hits]


def test_any_passage_of_a_body_is_found_exactly(two):
    water, bread = two
    plain = water.revision.body.plain.replace("\n", "")
    for start in range(0, len(plain) - 8, 3):
        assert water.pk in found(plain[start : start + 8])
    assert found("睡了十二个小时") == [bread.pk]


def test_latin_words_are_found_whole_and_in_any_case(two):
    _water, bread = two
    assert found("CRUST sings") == [bread.pk]
    assert found("rust") == []


def test_titles_publishers_and_their_handles_are_found(two):
    water, bread = two
    assert found("第九级")[0] == water.pk
    assert set(found("河流观察")) == {water.pk, bread.pk}
    assert set(found("river_watch")) == {water.pk, bread.pk}


def test_a_random_string_finds_nothing(two):
    chance = random.Random(4)
    for _ in range(30):
        assert found("".join(chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(8))) == []
        assert found("".join(chance.choice("bcdfghjklmnpqrstvwxz") for _ in range(12))) == []


def test_nothing_typed_finds_nothing_and_odd_characters_do_no_harm(two):
    for typed in ("", "   ", '"', "* OR *", "NEAR(", "'; DROP TABLE search_text; --", "title:江水", "«»“”", "\x00"):
        assert search(typed, at=now()).took_ms >= 0
    assert found("江水")


def test_what_was_asked_for_is_marked_and_everything_else_is_escaped(published):
    article = published("<b>江水</b> & 石阶", "<p>他说：1 &lt; 2，江水退了。</p>")
    index([article.pk])
    hit = search("江水", at=now()).hits[0]
    assert hit.title_marked == "&lt;b&gt;<mark>江水</mark>&lt;/b&gt; &amp; 石阶"
    assert "<mark>江水</mark>退了" in hit.passage_marked
    assert "1 &lt; 2" in hit.passage_marked


def test_a_question_in_other_words_finds_the_text_that_holds_most_of_them(two):
    water, _bread = two
    answer = search("江水每天退多少厘米", at=now())
    assert answer.is_loose
    assert [hit.article_id for hit in answer.hits] == [water.pk]


def test_a_withheld_article_is_found_by_nobody_even_before_the_index_knows(two):
    water, _bread = two
    statement = Statement.objects.create(
        ground="law", rule="第一条", facts="事实", effect="withheld", by_public_id="x", issued_at=now()
    )
    restrict(water, ArticleEffect.WITHHELD, under=statement)
    assert found("第九级") == []
    lift(water, ArticleEffect.WITHHELD)
    assert found("第九级") == [water.pk]


def test_drafts_and_withdrawn_articles_are_not_in_the_index(two, article_factory):
    water, _bread = two
    draft = article_factory("草稿里的秘密", "<p>还没有写完的秘密。</p>")
    withdraw(water, by=host_actor())
    assert index([draft.pk, water.pk]) == 0
    assert found("秘密") == found("第九级") == []


def test_channel_kind_and_order_narrow_what_is_found(published, channel):
    early = published("早稻", "<p>田里有水。</p>", channel=channel, at=now() - dt.timedelta(minutes=1))
    late = published("晚稻", "<p>田里有水。</p>")
    index([early.pk, late.pk])
    assert found("田里有水", order="new") == [late.pk, early.pk]
    assert found("田里有水", channel_id=channel.pk) == [early.pk]
    assert found("田里有水", kind="video") == []


def test_pages_do_not_overlap(published):
    keys = [published(f"第{number}块田", "<p>田里有水。</p>").pk for number in range(5)]
    index(keys)
    pages = [found("田里有水", page=page, size=2) for page in (1, 2, 3, 4)]
    assert sorted(key for page in pages for key in page) == sorted(keys)
    assert pages[3] == []


def test_a_dropped_index_comes_back_whole(two):
    before = found("第九级")
    assert rebuild() == 2
    assert found("第九级") == before


def test_a_query_is_taken_apart_at_spaces_but_not_inside_quotation_marks():
    assert asking.read("江水 石阶").texts == ("江水", "石阶")
    assert asking.read("“the crust sings” 面包").texts == ("the crust sings", "面包")
    assert asking.read("他说“江水”退了").texts == ("他说“江水”退了",)
    assert asking.read("，。！").pieces == ()


def test_both_scripts_find_each_other_and_sounds_find_titles(published):
    hans, hant = published("台湾的河流", "<p>水库</p>"), published("臺灣的水庫", "<p>河流</p>")
    index([hans.pk, hant.pk])
    for typed in ("臺灣", "台湾", "taiwan"):
        assert set(found(typed)) == {hans.pk, hant.pk}, typed
    assert found("taiwandeheliu") == [hans.pk]


def test_forms_of_an_english_word_find_each_other_but_not_in_quotation_marks(two):
    _water, bread = two
    assert found("singing crusts") == [bread.pk]
    assert found('"singing"') == []
    assert found('"crust sings"') == [bread.pk]


def test_a_quoted_passage_is_found_across_punctuation_and_nothing_else_is(two):
    water, _bread = two
    assert found("“退三厘米。渡口的石阶”") == [water.pk]
    assert found("“石阶渡口”") == []
    assert found("“江水” 石阶") == [water.pk]


def test_a_passage_cut_within_latin_words_is_found(two):
    _water, bread = two
    assert found("一倍。The cru") == [bread.pk]
    assert found("rust sings whe") == [bread.pk]
    assert found("he crust sin") == [bread.pk]


def test_a_passage_of_code_with_blanks_and_punctuation_is_found_wherever_it_was_cut(published):
    code = published(
        "装一个服务", '<p>照下面做：</p><pre><code>for i in x[1:]:\n    sqld -c /usr/lib/svc "$@"</code></pre>'
    )
    index([code.pk])
    flat = " ".join(code.revision.body.plain.split())
    for start in range(len(flat) - 6):
        passage = flat[start : start + 6].strip()
        if len(passage) > 4:
            assert found(passage) == [code.pk], passage


def test_who_has_a_passage_to_the_letter_comes_before_many_that_have_its_words(published):
    many = [published(f"告诉 Gnu {number}", "<p>告诉别人，GNU 是什么。告诉 gnu！</p>") for number in range(12)]
    cut = published("表格", "<p>这一步告诉 Gnucash 账本在哪里。然后（kumar）</p>")
    index([one.pk for one in [*many, cut]])
    assert found("告诉 Gnuc") == [cut.pk]
    assert found("步告诉 Gnu")[0] == cut.pk
    assert found("告诉 Gnu")[:13].count(cut.pk) == 1
    assert found("诉 gnu！")[0] in {one.pk for one in many}
    assert found("kumar)") == [cut.pk]


def test_a_passage_that_is_told_apart_by_its_punctuation_alone_comes_first(published):
    plain = [published(f"图 {number}", "<p>图 7 大多数情况下没有问题。</p>") for number in range(11)]
    marked = published("说明", "<p>见图 7。大多数情况下，没有问题。</p>")
    index([one.pk for one in [*plain, marked]])
    assert found("图 7。大多数")[0] == marked.pk
    assert found("大多数情况下，没有")[0] == marked.pk


def test_a_passage_cut_within_a_word_is_marked_as_far_as_it_goes(two):
    _water, bread = two
    assert "<mark>The cru</mark>st" in search("The cru", at=now()).hits[0].passage_marked
    assert found("The cru") == [bread.pk]


def test_a_publisher_and_days_narrow_what_is_found(two):
    water, _bread = two
    assert water.pk in found("江水", publisher_id=water.publisher_id)
    assert found("江水", publisher_id=0) == []
    today = timezone.localdate(water.published_at)
    day = dt.timedelta(days=1)
    assert found("江水", since=today, until=today) == [water.pk]
    assert found("江水", since=today + day) == found("江水", until=today - day) == []


def test_what_may_not_be_shown_leaves_no_gap_and_is_not_counted(published):
    keys = [published(f"第{number}块田", "<p>田里有水。</p>") for number in range(4)]
    index([article.pk for article in keys])
    statement = Statement.objects.create(
        ground="law", rule="第一条", facts="事实", effect="withheld", by_public_id="x", issued_at=now()
    )
    restrict(keys[3], ArticleEffect.WITHHELD, under=statement)
    answer = search("田里有水", size=3, at=now())
    assert (len(answer.hits), answer.total) == (3, 3)


def test_a_question_is_known_by_its_words():
    assert asking.read("江水退了多少").asks
    assert asking.read("這是什麼？").asks
    assert not asking.read("江水退了三厘米").asks
