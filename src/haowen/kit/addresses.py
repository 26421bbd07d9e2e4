"""Network addresses: who asks, seen from behind proxies, and the network that an address belongs to."""

import ipaddress
from collections.abc import Collection


def client(remote: str, forwarded: str, trusted: Collection[str]) -> str:
    """Return the address of whoever asks; empty when nobody says.

    ``X-Forwarded-For`` is believed only as far as it was written by proxies that the deployment trusts: from the right,
    the first address that is not one of them is the client's.
    """
    address = remote
    hops = [hop.strip() for hop in forwarded.split(",") if hop.strip()]
    while address in trusted and hops:
        address = hops.pop()
    return address


def network(address: str) -> str:
    """Return the network that is usually one household's, company's or hoster's: /24 of IPv4, /48 of IPv6."""
    try:
        parsed = ipaddress.ip_address(address.strip("[]").partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    length = 24 if parsed.version == 4 else 48  # noqa: PLR2004 - the two versions there are
    return str(ipaddress.ip_network(f"{parsed}/{length}", strict=False))
