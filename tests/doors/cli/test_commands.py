import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.serving import haowen

PASSWORD = "correct horse battery\n"


@pytest.fixture(scope="module")
def data(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(made_site, tmp_path_factory.mktemp("cli") / "data"))


def create(data: Path, email: str, *more: str, stdin: str = PASSWORD) -> "tuple[int, str, str]":
    done = haowen(data, "user", "create", "--email", email, "--password-stdin", *more, stdin=stdin)
    return done.returncode, done.stdout, done.stderr


def rows(data: Path, sql: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(data / "haowen.sqlite3") as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["serve", "--port", "many"], ["user", "create"], ["rebuild", "moon"]]
)
def test_wrong_usage_is_two_and_no_traceback(data: Path, arguments: list[str]) -> None:
    done = haowen(data, *arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_help_names_what_there_is_and_nothing_else(data: Path) -> None:
    said = haowen(data, "--help").stdout
    for name in ("serve", "work", "init", "setup-link", "user", "rebuild", "failpoints", "doctor", "import"):
        assert f"  {name} " in said
    for name in ("backup", "restore", "upgrade", "audit"):
        assert f"  {name} " not in said


def test_an_empty_folder_becomes_a_site_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "data"
    done = haowen(folder, "init")
    assert (done.returncode, done.stdout.strip()) == (0, str(folder))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in folder.iterdir()} >= {
        "haowen.sqlite3",
        "media",
        "index",
        "mail",
        "run",
        "backups",
        "secret.key",
    }


def test_the_folder_can_be_named_before_and_after_the_command_and_beats_the_environment(
    data: Path, tmp_path: Path
) -> None:
    other = tmp_path / "environment"
    before = haowen(other, "--data", str(data), "doctor")
    after = haowen(other, "doctor", "--data", str(data))
    for done in (before, after):
        assert f"data: {data}" in done.stdout
    assert not other.exists()


def test_an_account_is_made_that_can_sign_in(data: Path) -> None:
    code, said, _errors = create(data, "dana@example.org", "--role", "moderator", "--name", "Dana")
    assert (code, said) == (0, "dana@example.org moderator\n")
    assert rows(data, "SELECT name, role FROM people_user WHERE email = 'dana@example.org'") == [("Dana", "moderator")]
    assert rows(data, "SELECT verified FROM account_emailaddress WHERE email = 'dana@example.org'") == [(1,)]
    assert PASSWORD.strip() not in str(rows(data, "SELECT password FROM people_user"))


def test_a_second_factor_prints_its_secret(data: Path) -> None:
    done = haowen(
        data, "user", "create", "--json", "--email", "erin@example.org", "--role", "editor", "--password-stdin", "--totp",
        stdin=PASSWORD,
    )  # fmt: skip
    facts = json.loads(done.stdout)
    assert (facts["email"], facts["role"], len(facts["totp"])) == ("erin@example.org", "editor", 32)
    assert len(rows(data, "SELECT 1 FROM mfa_authenticator WHERE type = 'totp'")) == 1


@pytest.mark.parametrize(
    ("email", "password", "word"),
    [
        ("no address", PASSWORD, "address"),
        ("", PASSWORD, "address"),
        ("short@example.org", "abc\n", "short"),
        ("common@example.org", "password1234\n", "common"),
        ("none@example.org", "", "short"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(data: Path, email: str, password: str, word: str) -> None:
    before = rows(data, "SELECT count(*) FROM people_user")
    code, said, errors = create(data, email, "--role", "reader", stdin=password)
    assert (code, said) == (1, "")
    assert word in errors
    assert "Traceback" not in errors
    assert rows(data, "SELECT count(*) FROM people_user") == before


def test_an_address_is_used_once_whatever_its_case(data: Path) -> None:
    assert create(data, "frank@example.org", "--role", "reader")[0] == 0
    code, _said, errors = create(data, "Frank@example.org", "--role", "reader")
    assert code == 1
    assert "already" in errors


def test_a_refusal_speaks_the_language_of_the_terminal(data: Path) -> None:
    done = haowen(
        data,
        "user",
        "create",
        "--email",
        "gu@example.org",
        "--role",
        "reader",
        "--password-stdin",
        stdin="abc\n",
        LANG="zh_CN.UTF-8",
    )
    assert done.returncode == 1
    assert "密码" in done.stderr


def test_the_setup_address_is_made_anew_each_time_until_there_is_an_operator(new_site: Path) -> None:
    folder = new_site
    links = [haowen(folder, "setup-link").stdout.strip() for _ in range(2)]
    assert links[0] != links[1]
    assert links[0].startswith("http://localhost:8000/setup/")
    create(folder, "olga@example.org", "--role", "operator")
    done = haowen(folder, "setup-link")
    assert (done.returncode, done.stdout) == (1, "")


def test_failpoints_are_listed(data: Path) -> None:
    from haowen.kit.failpoints import NAMES

    assert haowen(data, "failpoints").stdout.split() == list(NAMES)


def test_rebuilding_an_empty_site_finds_nothing(data: Path) -> None:
    done = haowen(data, "rebuild")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ["search 0", "duplicates 0", "recommend 0", "media 0", "pages"]


def test_doctor_shows_where_the_house_may_reach_and_hides_passwords(data: Path) -> None:
    done = haowen(
        data, "doctor", HAOWEN_OUTBOUND_ALLOW="127.0.0.1:9", HAOWEN_SMTP_URL="smtp://host:hunter2@127.0.0.1:25"
    )
    assert done.returncode == 0, done.stderr
    assert "outbound allow: 127.0.0.1:9" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr


def test_a_setting_that_cannot_be_is_named(data: Path) -> None:
    done = haowen(data, "doctor", HAOWEN_PORT="many")
    assert done.returncode == 1
    assert "HAOWEN_PORT" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_cannot_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="ascii")
    done = haowen(tmp_path / "file" / "data", "init")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
