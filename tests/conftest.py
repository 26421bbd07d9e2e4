"""What all tests stand on: a data folder of their own, and the cast.

alice owns, bob writes, carol reads, dana moderates, mallory is unwelcome.
"""

import atexit
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

_MEMORY = Path("/dev/shm")  # noqa: S108 - a file system in memory: SQLite's waits for the disk cost nothing there
_ROOMY = 1 << 30  # containers are often given 64 MB, which the tests' pictures would fill


def _has_memory() -> bool:
    return os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free >= _ROOMY


DATA = Path(tempfile.mkdtemp(prefix="haowen-tests-", dir=_MEMORY if _has_memory() else None))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

# Before Django reads its settings: a machine's own settings must not reach the tests.
_OF_TESTS = ("HAOWEN_CORPORA", "HAOWEN_LONG")
for _name in [name for name in os.environ if name.startswith("HAOWEN_") and name not in _OF_TESTS]:
    del os.environ[_name]
os.environ.update(
    HAOWEN_DATA=str(DATA),
    HAOWEN_TESTING="1",
    DJANGO_SETTINGS_MODULE="haowen.config.settings",
    DJANGO_ALLOW_ASYNC_UNSAFE="1",
)

import django  # noqa: E402
import pytest  # noqa: E402
from hypothesis import HealthCheck, settings  # noqa: E402

# The same examples in every run, however slow the machine is; HAOWEN_LONG draws others.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=not os.environ.get("HAOWEN_LONG"),
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")

# Here and not by pytest's own configuration, which would read the settings before the folder above is named.
django.setup()

from tests.flushing import let_flush  # noqa: E402

let_flush()  # tests that commit empty the guarded tables afterwards

if TYPE_CHECKING:
    from haowen.domain.articles.models import Article
    from haowen.domain.channels.models import Channel
    from haowen.domain.people.models import User
    from haowen.domain.publishers.models import Publisher

PASSWORD = "correct horse battery staple"


def pytest_make_parametrize_id(config: pytest.Config, val: object, argname: str) -> str | None:
    """Bytes give a case its place, never its name: packed bytes may hold the second, and two workers would differ."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The data folder of the tests' own site."""
    return DATA


Once = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Once:
    """Makes a folder once a run, whichever of the processes that run tests comes first: ``once("site", make)``."""

    def given(name: str, make: Callable[[Path], None]) -> Path:
        base = tmp_path_factory.getbasetemp()
        folder = (base if worker_id == "master" else base.parent) / name
        with folder.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.with_suffix(".made").exists():
                shutil.rmtree(folder, ignore_errors=True)  # half made
                folder.mkdir(mode=0o700)
                make(folder)
                folder.with_suffix(".made").touch()
        return folder

    return given


@pytest.fixture(scope="session")
def migrated(once: Once) -> Path:
    """An empty database at the state of this code: all migrations, which take long, are run here alone."""
    from tests.serving import environment

    def migrate(folder: Path) -> None:
        settings = environment(folder, DJANGO_SETTINGS_MODULE="haowen.config.settings")
        subprocess.run([sys.executable, "-m", "django", "migrate", "--verbosity", "0"], env=settings, check=True)

    return once("migrated", migrate) / "haowen.sqlite3"


@pytest.fixture(scope="session")
def made_site(once: Once, migrated: Path) -> Path:
    """The data folder of an empty site, made once a run by the command line; copy it with ``new_site``."""
    from tests.serving import haowen

    def make(folder: Path) -> None:
        shutil.copy2(migrated, folder)
        done = haowen(folder, "init")
        assert done.returncode == 0, done.stderr

    return once("made", make)


@pytest.fixture
def new_site(made_site: Path, tmp_path: Path) -> Path:
    """The data folder of an empty site of this test's own, for the command line and for ``tests.serving``."""
    return Path(shutil.copytree(made_site, tmp_path / "data", copy_function=shutil.copy2))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """Folder of test data that is no part of the repository; tests that need it are not collected without it."""
    folder = Path(os.environ.get("HAOWEN_CORPORA", ""))
    assert folder.is_dir(), "HAOWEN_CORPORA names no folder"
    return folder


_DATABASE = {"db", "transactional_db"}
_LOOKING = {"browser", "demo_folder"}
_PURE = ("tests/text/", "tests/formats/")
_LONG = ("tests/pagestore_site/", "tests/doors/test_access.py", "tests/doors/test_serve.py", "tests/kit/pagestore/")


def _in_good_order(items: list[pytest.Item]) -> list[pytest.Item]:
    """Let neither of two workers wait for the other: each begins in its half with what takes long.

    What looks at the demonstration stays together, so that one browser and one served site are enough for it; while these
    are made, and the database, the other worker tries what needs none of them.
    """
    looking, pure, long, short = [], [], [], []
    for item in items:
        if _LOOKING & set(getattr(item, "fixturenames", ())):
            looking.append(item)
        else:
            (pure if item.nodeid.startswith(_PURE) else long if item.nodeid.startswith(_LONG) else short).append(item)
    middle = max(0, len(items) // 2 - len(looking))
    return [*looking, *short[:middle], *pure, *long, *short[middle:]]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let every test that uses the database use both, and leave out what reads material this machine does not have."""
    items[:] = _in_good_order(items)
    for item in items:
        if marker := item.get_closest_marker("django_db"):
            asked = {"databases": ["default", "cache"], **marker.kwargs}
            item.add_marker(pytest.mark.django_db(*marker.args, **asked), append=False)
        elif _DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db(databases=["default", "cache"]), append=False)
    if Path(os.environ.get("HAOWEN_CORPORA") or "/nonexistent").is_dir():
        return
    out = [item for item in items if item.get_closest_marker("corpora")]
    if out:
        config.hook.pytest_deselected(items=out)
        items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Take the database that stands there: a copy of the migrated one."""
    return True


@pytest.fixture(scope="session")
def django_db_modify_db_settings(migrated: Path) -> None:
    """Put the tests' databases into files, as connections of several threads share them badly in memory."""
    from django.db import connections

    for alias in ("default", "cache"):
        connections[alias].settings_dict["TEST"]["NAME"] = str(DATA / f"test-{alias}.sqlite3")
    shutil.copy2(migrated, DATA / "test-default.sqlite3")
    connections["cache"].settings_dict["TEST"]["MIGRATE"] = False  # it holds no model


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Make the cache's table besides what the migrations make."""
    from django.core.management import call_command

    with django_db_blocker.unblock():
        call_command("createcachetable", database="cache", verbosity=0)


@pytest.fixture(autouse=True)
def _fresh_cache(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Let no rate limit, kept page or half-done choice of language reach the next test."""
    yield
    from django.utils import translation

    translation.deactivate()
    if _DATABASE & set(request.fixturenames):
        from django.core.cache import cache

        # a test that asked for the database by itself, late, has given it back by now
        with django_db_blocker.unblock():
            cache.clear()


def make_user(name: str, role: str = "reader", **fields: Any) -> "User":
    """Save a person with a confirmed address ``<name>@example.org`` and the password :data:`PASSWORD`."""
    from allauth.account.models import EmailAddress
    from django.contrib.auth.hashers import make_password

    from haowen.domain.people.models import User

    fields.setdefault("name", name.capitalize())
    user = User(email=f"{name}@example.org", role=role, **fields)
    user.password = _hashed(make_password)
    user.save()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


_kept_hash: list[str] = []


def _hashed(make_password: Callable[[str], str]) -> str:
    if not _kept_hash:  # Argon2 is slow on purpose: once a run is enough
        _kept_hash.append(make_password(PASSWORD))
    return _kept_hash[0]


@pytest.fixture
def alice(db: None, publisher: "Publisher") -> "User":
    """Owns the publisher."""
    return _member("alice", publisher, "owner")


@pytest.fixture
def bob(db: None, publisher: "Publisher") -> "User":
    """Writes for the publisher."""
    return _member("bob", publisher, "writer")


@pytest.fixture
def carol(db: None) -> "User":
    """Reads."""
    return make_user("carol")


@pytest.fixture
def dana(db: None) -> "User":
    """Moderates."""
    return make_user("dana", "moderator")


@pytest.fixture
def erin(db: None) -> "User":
    """Edits the front page for the host."""
    return make_user("erin", "editor")


@pytest.fixture
def olga(db: None) -> "User":
    """Operates the installation."""
    return make_user("olga", "operator")


@pytest.fixture
def mallory(db: None) -> "User":
    """Signed in, and unwelcome everywhere else."""
    return make_user("mallory")


def _member(name: str, publisher: "Publisher", role: str) -> "User":
    from haowen.domain.publishers.models import Member

    user = make_user(name)
    Member.objects.create(publisher=publisher, user=user, role=role)
    return user


@pytest.fixture
def site(db: None) -> Any:
    """The host's settings."""
    from haowen.domain.site.models import Site

    return Site.objects.get_or_create(pk=1)[0]


@pytest.fixture
def publisher(db: None) -> "Publisher":
    """A verified publisher of people who look at rivers; alice and bob belong to it."""
    from haowen.domain.publishers.models import Publisher
    from haowen.kit.clock import now

    return Publisher.objects.create(
        handle="river_watch", name="河流观察", kind="organisation", tagline="看河的人", verified_at=now()
    )


@pytest.fixture
def channel(db: None) -> "Channel":
    """An open channel."""
    from haowen.domain.channels.models import Channel

    return Channel.objects.create(slug="science", name_zh="科技", name_en="Science", position=1)


@pytest.fixture
def article_factory(publisher: "Publisher") -> Callable[..., "Article"]:
    """Makes drafts: ``article_factory(title=…, html=…, publisher=…, by=…, channel=…, summary=…, references=…, …)``."""

    def make(title: str = "水位为什么会变", html: str = "<p>河水在夜里涨了三厘米。</p>", **given: Any) -> "Article":
        from haowen.domain.articles.drafts import Draft, one_cover
        from haowen.domain.articles.saving import create
        from haowen.domain.people.acting import actor_of, host_actor

        by = given.pop("by", None)
        if "cover" in given:
            given["covers"] = one_cover(given.pop("cover"), given.pop("cover_alt", ""))
        doer = host_actor() if by is None else actor_of(by)
        said = {key: given.pop(key) for key in list(given) if key in Draft.__dataclass_fields__}
        return create(given.pop("publisher", publisher), Draft(title=title, html=html, **said), by=doer, **given)

    return make


@pytest.fixture
def published(article_factory: Callable[..., "Article"]) -> Callable[..., "Article"]:
    """Makes published articles, with the same words as ``article_factory`` and ``at`` for the time."""

    def make(title: str = "水位为什么会变", html: str = "<p>河水在夜里涨了三厘米。</p>", **given: Any) -> "Article":
        from haowen.domain.articles.publishing import publish
        from haowen.domain.people.acting import actor_of, host_actor

        by = given.get("by")
        at = given.pop("at", None)
        article = article_factory(title, html, **given)
        return publish(article, by=host_actor() if by is None else actor_of(by), at=at)

    return make
