"""What a draft says beyond title, summary, text and sources, on its way through an autosave."""

import io
import json

import pytest
from PIL import Image

from haowen.domain.articles.drafts import Draft, DraftCredit, DraftDeclaration, rest_of, with_rest
from haowen.domain.articles.models import CreditRole, DeclarationKind
from haowen.domain.media.keeping import keep


def test_what_is_told_as_json_is_the_draft_again():
    draft = Draft(
        "题",
        "<p>文。</p>",
        cover_alt="桥",
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
    told = rest_of(Draft("", "", cover=cover))
    assert told["cover"] == {"sha256": cover.sha256}
    assert with_rest(Draft("", ""), told).cover == cover


def test_what_is_not_named_stays_and_what_no_draft_has_is_nothing():
    draft = Draft("题", "", credits=(DraftCredit(CreditRole.EDITOR, "老周"),))
    assert with_rest(draft, {"cover_alt": "桥", "title": "别的", "colour": "red"}) == Draft(
        "题", "", cover_alt="桥", credits=draft.credits
    )
