"""What a draft says beyond title, summary, text and sources, on its way through an autosave."""

import io
import json

import pytest
from PIL import Image

from haowen.domain.articles.drafts import Draft, DraftCover, DraftCredit, DraftDeclaration, rest_of, with_rest
from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.domain.media.keeping import keep


def test_what_is_told_as_json_is_the_draft_again():
    draft = Draft(
        "题",
        "<p>文。</p>",
        second_title="桥",
        declarations=(DraftDeclaration(DeclarationKind.REPOST, source_name="晚报"),),
        credits=(DraftCredit(CreditRole.PHOTO, "阿青"), DraftCredit(CreditRole.EDITOR, "老周")),
    )
    told = json.loads(json.dumps(rest_of(draft)))
    again = with_rest(Draft("题", "<p>文。</p>"), told)
    assert again == draft
    assert isinstance(again.credits[0].role, CreditRole)


@pytest.mark.django_db
def test_a_cover_is_named_by_its_hash():
    buffer = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(buffer, "PNG")
    cover = keep(buffer.getvalue(), by=None)
    told = rest_of(Draft("", "", covers=(DraftCover(cover, "桥", 10, 90),)))
    assert told["covers"] == [{"media": {"sha256": cover.sha256}, "alt": "桥", "focus_x": 10, "focus_y": 90}]
    assert with_rest(Draft("", ""), told).covers == (DraftCover(cover, "桥", 10, 90),)
    told["covers"][0]["media"]["sha256"] = "0" * 64
    assert with_rest(Draft("", ""), told).covers == ()


def test_what_is_not_named_stays_and_what_no_draft_has_is_nothing():
    draft = Draft("题", "", credits=(DraftCredit(CreditRole.EDITOR, "老周"),))
    assert with_rest(draft, {"second_title": "桥", "title": "别的", "colour": "red"}) == Draft(
        "题", "", second_title="桥", credits=draft.credits
    )
