import pytest

from haowen.formats.page import citing
from haowen.formats.page.piece import Source


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("老街的排水沟 南方周报 2025-11-13", Source("老街的排水沟", "南方周报", "2025-11-13")),
        ("老街的排水沟:三十年 2025年11月9日 南方通讯社", Source("老街的排水沟:三十年", "南方通讯社", "2025-11-09")),
        (
            "[3] 王明, 李红. 城市雨洪管理研究[J]. 水利学报, 2020, 12(3): 1-5.",
            Source("城市雨洪管理研究", "水利学报", "2020", "", "王明, 李红"),
        ),
        ("《河流的记忆》,湖南日报,2024年5月", Source("河流的记忆", "湖南日报", "2024-05")),
        (
            "Reuters, “Rivers rise again”, 13 November 2025, https://example.org/a",
            Source("Rivers rise again", "Reuters", "2025-11-13", "https://example.org/a"),
        ),
        (
            "Smith, J. (2020). The long river. Nature. https://doi.org/10.1",
            Source("The long river", "Nature", "2020", "https://doi.org/10.1", "Smith, J"),
        ),
        ("Rivers rise again - The Guardian (2025-11-13)", Source("Rivers rise again", "The Guardian", "2025-11-13")),
        ("Rivers of the North", Source("Rivers of the North")),
    ],
)
def test_a_reference_is_taken_apart(line: str, source: Source) -> None:
    assert citing.parse(line) == source


def test_a_reference_that_is_only_an_address_keeps_it_as_its_title() -> None:
    assert citing.parse("https://example.org/x") == Source("https://example.org/x", url="https://example.org/x")
