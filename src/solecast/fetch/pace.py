"""How often a host is asked: pauses between questions, and the waits that it asks for."""

import datetime as dt
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

GAPS: Mapping[str, float] = {
    # "Please limit requests to one every 5 seconds", GDELT answers to more.
    "api.gdeltproject.org": 5.5,
    # Ten questions a minute are what Reddit answers those who have not signed in.
    "www.reddit.com": 6.0,
    # Wikimedia asks for one question after the other and names no number.
    "wikimedia.org": 0.2,
    "en.wikipedia.org": 0.2,
}
"""Seconds between two questions to a host."""

_OTHERS = 1.0
"""Seconds between two questions to any other host: no shop notices one a second."""

_LONGEST = 120.0
"""Seconds that are waited at most where a host says when its next answer will be had."""


class Pace:
    """Waits before a question until its host bears it."""

    def __init__(self) -> None:
        self._next: dict[str, float] = {}

    def wait(self, host: str, *, is_own: bool) -> None:
        """Wait for a host's turn; machines of one's own network need no pause."""
        due = self._next.get(host, 0.0)
        time.sleep(max(0.0, due - time.monotonic()))
        gap = 0.0 if is_own else GAPS.get(host, _OTHERS)
        self._next[host] = time.monotonic() + gap

    def heed(self, host: str, headers: Mapping[str, str]) -> None:
        """Put off the next question to a host that says its present allowance is used up."""
        try:
            left = float(headers.get("x-ratelimit-remaining", "1"))
            reset = float(headers.get("x-ratelimit-reset", "0"))
        except ValueError:
            return
        if left < 1:
            due = time.monotonic() + min(max(reset, 0.0), _LONGEST)
            self._next[host] = max(self._next.get(host, 0.0), due)


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Give the seconds of a header Retry-After, which states them or a date (RFC 9110, 10.2.3)."""
    stated = headers.get("retry-after", "").strip()
    if stated.isdecimal():
        return float(stated[:9])
    try:
        when = parsedate_to_datetime(stated)
    except ValueError:
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())
