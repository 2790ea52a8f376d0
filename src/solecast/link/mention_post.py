"""One post on its way: each word belongs to one mention at most."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .mention_names import Family, Name, Names, Node, Role, Tier
from .mention_numbers import measured, next_listed, other_version, stands_alone, version_at
from .mention_spellings import FULL, LETTERS, PART, SHORT, reduced
from .mention_tokens import Words, kind, parts

_NEAR = 4
"""Words within which a brand vouches for a common word."""

_PARTING = frozenset(".!?,;:()[]|\n\r")
_RECENT = 4
"""Families named last among which a number alone finds its shoe."""


class Mention(NamedTuple):
    """One mention: character offsets `[start, end)`, and what it names."""

    start: int
    end: int
    shoe: str | None
    model: str | None
    probability: float
    reason: str


class Spot(NamedTuple):
    """A brand at the words `[first, last)`, and the brands whose models it vouches for."""

    first: int
    last: int
    brands: frozenset[str]


class Found(NamedTuple):
    """A mention and the words `[first, last)` that it takes."""

    first: int
    last: int
    family: Family | None
    mention: Mention


class Post:
    """Reads one post. Names that stand for themselves come first; then, with what they tell
    about the post, misspelled ones, common words, parts of names, and numbers alone.
    """

    def __init__(self, names: Names, text: str) -> None:
        """Cut the text into words."""
        self.names = names
        self.words = Words(text)
        self.found: list[Found] = []
        self.named: dict[Family, None] = {}
        self.taken: set[int] = set()
        self.spots: list[Spot] = []

    def read(self) -> list[Mention]:
        """Give the mentions in order."""
        roles = [self.names.role(word) for word in self.words.said]
        hits = [at for at, role in enumerate(roles) if role]
        if not hits:
            return []
        self.words.place()
        self._find_brands(at for at in hits if roles[at] & Role.BRAND)
        weak = self._scan([at for at in hits if roles[at] & Role.NAME], final=False)
        typos = [at for at in hits if roles[at] is Role.TYPO]
        self._scan(sorted([*weak, *typos]), final=True)
        if self.named:
            self._read_numbers()
        return sorted(found.mention for found in self.found)

    def _scan(self, places: Sequence[int], *, final: bool) -> list[int]:
        """Read the names that start at `places`; give the places where none was certain."""
        weak = []
        for at in places:
            if at in self.taken:
                continue
            if self._name(at, final=final) == at:
                weak.append(at)
        return weak

    def _find_brands(self, places: Iterable[int]) -> None:
        said = self.words.said
        for at in places:
            for brand, owned in self.names.brands[said[at]]:
                if tuple(said[at : at + len(brand)]) == brand and self._is_brand(at):
                    self.spots.append(Spot(at, at + len(brand), owned))
                    break

    def _is_brand(self, at: int) -> bool:
        if self.words.said[at] not in kind("loose"):
            return True
        return self.words.proper(at) or self.words.spelled(at).isupper()

    def _name(self, at: int, *, final: bool) -> int:
        """Read the longest name that starts here; give the place after it, else `at`."""
        node, ends = self.names.root, []
        for place in range(at, len(self.words)):
            step = self._step(node, place, first=place == at)
            if step is None or place in self.taken:
                break
            node = step
            if node.names:
                ends.append((place + 1, node.names))
        for end, choices in reversed(ends):
            after = self._choose(at, end, choices, final=final)
            if after > at:
                return after
        return at

    def _step(self, node: Node, at: int, *, first: bool) -> Node | None:
        if not first and _PARTING.intersection(self.words.gap(at)):
            return None
        word = self.words.said[at]
        step = node.after.get(word)
        if step is None and self.names.role(word) is Role.TYPO:
            step = node.after.get(self.names.typos.correct(word))
        return step

    def _choose(self, at: int, end: int, choices: Sequence[Name], *, final: bool) -> int:
        if measured(self.words, end, sure=False):
            return at
        pool = self._narrow(at, end, choices)
        name = pool[0]
        if not self._accepts(name, at, end, final=final):
            return at
        if len({one.family for one in pool}) > 1:
            return self._several(at, end, pool, final=final)
        if name.shoe and version_at(self.words, name.family, end)[1] is None:
            self._keep(at, end, name.shoe, name.family, 0.9, "an alias of this shoe")
            return end
        return self._one(at, end, name)

    def _narrow(self, at: int, end: int, choices: Sequence[Name]) -> list[Name]:
        """Leave the names that brand, version, spelling and the rest of the post speak for."""
        pool = [name for name in choices if self._beside(at, name.family)] or list(choices)
        pool = [name for name in pool if self._fits(name, end)] or pool
        lowest = min(name.rank for name in pool)
        pool = [name for name in pool if name.rank == lowest]
        if len(pool) > 1:
            pool = [name for name in pool if name.family in self.named] or pool
        if len(pool) > 1 and lowest > SHORT:
            pool = [name for name in pool if self._in_post(name.family)] or pool
        return pool

    def _fits(self, name: Name, end: int) -> bool:
        return version_at(self.words, name.family, end, sure=name.tier is Tier.RARE)[1] is not None

    def _beside(self, at: int, family: Family) -> bool:
        """Say whether the brand stands right before, or with a word such as `One` between."""
        for spot in self.spots:
            if family.brand in spot.brands and 0 <= at - spot.last <= 1:
                between = self.words.word(spot.last) if at > spot.last else ""
                if not between or between in kind("filler") or between in kind("silent"):
                    return not set(self.words.gap(at)).intersection(_PARTING)
        return False

    def _near(self, at: int, family: Family) -> bool:
        return any(
            family.brand in spot.brands and 0 <= at - spot.last < _NEAR for spot in self.spots
        )

    def _in_post(self, family: Family) -> bool:
        return any(family.brand in spot.brands for spot in self.spots) or any(
            named.brand == family.brand for named in self.named
        )

    def _accepts(self, name: Name, at: int, end: int, *, final: bool) -> bool:
        """Say whether there is enough evidence that these words are this name."""
        if self.words.said[at] in kind("measure") and not self._beside(at, name.family):
            return False
        if name.rank >= LETTERS:
            return self._accepts_letters(name, at, end)
        if name.rank == PART:
            return final and self._accepts_part(name, at, end)
        if name.tier is Tier.RARE:
            return True
        if name.tier is Tier.NUMBER:
            return self._accepts_number(name, at, end)
        beside, fits = self._beside(at, name.family), self._fits(name, end)
        shown = self.words.proper(at) or self._plural_thing(at, end)
        if name.tier is Tier.WORD:
            near = self._near(at, name.family)
            named = final and name.family in self.named
            return beside or fits or named or (near and (shown or self._pointed(at)))
        if beside:
            return shown or fits or self.words.spelled(at)[0].isupper()
        vouched = self._near(at, name.family) or (final and self._in_post(name.family))
        marked = end < len(self.words) and self.words.marked(end)
        named = final and name.family in self.named
        return (fits and (shown or vouched or marked)) or (named and self.words.proper(at))

    def _plural_thing(self, at: int, end: int) -> bool:
        return self.words.plural(end - 1) and self.words.word(at - 1) in kind("determiner")

    def _pointed(self, at: int) -> bool:
        return self.words.word(at - 1) in {"the", "my", "these"}

    def _accepts_number(self, name: Name, at: int, end: int) -> bool:
        """Accept `1080` by brand, by `v13`, by the post, or as a thing: `my 550s`."""
        tight = all(not self.words.gap(place) for place in range(at + 1, end))
        if not tight:
            return False
        if self._near(at, name.family) or name.family in self.named:
            return not self.words.gap(at).strip("( /,-\u2013&")
        if end < len(self.words) and self.words.marked(end):
            return True
        return end > at + 1 or (
            self._plural_thing(at, end) and self.words.said[at][-2:] != "00"
        )

    def _accepts_part(self, name: Name, at: int, end: int) -> bool:
        """Accept `Speed 4` of Endorphin Speed, `the Glideride` of Glideride Max."""
        family, fits = name.family, self._fits(name, end)
        proper, plural = self.words.proper(at), self.words.plural(end - 1)
        rare = name.tier is Tier.RARE
        leading = name.family.words[-1] != self.words.said[end - 1]
        if self._beside(at, family):
            return rare or fits or plural or proper
        named = family in self.named
        if fits and (named or self._in_post(family)):
            return name.tier is not Tier.FUNCTION or proper or plural or self._pointed(at) or named
        if named:
            return proper or (plural and self._pointed(at)) or (rare and leading)
        return rare and leading and proper

    def _accepts_letters(self, name: Name, at: int, end: int) -> bool:
        """Accept `SB2`, `AP 4`, `AM90`; letters alone only of a model that the post names."""
        letters = self.words.said[at]
        number = at + 1 if at + 1 < len(self.words) else at
        upper = self.words.spelled(at).rstrip("s'’").isupper()
        named = name.family in self.named
        known = named or self._beside(at, name.family)
        if self.words.said[number][:1].isdigit() and number > at:
            gap = self.words.gap(number)
            tight = gap in {"", "-"} or (gap == " " and upper)
            if not tight or (not gap and not upper and letters in kind("plain")):
                return False
            if len(letters) == 1 and not known and name.family.versions.keys() != {()}:
                return False
            fits = end > number or self._fits(name, end)
            return known or (fits and (upper or name.rank == LETTERS))
        return named and upper and len(letters) > 1 and letters not in self.names.brands

    def _several(self, at: int, end: int, pool: Sequence[Name], *, final: bool) -> int:
        """Name what several models share (Dunk of Dunk Low and High), or say that they do."""
        families = list(dict.fromkeys(name.family for name in pool))
        first = families[0]
        if pool[0].rank > SHORT:
            return at
        if len({(one.brand, reduced(one.words)) for one in families}) == 1:
            shared = first.model.split()[: len(reduced(first.words))]
            model = " ".join((first.brand, *shared)).strip()
            reason = f"names {model}, which the catalog has as {len(families)} models"
            self._put(at, end, None, model, 0.7, reason)
            return end
        if not final:
            return at
        shown = ", ".join(family.name for family in families[:3])
        self._put(at, end, None, None, 0.4, f"the name fits {len(families)} models: {shown}")
        return end

    def _one(self, at: int, end: int, name: Name) -> int:
        family, words = name.family, self.words
        after, shoe = version_at(words, family, end, sure=name.tier is Tier.RARE)
        if shoe and not self._is_variant(after):
            weight = 0.95 if name.rank <= SHORT else 0.85
            self._keep(at, after, shoe, family, weight, _how(name.rank))
            return self._continue(after, family)
        after = after if shoe else other_version(words, family, end)
        if after > end:
            stated = words.spelled(after - 1)
            reason = f"the catalog has {family.name} but not {stated}"
            self._keep(at, after, None, family, 0.6, reason)
            return self._continue(after, family)
        return self._bare(at, end, name)

    def _is_variant(self, at: int) -> bool:
        """Say whether `GTX` or the like follows, which is another shoe."""
        return self.words.word(at) in kind("variant") and self.words.gap(at) in {" ", "-"}

    def _bare(self, at: int, end: int, name: Name) -> int:
        family = name.family
        shoe = family.versions.get(())
        whole = reduced(family.words) == family.words or name.rank == FULL
        # Evo SL ATR is a variant, not a successor: only a number makes Evo SL unclear.
        if shoe and whole and not family.numbered and not self._is_variant(end):
            self._keep(at, end, shoe, family, 0.9, "no successor of this shoe is known")
        else:
            reason = f"names the model {family.name} without a version"
            self._keep(at, end, None, family, 0.8 if name.rank <= SHORT else 0.7, reason)
        return self._continue(end, family) if family.siblings else end

    def _continue(self, at: int, family: Family) -> int:
        """Read on in a list of versions: `Novablast 4 and 5`, `Jordan 1s & 4s`."""
        while place := next_listed(self.words, at):
            after, shoe = version_at(self.words, family, place, sure=False, listed=True)
            other = family
            if shoe is None:
                sibling = family.siblings.get(self.words.said[place])
                if sibling is None or measured(self.words, place + 1, sure=False):
                    return at
                other, after, shoe = sibling, place + 1, sibling.versions.get(())
            self._keep(place, after, shoe, other, 0.9, "continues a list of versions")
            at = after
        return at

    def _read_numbers(self) -> None:
        """Read `the 25's`, `V4s`, `the 9`: versions of a model that was named before."""
        for at, word in enumerate(self.words.said):
            if word[:1].isdigit() and at not in self.taken and stands_alone(self.words, at):
                self._read_number(at, word)

    def _read_number(self, at: int, word: str) -> None:
        before = sorted((one for one in self.found if one.first < at), key=lambda one: -one.first)
        recent = list(dict.fromkeys(one.family for one in before if one.family))[:_RECENT]
        alone = not (self.words.plural(at) or self.words.marked(at))
        for family in recent[:1] if alone else recent:
            other = family.siblings.get(word, family)
            shoe = family.versions.get((word,)) or (
                other.versions.get(()) if other is not family else None
            )
            if shoe:
                reason = f"its number, after {family.name}"
                self._keep(at, at + 1, shoe, other, 0.75, reason)
                return

    def _keep(
        self, at: int, end: int, shoe: str | None, family: Family, probability: float, reason: str
    ) -> None:
        self.named.setdefault(family)
        self._put(at, end, shoe, family.name, probability, reason, family)

    def _put(
        self,
        at: int,
        end: int,
        shoe: str | None,
        model: str | None,
        probability: float,
        reason: str,
        family: Family | None = None,
    ) -> None:
        first = self._with_brand(at, family) if family else at
        start, stop = self.words.starts[first], self.words.ends[end - 1]
        mention = Mention(start, stop, shoe, model, probability, reason)
        self.found.append(Found(first, end, family, mention))
        self.taken.update(range(first, end))

    def _with_brand(self, at: int, family: Family) -> int:
        """Give the place of the brand's own name right before, else `at`."""
        brand = parts(family.brand)
        first = at - len(brand)
        if brand and first >= 0 and tuple(self.words.said[first:at]) == brand:
            untaken = self.taken.isdisjoint(range(first, at))
            if untaken and not _PARTING.intersection(self.words.gap(at)):
                return first
        return at


def _how(rank: int) -> str:
    if rank >= LETTERS:
        return "initials and version"
    return "model and version agree" if rank <= SHORT else "part of the name, and version"
