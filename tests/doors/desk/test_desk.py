"""The desk: who may be where, and what each page does."""

import datetime as dt

import pytest
from django.test import Client

from haowen.domain.articles.models import State
from haowen.domain.channels.models import Channel
from haowen.domain.headlines.models import Slot, Vertical
from haowen.domain.moderation.models import Case, Decision
from haowen.domain.moderation.reporting import report
from haowen.domain.publishers import applying
from haowen.domain.publishers.models import Application, Member
from haowen.domain.site.changing import current, terms_in_force
from haowen.domain.site.models import FooterLink, Notice, SiteChange
from haowen.kit.clock import now

ROUTES = {
    "/desk": {"dana", "erin", "olga"},
    "/desk/applications": {"olga"},
    "/desk/applications/{application}": {"olga"},
    "/desk/cases": {"dana", "olga"},
    "/desk/cases/{case}": {"dana", "olga"},
    "/desk/review": {"dana", "erin", "olga"},
    "/desk/copies": {"dana", "erin", "olga"},
    "/desk/front": {"erin", "olga"},
    "/desk/site": {"olga"},
    "/desk/site/history": {"olga"},
    "/desk/site/history/{change}": {"olga"},
    "/desk/nothing/here": set(),
    "/desk/": set(),
}
ACTS = {
    "/desk/front/place": {"erin", "olga"},
    "/desk/front/verticals": {"erin", "olga"},
    "/desk/front/originals": {"erin", "olga"},
    "/desk/site/notices": {"olga"},
    "/desk/site/footer": {"olga"},
    "/desk/site/terms": {"olga"},
    "/desk/site/channels": {"olga"},
    "/desk/site/channels/science": {"olga"},
    "/desk/site/channels/science/move": {"olga"},
    "/desk/site/colour": {"olga"},
    "/desk/site/pictures": {"olga"},
    "/desk/site": {"olga"},
}


@pytest.fixture
def article(published, channel):
    return published(channel=channel)


@pytest.fixture
def case(article):
    return report(article=article, reason="false", text="不对", contact="", by=None)


@pytest.fixture
def application(carol):
    said = {"kind": "person", "name": "城记临江", "handle": "city_notes", "tagline": "", "field": ""}
    return applying.submit(carol, **said, motivation="每周一篇口述史，旧稿三十篇。", channels=[])


@pytest.fixture
def people(carol, dana, erin, olga, mallory, alice):  # noqa: PLR0917 - fixtures
    return {"carol": carol, "dana": dana, "erin": erin, "olga": olga, "mallory": mallory, "alice": alice}


@pytest.mark.parametrize("who", ["mallory", "alice", "dana", "erin", "olga"])
@pytest.mark.parametrize("route", ROUTES)
def test_everybody_sees_their_part_of_the_desk_alone(client, people, case, application, route, who) -> None:  # noqa: PLR0917 - fixtures
    client.force_login(people[who])
    change = SiteChange.objects.create(field="name", before="", after="好文", by_public_id="x", at=now())
    answer = client.get(route.format(case=case.number, application=application.public_id, change=change.pk))
    assert answer.status_code == (200 if who in ROUTES[route] else 404)


@pytest.mark.parametrize("who", ["mallory", "alice", "dana", "erin", "olga"])
@pytest.mark.parametrize("route", ACTS)
def test_acts_are_for_those_whose_part_they_are(client, people, channel, route, who) -> None:
    client.force_login(people[who])
    assert (client.post(route).status_code == 404) == (who not in ACTS[route])


@pytest.mark.parametrize("route", [*ROUTES, *ACTS])
def test_strangers_are_led_to_sign_in_and_back(client, case, application, route) -> None:
    where = route.format(case=case.number, application=application.public_id, change=1)
    assert client.get(where)["Location"] == f"/accounts/login/?next={where}"
    assert client.post(where)["Location"].startswith("/accounts/login/?next=/desk")


@pytest.mark.parametrize("route", ["/desk/front/place", "/desk/site", "/desk/site/footer"])
def test_acts_ask_for_the_token(olga, route) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(olga)
    assert strict.post(route).status_code == 403


def test_an_approved_application_opens_the_publisher(client, olga, carol, application) -> None:
    client.force_login(olga)
    here = f"/desk/applications/{application.public_id}"
    assert application.motivation in client.get(here).content.decode()
    assert client.post(here, {"do": "approve"}).status_code == 303
    assert Member.objects.get(user=carol).publisher.handle == "city_notes"
    assert client.get("/@city_notes").status_code == 200
    assert client.post(here, {"do": "approve"}).status_code == 422


@pytest.mark.parametrize("do", ["ask", "refuse"])
def test_a_refusal_and_a_question_need_words(client, olga, application, do) -> None:
    client.force_login(olga)
    here = f"/desk/applications/{application.public_id}"
    answer = client.post(here, {"do": do, "reasons": " "})
    assert answer.status_code == 422
    assert "reasons_error" in answer.content.decode()
    assert client.post(here, {"do": do, "reasons": "请补一份旧稿。"}).status_code == 303
    assert Application.objects.get().reasons == "请补一份旧稿。"


def test_a_withheld_article_is_gone_for_readers_and_comes_back(client, dana, article, case) -> None:
    client.force_login(dana)
    here = f"/desk/cases/{case.number}"
    assert "河水在夜里" in client.get(here).content.decode()
    said = {"do": "withhold", "ground": "law", "rule": "第十二条", "facts": "核对过，数字是编的。"}
    assert client.post(here, said).status_code == 303
    assert Client().get(f"/a/{article.public_id}").status_code == 451
    assert client.post(here, {"do": "restore", "note": "作者已改正。"}).status_code == 303
    assert Client().get(f"/a/{article.public_id}").status_code == 200
    assert Decision.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"do": "withhold", "ground": "law", "rule": "", "facts": "写了很久的事实"}, "rule"),
        ({"do": "withhold", "ground": "law", "rule": "写好的规则", "facts": " "}, "facts"),
        (
            {"do": "withhold", "ground": "law", "rule": "写好的规则", "facts": "事实", "until": "2001-01-01T00:00"},
            "until",
        ),
        ({"do": "dismiss", "note": ""}, "note"),
        ({"do": "", "note": "写好的话"}, "do"),
    ],
)
def test_a_decision_without_reasons_is_refused_and_keeps_the_words(client, dana, article, case, said, field) -> None:  # noqa: PLR0917 - fixtures
    client.force_login(dana)
    answer = client.post(f"/desk/cases/{case.number}", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"{field}_error" in page
    for words in ("写了很久的事实", "写好的规则", "写好的话"):
        assert (words in page) == (words in said.values())
    assert not Decision.objects.exists()
    assert Client().get(f"/a/{article.public_id}").status_code == 200


def test_a_dismissed_case_tells_the_reporter_why(client, dana, case) -> None:
    client.force_login(dana)
    client.post(f"/desk/cases/{case.number}", {"do": "dismiss", "note": "核对了公报，数字无误。"})
    assert "核对了公报，数字无误。" in Client().get(f"/cases/{case.number}-{case.secret}").content.decode()
    assert Case.objects.get().state == "decided"


def test_what_waits_in_review_is_published_or_given_back(client, erin, article_factory) -> None:
    client.force_login(erin)
    for do, state in (("publish", State.PUBLISHED), ("return", State.DRAFT)):
        waiting = article_factory("等人看的文章" + do)
        type(waiting).objects.filter(pk=waiting.pk).update(state=State.IN_REVIEW)
        assert waiting.title in client.get("/desk/review").content.decode()
        here = f"/desk/review/{waiting.public_id}"
        assert client.post(here, {}).status_code == 422
        assert client.post(here, {"do": do}).status_code == 303
        waiting.refresh_from_db()
        assert waiting.state == state
        assert client.get(here).status_code == 404


def test_a_headline_is_placed_by_address_or_title_now_or_later(client, erin, article, channel) -> None:
    client.force_login(erin)
    tomorrow = (now() + dt.timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert (
        client.post(
            "/desk/front/place",
            {"article": f"https://x.example/a/{article.public_id}", "place": "lead", "position": "0"},
        ).status_code
        == 303
    )
    said = {"article": article.title, "place": "channel", "channel": "science", "position": "0", "starts_at": tomorrow}
    assert client.post("/desk/front/place", said).status_code == 303
    assert Slot.objects.count() == 2
    assert client.get("/desk/front").content.decode().count(f"/a/{article.public_id}") == 2
    for slot in Slot.objects.all():
        assert client.post(f"/desk/front/slots/{slot.pk}/end").status_code == 303
    assert not Slot.objects.filter(until=None).exists()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"article": "没有这一篇"}, "article"),
        ({"place": "channel"}, "channel"),
        ({"until": "2001-01-01T00:00"}, "until"),
        ({"position": "-1"}, "position"),
    ],
)
def test_a_refused_headline_keeps_what_was_typed(client, erin, article, said, field) -> None:
    client.force_login(erin)
    answer = client.post("/desk/front/place", {"article": article.title, "place": "lead", "position": "0"} | said)
    assert answer.status_code == 422
    assert f"{field}_error" in answer.content.decode()
    assert not Slot.objects.exists()


def test_originals_are_opened_and_filled(client, erin, article) -> None:
    client.force_login(erin)
    assert (
        client.post(
            "/desk/front/verticals", {"slug": "homes", "name_zh": "人间", "name_en": "Homes", "position": "0"}
        ).status_code
        == 303
    )
    assert (
        client.post(
            "/desk/front/originals", {"vertical": "homes", "article": article.title, "position": "0"}
        ).status_code
        == 303
    )
    assert Vertical.objects.get().entries.get().article == article
    assert client.post("/desk/front/verticals", {"slug": "x y", "name_zh": "", "name_en": "E"}).status_code == 422


def settings_of_site(**said: str) -> dict[str, str]:
    site = current()
    kept = {
        name: str(getattr(site, name))
        for name in (
            "name",
            "default_language",
            "time_zone",
            "title_least",
            "short_most",
            "title_most",
            "publishers_a_person",
            "documents_kept_days",
            "media_room",
            "copies",
            "archives_kept_days",
            "short_most",
        )
    }
    return kept | said


def test_the_settings_are_on_the_next_page_and_on_record(client, olga) -> None:
    client.force_login(olga)
    said = settings_of_site(name="临江好文", icp_number="浙ICP备0001号", report_email="report@example.org")
    assert client.post("/desk/site", said).status_code == 303
    page = Client().get("/").content.decode()
    assert "临江好文" in page
    assert "浙ICP备0001号" in page
    assert "浙ICP备0001号" in client.get("/desk/site").content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("time_zone", "Moon/Base"),
        ("parent_url", "javascript:x"),
        ("report_email", "x"),
        ("title_most", "2"),
    ],
)
def test_a_refused_setting_keeps_the_others(client, olga, field, value) -> None:
    client.force_login(olga)
    answer = client.post("/desk/site", settings_of_site(tagline_zh="没有保存的话", parent_name="P", **{field: value}))
    assert answer.status_code == 422
    assert "没有保存的话" in answer.content.decode()
    assert not current().tagline_zh


def test_notices_footer_and_terms_are_set(client, olga) -> None:
    client.force_login(olga)
    assert (
        client.post(
            "/desk/site/notices", {"origin": "upload", "text_zh": "本文由用户上传", "text_en": "Uploaded by a user"}
        ).status_code
        == 303
    )
    assert Notice.objects.get().text_zh == "本文由用户上传"
    links = {"label_zh": ["公约", ""], "label_en": ["Rules", ""], "url": ["/terms", ""]}
    assert client.post("/desk/site/footer", links).status_code == 303
    assert FooterLink.objects.get().url == "/terms"
    assert client.post("/desk/site/terms", {"terms_zh": "第一条", "terms_en": "First"}).status_code == 303
    assert terms_in_force().version == 1


def test_a_wrong_footer_link_keeps_all_rows(client, olga) -> None:
    client.force_login(olga)
    answer = client.post(
        "/desk/site/footer",
        {"label_zh": ["公约", "坏的"], "label_en": ["Rules", "Bad"], "url": ["/terms", "javascript:x"]},
    )
    assert answer.status_code == 422
    assert "坏的" in answer.content.decode()
    assert not FooterLink.objects.exists()


def test_one_language_of_the_terms_is_not_enough(client, olga) -> None:
    client.force_login(olga)
    answer = client.post("/desk/site/terms", {"terms_zh": "写了很长的条款", "terms_en": ""})
    assert answer.status_code == 422
    assert "写了很长的条款" in answer.content.decode()
    assert terms_in_force() is None


def test_channels_are_opened_renamed_closed_and_opened_again(client, olga) -> None:
    client.force_login(olga)
    said = {"slug": "city", "name_zh": "城事", "name_en": "City", "position": "3", "demands": ["ai"]}
    assert client.post("/desk/site/channels", said).status_code == 303
    channel = Channel.objects.get()
    assert channel.demands.get().declaration == "ai"
    assert client.post("/desk/site/channels", said).status_code == 422
    here = "/desk/site/channels/city"
    client.post(here, said | {"do": "save", "name_zh": "城市"})
    client.post(here, said | {"do": "close", "name_zh": "城市"})
    channel.refresh_from_db()
    assert (channel.name_zh, channel.is_open) == ("城市", False)
    client.post(here, said | {"do": "open", "name_zh": "城市"})
    channel.refresh_from_db()
    assert channel.is_open
    assert client.post(here, said | {"name_en": ""}).status_code == 422


def test_changes_of_the_site_are_listed_under_the_names_that_the_page_uses(client, olga, site) -> None:
    client.force_login(olga)
    for name in ("footer", "terms", "notice.upload", "report_phone", "of_another_time"):
        SiteChange.objects.create(field=name, before="", after="x", by_public_id=olga.public_id, at=now())
    page = client.get("/desk/site", headers={"accept-language": "en"}).content.decode()
    for said in (">Footer</a>", ">Terms</a>", ">Notice: Uploaded by a user</a>", ">Telephone for reports</a>", ">of_another_time</a>"):  # fmt: skip
        assert said in page


def test_a_letter_is_shown_before_it_is_sent(client, olga, application) -> None:
    client.force_login(olga)
    said = {"do": "refuse", "reasons": "看不出要写什么。", "look": "1"}
    page = client.post(f"/desk/applications/{application.public_id}", said).content.decode()
    assert 'class="letter"' in page
    application.refresh_from_db()
    assert application.state == "submitted"


def test_the_desk_does_not_see_drafts_and_finds_by_words(client, olga, application, mallory) -> None:
    from haowen.domain.publishers import stepping

    draft = stepping.say_kind(mallory, kind="person")
    client.force_login(olga)
    assert client.get(f"/desk/applications/{draft.public_id}").status_code == 404
    assert application.public_id in client.get(f"/desk/applications?q={application.handle}").content.decode()
    assert application.public_id not in client.get("/desk/applications?q=nobody").content.decode()
    assert application.public_id not in client.get("/desk/applications?kind=government").content.decode()
