"""A passkey is made and used, by Chromium's own virtual device."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.acting import SEND, press, sign_in
from tests.serving import Served

Come = Callable[..., BrowserContext]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.mark.journey
def test_a_reader_signs_in_with_a_passkey(
    own_demo: Served, visitor: Come, accounts: Callable[[str], dict[str, str]]
) -> None:
    window, reader = visitor(language="en"), accounts("laozhou")
    page = sign_in(window, own_demo, reader["email"], reader["password"])
    device = window.new_cdp_session(page)
    device.send("WebAuthn.enable")
    key = device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    page.goto(f"{own_demo.address}/accounts/preferences")
    name = page.input_value("[name=name]")
    page.goto(f"{own_demo.address}/accounts/2fa/webauthn/add/")
    # What protects the account is changed only by who knows its password.
    page.fill("[name=password]", reader["password"])
    press(page.locator(SEND))
    page.fill("[name=name]", "My telephone")
    if (box := page.locator("[name=passwordless]")).count():
        box.check()
    page.locator("[data-passkey-go]").click()
    page.wait_for_url(lambda url: "/webauthn/add" not in url)
    assert len(device.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1
    page.goto(f"{own_demo.address}/accounts/2fa/webauthn/")
    assert "My telephone" in page.locator("main").inner_text()
    page.goto(f"{own_demo.address}/accounts/logout/")
    press(page.locator("main button[type=submit]"))
    page.goto(f"{own_demo.address}/accounts/login/?next=/accounts/preferences")
    page.locator("form[data-passkey=login] [data-passkey-go]").click()
    page.wait_for_url(f"{own_demo.address}/accounts/preferences")
    assert page.input_value("[name=name]") == name
