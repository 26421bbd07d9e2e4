"""A visitor goes to every address that the site names."""

import fcntl
import pickle
import re
from collections import Counter, defaultdict, deque
from functools import cache, cached_property
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import lxml.html
import polib  # type: ignore[import-untyped]
import pytest

from haowen.kit.choices import ANSWERS
from tests.journeys import visiting
from tests.journeys.visiting import Answer, Visitor
from tests.serving import ROOT, Served

CATALOGUE = ROOT / "src/haowen/locale/zh_Hans/LC_MESSAGES/django.po"

CHOOSING = re.compile(rf"[^?]*\?(.*&)?({'|'.join(ANSWERS)})=")
# Ways to the same few pages: so many of each kind are enough. Every other address is asked for.
ENOUGH = (
    (CHOOSING, 24),
    (re.compile(r"/accounts/login/\?"), 12),
    (re.compile(r"/accounts/signup/\?"), 4),
    (re.compile(r"/report\?"), 12),
    (re.compile(r"/why\?"), 20),
    (re.compile(r"/search\?"), 40),
    (re.compile(r"/a/[^/]+/comments\?order="), 20),
    (re.compile(r"/a/[^/]+/comments/"), 40),
    (re.compile(r"/a/[^/]+/card\.png"), 12),
    (re.compile(r"/media/.+\.webp"), 80),
)
STARTS = (
    "/", "/search?q=%E6%B0%B4", "/search?q=water", "/hot?span=week", "/hot?span=day", "/robots.txt", "/.well-known/security.txt",
    "/.well-known/change-password", "/join", "/report?about=/", "/accounts/signup/", "/accounts/login/", "/accounts/password/reset/",
    "/search/suggest?q=%E6%B0%B4", "/healthz", "/readyz", "/favicon.ico",
)  # fmt: skip
FORMS = re.compile(r"/(accounts|join|report|cases)\b")
NEVER_KEPT = re.compile(r"/(accounts|join|report|cases)\b|/a/[^/]+/comments/.+")
POLICY = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "base-uri 'none'", "frame-ancestors 'none'"}
# Written on purpose in the other language, for who reads only that one.
SELF_NAMED = {"English", "中文", "简体中文", "特别声明", "Notice"}
CJK = re.compile(r"[\u3400-\u9fff]")
LATIN = re.compile(r"[A-Za-z]")


class Walk:
    """Everything that was seen on the way."""

    def __init__(self, visitor: Visitor, seen: "Seen") -> None:
        """Take what was seen, and a visitor who can ask again."""
        self.visitor = visitor
        self.answers, self.named_by, self.fragments, self.elsewhere = seen

    @cached_property
    def trees(self) -> dict[str, lxml.html.HtmlElement]:
        """The pages, taken apart."""
        return {path: answer.tree() for path, answer in self.answers.items() if answer.is_page and answer.status == 200}

    def pages(self) -> list[str]:
        """Return the addresses that answered with a page."""
        return list(self.trees)


class Seen(NamedTuple):
    """Answers by address; which page named an address, a place on a page, an address elsewhere."""

    answers: dict[str, Answer]
    named_by: dict[str, str]
    fragments: dict[tuple[str, str], str]
    elsewhere: dict[str, str]


def walk(visitor: Visitor) -> Seen:
    """Go to every address of the site, beginning at its front."""
    seen = Seen({}, {}, {}, {})
    waiting, gone = deque(STARTS), Counter[re.Pattern[str]]()
    known = set(STARTS)
    while waiting:
        path = waiting.popleft()
        answer = seen.answers[path] = visitor.get(path)
        found: list[str] = [answer.location] if answer.location else []
        if answer.is_page and answer.status == 200:
            tree = answer.tree()
            for address in visiting.loaded(tree):
                if visitor.here(address, path) is None and not address.startswith("data:"):
                    seen.elsewhere.setdefault(address, path)
            found += [*visiting.loaded(tree), *visiting.linked(tree)]
        for address in found:
            if (here := visitor.here(address, path)) is None:
                continue
            target, _, fragment = here.partition("#")
            if fragment:
                seen.fragments.setdefault((target, unquote(fragment)), path)
            if target in known:
                continue
            if (kind := next((one for one in ENOUGH if one[0].match(target)), None)) is not None:
                gone[kind[0]] += 1
                if gone[kind[0]] > kind[1]:
                    continue
            known.add(target)
            seen.named_by[target] = path
            waiting.append(target)
    return seen


@pytest.fixture(scope="session", params=["zh", "en"])
def walked(
    request: pytest.FixtureRequest, demo: Served, tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Walk:
    """The walk in one language, gone once a run: processes that run tests share what was seen."""
    base = tmp_path_factory.getbasetemp()
    kept = (base if worker_id == "master" else base.parent) / f"walk-{request.param}.pickle"
    visitor = Visitor(demo.address, request.param)
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            kept.write_bytes(pickle.dumps(walk(visitor)))
    return Walk(visitor, pickle.loads(kept.read_bytes()))  # noqa: S301 - written by this run


@cache
def catalogue() -> dict[str, str]:
    """The texts of the interface: English → Chinese, those that say something in one language only."""
    entries = polib.pofile(str(CATALOGUE))
    pairs: dict[str, str] = {}
    for entry in entries:
        if entry.obsolete or "%" in entry.msgid or "{" in entry.msgid:
            continue
        chinese = entry.msgstr or entry.msgstr_plural.get(0, "")
        if CJK.search(chinese) and LATIN.search(entry.msgid):
            pairs[" ".join(entry.msgid.split())] = " ".join(chinese.split())
    return pairs


def test_every_address_that_is_named_answers(walked: Walk) -> None:
    """And it is a whole site: articles, channels, publishers, months, tags, series, originals, comments, pictures."""
    wrong = {
        path: (answer.status, walked.named_by.get(path))
        for path, answer in walked.answers.items()
        if answer.status not in (200, 301, 302, 303)
    }
    assert wrong == {}
    kinds = (
        r"/", r"/a/\w+", r"/a/\w+/card\.png", r"/a/\w+/qr\.svg", r"/a/\w+/comments", r"/a/\w+/comments/\d+", r"/c/\w+",
        r"/t/.+", r"/s/\w+", r"/o/[\w-]+", r"/@\w+", r"/@\w+/\d{4}-\d\d", r"/hot.*", r"/search\?.*", r"/why\?.*", r"/how-we-rank",
        r"/how-we-decide", r"/about", r"/contact", r"/terms", r"/media/.+\.webp", r"/media/.+\.mp4", r"/media/.+\.vtt", r"/static/.+\.css", r"/report\?.*", r"/join",
    )  # fmt: skip
    missing = [kind for kind in kinds if not any(re.fullmatch(kind, path) for path in walked.answers)]
    assert missing == []


def test_acts_and_rooms_of_others_lead_to_sign_in(walked: Walk) -> None:
    for path, answer in walked.answers.items():
        if answer.status in (301, 302, 303):
            choosing = CHOOSING.match(path)
            leads = urlsplit(answer.location)
            assert not leads.netloc, path
            assert choosing or leads.path.startswith("/accounts/"), (path, answer.location)
    for path in ("/studio", "/studio/x/y", "/desk", "/desk/none", "/accounts/bookmarks", "/accounts/preferences"):
        answer = walked.visitor.get(path)
        assert answer.status in {302, 303}
        assert answer.location.startswith("/accounts/login/?next=")


def test_no_link_leads_to_a_place_that_is_not_on_the_page(walked: Walk) -> None:
    ids: dict[str, set[str]] = {}
    missing = {}
    for (target, fragment), page in walked.fragments.items():
        if target in walked.trees:
            names = ids.setdefault(target, {str(name) for name in walked.trees[target].xpath("//@id")})
            if fragment not in names:
                missing[f"{target}#{fragment}"] = page
    assert missing == {}


def test_nothing_is_loaded_from_elsewhere(walked: Walk) -> None:
    assert walked.elsewhere == {}


def test_links_to_elsewhere_say_so(walked: Walk) -> None:
    silent = {
        link.get("href"): path
        for path, tree in walked.trees.items()
        for link in tree.iter("a")
        if (link.get("href") or "").startswith(("http:", "https:"))
        and walked.visitor.here(link.get("href"), path) is None
        and "external" not in (link.get("rel") or "")
    }
    assert silent == {}


def test_a_visitor_gets_no_cookie_but_where_something_is_filled_in_or_chosen(walked: Walk) -> None:
    for path, answer in walked.answers.items():
        if CHOOSING.match(path):
            assert answer.cookies() in ([], ["prefs"]), path
        elif FORMS.match(path):
            assert set(answer.cookies()) <= {"csrftoken"}, path
        else:
            assert answer.cookies() == [], path


def test_nothing_is_written_into_pages_that_the_policy_refuses(walked: Walk) -> None:
    found = {path: inline for path, tree in walked.trees.items() if (inline := visiting.inline(tree))}
    assert found == {}
    for path in walked.pages():
        policy = walked.answers[path].headers["Content-Security-Policy"]
        assert {part.strip() for part in policy.split(";")} >= POLICY, path
        assert "unsafe" not in policy, path
        assert "http" not in policy, path


def test_pages_for_all_are_asked_about_and_never_sent_twice(walked: Walk) -> None:
    kinds = set()
    for path in walked.pages():
        headers = walked.answers[path].headers
        if NEVER_KEPT.match(path):
            assert headers["Cache-Control"] == "no-cache" or "no-store" in headers["Cache-Control"], path
            continue
        assert headers["Cache-Control"] == "no-cache", path
        assert headers["ETag"], path
        vary = {part.strip() for part in headers["Vary"].split(",")}
        assert vary >= {"Cookie", "Accept-Language", "Accept-Encoding"}, path
        kind = path.split("/")[1]
        if kind not in kinds:
            kinds.add(kind)
            answer = walked.visitor.get(path)
            for _ in range(3):
                again = walked.visitor.get(path, If_None_Match=answer.headers["ETag"])
                if again.status == HTTPStatus.NOT_MODIFIED:
                    break
                # A page with counters says when it was made: one that was made anew in between is sent, once.
                assert again.headers["ETag"] != answer.headers["ETag"], path
                answer = again
            assert (again.status, again.body) == (304, b""), path


def test_every_page_says_its_language_and_has_one_heading(walked: Walk) -> None:
    language = {"zh": "zh-Hans", "en": "en"}[walked.visitor.language]
    wrong = {}
    for path, tree in walked.trees.items():
        headings = tree.xpath("//h1")
        if tree.get("lang") != language or len(headings) != 1 or not headings[0].text_content().strip():
            wrong[path] = (tree.get("lang"), [heading.text_content() for heading in headings])
        ids = Counter(tree.xpath("//@id"))
        if double := [name for name, times in ids.items() if times > 1]:
            wrong[path] = ("ids", double)
    assert wrong == {}


def test_no_two_pages_have_one_title(walked: Walk) -> None:
    """But for a repost, which says itself that it is to be found where it was first."""
    titles = defaultdict(set)
    for path, tree in walked.trees.items():
        title = " ".join((tree.findtext(".//title") or "").split())
        assert title, path
        here = urlsplit(path).path
        canonical = [urlsplit(one).path for one in tree.xpath("//link[@rel='canonical']/@href")]
        stands_elsewhere = any(re.fullmatch(r"/a/\w+", one) and one != here for one in canonical)
        if not stands_elsewhere and not tree.xpath("//meta[@name='robots'][contains(@content, 'noindex')]"):
            titles[title].add(here)
    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_no_text_of_the_interface_stands_in_the_other_language(walked: Walk) -> None:
    language = walked.visitor.language
    foreign = set(catalogue()) if language == "zh" else set(catalogue().values()) - set(catalogue())
    found: dict[str, str] = {}
    for path, tree in walked.trees.items():
        # A word that people gave to their articles may be a word of the interface too.
        given = unquote(path.removeprefix("/t/").partition("?")[0]) if path.startswith("/t/") else ""
        for element, text in visiting.texts(tree):
            if text in foreign and text not in SELF_NAMED | {given} and visiting.language_of(element) == language:
                found.setdefault(text, path)
    assert found == {}


def test_forms_speak_one_language(walked: Walk) -> None:
    """Also the texts that allauth brings: what a form says is written by nobody but the interface."""
    language = walked.visitor.language
    found: dict[str, str] = {}
    for path in (path for path in walked.pages() if path.startswith("/accounts/")):
        for element, text in visiting.texts(walked.trees[path].find(".//main")):
            if visiting.language_of(element) != language:
                continue
            is_english = len(re.findall(r"[A-Za-z]{2,}", text)) > 1 and not CJK.search(text)
            if is_english if language == "zh" else CJK.search(text):
                found.setdefault(text, path)
    assert found == {}


def test_files_are_sent_as_what_they_are_and_may_be_kept(walked: Walk) -> None:
    others = {".mp4": "video/mp4", ".vtt": "text/vtt; charset=utf-8"}
    for path, answer in walked.answers.items():
        if path.startswith("/media/"):
            kind = Path(path).suffix
            assert answer.headers["Content-Type"] == others.get(kind, f"image/{kind[1:]}"), path
            assert answer.headers["X-Content-Type-Options"] == "nosniff", path
        elif path.startswith("/static/"):
            assert "immutable" in answer.headers["Cache-Control"], path
