"""Requests: what of them is a key, and that nothing else gets through."""

from hypothesis import given
from hypothesis import strategies as st

from haowen.kit import choices
from haowen.kit.pagestore.requests import Key, asked, environ_for
from tests.kit.pagestore.toys import RULES


def _environ(**more: str) -> dict[str, object]:
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/search",
        "HTTP_HOST": "haowen.example",
        "wsgi.url_scheme": "http",
        **more,
    }


def test_a_session_anywhere_among_the_cookies_makes_a_request_personal():
    for cookie in ("session=a", "prefs=en...;session=", "a=b; session=x; c=d", "session"):
        assert asked(_environ(HTTP_COOKIE=cookie), RULES).is_personal
    for cookie in ("mysession=a", "a=session", "session2=b"):
        assert not asked(_environ(HTTP_COOKIE=cookie), RULES).is_personal


def test_the_answer_to_a_choice_and_a_part_of_a_file_are_asked_for_fresh():
    for more in ({"QUERY_STRING": "theme=dark&q=1"}, {"HTTP_RANGE": "bytes=0-1"}, {"HTTP_HOST": "evil.example"}):
        assert asked(_environ(**more), RULES) == (None, False)


def test_a_query_in_chinese_means_the_same_written_plainly_or_escaped():
    plain = "q=好".encode().decode("latin-1")
    assert asked(_environ(QUERY_STRING=plain), RULES) == asked(_environ(QUERY_STRING="q=%E5%A5%BD"), RULES)


@given(st.text(st.characters(max_codepoint=255), max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_whatever_is_sent_the_application_is_asked_for_one_of_the_keys_of_the_site(query, cookie, languages):
    request = asked(_environ(QUERY_STRING=query, HTTP_COOKIE=cookie, HTTP_ACCEPT_LANGUAGE=languages), RULES)
    if request.key is None:
        return
    environ = environ_for(request.key, {"HTTP_COOKIE": "secret", "HTTP_X": "1"})
    assert "HTTP_X" not in environ
    assert "HTTP_ACCEPT_LANGUAGE" not in environ
    # Asked again with what the application is given, it is the same page.
    again = asked(environ, RULES).key
    assert again == request.key
    assert again.choices == choices.read(environ["HTTP_COOKIE"].removeprefix("prefs="), "")


def test_the_body_of_a_page_request_is_empty():
    key = Key("http", "haowen.example", "/p/1", "", choices.Choices())
    body = environ_for(key, {})["wsgi.input"]
    assert (body.read(), body.readline()) == (b"", b"")
