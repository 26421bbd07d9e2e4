"""Sharing: the address as a code for phones."""

import io

import pytest
import resvg_py
import zxingcpp
from django.conf import settings
from PIL import Image

pytestmark = pytest.mark.django_db


def test_the_code_leads_to_the_article(client, published) -> None:
    article = published()
    answer = client.get(f"/a/{article.public_id}/qr.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    drawn = Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=answer.content.decode(), width=400)))).convert(
        "L"
    )
    (code,) = zxingcpp.read_barcodes(drawn)
    assert code.text == f"{settings.BASE_URL}/a/{article.public_id}"


def test_the_code_of_a_withdrawn_article_is_gone(client, published) -> None:
    from haowen.domain.articles.withdrawing import withdraw
    from haowen.domain.people.acting import host_actor

    article = published()
    withdraw(article, by=host_actor())
    assert client.get(f"/a/{article.public_id}/qr.svg").status_code == 410
