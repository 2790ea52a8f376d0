"""Why something was not fetched: values, worded in `trouble_words` when they are shown."""

from dataclasses import dataclass
from enum import StrEnum

from ..errors import FetchError


class Trouble(StrEnum):
    """Kinds of what goes wrong between a question and an answer that can be used."""

    NO_NAME = "no_name"
    PRIVATE = "private"
    SCHEME = "scheme"
    REDIRECTS = "redirects"
    NO_CONNECTION = "no_connection"
    SLOW = "slow"
    BROKEN = "broken"
    LARGE = "large"
    BUSY = "busy"
    SERVER = "server"
    REFUSED = "refused"
    MISSING = "missing"
    STATUS = "status"
    EMPTY = "empty"
    TYPE = "type"
    CHANGED = "changed"
    SAYS = "says"
    NOTHING = "nothing"
    GIVEN_UP = "given_up"
    FOLDER = "folder"


@dataclass
class NotFetched(FetchError):
    """One question that was not answered as documented.

    `address` is the one that was asked at last, `got` what came instead (a status, a type, the
    first words), `wanted` what the documentation says; `after` is how many seconds the service
    asks to wait, where it says so.
    """

    trouble: Trouble
    address: str
    got: str = ""
    wanted: str = ""
    after: float | None = None

    def __str__(self) -> str:
        """Say it as the command line does."""
        from .trouble_words import why

        return why(self)


TEMPORARY = frozenset(
    {Trouble.NO_CONNECTION, Trouble.SLOW, Trouble.BROKEN, Trouble.BUSY, Trouble.SERVER}
)
"""What may be over when the same is asked again."""
