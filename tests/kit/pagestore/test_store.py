"""The store in front of a toy site: what is kept, for whom, and what passes by."""

import threading

import pytest

from haowen.kit.pagestore.board import Board, slots_of
from haowen.kit.pagestore.store import PageStore
from tests.kit.pagestore.toys import EDGE_SECONDS, World, change, get, make_store


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def board(tmp_path) -> Board:
    return Board(tmp_path / "run" / "board")


@pytest.fixture
def store(world, board) -> PageStore:
    return make_store(world, board)


def test_a_page_is_rendered_once(store, world):
    first = get(store, "/p/1", accept_encoding="br")
    for _ in range(5):
        assert get(store, "/p/1", accept_encoding="br").shown == first.shown
    assert world.rendered == 1


def test_a_change_is_seen_by_the_next_request(store, world, board):
    get(store, "/p/1")
    value = change(board, world, 1)
    assert get(store, "/p/1").shown["thing 1"] == value


def test_a_change_of_something_else_leaves_the_page(store, world, board):
    get(store, "/p/1")
    change(board, world, 4)
    get(store, "/p/1")
    assert world.rendered == 1


def test_a_change_in_a_fragment_spoils_the_page_around_it(store, world, board):
    get(store, "/p/3")
    value = change(board, world, 0)
    assert get(store, "/p/3").shown["fragment"]["thing 0"] == value


def test_everything_can_be_spoiled_at_once(store, world, board):
    get(store, "/p/1")
    board.bump((0,))
    get(store, "/p/1")
    assert world.rendered == 2


def test_nothing_is_kept_while_a_change_is_under_way(store, world, board):
    get(store, "/p/1")
    slots = slots_of(["thing:1"])[1:]
    mark = board.mark(slots)
    get(store, "/p/1")
    get(store, "/p/1")
    assert world.rendered == 3
    board.take_down([mark], slots)
    get(store, "/p/1")
    get(store, "/p/1")
    assert world.rendered == 4


def test_a_page_that_was_read_before_a_commit_and_finished_after_it_is_not_kept(store, world, board):
    def interrupt() -> None:
        world.interrupt = None
        change(board, world, 1)

    world.interrupt = interrupt
    assert get(store, "/p/1").shown["thing 1"] == 0
    assert get(store, "/p/1").shown["thing 1"] == 1


def test_a_page_ends_when_the_clock_says_so(store, world):
    assert get(store, "/p/1").shown["fragment"]["phase"] == world.phase()
    world.time += EDGE_SECONDS
    assert get(store, "/p/1").shown["fragment"]["phase"] == world.phase()
    world.time -= EDGE_SECONDS
    assert get(store, "/p/1").shown["fragment"]["phase"] == world.phase()


def test_a_bounded_page_is_made_again_behind_the_scenes_after_half_a_minute(store, world):
    world.time -= world.time % EDGE_SECONDS
    get(store, "/p/1")
    world.count()
    world.time += 31
    assert get(store, "/p/1").shown["fragment"]["counter"] == 0
    store.backstage.rest()
    assert get(store, "/p/1").shown["fragment"]["counter"] == 1
    assert world.rendered == 2


def test_a_bounded_page_is_never_older_than_a_minute(store, world):
    world.time -= world.time % EDGE_SECONDS
    get(store, "/p/1")
    world.count()
    world.time += 61
    assert get(store, "/p/1").shown["fragment"]["counter"] == 1


def test_the_age_of_a_kept_fragment_counts_for_a_page_that_is_made_later(store, world):
    world.time -= world.time % EDGE_SECONDS
    get(store, "/p/2")  # makes the fragment
    world.count()
    world.time += 29
    assert get(store, "/p/1").shown["fragment"]["counter"] == 0
    world.time += 40
    assert get(store, "/p/1").shown["fragment"]["counter"] == 1


def test_an_exact_change_wins_over_bounded_age(store, world, board):
    get(store, "/p/1")
    world.time += 31
    value = change(board, world, 1)
    assert get(store, "/p/1").shown["thing 1"] == value


def test_signed_in_people_pass_by(store, world):
    get(store, "/p/1")
    signed_in = get(store, "/p/1", cookie="prefs=en...; session=abc")
    assert signed_in.body.startswith(b"secret")
    assert b"secret" not in get(store, "/p/1").text
    assert b"secret" not in get(store, "/p/1", cookie="csrftoken=x; theirsession=abc").text


@pytest.mark.parametrize("how", [{"method": "POST"}, {"method": "DELETE"}, {"authorization": "Basic x"}])
def test_acts_and_credentials_pass_by(store, how):
    assert get(store, "/p/1", **how).body.startswith(b"secret")


def test_pages_with_forms_pass_by(store):
    assert get(store, "/studio/new").body.startswith(b"secret")


def test_an_answer_with_a_cookie_is_not_kept(store, world):
    for _ in range(3):
        assert get(store, "/search", query="q=cookie").headers["Set-Cookie"] == "a=b"
    assert world.rendered == 3
    get(store, "/search", query="q=x")
    assert "Set-Cookie" not in get(store, "/search", query="q=x").headers


def test_an_address_that_does_not_exist_is_not_kept(store, world):
    for _ in range(3):
        assert get(store, "/a/invented").status.startswith("404")
    assert (world.rendered, len(store.room.memory)) == (3, 0)


def test_keys_of_a_query_that_mean_nothing_are_dropped(store, world):
    get(store, "/p/1")
    for number in range(50):
        assert get(store, "/p/1", query=f"x={number}&q=1").shown["query"] == ""
    assert world.rendered == 1


def test_keys_of_a_query_that_mean_something_stand_in_a_fixed_order(store, world):
    one = get(store, "/search", query="page=2&x=1&q=%E5%A5%BD&q=later")
    two = get(store, "/search", query="q=%e5%a5%bd&page=2")
    assert one.shown["query"] == two.shown["query"] == "q=%E5%A5%BD&page=2"
    assert world.rendered == 1
    assert get(store, "/search", query="q=%E5%A5%BD&page=3").shown["query"] == "q=%E5%A5%BD&page=3"


def test_hosts_never_mix_and_foreign_ones_are_not_kept(store, world):
    assert get(store, "/p/1", host="haowen.example").shown["host"] == "haowen.example"
    assert get(store, "/p/1", host="OTHER.example:81").shown["host"] == "other.example:81"
    kept = len(store.room.memory)
    for number in range(20):
        get(store, "/p/1", host=f"evil{number}.example")
    assert len(store.room.memory) == kept


def test_languages_and_editions_never_mix(store):
    for _ in range(2):
        for lang in ("zh-hans", "en"):
            for edition in ("standard", "care"):
                got = get(store, "/p/1", cookie=f"prefs={lang}.{edition}..", accept_language="de")
                assert got.shown["choices"][:2] == [lang, edition]
        assert get(store, "/p/1", accept_language="en-GB").shown["choices"][0] == "en"
        assert get(store, "/p/1", accept_language="zh-TW").shown["choices"][0] == "zh-hans"
        assert get(store, "/p/1").shown["choices"][0] == ""


def test_invented_choices_make_no_pages_of_their_own(store, world):
    for number in range(30):
        get(store, "/p/1", cookie=f"prefs=a{number}.b.c.d", accept_language=f"x{number}", user_agent=str(number))
    assert world.rendered == 1


def test_the_application_sees_nothing_but_the_key(store):
    assert get(store, "/p/1", referer="http://a.example/").shown["strangers"] == []


@pytest.mark.parametrize("encoding", ["br", "gzip", ""])
def test_every_encoding_gets_its_own_bytes(store, encoding: str):
    plain = get(store, "/p/1").text
    for _ in range(3):
        got = get(store, "/p/1", accept_encoding=encoding)
        assert got.headers.get("Content-Encoding", "") == encoding
        assert got.text == plain
        store.backstage.rest()


def test_what_a_browser_has_is_not_sent_again_until_it_changes(store, world, board):
    tag = get(store, "/p/1", accept_encoding="br").headers["ETag"]
    get(store, "/p/1")
    store.backstage.rest()
    again = get(store, "/p/1", accept_encoding="br", if_none_match=tag)
    assert (again.status, again.body) == ("304 Not Modified", b"")
    assert get(store, "/p/1", accept_encoding="gzip", if_none_match=tag).status == "200 OK"
    change(board, world, 1)
    assert get(store, "/p/1", accept_encoding="br", if_none_match=tag).status == "200 OK"


def test_a_head_is_answered_from_the_page(store, world):
    full = get(store, "/p/1", accept_encoding="gzip")
    head = get(store, "/p/1", method="HEAD", accept_encoding="gzip")
    # The quiet thread may have packed the page better in between, which has a tag and a length of its own.
    packed = ("ETag", "Content-Length")
    assert (head.body, world.rendered) == (b"", 1)
    assert [{key: value for key, value in one.headers.items() if key not in packed} for one in (head, full)] == [
        {key: value for key, value in full.headers.items() if key not in packed}
    ] * 2
    assert head.headers["ETag"].partition("-")[0] == full.headers["ETag"].partition("-")[0]


def test_a_kept_page_says_how_it_may_be_kept_elsewhere(store):
    headers = get(store, "/p/1").headers
    assert headers["Cache-Control"] == "no-cache"
    assert headers["Vary"] == "Cookie, Accept-Language, Accept-Encoding"
    assert headers["ETag"].startswith('"')


def test_a_server_that_adds_headers_does_not_change_the_kept_ones(store):
    for _ in range(2):
        environ = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/p/1",
            "HTTP_HOST": "haowen.example",
            "wsgi.url_scheme": "http",
        }
        said: list[list[tuple[str, str]]] = []
        store(environ, lambda _status, headers: said.append(headers))  # noqa: B023
        assert ("X-Server", "1") not in said[0]
        said[0].append(("X-Server", "1"))


def test_a_flood_of_invented_addresses_leaves_the_real_page_warm_and_memory_bounded(world, board):
    store = make_store(world, board, most=300_000)
    get(store, "/p/1")
    get(store, "/p/1")
    before = world.rendered
    for number in range(3000):
        get(store, f"/a/{number}")
        get(store, "/search", query=f"q={number}")
        get(store, "/p/1", query=f"x={number}")
    assert store.room.memory.bytes <= 300_000
    assert world.rendered <= before + 6000
    rendered = world.rendered
    get(store, "/p/1")
    assert world.rendered == rendered


def test_many_who_ask_at_once_cause_one_rendering(store, world):
    began, go_on = threading.Event(), threading.Event()

    def interrupt() -> None:
        began.set()
        assert go_on.wait(60)

    world.interrupt = interrupt
    threads = [threading.Thread(target=get, args=(store, "/p/1")) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert began.wait(60)
    go_on.set()
    for thread in threads:
        thread.join()
    assert world.rendered == 1


def test_who_waits_for_a_page_that_is_old_when_it_is_ready_gets_a_new_one(store, world, board):
    began, go_on = threading.Event(), threading.Event()

    def interrupt() -> None:
        world.interrupt = None
        began.set()
        assert go_on.wait(60)

    world.interrupt = interrupt
    first = threading.Thread(target=get, args=(store, "/p/1"))
    first.start()
    assert began.wait(60)
    value = change(board, world, 1)  # acknowledged now
    got: list[int] = []
    second = threading.Thread(target=lambda: got.append(get(store, "/p/1").shown["thing 1"]))
    second.start()
    go_on.set()
    first.join()
    second.join()
    assert got == [value]


def test_a_broken_application_leaves_the_old_bounded_page_until_it_is_a_minute_old(store, world):
    world.time -= world.time % EDGE_SECONDS
    get(store, "/p/1")

    def fail() -> None:
        raise RuntimeError("down")

    world.interrupt = fail
    world.time += 40
    assert get(store, "/p/1").status == "200 OK"
    store.backstage.rest()
    world.time += 21
    with pytest.raises(RuntimeError):
        get(store, "/p/1")


def test_a_board_that_was_replaced_empties_the_store(store, world, board):
    get(store, "/p/1")
    board.path.unlink()
    world.things[1] = 7
    store.room._looked = -10.0
    assert get(store, "/p/1").shown["thing 1"] == 7
    value = change(board, world, 1)
    assert get(store, "/p/1").shown["thing 1"] == value


def test_switched_off_it_keeps_nothing(store, world):
    store.is_off = True
    get(store, "/p/1")
    get(store, "/p/1")
    assert world.rendered == 2
