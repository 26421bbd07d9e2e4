import pytest

from haowen.derived.search.guessing import guess
from haowen.derived.search.rebuilding import rebuild

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _indexed(published):
    published("潮汐与闸门", "<p>Kubernetes schedules containers before the tide.</p>")
    published("江水退到第九级", "<p>渡口的石阶。</p>")
    rebuild()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kuberentes", "kubernetes"),
        ("kubernets tide", "kubernetes tide"),
        ("contaners", "containers"),
        ("朝夕", "潮汐"),
        ("江水退倒第九级", "江水退到第九级"),
        ("江水退到第八级", "江水退到第九级"),
        ("潮汐", ""),
        ("渡口的石阶", ""),
        ("qzxjvwkplmn", ""),
        ("，", ""),
    ],
)
def test_what_was_meant(typed, meant):
    assert guess(typed) == meant
