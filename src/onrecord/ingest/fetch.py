"""A page from the web, and nothing from within the network.

Invariant: no byte is sent to an address that was not checked. The name is resolved here, every
address is looked at, and the connection goes to that address under the name that was asked for.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import FetchError

if TYPE_CHECKING:
    import httpx

Resolver = Callable[[str, int], Awaitable[list[str]]]

_REDIRECTS = (301, 302, 303, 307, 308)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bytes, seconds in all, and redirects after which a fetch is given up."""

    size: int = 10_000_000
    seconds: float = 30
    redirects: int = 5


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address answered; ``url`` is where the last redirect led."""

    url: str
    data: bytes
    charset: str | None
    media: str


async def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system would try them."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def get(
    url: str,
    *,
    limits: Limits = LIMITS,
    resolver: Resolver = resolve,
    allow_private: bool = False,
) -> Page:
    """Fetch a page over http or https.

    Args:
        allow_private: also addresses that are not public; for tests against a server of their own.

    Raises:
        FetchError: the address is refused, does not answer, or answers with an error or too much.
    """
    # A thread of its own, since the caller may stand in an event loop already.
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, _within(url, limits, resolver, allow_private)).result()


async def _within(url: str, limits: Limits, resolver: Resolver, allow_private: bool) -> Page:
    import httpx

    try:
        async with asyncio.timeout(limits.seconds):
            return await _follow(url, limits, resolver, allow_private)
    except TimeoutError:
        raise FetchError(f"{url}: no full answer within {limits.seconds:g} seconds") from None
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
        raise FetchError(f"{url}: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__


async def _follow(url: str, limits: Limits, resolver: Resolver, allow_private: bool) -> Page:
    """Each address on the way is checked as the first one was."""
    import httpx

    here, name = httpx.URL(url), url
    # Proxies from the environment would resolve the name again, out of our sight; a connection kept
    # alive could serve another host at the same address without a look at its certificate.
    async with httpx.AsyncClient(
        trust_env=False, timeout=limits.seconds, limits=httpx.Limits(max_keepalive_connections=0)
    ) as client:
        for _ in range(limits.redirects + 1):
            addresses = await _addresses(here, name, resolver, allow_private)
            response = await _send(client, here, addresses)
            try:
                if response.status_code not in _REDIRECTS:
                    return await _read(response, here, limits)
                here = _next(here, response)
                name = str(here)
            finally:
                await response.aclose()
    raise FetchError(f"{url}: more than {limits.redirects} redirects")


async def _addresses(url: httpx.URL, name: str, resolver: Resolver, allow_private: bool) -> list[str]:
    """The addresses of a URL's host, all of which must be public; ``name`` is the URL as it was given."""
    if url.scheme not in ("http", "https") or not url.host:
        raise FetchError(f"{name}: only http and https addresses can be read")
    try:
        found = await resolver(url.host, url.port or (443 if url.scheme == "https" else 80))
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{name}: there is no host {url.host!r}") from error
    for address in found:
        if not allow_private and not is_public(address):
            raise FetchError(f"{name}: refused, {address} is not a public address")
    if not found:
        raise FetchError(f"{name}: there is no host {url.host!r}")
    return found


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet, also where it wraps another one."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


async def _send(client: httpx.AsyncClient, url: httpx.URL, addresses: list[str]) -> httpx.Response:
    """Ask the first address that takes the connection, under the name of the host."""
    import httpx

    for number, address in enumerate(addresses):
        request = client.build_request(
            "GET",
            url.copy_with(host=address),
            headers={
                "Host": url.netloc.decode("ascii"),
                "User-Agent": "onrecord",
                "Accept": "text/html, application/xhtml+xml, text/plain, application/rss+xml, */*;q=0.5",
                # So that the limit counts what is sent, not what it unpacks to.
                "Accept-Encoding": "identity",
            },
            extensions={"sni_hostname": url.host},
        )
        try:
            return await client.send(request, stream=True)
        except (httpx.ConnectError, httpx.ConnectTimeout):
            if number == len(addresses) - 1:
                raise
    raise FetchError(f"{url}: there is no host {url.host!r}")


def _next(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    location = response.headers.get("location")
    if not location:
        raise FetchError(f"{url}: redirects to nowhere")
    return url.join(location)


async def _read(response: httpx.Response, url: httpx.URL, limits: Limits) -> Page:
    if response.status_code != 200:
        raise FetchError(f"{url}: answered {response.status_code} {response.reason_phrase}".rstrip())
    data = bytearray()
    async for chunk in response.aiter_bytes(65536):
        data += chunk
        if len(data) > limits.size:
            raise FetchError(f"{url}: larger than {limits.size / 1_000_000:g} MB")
    media = response.headers.get("content-type", "").partition(";")[0].strip().casefold()
    return Page(url=str(url), data=bytes(data), charset=response.charset_encoding, media=media)
