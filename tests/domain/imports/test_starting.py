"""Asking for things to be brought in."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haowen.domain.imports import starting
from haowen.domain.imports.models import Import, Item
from haowen.domain.people.acting import actor_of
from haowen.domain.publishers.models import MemberRole
from haowen.kit.refusals import Refused

PASTED = """看这两篇：https://mp.weixin.qq.com/s/AbC-1_2，还有（https://www.163.com/dy/article/X.html）。
www.toutiao.com/article/71/
https://mp.weixin.qq.com/s/AbC-1_2
没有地址的一行 a.b
"""


def test_addresses_are_found_in_running_text_each_once():
    assert starting.addresses_in(PASTED) == [
        "https://mp.weixin.qq.com/s/AbC-1_2", "https://www.163.com/dy/article/X.html", "https://www.toutiao.com/article/71/",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "没有", "ftp://a.example/x", "http://[", "javascript:alert(1)"])
def test_what_is_no_address_is_none(text):
    assert starting.addresses_in(text) == []


def start(publisher, user, text="", *files):
    return starting.start(publisher, text, files, user=user, by=actor_of(user))


@pytest.mark.django_db
def test_addresses_and_files_wait_in_their_order(publisher, bob):
    work = start(publisher, bob, "https://a.example/1", SimpleUploadedFile("../../x/文.md", "# 题".encode()))
    assert [(item.name, item.host, item.size_bytes) for item in work.items.all()] == [
        ("https://a.example/1", "a.example", 0),
        ("文.md", "", 5),
    ]
    assert (starting.folder_of(work) / "2").read_bytes() == "# 题".encode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "size", "field"),
    [("nothing here", 0, "addresses"), ("", 51, "uploads"), ("\n".join(f"https://a.example/{n}" for n in range(101)), 0, "addresses")],
)  # fmt: skip
def test_too_much_or_nothing_is_refused_and_nothing_is_kept(publisher, bob, text, size, field):
    file = SimpleUploadedFile("a.zip", b"x")
    file.size = size * starting.MEGABYTE
    with pytest.raises(Refused) as refused:
        start(publisher, bob, text, *([file] if size else []))
    assert refused.value.field == field
    assert not Import.objects.exists()


@pytest.mark.django_db
def test_a_day_has_its_bound_and_roles_have_theirs(publisher, bob, alice):
    work = start(publisher, bob, "https://a.example/1")
    Item.objects.bulk_create(
        Item(work=work, position=n, name=f"https://a.example/{n}", host="a.example") for n in range(2, 101)
    )
    with pytest.raises(Refused):
        start(publisher, bob, "https://a.example/101")
    assert starting.limits_of(alice, publisher).addresses > starting.limits_of(bob, publisher).addresses


@pytest.mark.django_db
def test_who_does_not_write_brings_nothing_in(publisher, carol):
    with pytest.raises(Refused):
        start(publisher, carol, "https://a.example/1")
    publisher.members.create(user=carol, role=MemberRole.ANALYST)
    with pytest.raises(Refused):
        start(publisher, carol, "https://a.example/1")


class Endless(io.BytesIO):
    """A file that fails while it is read."""

    name, size = "a.md", 3

    def chunks(self):
        yield b"abc"


@pytest.mark.django_db
def test_a_file_waits_where_its_name_does_not_lead(publisher, bob):
    work = start(publisher, bob, "", Endless())
    assert [path.name for path in Path(starting.folder_of(work)).iterdir()] == ["1"]
