import email
import email.policy
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from haowen.kit.mailbox import FileBackend, smtp_settings


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.EMAIL_FILE_PATH = tmp_path / "mail"
    return tmp_path / "mail"


def test_every_message_becomes_a_file_for_the_owner_alone(folder: Path) -> None:
    messages = [
        EmailMessage("欢迎", "点这里", to=["carol@example.org"]),
        EmailMessage("Two", "b", to=["bob@example.org"]),
    ]
    assert FileBackend().send_messages(messages) == 2
    files = sorted(folder.iterdir())
    assert [path.suffix for path in files] == [".eml", ".eml"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    subjects = {email.message_from_bytes(path.read_bytes(), policy=email.policy.default)["Subject"] for path in files}
    assert subjects == {"欢迎", "Two"}


def test_a_message_to_nobody_is_not_written(folder: Path) -> None:
    assert FileBackend().send_messages([EmailMessage("x", "y")]) == 0
    assert list(folder.iterdir()) == []


def test_an_smtp_address_sets_server_port_and_password() -> None:
    found = smtp_settings("smtp://host%40me:p%2Fw@mail.example:587")
    assert found["EMAIL_HOST"] == "mail.example"
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("host@me", "p/w")
    assert found["EMAIL_USE_TLS"]
    assert smtp_settings("smtps://mail.example")["EMAIL_PORT"] == 465
    assert "File" in smtp_settings("")["EMAIL_BACKEND"]


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="HAOWEN_SMTP_URL"):
        smtp_settings("mail.example:25")
