"""Real pages, where the folder of test data is named; without it there is nothing to collect here."""

import gzip
import json
import os
import statistics
from pathlib import Path

import pytest
from benchmarks.import_pages import chinese, english, measure, titles
from lxml.html import fromstring

from haowen.formats.page import Page, read

CORPORA = os.environ.get("HAOWEN_CORPORA", "")

if CORPORA:
    FOLDER = Path(CORPORA)
    IMPORT = next(
        (each for each in (FOLDER / "import", FOLDER / "data" / "import") if each.is_dir()), FOLDER / "import"
    )
    SAMPLES = next(
        (each for each in (FOLDER / "samples", FOLDER.parent / "samples") if each.is_dir()), FOLDER / "samples"
    )
    pytestmark = pytest.mark.corpora

    def sample() -> Page:
        return read((SAMPLES / "page-dump.txt").read_bytes(), name="page-dump.txt")

    def test_the_sample_dump_is_read_whole_and_nothing_else() -> None:
        source = (SAMPLES / "page-dump.txt").read_text("utf-8")
        page = sample()
        lines = [line.strip() for line in source.split("\n") if line.strip()]
        assert page.title == lines[1]
        assert page.published == ""
        assert page.missing_pictures == 12
        assert page.html.count('data-gap="picture"') == 12
        assert page.publisher_name
        assert page.publisher_name in page.publisher_tagline
        tree = fromstring(f"<div>{page.html}</div>")
        assert len(list(tree.iter("h2"))) == 4
        begin = lines.index(next(line for line in lines if line.startswith("11月初")))
        end = next(at for at, line in enumerate(lines) if line == "参考资料")
        assert [each.text_content() for each in tree.iter("p", "h2")] == lines[begin:end]
        assert page.html.startswith("<p data-lead")

    def test_the_references_of_the_sample_are_data_in_both_orders() -> None:
        assert [(each.outlet, each.date, each.url) for each in sample().references] == [
            ("环球网", "2025-11-13", ""),
            ("俄罗斯卫星通讯社", "2025-11-09", ""),
        ]

    def test_english_articles_are_read_well() -> None:
        results = [measure(each, titles()) for each in english(IMPORT / "html_scrapinghub_90")]
        assert statistics.median(each.shingles.f1 for each in results) >= 0.97
        assert sum(each.kept for each in results) >= 0.98 * sum(each.sentences for each in results)
        assert sum(1 for each in results if "title" in each.right) >= 38

    def test_chinese_articles_are_read_well() -> None:
        pages = chinese(IMPORT / "html_gne_chinese.tar.xz", IMPORT / "html_gne_chinese_reference.json")
        results = [measure(each, titles()) for each in pages if each.text]
        assert statistics.mean(each.shingles.f1 for each in results) >= 0.96
        assert sum(each.kept for each in results) >= 0.98 * sum(each.sentences for each in results)
        assert [each.name for each in results if "title" in each.wrong] == []

    def test_no_page_of_the_corpus_ends_in_an_error() -> None:
        truth = json.loads((IMPORT / "html_scrapinghub_90" / "ground-truth.json").read_text("utf-8"))
        for key in list(truth)[:20]:
            assert read(
                gzip.decompress((IMPORT / "html_scrapinghub_90" / "html" / f"{key}.html.gz").read_bytes())
            ).title
