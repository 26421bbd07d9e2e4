"""Who asks, behind proxies, and the network of an address."""

import pytest

from haowen.kit.addresses import client, network


def test_only_trusted_proxies_are_believed() -> None:
    assert client("203.0.113.9", "198.51.100.7", {"10.0.0.1"}) == "203.0.113.9"
    assert client("10.0.0.1", "198.51.100.7, 203.0.113.9, 10.0.0.2", {"10.0.0.1", "10.0.0.2"}) == "203.0.113.9"
    assert client("10.0.0.1", "", {"10.0.0.1"}) == "10.0.0.1"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("203.0.113.9", "203.0.113.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("::ffff:203.0.113.9", "203.0.113.0/24"),
        ("fe80::1%eth0", "fe80::/48"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_an_address_belongs_to_a_network(address: str, expected: str) -> None:
    assert network(address) == expected
