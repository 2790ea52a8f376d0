"""One polite question to the web: who asks, how long is waited, how much is taken, when to stop."""

import ipaddress
import logging
import time
import urllib.parse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookiejar import DefaultCookiePolicy
from importlib.metadata import version
from typing import Self

import httpx
import stamina

from .address_guard import NAMED, AddressGuard
from .pace import Pace, asked_wait
from .troubles import TEMPORARY, NotFetched, Trouble

# Retries are told in the summary; without a handler Python would print them, too.
logging.getLogger("stamina").addHandler(logging.NullHandler())

_REDIRECTS = 5
_GIVE_UP = 2
"""Questions in a row that a host leaves unanswered before it is not asked any more."""
_STATUSES = {401: Trouble.REFUSED, 403: Trouble.REFUSED, 404: Trouble.MISSING, 410: Trouble.MISSING}
_FIRST_WORDS = 80


@dataclass(frozen=True)
class Manners:
    """How patient we are: seconds, how often a question is asked at most, and bytes."""

    connect: float = 10.0
    read: float = 60.0
    whole: float = 600.0
    attempts: int = 5
    first_wait: float = 1.0
    longest_wait: float = 120.0
    most_bytes: int = 64 * 1024 * 1024


@dataclass(frozen=True)
class WebAnswer:
    """What came: the body, None where it is the one we have; from where; and its marks."""

    address: str
    body: bytes | None
    type: str = ""
    etag: str = ""
    modified: str = ""

    @property
    def start(self) -> str:
        """The first words, to be shown where they are not what was expected."""
        text = (self.body or b"")[: _FIRST_WORDS * 4].decode("utf-8", "replace")
        return " ".join("".join(c if c.isprintable() else " " for c in text).split())[:_FIRST_WORDS]


class Web:
    """Asks hosts, one question at a time."""

    def __init__(self, contact: str, allowed: tuple[str, ...], manners: Manners) -> None:
        """Ask in the name of `contact`; `allowed` are private networks that may be asked, too."""
        self._manners = manners
        networks = [ipaddress.ip_network(one, strict=False) for one in allowed]
        agent = f"Solecast/{version('solecast')} ({contact}) httpx/{httpx.__version__}"
        self._client = httpx.Client(
            transport=AddressGuard(networks, Pace()),
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(manners.read, connect=manners.connect),
            follow_redirects=True,
            max_redirects=_REDIRECTS,
            trust_env=False,  # No proxies and passwords of the surroundings.
        )
        self._client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=()))
        self._unanswered: Counter[str] = Counter()

    def __enter__(self) -> Self:
        """Nothing is opened before the first question."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close all connections."""
        self._client.close()

    def get(self, address: str, accept: str, known: Mapping[str, str] | None = None) -> WebAnswer:
        """Ask for an address, again where that may help; `known` are headers such as If-None-Match.

        Raises `NotFetched`.
        """
        host = urllib.parse.urlsplit(address).netloc
        if self._unanswered[host] >= _GIVE_UP:
            raise NotFetched(Trouble.GIVEN_UP, address, got=host)
        headers = {"Accept": accept, **(known or {})}
        attempts = stamina.retry_context(
            on=self._again,
            attempts=self._manners.attempts,
            timeout=None,
            wait_initial=self._manners.first_wait,
            wait_max=self._manners.longest_wait,
            wait_jitter=self._manners.first_wait,
        )
        try:
            for attempt in attempts:
                with attempt:
                    answer = self._once(address, headers)
        except NotFetched as error:
            self._unanswered[host] += error.trouble in TEMPORARY
            raise
        self._unanswered[host] = 0
        return answer

    def _again(self, error: Exception) -> bool | float:
        """Tell whether asking again may help, or after how many seconds, as the host says."""
        if not isinstance(error, NotFetched) or error.trouble not in TEMPORARY:
            return False
        if not error.after:
            return True
        return error.after if error.after <= self._manners.longest_wait else False

    def _once(self, address: str, headers: Mapping[str, str]) -> WebAnswer:
        try:
            named = {NAMED: httpx.URL(address).host}
            with self._client.stream(
                "GET", address, headers=dict(headers), extensions=named
            ) as response:
                return self._answer(response)
        except httpx.TimeoutException:
            raise NotFetched(Trouble.SLOW, address) from None
        except (httpx.ConnectError, httpx.ReadError, httpx.WriteError) as error:
            raise NotFetched(Trouble.NO_CONNECTION, address, got=str(error)[:200]) from None
        except httpx.TooManyRedirects:
            raise NotFetched(Trouble.REDIRECTS, address, got=str(_REDIRECTS)) from None
        except httpx.UnsupportedProtocol:
            raise NotFetched(Trouble.SCHEME, address, got="none") from None
        except httpx.InvalidURL:
            raise NotFetched(Trouble.NO_NAME, address, got=address[:200]) from None
        except httpx.HTTPError as error:
            raise NotFetched(Trouble.BROKEN, address, got=str(error)[:200]) from None

    def _answer(self, response: httpx.Response) -> WebAnswer:
        address = str(response.url)
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return WebAnswer(address, None)
        if response.status_code != httpx.codes.OK:
            raise _refusal(response, address)
        return WebAnswer(
            address,
            self._body(response, address),
            response.headers.get("content-type", "").partition(";")[0].strip().lower(),
            response.headers.get("etag", ""),
            response.headers.get("last-modified", ""),
        )

    def _body(self, response: httpx.Response, address: str) -> bytes:
        """Take a body up to the bounds of size and time, whatever the headers promise."""
        body, until = bytearray(), time.monotonic() + self._manners.whole
        for piece in response.iter_bytes():
            body += piece
            if len(body) > self._manners.most_bytes:
                raise NotFetched(Trouble.LARGE, address, got=f"{self._manners.most_bytes:,}")
            if time.monotonic() > until:
                raise NotFetched(Trouble.SLOW, address)
        if not body:
            raise NotFetched(Trouble.EMPTY, address)
        return bytes(body)


def _refusal(response: httpx.Response, address: str) -> NotFetched:
    status = response.status_code
    after = asked_wait(response.headers)
    if status == httpx.codes.TOO_MANY_REQUESTS:
        return NotFetched(Trouble.BUSY, address, got=str(status), after=after)
    if status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return NotFetched(Trouble.SERVER, address, got=str(status), after=after)
    return NotFetched(_STATUSES.get(status, Trouble.STATUS), address, got=str(status))
