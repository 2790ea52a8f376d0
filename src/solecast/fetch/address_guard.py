"""Who may be asked: public addresses, and those of `allow_private`, checked where it counts.

A name is resolved here and the connection is made to the very address that was checked, so that a
name which answers differently a moment later (DNS rebinding) leads nowhere else. The same holds
for each redirect, since every request passes through here.
"""

import ipaddress
import socket
import ssl
from collections.abc import Sequence

import httpx

from .pace import Pace
from .troubles import NotFetched, Trouble

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NAMED = "solecast.named"
"""The extension of a request that holds the host which the guide names. A redirect keeps it: it
leads to public addresses only, whatever is allowed for the hosts that are named."""

_PORTS = {"http": 80, "https": 443}
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""IPv6 addresses that stand for IPv4 ones in their last 32 bits (RFC 6052)."""


def meant(address: Ip) -> Ip:
    """Give the IPv4 address that an IPv6 one stands for (mapped, 6to4, NAT64), else itself."""
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


def is_allowed(address: Ip, allowed: Sequence[Network]) -> bool:
    """Tell whether an address may be asked: a public one, or one of the allowed networks."""
    real = meant(address)
    if any(one in network for network in allowed for one in (address, real)):
        return True
    return real.is_global and not (real.is_multicast or real.is_reserved)


class AddressGuard(httpx.BaseTransport):
    """Sends requests to addresses that may be asked, at the pace that their host bears."""

    def __init__(self, allowed: Sequence[Network], pace: Pace) -> None:
        self._allowed, self._pace = allowed, pace
        self._tls: ssl.SSLContext | None = None
        # One for each host: two hosts at one address never share a connection.
        self._inner: dict[tuple[str, str, int], httpx.HTTPTransport] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request. Raises `NotFetched`, or what httpx raises for the network."""
        scheme, host = request.url.scheme, request.url.raw_host.decode("ascii")
        if scheme not in _PORTS or not host:
            raise NotFetched(Trouble.SCHEME, str(request.url), got=scheme)
        port = request.url.port or _PORTS[scheme]
        is_named = request.extensions.get(NAMED) == request.url.host
        addresses = self._addresses(host, port, str(request.url), self._allowed if is_named else ())
        own = all(not is_allowed(one, ()) for one in addresses)
        self._pace.wait(host, is_own=own)
        response = self._send(request, host, port, addresses)
        self._pace.heed(host, response.headers)
        return response

    @staticmethod
    def _addresses(host: str, port: int, url: str, allowed: Sequence[Network]) -> list[Ip]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NotFetched(Trouble.NO_NAME, url, got=host) from None
        # A scope such as %eth0 names an interface of this machine.
        named = dict.fromkeys(str(one[4][0]).partition("%")[0] for one in found)
        all_of_them = [ipaddress.ip_address(one) for one in named]
        good = [one for one in all_of_them if is_allowed(one, allowed)]
        if not good:
            raise NotFetched(Trouble.PRIVATE, url, got=str(all_of_them[0]))
        return good

    def _send(
        self, request: httpx.Request, host: str, port: int, addresses: Sequence[Ip]
    ) -> httpx.Response:
        inner = self._transport(request.url.scheme, host, port)
        for left, address in enumerate(addresses, 1 - len(addresses)):
            try:
                return inner.handle_request(_to(request, host, address))
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if not left:
                    raise
        raise NotFetched(Trouble.NO_CONNECTION, str(request.url))

    def _transport(self, scheme: str, host: str, port: int) -> httpx.HTTPTransport:
        key = (scheme, host, port)
        if key not in self._inner:
            if scheme == "https" and self._tls is None:
                self._tls = httpx.create_ssl_context()
            self._inner[key] = httpx.HTTPTransport(verify=self._tls or False, trust_env=False)
        return self._inner[key]

    def close(self) -> None:
        """Close all connections."""
        for one in self._inner.values():
            one.close()


def _to(request: httpx.Request, host: str, address: Ip) -> httpx.Request:
    """Aim a request at an address; its headers and its certificate stay those of the host."""
    extensions = {**request.extensions, "sni_hostname": host}
    return httpx.Request(
        request.method,
        request.url.copy_with(host=str(address)),
        headers=request.headers,
        stream=request.stream,
        extensions=extensions,
    )
