"""Signing in and up, safe ways back, who asks."""

import pytest
from django.test import Client, RequestFactory

from haowen.domain.people.models import Session, User
from haowen.doors.forms import local
from haowen.doors.web.accounts import address_of
from tests.conftest import PASSWORD

pytestmark = pytest.mark.django_db(databases=["default", "cache"])  # rate limits count in the cache
BROKEN_FORMS = "haowen.doors.web.accounts.BrokenForms"


@pytest.fixture(autouse=True)
def _told(settings) -> None:
    settings.MIDDLEWARE = [*(name for name in settings.MIDDLEWARE if name != BROKEN_FORMS), BROKEN_FORMS]


def test_signing_in_leads_back_to_where_it_was_asked_for(client, carol) -> None:
    answer = client.post("/accounts/login/?next=/join", {"login": carol.email, "password": PASSWORD, "next": "/join"})
    assert (answer.status_code, answer["Location"]) == (302, "/join")
    assert Session.objects.get().user == carol


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_never_leads_to_another_site(client, carol, elsewhere) -> None:
    answer = client.post("/accounts/login/", {"login": carol.email, "password": PASSWORD, "next": elsewhere})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/")
    assert "evil" not in answer["Location"]
    assert not local(elsewhere)


def test_a_wrong_password_is_told_and_the_address_stays_in_the_form(client, carol) -> None:
    answer = client.post(
        "/accounts/login/", {"login": carol.email, "password": "not this one"}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert carol.email in page
    assert 'aria-invalid="true"' in page or 'role="alert"' in page
    assert not Session.objects.filter(user=carol).exists()


def test_signing_up_takes_a_name_that_others_see(client, db) -> None:
    said = {"email": "new@example.org", "name": "  新 读者 ", "password1": "a long enough secret"}
    assert client.post("/accounts/signup/", said).status_code == 302
    assert User.objects.get(email="new@example.org").name == "新 读者"


@pytest.mark.parametrize(
    ("field", "value"), [("name", "  "), ("name", "!!!"), ("password1", "short"), ("email", "no address")]
)
def test_a_refused_signing_up_keeps_what_was_typed(client, db, field, value) -> None:
    said = {"email": "new@example.org", "name": "Newcomer", "password1": "a long enough secret", field: value}
    answer = client.post("/accounts/signup/", said)
    assert answer.status_code == 422
    kept = said["name"] if field == "email" else said["email"]
    assert kept in answer.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/accounts/login/code/"]
)
def test_account_pages_are_whole_and_without_inline_code(client, db, path, language) -> None:
    page = client.get(path, headers={"accept-language": language}).content.decode()
    assert page.count("<h1") == 1
    assert "<style" not in page
    assert " style=" not in page
    assert " onclick=" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/2fa/webauthn/",
        "/accounts/preferences",
    ],
)
def test_own_pages_are_shown_to_people_and_lead_strangers_to_sign_in(client, carol, path) -> None:
    assert client.get(path)["Location"].startswith("/accounts/login/?next=")
    client.force_login(carol)
    assert client.get(path).status_code == 200


def test_preferences_are_kept_and_the_cookie_gives_way(client, carol) -> None:
    client.force_login(carol)
    client.cookies["prefs"] = "zh-hans.standard.auto.2"
    said = {"name": "Carol R", "language": "en", "edition": "care", "theme": "dark", "size": "4"}
    assert client.post("/accounts/preferences", said).status_code == 303
    carol.refresh_from_db()
    assert (carol.name, carol.language, carol.edition, carol.theme, carol.size) == (
        "Carol R",
        "en",
        "care",
        "dark",
        "4",
    )
    page = client.get("/accounts/preferences").content.decode()
    assert 'data-edition="care"' in page
    assert 'lang="en"' in page


def test_an_empty_name_is_refused_and_the_other_choices_stay(client, carol) -> None:
    client.force_login(carol)
    answer = client.post("/accounts/preferences", {"name": " ", "theme": "dark"})
    assert answer.status_code == 422
    assert 'value="dark"' in answer.content.decode()
    carol.refresh_from_db()
    assert (carol.name, carol.theme) == ("Carol", "")


def test_signing_in_asks_for_the_token(carol) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/accounts/login/", {"login": carol.email, "password": PASSWORD}).status_code == 403


def test_forwarded_addresses_are_believed_from_trusted_proxies_alone(settings) -> None:
    asked = RequestFactory().get(
        "/", headers={"X-Forwarded-For": "6.6.6.6, 203.0.113.9, 10.0.0.2"}, REMOTE_ADDR="10.0.0.1"
    )
    settings.TRUSTED_PROXIES = []
    assert address_of(asked) == "10.0.0.1"
    settings.TRUSTED_PROXIES = ["10.0.0.1", "10.0.0.2"]
    assert address_of(asked) == "203.0.113.9"


def test_where_mail_stays_in_the_data_folder_people_are_told_so(client, db, settings) -> None:
    settings.EMAIL_BACKEND = "haowen.kit.mailbox.FileBackend"
    assert "data folder" in client.get("/accounts/password/reset/", headers={"accept-language": "en"}).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert (
        "data folder" not in client.get("/accounts/password/reset/", headers={"accept-language": "en"}).content.decode()
    )


def test_a_code_by_mail_signs_in(client, carol, mailoutbox) -> None:
    assert client.post("/accounts/login/code/", {"email": carol.email}).status_code == 302
    assert client.get("/accounts/login/code/confirm/").status_code == 200
    code = next(
        word
        for word in mailoutbox[0].body.split()
        if len(word.replace("-", "")) in (6, 8) and word.replace("-", "").isalnum() and word.isupper()
    )
    assert client.post("/accounts/login/code/confirm/", {"code": code}).status_code == 302
    assert Session.objects.filter(user=carol).exists()


def test_a_second_factor_is_asked_for_after_the_password(client, carol) -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    TOTP.activate(carol, generate_totp_secret())
    answer = client.post("/accounts/login/", {"login": carol.email, "password": PASSWORD})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get(answer["Location"]).status_code == 200
    assert not Session.objects.filter(user=carol).exists()


@pytest.mark.parametrize(("language", "said"), [("en", "Set a new password"), ("zh-CN", "设置新密码")])
def test_mail_about_an_account_is_in_the_language_that_is_read(client, carol, mailoutbox, language, said) -> None:
    client.post("/accounts/password/reset/", {"email": carol.email}, headers={"accept-language": language})
    assert mailoutbox[0].subject == said
    assert "/accounts/password/reset/key/" in mailoutbox[0].body
    assert "&#" not in mailoutbox[0].body


def test_the_language_of_the_account_goes_before_that_of_whoever_asks(client, carol, mailoutbox) -> None:
    carol.language = "en"
    carol.save()
    client.post("/accounts/password/reset/", {"email": carol.email}, headers={"accept-language": "zh-CN"})
    assert mailoutbox[0].subject == "Set a new password"


def test_a_changed_password_is_told_to_its_owner(client, carol, mailoutbox) -> None:
    client.force_login(carol)
    new = "another battery, another staple"
    said = {"oldpassword": PASSWORD, "password": new, "password1": new, "password2": new}
    assert client.post("/accounts/password/change/", said, headers={"accept-language": "en"}).status_code == 302
    assert mailoutbox[0].subject == "Your password was changed"
    assert "/accounts/password/reset/" in mailoutbox[0].body


def test_every_mail_of_an_account_is_ours(db) -> None:
    from pathlib import Path

    import allauth
    from django.template.loader import get_template

    theirs = Path(allauth.__file__).parent / "templates"
    for kind in ("account/email", "mfa/email"):
        for path in (theirs / kind).glob("*.txt"):
            found = get_template(f"{kind}/{path.name}").origin.name
            assert "haowen" in found, found
