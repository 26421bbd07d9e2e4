import logging
from collections.abc import Iterator

import pytest

from haowen.kit import gates


@pytest.fixture(autouse=True)
def _table() -> Iterator[None]:
    kept = dict(gates._table)
    yield
    gates.wire(kept)


def says_little(*, title: str) -> list[gates.Finding]:
    return [gates.Finding("says_little", gates.Weight.REFUSE, "short", field="title")] if len(title) < 3 else []


def breaks(**_facts: object) -> list[gates.Finding]:
    raise OSError("the checker is away")


def test_every_gate_is_asked_in_order() -> None:
    gates.wire({"publish": [says_little, lambda **_: [gates.Finding("b", gates.Weight.ADVICE, "well")]]})
    assert [found.message for found in gates.ask("publish", title="ab")] == ["short", "well"]
    assert [found.message for found in gates.ask("publish", title="abc")] == ["well"]


def test_a_gate_that_fails_sends_the_act_to_a_person(caplog: pytest.LogCaptureFixture) -> None:
    gates.wire({"publish": [breaks]})
    with caplog.at_level(logging.CRITICAL):
        (found,) = gates.ask("publish")
    assert (found.gate, found.weight) == ("breaks", gates.Weight.REVIEW)


def test_an_act_without_gates_finds_nothing() -> None:
    assert gates.ask("nothing") == []
