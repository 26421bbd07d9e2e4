"""Pictures that pages load late."""

import pytest

from haowen.text.late import ATTRIBUTES, addresses, is_blank, of_set


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_the_address_of_a_picture_loaded_late_beats_what_keeps_its_place(name: str) -> None:
    assert addresses({"src": "data:image/gif;base64,R0lGOD", name: "https://a.example/p.jpg"}) == [
        "https://a.example/p.jpg"
    ]


@pytest.mark.parametrize(
    "address",
    [
        "", "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP", "about:blank", "/img/blank.gif", "https://a.example/spacer.gif",
        "https://a.example/static/1x1.png", "/x/lazyload.gif?v=2", "/images/loading_big.gif", "//a.example/placeholder.svg",
    ],
)  # fmt: skip
def test_what_keeps_a_place_is_no_picture(address: str) -> None:
    assert is_blank(address)
    assert addresses({"src": address}) == []


@pytest.mark.parametrize(
    "address", ["https://a.example/blank-stare.jpg", "/photos/loading-dock.jpg/7.jpg", "pixelart/cat.png"]
)
def test_a_picture_of_something_blank_is_a_picture(address: str) -> None:
    assert addresses({"src": address}) == [address]


def test_attributes_that_name_no_address_are_passed_over() -> None:
    assert addresses({"data-image": '{"id": 7}', "data-lazy": "true it is", "src": "/p.jpg"}) == ["/p.jpg"]


def test_of_a_set_the_widest_comes_first() -> None:
    assert of_set("/s.jpg 320w, /l.jpg 1280w, /m.jpg 640w") == ["/l.jpg", "/m.jpg", "/s.jpg"]
    assert of_set("/a,b.jpg 1x, /c.jpg 2x") == ["/c.jpg", "/a,b.jpg"]
    assert of_set("/p.jpg wide") == ["/p.jpg"]
