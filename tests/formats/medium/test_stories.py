"""Stories as Medium exports them."""

import pytest

from haowen.formats.medium import NoStoryError, read

STORY = """<!DOCTYPE html><html><head><title>River</title></head><body><article class="h-entry">
<header><h1 class="p-name">The river</h1></header>
<section data-field="subtitle" class="p-summary">A night at the water</section>
<section data-field="body" class="e-content">
<section name="1" class="section section--body section--first"><div class="section-divider"><hr class="section-divider"></div>
<div class="section-content"><div class="section-inner">
<h3 class="graf graf--h3 graf--leading graf--title">The river</h3><h4 class="graf graf--h4 graf--subtitle">A night at the water</h4>
<p class="graf graf--p">It rose by <strong>three</strong> centimetres.</p>
<figure class="graf graf--figure"><div class="aspectRatioPlaceholder"><img class="graf-image" src="https://cdn.example/a.jpeg" alt="Water"></div><figcaption class="imageCaption">At <em>night</em></figcaption></figure>
<h3 class="graf graf--h3">Morning</h3><blockquote class="graf graf--blockquote">Said somebody.</blockquote>
<pre class="graf graf--pre">a = 1<br>b = 2</pre>
<figure class="graf graf--iframe"><script src="https://gist.example/x.js"></script></figure>
</div></div></section>
<section class="section section--body"><div class="section-divider"><hr class="section-divider"></div><p class="graf graf--p">The end.</p></section>
</section>
<footer><p>By <a href="https://medium.com/@lin" class="p-author h-card">Lin</a> on <a href="https://medium.com/p/abc123def456"><time class="dt-published" datetime="2018-08-11T11:23:34.123Z">August 11, 2018</time></a>.</p>
<p><a href="https://medium.com/@lin/the-river-abc123def456" class="p-canonical">Canonical link</a></p><p>Exported from Medium.</p>
<p class="p-tags">Tagged in <a class="p-tag" href="x">Rivers</a></p></footer></article></body></html>"""


def test_a_story_comes_without_what_medium_put_around_it():
    piece = read(STORY.encode(), name="posts/2018-08-11_The-river-abc123def456.html")
    assert piece.html.split("\n") == [
        "<p>It rose by <strong>three</strong> centimetres.</p>",
        '<figure data-remote="https://cdn.example/a.jpeg"><a href="https://cdn.example/a.jpeg">Water</a><figcaption>At <em>night</em></figcaption></figure>',
        "<h2>Morning</h2>", "<blockquote><p>Said somebody.</p></blockquote>", "<pre>a = 1", "b = 2</pre>",
        '<p><a href="https://gist.example/x.js">https://gist.example/x.js</a></p>', "<hr>", "<p>The end.</p>",
    ]  # fmt: skip
    assert (piece.title, piece.summary, piece.author, piece.tags) == (
        "The river",
        "A night at the water",
        "Lin",
        ("Rivers",),
    )
    assert (piece.published, piece.held_back, piece.language) == ("2018-08-11T11:23:34.123Z", "", "en")
    assert piece.identity == "abc123def456"
    assert piece.addresses == ("https://medium.com/@lin/the-river-abc123def456", "https://medium.com/p/abc123def456")


def test_drafts_and_replies_stay_drafts():
    assert "draft" in read(STORY.encode(), name="posts/draft_The-river-abc123def456.html").held_back
    assert "draft" in read(STORY.replace("p-author", "x").replace("dt-published", "x").encode()).held_back
    reply = STORY.replace(
        '<h3 class="graf graf--h3 graf--leading graf--title">The river</h3>',
        '<p class="graf graf--p graf--leading">The river is wide, I think.</p>',
    )
    assert "reply" in read(reply.encode()).held_back


def test_a_heading_that_does_not_repeat_the_title_stays():
    piece = read(STORY.replace('graf--title">The river<', 'graf--title">Another opening<').encode())
    assert piece.html.startswith("<h2>Another opening</h2>")


@pytest.mark.parametrize(
    "data", [b"", b"<html><body><section class='h-card'>Profile</section></body></html>", b"\xff\xfe\x00", b"plain"]
)
def test_what_is_no_story_is_refused(data):
    with pytest.raises(NoStoryError):
        read(data)
