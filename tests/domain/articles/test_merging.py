"""Two drafts of one article, put together."""

from haowen.domain.articles.drafts import Draft, DraftReference
from haowen.domain.articles.merging import together

BASE = Draft("题", "<p>一</p><p>二</p>", references=(DraftReference("甲书", "r1"), DraftReference("乙书", "r2")))


def changed(**said):
    from dataclasses import replace

    return replace(BASE, **said)


def test_one_changes_the_title_and_the_other_the_text():
    both = together(BASE, changed(title="新题"), changed(html="<p>一</p><p>二改</p>"))
    assert both.is_clean()
    assert (both.draft.title, both.draft.html) == ("新题", "<p>一</p>\n<p>二改</p>")


def test_two_titles_clash_and_theirs_stands():
    both = together(BASE, changed(title="我的"), changed(title="他的"))
    assert (both.fields, both.draft.title) == (["title"], "他的")


def test_sources_are_merged_one_by_one():
    mine = (*BASE.references, DraftReference("我的", "r-m"))
    theirs = (BASE.references[1], DraftReference("他的", "r-t"))
    both = together(BASE, changed(references=mine), changed(references=theirs))
    assert both.is_clean()
    assert [row.key for row in both.draft.references] == ["r2", "r-t", "r-m"]


def test_one_source_told_in_two_ways_is_a_clash():
    mine, theirs = (
        (DraftReference("甲书一", "r1"), BASE.references[1]),
        (DraftReference("甲书二", "r1"), BASE.references[1]),
    )
    assert together(BASE, changed(references=mine), changed(references=theirs)).fields == ["references"]
