"""Shoes mentioned in posts: which shoe or model, where, how surely and why.

The longest name wins. A version is identity: a family without one is a model where the
catalog has versions of it, and a version the catalog lacks is never its neighbour.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pyarrow as pa

from .mention_names import Family, Name, Names, Token, kind, tokens

MENTIONS = pa.schema(
    [
        ("text", pa.int64()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("shoe", pa.string()),
        ("model", pa.string()),
        ("probability", pa.float64()),
        ("reason", pa.string()),
    ]
)

_NEAR = 4
"""Tokens within which a brand vouches for a common word."""

_GAPS = frozenset({"", " ", "-", " v", " #", ".", " - ", "\u00a0"})
_LISTS = frozenset({"/", ", ", " / ", ",", " ", ""})


class Mention(NamedTuple):
    """One mention: character offsets `[start, end)`, and what it names."""

    start: int
    end: int
    shoe: str | None
    model: str | None
    probability: float
    reason: str


def mention_table(names: Names, texts: Sequence[str]) -> pa.Table:
    """Find the mentions of all texts; columns as `MENTIONS`, in order of text and place."""
    rows = [
        (index, *mention)
        for index, text in enumerate(texts)
        for mention in mentions_of(names, text or "")
    ]
    columns = [list(column) for column in zip(*rows, strict=True)] or [[] for _ in MENTIONS]
    return pa.table(columns, schema=MENTIONS)


def mentions_of(names: Names, text: str) -> list[Mention]:
    """Find the mentions of one text, in order."""
    return _Post(names, text).read()


class _Post:
    """One text on its way: each token belongs to one mention at most."""

    def __init__(self, names: Names, text: str) -> None:
        self.names, self.text = names, text
        self.tokens = tokens(text)
        self.found: list[Mention] = []
        self.named: set[Family] = set()
        self.free: list[int] = []

    def read(self) -> list[Mention]:
        at = 0
        root = self.names.root.after
        while at < len(self.tokens):
            after = self._name(at) if self.tokens[at].text in root else at
            if after == at:
                self.free.append(at)
                after = at + 1
            at = after
        for at in self.free:
            if self.tokens[at].text in self.names.initials:
                self._initials(at)
        return sorted(self.found)

    def _name(self, at: int) -> int:
        """Read the longest name that starts here; give the place after it, else `at`."""
        node, ends = self.names.root, []
        for place in range(at, len(self.tokens)):
            step = node.after.get(self.tokens[place].text)
            if step is None or (place > at and "\n" in self._gap(place)):
                break
            node = step
            if node.names:
                ends.append((place + 1, node.names))
        for end, choices in reversed(ends):
            after = self._choose(at, end, choices)
            if after > at:
                return after
        return at

    def _choose(self, at: int, end: int, choices: Sequence[Name]) -> int:
        near = self._brands(at - _NEAR, end + _NEAR)
        beside = [name for name in choices if name.branded or name.family.brand in near]
        possible = beside or list(choices)
        version = [name for name in possible if self._version(name.family, end)[1]]
        possible = version or possible
        if not beside and not version and self._is_common(at, end):
            return at
        if self._is_measure(at, end) and not beside:
            return at
        families = list(dict.fromkeys(name.family for name in possible))
        if len(families) > 1:
            return self._several(at, end, families)
        alias = next((name.shoe for name in possible if name.shoe), None)
        if alias and not version:
            self._keep(at, end, alias, families[0], 0.9, "an alias of this shoe")
            return end
        return self._one(at, end, families[0])

    def _is_common(self, at: int, end: int) -> bool:
        word = self.tokens[at].text
        alone = end == at + 1
        return alone and (word in kind("common") or not word.isalpha() or len(word) < 3)

    def _is_measure(self, at: int, end: int) -> bool:
        return end == at + 1 and self.tokens[at].text in kind("measure")

    def _several(self, at: int, end: int, families: Sequence[Family]) -> int:
        known = [family for family in families if family in self.named]
        if len(known) == 1:
            return self._one(at, end, known[0])
        shown = ", ".join(family.name for family in families[:3])
        self._keep(at, end, None, None, 0.4, f"the name fits {len(families)} models: {shown}")
        return end

    def _one(self, at: int, end: int, family: Family) -> int:
        after, shoe = self._version(family, end)
        if shoe:
            self._keep(at, after, shoe, family, 0.95, "model and version agree")
            return self._continue(after, family)
        if self._is_version(end):
            stated = self.tokens[end].text
            reason = f"the catalog has {family.name} but not {stated}"
            self._keep(at, end + 1, None, family, 0.6, reason)
            return self._continue(end + 1, family)
        bare = family.versions.get(())
        # Evo SL ATR is a variant, not a successor: only a number makes Evo SL unclear.
        if bare and not any(word[:1].isdigit() for words in family.versions for word in words):
            self._keep(at, end, bare, family, 0.9, "no successor of this shoe is known")
        else:
            reason = f"names the model {family.name} without a version"
            self._keep(at, end, None, family, 0.8, reason)
        return end

    def _continue(self, at: int, family: Family) -> int:
        """Read on in a list of versions: `Novablast 4 and 5`, `Ghost 16/17`."""
        while at < len(self.tokens):
            joined = self.tokens[at].text in kind("connector")
            place = at + joined
            listed = joined or self._gap(place).strip() in {"/", ","}
            if not listed or place >= len(self.tokens) or self._gap(place) not in _LISTS:
                return at
            after, shoe = self._version(family, place, listed=True)
            if shoe is None:
                return at
            self._keep(place, after, shoe, family, 0.9, "continues a list of versions")
            at = after
        return at

    def _version(self, family: Family, at: int, *, listed: bool = False) -> tuple[int, str | None]:
        """Give the longest version of a family that stands here, and the place after it."""
        if not listed and at < len(self.tokens) and self._gap(at) not in _GAPS:
            return at, None
        for size in range(max(map(len, family.versions)), 0, -1):
            stated = tuple(token.text for token in self.tokens[at : at + size])
            shoe = family.versions.get(stated) if len(stated) == size else None
            if shoe and not self._counts(at + size):
                return at + size, shoe
        return at, None

    def _is_version(self, at: int) -> bool:
        """Say whether a number here is a version that the catalog lacks."""
        if at >= len(self.tokens) or self._gap(at) not in _GAPS or self._counts(at + 1):
            return False
        return self.tokens[at].text.isdigit() and len(self.tokens[at].text) <= 2

    def _counts(self, after: int) -> bool:
        """Say whether the number before this place counts a unit or is part of a time."""
        number = self.tokens[after - 1]
        if not number.text[:1].isdigit():
            return False
        sign = self.text[number.end : number.end + 2]
        if sign[:1] in {"%", '"'} or (sign[:1] == ":" and sign[1:].isdigit()):
            return True
        if after >= len(self.tokens) or self._gap(after) not in {"", " ", "-"}:
            return False
        unit = self.tokens[after].text
        # `17s` is the plural of a shoe, `40 s` a time.
        return unit in kind("unit") and not (unit == "s" and self._gap(after) == "")

    def _gap(self, at: int) -> str:
        """Give what stands between a token and the one before it."""
        if at < 1 or at >= len(self.tokens):
            return ""
        return self.text[self.tokens[at - 1].end : self.tokens[at].start]

    def _brands(self, first: int, last: int) -> set[str]:
        around: Iterable[Token] = self.tokens[max(first, 0) : last]
        known = self.names.brands
        return {brand for token in around for brand in known.get(token.text, ())}

    def _initials(self, at: int) -> None:
        """Read `SB2` or `AP4`: a version of one family, or of the one that the post names."""
        if at + 1 >= len(self.tokens) or self._gap(at + 1) != "":
            return
        choices = self.names.initials[self.tokens[at].text]
        fits = [family for family in choices if self._version(family, at + 1)[1]]
        named = [family for family in fits if family in self.named]
        if len(named) != 1 and len(choices) != 1:
            return
        for family in named or fits:
            after, shoe = self._version(family, at + 1)
            why = "the post names the model" if named else "no other model has these initials"
            self._keep(at, after, shoe, family, 0.85, f"initials and version; {why}")
            self._continue(after, family)

    def _keep(
        self,
        at: int,
        end: int,
        shoe: str | None,
        family: Family | None,
        probability: float,
        reason: str,
    ) -> None:
        if family:
            self.named.add(family)
        start, stop = self.tokens[at].start, self.tokens[end - 1].end
        model = family.name if family else None
        self.found.append(Mention(start, stop, shoe, model, probability, reason))
