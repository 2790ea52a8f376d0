"""A fact read from a text, and what is given of the shoe that the text is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..reasons import Why


@dataclass(frozen=True)
class Fact:
    """What a text says of a shoe; `evidence == text[start:end]`.

    `value` is in the words of `link/texts/grammar/terms.csv`; a number is in `unit` (g, mm, an
    ISO 4217 currency) and a date ISO, whole, `YYYY-MM` or `YYYY`. `confidence` is 0-1, estimated
    from how often the rule was right on labelled texts. `negated` tells that the text denies
    it. `kind` is `stated`, `advertised`, `measured` or `claim`. `of` names another shoe
    that it is about, as a predecessor whose year is told; None where it is the subject's.
    `written` is the value as the text writes it, `rule` who found it.
    """

    attribute: str
    value: str
    unit: str | None
    evidence: str
    start: int
    end: int
    confidence: float
    negated: bool = False
    kind: str = "stated"
    of: str | None = None
    written: str = ""
    rule: str = ""


class Facts(list[Fact]):
    """The facts of a text in its order, and why there are none or not all, where that is so."""

    def __init__(self, facts: list[Fact], why: Why | None = None) -> None:
        """Keep `facts`; `why` tells what was not read."""
        super().__init__(facts)
        self.why = why


class TextSubject(NamedTuple):
    """The shoe that a text is about, as it is given: any part may be missing."""

    brand: str | None = None
    model: str | None = None
    version: str | None = None

    @property
    def name(self) -> str:
        """Give the whole name."""
        return " ".join(part for part in self if part)


_PARTS = TextSubject._fields


def subject_of(given: Any) -> TextSubject | None:
    """Read a subject: None, a name, a mapping, or an object or sequence of its three parts.

    Raises `ValueError` where it is none of them.
    """
    if given is None or isinstance(given, TextSubject):
        return given
    if isinstance(given, str):
        return TextSubject(model=given) if given.strip() else None
    if isinstance(given, Mapping):
        parts = [given.get(part) for part in _PARTS]
    elif all(hasattr(given, part) for part in _PARTS):
        parts = [getattr(given, part) for part in _PARTS]
    elif isinstance(given, (tuple, list)) and len(given) <= len(_PARTS):
        parts = list(given)
    else:
        raise ValueError(
            f"subject is {given!r}; it must be a name, or brand, model and version as a mapping "
            "or a tuple. Give for example {'brand': 'On', 'model': 'Cloud', 'version': '5'}."
        )
    said = [str(part).strip() or None if part is not None else None for part in parts]
    return TextSubject(*said) if any(said) else None
