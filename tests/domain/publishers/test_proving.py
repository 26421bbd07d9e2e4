import pytest

from haowen.domain.publishers import proving, stepping
from haowen.domain.publishers.models import Application
from haowen.domain.publishers.opening import kept_by_host
from haowen.kit import outbound
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
PAGE = "https://old.example/about"


@pytest.fixture
def draft(carol) -> Application:
    kept = kept_by_host("江边旧闻")
    draft = stepping.say_kind(carol, kind="person")
    stepping.say_names(draft, name="江边旧闻", handle=kept.handle)
    return stepping.say_purpose(draft, motivation="这是我从前的号，想接着写。")


def answering(monkeypatch, data: bytes, *, status: int = 200, url: str = PAGE) -> None:
    monkeypatch.setattr(outbound, "get", lambda *_a, **_k: outbound.Answer(url, status, "text/html", data))


def test_the_code_on_the_old_site_proves_the_claim(draft, monkeypatch):
    assert stepping.first_open(draft) == stepping.DOCUMENTS
    code = proving.code_of(draft)
    assert proving.code_of(Application.objects.get(pk=draft.pk)) == code
    answering(monkeypatch, f"<p>{code}</p>".encode())
    proving.prove(draft, PAGE)
    assert draft.proved_at is not None
    assert stepping.first_open(draft) == stepping.LOOK_OVER


@pytest.mark.parametrize("said", ["nothing", "404", "elsewhere", "unreachable", "no address"])
def test_anything_else_does_not(draft, monkeypatch, said):
    code, url = proving.code_of(draft).encode(), PAGE
    if said == "nothing":
        answering(monkeypatch, b"<p>hello</p>")
    elif said == "404":
        answering(monkeypatch, code, status=404)
    elif said == "elsewhere":
        answering(monkeypatch, code, url="https://paste.example/x")
    elif said == "unreachable":
        url = "http://127.0.0.1:9/x"
    else:
        url = "javascript:1"
    with pytest.raises(Refused) as caught:
        proving.prove(draft, url)
    assert caught.value.field == "url"
    draft.refresh_from_db()
    assert draft.proved_at is None


def test_another_handle_has_to_be_proved_anew(draft, monkeypatch):
    answering(monkeypatch, proving.code_of(draft).encode())
    proving.prove(draft, PAGE)
    stepping.say_names(draft, name="另一个", handle="another_one")
    assert draft.proved_at is None
