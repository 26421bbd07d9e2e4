"""An owner takes everything along: asked for, made later, told by mail, opened by its owners until its term is over."""

import datetime as dt
import io
import zipfile
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from haowen.domain.archives import asking
from haowen.domain.archives.models import Export, ExportState
from haowen.domain.publishers import membership
from haowen.domain.publishers.models import Publisher
from haowen.doors.mail.archives import letter, tell_exported
from haowen.doors.packing import make_archive
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db
ADDRESS = "/studio/@river_watch/export"


@pytest.fixture
def owner(client: Client, alice: Any) -> Client:
    client.force_login(alice)
    return client


def asked(owner: Client) -> Export:
    assert owner.post(ADDRESS, {"do": "ask"}).status_code == 303
    return Export.objects.get()


def test_an_archive_is_made_later_and_the_page_tells_how_far_it_is(owner: Client, published: Any) -> None:
    published()
    export = asked(owner)
    assert "waits for its turn" in owner.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    asking.begin(export.pk)
    asking.step(export, 3, 12)
    page = owner.get(ADDRESS, headers={"accept-language": "en"}).content.decode()
    assert "3 of 12 articles" in page
    assert '<progress max="12" value="3"' in page
    assert asked(owner) == export, "one at a time"
    make_archive.call(export_id=export.pk)
    export.refresh_from_db()
    assert (export.state, export.done, export.whole) == ("ready", 1, 1)
    make_archive.call(export_id=export.pk)  # a second run has no effect
    answer = owner.get(f"{ADDRESS}/{export.secret}")
    data = b"".join(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert len(data) == export.size_bytes == int(answer["Content-Length"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert "index.html" in archive.namelist()


def test_the_file_goes_when_its_term_is_over_or_an_owner_deletes_it(owner: Client, alice: Any) -> None:
    for way in ("term", "owner"):
        export = Export.objects.create(publisher=Publisher.objects.get(), asked_by=alice)
        make_archive.call(export_id=export.pk)
        path = asking.path_of(export)
        assert path.stat().st_mode & 0o077 == 0
        stray = path.with_name("stray.zip")
        stray.touch()
        if way == "term":
            Export.objects.filter(pk=export.pk).update(expires_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
            assert owner.get(f"{ADDRESS}/{export.secret}").status_code == 404
            asking.forget_exports.call()
            assert not stray.exists()
        else:
            assert owner.post(ADDRESS, {"do": "delete", "export": export.pk}).status_code == 303
        export.refresh_from_db()
        assert export.state == ExportState.GONE
        assert owner.get(f"{ADDRESS}/{export.secret}").status_code == 404


def test_who_is_no_owner_any_more_opens_nothing(owner: Client, alice: Any, bob: Any, publisher: Any) -> None:
    export = asked(owner)
    make_archive.call(export_id=export.pk)
    membership.hand_over(publisher, bob, by=alice)
    assert owner.get(f"{ADDRESS}/{export.secret}").status_code == 404
    assert owner.get(ADDRESS).status_code == 404
    tell_exported.call(export_id=export.pk)
    assert not mail.outbox
    with pytest.raises(Refused):
        asking.ask(publisher, by=alice)


def test_whoever_asked_is_told_once(owner: Client) -> None:
    export = asked(owner)
    make_archive.call(export_id=export.pk)
    for _time in range(2):
        tell_exported.call(export_id=export.pk)
    (sent,) = mail.outbox
    assert sent.to == ["alice@example.org"]
    assert ADDRESS in str(sent.body)
    assert export.secret not in str(sent.body), "whoever reads the mail is not yet an owner"


def test_what_cannot_be_made_says_why(owner: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    export = asked(owner)

    def full(*_all: Any, **_more: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("haowen.doors.packing.write", full)
    make_archive.call(export_id=export.pk)
    export.refresh_from_db()
    assert "No space left" in owner.get(ADDRESS).content.decode()
    assert "No space left" in letter(export).paragraphs[0]
    assert owner.post(ADDRESS, {"do": "ask"}).status_code == 303
    assert Export.objects.first() != export, "it can be asked for again"
