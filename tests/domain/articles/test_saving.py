"""Saving: nothing that was handed in is lost, whoever else writes."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from haowen.domain.articles import autosaving, publishing, restoring, saving
from haowen.domain.articles.autosaving import Window, Written
from haowen.domain.articles.drafts import Draft, DraftCredit
from haowen.domain.articles.emptying import WouldEmptyError
from haowen.domain.articles.models import Autosave, Body, Cause, CreditRole
from haowen.domain.people.acting import actor_of, host_actor
from haowen.kit.clock import now, telling

pytestmark = pytest.mark.django_db


def body(*words):
    return "".join(f"<p>{word}</p>" for word in words)


def save(article, by, html, base, **more):
    return saving.save(article, Draft("题", html), base=base, by=actor_of(by), **more)


@pytest.fixture
def article(article_factory):
    return article_factory("题", body("第一段。", "第二段。", "第三段。"))


def test_changes_of_different_paragraphs_are_merged(article, alice, bob):
    base = article.head
    save(article, alice, body("第一段改。", "第二段。", "第三段。"), base)
    merged = save(article, bob, body("第一段。", "第二段改。", "第三段。"), base)
    assert merged.cause == Cause.MERGE
    assert merged.body.plain == "第一段改。\n第二段改。\n第三段。"
    assert (merged.made_from.made_from, merged.made_from.body.plain) == (base, "第一段。\n第二段改。\n第三段。")
    article.refresh_from_db()
    assert article.head == merged


def test_a_writer_goes_on_from_the_own_text_while_the_merge_is_the_head(article, alice, bob):
    base = article.head
    save(article, alice, body("第一段改。", "第二段。", "第三段。"), base)
    mine = save(article, bob, body("第一段。", "第二段改。", "第三段。"), base).made_from
    again = save(article, bob, body("第一段。", "第二段改。", "第三段又改。"), mine)
    assert again.body.plain == "第一段改。\n第二段改。\n第三段又改。"


def test_the_same_paragraph_keeps_both(article, alice, bob):
    base = article.head
    theirs = save(article, alice, body("甲写的。", "第二段。", "第三段。"), base)
    with pytest.raises(saving.ConflictError) as caught:
        save(article, bob, body("乙写的。", "第二段。", "第三段。"), base)
    article.refresh_from_db()
    assert (article.head, caught.value.head) == (theirs, theirs)
    assert "乙写的" in caught.value.kept.body.plain


def test_what_arrives_twice_is_there_once(article, bob):
    base = article.head
    first = save(article, bob, body("第一段改。", "第二段。", "第三段。"), base)
    assert save(article, bob, body("第一段改。", "第二段。", "第三段。"), base) == first
    assert article.revisions.count() == 2


def test_a_window_in_which_nothing_was_changed_takes_nothing_back(article, alice, bob):
    base = article.head
    newer = save(article, alice, body("第一段改。", "第二段。", "第三段。"), base)
    assert save(article, bob, body("第一段。", "第二段。", "第三段。"), base) == newer


def test_emptying_the_text_needs_a_yes_where_it_is_asked_for(article, bob):
    with pytest.raises(WouldEmptyError):
        save(article, bob, "", article.head, may_empty=False)
    assert article.revisions.count() == 1


class Writers(RuleBasedStateMachine):
    """Several people, each in a window, save and autosave in any order; each submitted paragraph is a word of its own."""

    make = None
    people = ()

    @initialize()
    def begin(self):
        self.article = type(self).make("题", body("零", "一", "二"))
        self.windows = {at: (self.article.head, ["零", "一", "二"], 0) for at in range(len(self.people))}
        self.said, self.titled = set(), set()
        self.counted = 0

    def _write(self, who, where):
        base, words, sequence = self.windows[who]
        self.counted += 1
        word = f"字{self.counted}"
        words = [*words]
        if where < len(words) and self.counted % 2:
            words[where] = word
        else:
            words.insert(where, word)
        self.said.add(word)
        self.windows[who] = (base, words, sequence + 1)
        return base, words, sequence + 1

    @rule(who=st.integers(0, 2), where=st.integers(0, 3))
    def autosaves(self, who, where):
        base, words, sequence = self._write(who, where)
        written = Written("题", "", body(*words))
        autosaving.autosave(
            self.article, written, Window(f"window-{who}", sequence), base=base, by=self.people[who], may_empty=True
        )

    @rule(who=st.integers(0, 2), where=st.integers(0, 3))
    def saves(self, who, where):
        base, words, sequence = self._write(who, where)
        try:
            done = saving.save(self.article, Draft("题", body(*words)), base=base, by=self.people[who])
            mine = done.made_from if done.cause == Cause.MERGE else done
        except saving.ConflictError as conflict:
            mine = conflict.kept
        autosaving.take_into(mine, by=self.people[who], tab=f"window-{who}", sequence=sequence)
        self.windows[who] = (mine, words, sequence)

    @rule(who=st.integers(0, 2))
    def leaves(self, who):
        autosaving.leave(self.article, by=self.people[who], tab=f"window-{who}")
        self.windows[who] = (self.windows[who][0], self.windows[who][1], self.windows[who][2])

    @rule(who=st.integers(0, 2))
    def gives_another_title(self, who):
        base, words, sequence = self.windows[who]
        self.counted += 1
        title = f"题{self.counted}"
        self.titled.add(title)
        try:
            done = saving.save(self.article, Draft(title, body(*words)), base=base, by=self.people[who])
            mine = done.made_from if done.cause == Cause.MERGE else done
        except saving.ConflictError as conflict:
            mine = conflict.kept
        self.windows[who] = (mine, words, sequence)

    @rule(who=st.integers(0, 2), which=st.integers(0, 9))
    def restores(self, who, which):
        self.article.refresh_from_db()
        rows = self.article.revisions.order_by("number")
        restoring.restore(self.article, rows[which % len(rows)], by=self.people[who])

    @rule(who=st.integers(0, 2), is_mine=st.booleans())
    def settles_a_collision(self, who, is_mine):
        """Take one side of a collision on the page that shows both: a revision made from the head."""
        self.article.refresh_from_db()
        head = self.article.head
        beside = self.article.revisions.exclude(pk=head.pk).order_by("-number").first()
        if beside is not None:
            chosen = saving.as_draft(beside if is_mine else head)
            saving.save(self.article, chosen, base=head, by=self.people[who], cause=Cause.MERGE)

    @rule()
    def rests(self):
        with telling(now() + autosaving.IDLE):
            autosaving.settle_idle()

    @rule()
    def comes_out(self):
        self.article.refresh_from_db()
        publishing.publish(self.article, by=host_actor())
        self.article.refresh_from_db()

    @rule(who=st.integers(0, 2))
    def opens_again(self, who):
        self.article.refresh_from_db()
        standing = autosaving.standing(self.article, self.people[who])
        base, html = (standing.base, standing.html) if standing else (self.article.head, self.article.head.body.html)
        words = [line for line in html.replace("<p>", "").replace("</p>", "").split("\n") if line]
        self.windows[who] = (base, words, self.windows[who][2])

    @invariant()
    def every_submitted_word_is_kept(self):
        if not hasattr(self, "article"):
            return
        kept = "\n".join(
            [*Body.objects.filter(revision__article=self.article).values_list("html", flat=True),
             *Autosave.objects.filter(article=self.article).values_list("html", flat=True)]
        )  # fmt: skip
        assert [word for word in self.said if f"<p>{word}</p>" not in kept] == []
        assert self.titled <= set(self.article.revisions.values_list("title", flat=True))


def test_three_writers_in_any_order_lose_no_submitted_text(article_factory, alice, bob):
    Writers.make, Writers.people = staticmethod(article_factory), (actor_of(alice), actor_of(bob), host_actor())
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
    run_state_machine_as_test(
        Writers, settings=settings(max_examples=12, stateful_step_count=16, deadline=None, suppress_health_check=checks)
    )


def test_titles_and_names_turn_nothing_that_stands_behind_them(article, bob):
    turned = Draft(
        "江\u202e水", body("第一段。"), summary="\u2067摘要", credits=(DraftCredit(CreditRole.AUTHOR, "鲍\u202d勃"),)
    )
    kept = saving.save(article, turned, base=article.head, by=actor_of(bob))
    assert (kept.title, kept.summary, kept.credits.get().name) == ("江水", "摘要", "鲍勃")
    assert saving.save(article, turned, base=kept, by=actor_of(bob)) == kept
