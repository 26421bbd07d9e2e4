import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext

from tests.journeys.acting import press
from tests.serving import Served, served


@pytest.fixture(scope="module")
def site(made_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site without content."""
    with served(Path(shutil.copytree(made_site, tmp_path_factory.mktemp("opening") / "data")), workers=1) as running:
        yield running


@pytest.mark.journey
def test_the_first_operator_opens_the_site(site: Served, visitor: Callable[..., BrowserContext]) -> None:
    page = visitor(language="en").new_page()
    page.goto(site.setup_link())
    page.fill("[name=name]", "Olga")
    page.fill("[name=email]", "olga@example.org")
    page.fill("[name=password]", "correct horse battery staple")
    press(page.locator("main form button, form.stack button").first)
    page.goto(f"{site.address}/desk")
    assert page.locator("h1").count() == 1
    assert "/accounts/login" not in page.url
    again = visitor(language="en").new_page().goto(site.setup_link())
    assert again is not None
    assert again.status == 404


@pytest.mark.journey
@pytest.mark.parametrize("width", [360, 1280])
def test_an_empty_site_can_be_looked_at(site: Served, visitor: Callable[..., BrowserContext], width: int) -> None:
    page = visitor(width=width).new_page()
    answer = page.goto(f"{site.address}/")
    assert answer is not None
    assert answer.status == 200
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.context.cookies() == []
