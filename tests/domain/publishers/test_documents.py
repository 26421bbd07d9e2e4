import datetime as dt
import io
import os
import stat

import pytest
from PIL import Image

from haowen.domain.publishers import applying, documents, stepping
from haowen.domain.publishers.models import Application, ApplicationState, Document
from haowen.domain.site.changing import change
from haowen.kit import clock
from haowen.kit.refusals import Refused

pytestmark = pytest.mark.django_db

PDF_BYTES = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"


def drawn(form: str) -> bytes:
    """Return a small picture."""
    made = io.BytesIO()
    Image.new("RGB", (40, 40), "#884422").save(made, form)
    return made.getvalue()


@pytest.fixture
def application(carol) -> Application:
    said = {"kind": "company", "name": "临江出版社", "handle": "linjiang_press", "motivation": "把旧书的故事写下来。"}
    return applying.submit(carol, **said)


def test_a_document_is_kept_apart_for_its_owner_alone(application):
    document = documents.keep(application, what=" 营业 执照 ", name="C:\\scans\\执照.pdf", data=PDF_BYTES)
    path = documents.path_of(document)
    assert path.read_bytes() == PDF_BYTES
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "media" not in path.parts
    assert document.name == "执照.pdf"
    assert document.name not in path.name


@pytest.mark.parametrize(
    ("data", "kind"), [(PDF_BYTES, "application/pdf"), (drawn("JPEG"), "image/jpeg"), (drawn("PNG"), "image/png")]
)
def test_the_content_says_what_it_is(application, data, kind):
    assert documents.keep(application, what="执照", name="x.exe", data=data).content_type == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"%PDF-1.4 cut off",
        drawn("GIF"),
        drawn("WEBP"),
        drawn("PNG")[:60],
        PDF_BYTES + b" " * documents.BYTES_MOST,
    ],
)
def test_what_is_no_document_is_refused_and_leaves_nothing(application, data):
    before = set(documents.folder().iterdir()) if documents.folder().exists() else set()
    with pytest.raises(Refused):
        documents.keep(application, what="执照", name="x.pdf", data=data)
    assert not application.documents.exists()
    after = set(documents.folder().iterdir()) if documents.folder().exists() else set()
    assert before == after


def test_files_go_when_the_term_ends_and_their_rows_say_so(application, olga, monkeypatch):
    document = documents.keep(application, what="执照", name="x.pdf", data=PDF_BYTES)
    change(olga, documents_kept_days=30)
    later = clock.now() + dt.timedelta(days=400)
    with monkeypatch.context() as moved:
        moved.setattr(documents, "now", lambda: later)
        assert documents.delete_due() == 0  # nobody has decided yet
    applying.refuse(application, by=olga, reasons="看不出来历。")
    assert documents.delete_due() == 0
    monkeypatch.setattr(documents, "now", lambda: clock.now() + dt.timedelta(days=31))
    assert documents.delete_due() == 1
    document.refresh_from_db()
    assert document.deleted_at is not None
    assert not documents.path_of(document).exists()
    with pytest.raises(Refused):
        documents.opened(document, by=olga)


def test_a_file_without_a_row_is_swept_away(application):
    lost = documents.folder() / "lost"
    documents.folder().mkdir(parents=True, exist_ok=True)
    lost.write_bytes(b"x")
    documents.delete_due()
    assert lost.exists()
    os.utime(lost, (0, 0))
    kept = documents.keep(application, what="执照", name="x.pdf", data=PDF_BYTES)
    documents.delete_due()
    assert not lost.exists()
    assert documents.path_of(kept).exists()


def test_a_dropped_draft_takes_its_files_along(carol, django_capture_on_commit_callbacks):
    draft = stepping.say_kind(carol, kind="company", organisation="临江出版社")
    path = documents.path_of(documents.keep(draft, what="执照", name="x.pdf", data=PDF_BYTES))
    with django_capture_on_commit_callbacks(execute=True):
        stepping.drop(draft)
    assert not path.exists()
    assert not Document.objects.exists()


def test_what_was_handed_in_stays(application, carol):
    document = documents.keep(application, what="执照", name="x.pdf", data=PDF_BYTES)
    with pytest.raises(Refused):
        documents.take_back(document, by=carol)
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.WITHDRAWN)
    with pytest.raises(Refused):
        documents.keep(application, what="执照", name="x.pdf", data=PDF_BYTES)
