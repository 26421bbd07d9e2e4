"""The body for places that are not ours."""

from haowen.text.markup import Picture, carried

SHA = "a" * 64
WORDS = {
    "gap": "A picture is missing here.",
    "remote": "At its source:",
    "unplaced": "Not placed",
    "cite": "Reference {n}",
}


def made(html: str, **given: object) -> str:
    said = {"base": "https://h.example", "page": "https://h.example/a/x", "pictures": {}, "cited": {}, "words": WORDS}
    return carried(html, **(said | given))  # type: ignore[arg-type]


def test_addresses_are_whole() -> None:
    html = '<p><a href="/a/y">here</a> <a href="https://o.example/?a=1&amp;b=2">there</a> <a href="javascript:x">no</a></p>'
    assert made(html) == (
        '<p><a href="https://h.example/a/y">here</a> <a href="https://o.example/?a=1&amp;b=2">there</a> <a>no</a></p>'
    )


def test_a_citation_leads_to_the_reference_at_its_page() -> None:
    html = '<p>水<sup data-cite="r1"></sup>x<sup>2</sup><sup data-cite="gone"></sup></p>'
    assert made(html, cited={"r1": 3}) == (
        '<p>水<sup><a href="https://h.example/a/x#r3">[3]</a></sup>x<sup>2</sup></p>'
    )


def test_a_picture_comes_in_one_size_with_its_words() -> None:
    pictures = {SHA: Picture(f"/media/{SHA}/w640.webp", "x 640w", "", 640, 400, "#fff")}
    html = f'<figure><img data-media="{SHA}" alt="桥 &quot;一&quot;"><figcaption>桥下</figcaption></figure>'
    assert made(html, pictures=pictures) == (
        f'<figure><img src="https://h.example/media/{SHA}/w640.webp" width="640" height="400" '
        'alt="桥 &quot;一&quot;"><figcaption>桥下</figcaption></figure>'
    )
    assert "A picture is missing here." in made(html)


def test_nothing_has_an_id_or_scrolls() -> None:
    html = (
        "<h2>河</h2><table><caption>水位</caption><thead><tr><th>日</th></tr></thead>"
        '<tbody><tr><td colspan="2">1</td></tr></tbody></table><pre><code>a</code></pre>'
        "<aside data-unplaced><p>x</p></aside><p data-lead>y</p>"
    )
    out = made(html)
    assert "id=" not in out
    assert "tabindex" not in out
    assert "class=" not in out
    assert '<td colspan="2">1</td>' in out
    assert "<aside><p>Not placed</p><p>x</p></aside>" in out
