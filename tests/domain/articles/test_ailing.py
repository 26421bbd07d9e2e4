import pytest

from haowen.domain.articles import ailing

PICTURE = "https://example.org/a.png"


@pytest.fixture(autouse=True)
def well():
    ailing.forget()
    yield
    ailing.forget()


def test_a_host_that_does_not_answer_twice_is_left_alone_for_a_while(monkeypatch):
    moment = [1000.0]
    monkeypatch.setattr(ailing.time, "monotonic", lambda: moment[0])
    ailing.note(PICTURE, answered=False)
    assert not ailing.is_ailing(PICTURE)
    ailing.note("https://example.org/b.png", answered=False)
    assert ailing.is_ailing(PICTURE)
    assert not ailing.is_ailing("https://example.com/a.png")
    moment[0] += ailing.REST_SECONDS
    assert not ailing.is_ailing(PICTURE)


def test_one_answer_makes_it_well():
    ailing.note(PICTURE, answered=False)
    ailing.note(PICTURE, answered=False)
    ailing.note(PICTURE, answered=True)
    assert not ailing.is_ailing(PICTURE)
