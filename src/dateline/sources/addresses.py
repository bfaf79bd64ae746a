"""Which network addresses are the public internet's, and no one's own network."""

import ipaddress

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
# IPv6 within global unicast that leads elsewhere: into IPv4 (6to4, Teredo), or nowhere (IANA special-purpose registry).
_NOT_PUBLIC_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
_NOT_PUBLIC_4 = tuple(map(ipaddress.IPv4Network, ("100.64.0.0/10", "192.0.0.0/24", "192.88.99.0/24")))


def is_public(address: Address) -> bool:
    """True for a unicast address of the public internet that stands for itself.

    False for private, loopback, link-local, shared (CGNAT), documentation, multicast and reserved addresses,
    and for IPv6 addresses that carry an IPv4 one: mapped, compatible, NAT64, 6to4, Teredo.
    """
    if isinstance(address, ipaddress.IPv6Address):
        return address in GLOBAL_UNICAST and not any(address in network for network in _NOT_PUBLIC_6)
    private = not address.is_global or address.is_multicast or address.is_reserved
    return not private and not any(address in network for network in _NOT_PUBLIC_4)
