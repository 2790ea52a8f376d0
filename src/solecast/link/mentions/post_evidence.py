"""What a post tells about its words: brands, models already named, capitals, plurals.

A name that is also an English word, a number, a part of a name or mere letters is taken for a
shoe only where some of this speaks for it.
"""

from collections.abc import Iterable, Sequence

from .. import lexicon
from .name_trie import Name, NamedModel, NameTrie, Tier
from .post_numbers import other_version, version_at
from .post_tokens import PARTING, PostWords, kind
from .spellings import LETTERS, PART, SHORT

_NEAR = 4
"""Words within which a brand vouches for a common word."""


class PostEvidence:
    """The evidence of one post. `final`: all of the post was read once, so what it names is
    known and weak names may be taken by that.
    """

    def __init__(self, names: NameTrie, words: PostWords) -> None:
        """Start without any; `find_brands` and `note` add."""
        self.names, self.words = names, words
        self.named: set[NamedModel] = set()
        self.brands: set[str] = set()
        self.final = False
        # Place after a brand -> the brands whose models it vouches for.
        self._vouching: dict[int, frozenset[str]] = {}
        self._ends: set[tuple[int, str]] = set()
        self._said: set[str] = set()
        self._versions: dict[tuple[NamedModel, int, bool], tuple[int, str | None]] = {}

    def note(self, family: NamedModel, last: int) -> None:
        """Remember a model that the words before `last` name."""
        self.named.add(family)
        self.brands.add(family.brand)
        self._ends.add((last, family.brand))

    def find_brands(self, places: Iterable[int]) -> None:
        """Find the brands whose first words stand at `places`."""
        said = self.words.said
        for at in places:
            for brand, owned in self.names.brands[said[at]]:
                if tuple(said[at : at + len(brand)]) == brand and self._is_brand(at):
                    self._vouching[at + len(brand)] = owned
                    self.brands |= owned
                    break

    def _is_brand(self, at: int) -> bool:
        """Say no to `on` in small letters, and to the letters of `NB5`."""
        number = self.words.word(at + 1)
        if number.isdigit() and len(number) < 3 and not self.words.gap(at + 1):
            return False
        if self.words.said[at] not in kind("loose"):
            return True
        return self.words.proper(at) or self.words.spelled(at).isupper()

    def may_be(self, name: Name, at: int) -> bool:
        """Say no quickly to parts of names whose brand and model the post does not know."""
        if name.rank != PART:
            return True
        known = name.family in self.named or name.family.brand in self.brands
        return self.final and (known or self.words.proper(at))

    def is_meant(self, name: Name, end: int) -> bool:
        """Say whether a single misspelled word is a name: rare, and with a sign of shoes."""
        sign = self._fits(name, end) or name.family in self.named or self._in_post(name.family)
        return name.rank <= SHORT and name.tier is Tier.RARE and sign

    def narrow(self, at: int, end: int, choices: Sequence[Name]) -> list[Name]:
        """Leave the names that brand, version, spelling and the rest of the post speak for."""
        pool = [name for name in choices if self._beside(at, name.family)] or list(choices)
        pool = [name for name in pool if self._fits(name, end)] or pool
        if pool[0].tier is Tier.FUNCTION:
            pool = [name for name in pool if name.family in self.named] or pool
        lowest = min(name.rank for name in pool)
        pool = [name for name in pool if name.rank == lowest]
        if len(pool) > 1:
            pool = [name for name in pool if name.family in self.named] or pool
        if len(pool) > 1 and lowest > SHORT:
            pool = [name for name in pool if self._has_mate(name.family)] or pool
        if len(pool) > 1:
            pool = [name for name in pool if self._goes_on(at, name.family)] or pool
            pool = [name for name in pool if self._in_post(name.family)] or pool
            pool = [name for name in pool if name.family.brand] or pool
        return pool

    def _fits(self, name: Name, end: int) -> bool:
        return self.version(name, end)[1] is not None

    def version(self, name: Name, end: int) -> tuple[int, str | None]:
        """Give `version_at` for a name whose words end at `end`; asked often, read once."""
        where = (name.family, end, name.tier is Tier.RARE)
        found = self._versions.get(where)
        if found is None:
            found = self._versions[where] = version_at(self.words, where[0], end, sure=where[2])
        return found

    def _beside(self, at: int, family: NamedModel) -> bool:
        """Say whether the brand stands right before, or with a word such as `One` between."""
        if family.brand in self._vouching.get(at, ()):
            return PARTING.isdisjoint(self.words.gap(at))
        if family.brand not in self._vouching.get(at - 1, ()):
            return False
        between = self.words.word(at - 1)
        told = between in kind("filler") or between in kind("silent")
        return told and PARTING.isdisjoint(self.words.gap(at))

    def _is_anothers(self, name: Name, at: int) -> bool:
        """Say whether another brand, or the first word of another name, stands right before."""
        if self._beside(at, name.family) or self.words.gap(at) not in {" ", "-"}:
            return False
        if at in self._vouching:
            # A catalog without brands cannot say whose model it is.
            return bool(name.family.brand)
        common = name.tier is Tier.FUNCTION and name.rank < PART
        return common and at > 1 and self.words.proper(at - 1) and self.words.said[at - 1].isalpha()

    def _near(self, at: int, family: NamedModel) -> bool:
        places = range(at, at - _NEAR, -1)
        return any(family.brand in self._vouching.get(place, ()) for place in places)

    def _in_post(self, family: NamedModel) -> bool:
        return family.brand in self.brands

    def _has_mate(self, family: NamedModel) -> bool:
        """Say whether another telling word of the model is in the post: `Endorphin`."""
        if not self._said:
            self._said.update(self.words.said)
        return family in self.named or not self._said.isdisjoint(family.mates)

    def accepts(self, choices: Sequence[Name], name: Name, at: int, end: int) -> bool:
        """Say whether there is enough evidence that these words are this name of `choices`."""
        if self._is_elsewhere(name, at):
            return False
        if name.rank >= LETTERS:
            return self._accepts_letters(name, at, end)
        if name.rank == PART:
            return self.final and self._accepts_part(choices, name, at, end)
        if not name.family.stands_bare and not self._fits(name, end):
            return False
        match name.tier:
            case Tier.RARE:
                return True
            case Tier.NUMBER:
                return self._accepts_number(name, at, end)
            case Tier.WORD:
                return self._goes_on(at, name.family) or self._accepts_word(name, at, end)
        return self._goes_on(at, name.family) or self._accepts_function(name, at, end)

    def _is_elsewhere(self, name: Name, at: int) -> bool:
        """Say whether the words belong to something else: `size 12`, or another brand's model."""
        if self.words.said[at] in kind("measure") and not self._beside(at, name.family):
            return True
        return name.tier is not Tier.RARE and self._is_anothers(name, at)

    def _accepts_word(self, name: Name, at: int, end: int) -> bool:
        """Accept an English word that is a model, too: `Brooks Launch`, `Ghost 15`, `the Cloud`."""
        if self._beside(at, name.family) or (self._fits(name, end) and name.family.numbered):
            return True
        shown = self.words.proper(at) or self._plural_thing(at, end)
        if self._near(at, name.family) and (shown or self._pointed(at)):
            return True
        # `Vapor Green` is a colour.
        is_colour = self.words.word(end) in lexicon.colours()
        by_brand = self.words.proper(at) and self._in_post(name.family) and not is_colour
        return self.final and (by_brand or name.family in self.named)

    def _accepts_function(self, name: Name, at: int, end: int) -> bool:
        """Accept a word as frequent as `one` or `run`: it takes a brand or a version, and a sign.

        `Nike Free`, `the Rides` of Saucony, `a pair of Free v5`.
        """
        fits = self._fits(name, end)
        shown = self.words.proper(at) or self._plural_thing(at, end)
        if self._beside(at, name.family):
            is_thing = self.words.plural(end - 1) and self.words.said[at] not in kind("verb")
            return shown or fits or is_thing or self.words.spelled(at)[0].isupper()
        if fits and self._shows_version(name, at, end, shown=shown):
            return True
        return self.final and name.family in self.named and self.words.proper(at)

    def _shows_version(self, name: Name, at: int, end: int, *, shown: bool) -> bool:
        """Say whether a version after a frequent word is meant as one: `v5`, `my Free 5s`."""
        vouched = self._near(at, name.family) or (self.final and self._in_post(name.family))
        marked = end < len(self.words) and self.words.marked(end)
        after = self.version(name, end)[0]
        is_thing = self._pointed(at) or self.words.plural(after - 1)
        return shown or vouched or marked or is_thing

    def _goes_on(self, at: int, family: NamedModel) -> bool:
        """Say whether a mention of the same brand stands before `and` or a comma."""
        joined = self.words.word(at - 1) in kind("connector")
        if not joined and self.words.gap(at).strip() not in {",", "/"}:
            return False
        return (at - joined, family.brand) in self._ends

    def _plural_thing(self, at: int, end: int) -> bool:
        return self.words.plural(end - 1) and self.words.word(at - 1) in kind("determiner")

    def _pointed(self, at: int) -> bool:
        return self.words.word(at - 1) in {"the", "my", "these"}

    def _accepts_number(self, name: Name, at: int, end: int) -> bool:
        """Accept `1080` by brand, by `v13`, by the post, or as a thing: `my 550s`."""
        tight = all(not self.words.gap(place) for place in range(at + 1, end))
        if not tight or set(self.words.gap(at)).intersection("$€£+~<>="):
            return False
        known = self._near(at, name.family) or name.family in self.named
        if known or self._goes_on(at, name.family):
            return not self.words.gap(at).strip("( /,-\u2013&")
        if end < len(self.words) and self.words.marked(end):
            return True
        return end > at + 1 or (self._plural_thing(at, end) and self.words.said[at][-2:] != "00")

    def _accepts_part(self, choices: Sequence[Name], name: Name, at: int, end: int) -> bool:
        """Accept `Speed 4` of Endorphin Speed, `the Glideride` of Glideride Max."""
        family, fits = name.family, self._fits(name, end)
        after = self.version(name, end)[0]
        if not fits and other_version(self.words, family, end) > end:
            return False
        proper, plural = self.words.proper(at), self.words.plural(after - 1)
        rare = name.tier is Tier.RARE
        leading = name.family.words[-1] != self.words.said[end - 1]
        named = family in self.named
        if self._beside(at, family) and not named:
            return fits or (rare and leading)
        if fits and self._has_mate(family):
            return True
        if fits and self._in_post(family):
            shown = name.tier is not Tier.FUNCTION or proper or plural or self._pointed(at)
            rivals = {one.family for one in choices if self._fits(one, end)}
            return shown and len(rivals) == 1
        if not leading and len(self.words.said[at]) < 4:
            return False
        if named:
            thing = plural and self._pointed(at) and self.words.said[at] not in kind("verb")
            return proper or thing or (rare and leading)
        return rare and proper and self._in_post(family)

    def _accepts_letters(self, name: Name, at: int, end: int) -> bool:
        """Accept `SB2`, `AP 4`, `AM90`; letters alone only of a model that the post names."""
        letters = self.words.said[at]
        number = at + 1 if at + 1 < len(self.words) else at
        upper = self.words.spelled(at).rstrip("s'’").isupper()
        named = name.family in self.named
        known = named or self._beside(at, name.family)
        if end > at + 1 and self.words.said[at + 1].isalpha():
            return self._fits(name, end) and (upper or known)
        if self.words.said[number][:1].isdigit() and number > at:
            gap = self.words.gap(number)
            loose = upper or (self.final and self._in_post(name.family))
            tight = gap in {"", "-"} or (gap == " " and loose and name.rank == LETTERS)
            if not tight or (not gap and not upper and letters in kind("plain")):
                return False
            if len(letters) == 1 and not known and name.family.versions.keys() != {()}:
                return False
            fits = end > number or self._fits(name, end)
            if known and not fits and name.rank == LETTERS:
                return other_version(self.words, name.family, end) > end
            return fits and (known or upper or name.rank == LETTERS)
        return named and upper and len(letters) > 1 and letters not in self.names.brands
