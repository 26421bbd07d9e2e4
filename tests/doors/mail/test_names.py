from haowen.domain.publishers.models import NameChange
from haowen.doors.mail.names import letter


def test_owners_read_what_was_decided_and_why(publisher) -> None:
    change = NameChange(
        publisher=publisher, name="河岸笔记", handle="river_bank", is_granted=False, reasons="与别号太像"
    )
    refused = letter(change)
    assert "河岸笔记" in refused.subject
    assert any("与别号太像" in line for line in refused.paragraphs)
    change.is_granted = True
    assert any("@river_bank" in line for line in letter(change).paragraphs)
