"""One post on its way: each word belongs to one mention at most."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import NamedTuple

from ..probability import LinkEvidence as Sign
from ..probability import estimated
from ..reason_words import words
from ..reasons import Reason, Why, why
from .name_trie import BRAND, NAME, NUMBER, OPENS, TYPO, Name, NamedModel, NameTrie, TrieNode
from .post_evidence import PostEvidence
from .post_numbers import measured, next_listed, other_version, stands_alone, version_at
from .post_tokens import PARTING, PostWords, kind, parts
from .spellings import CUT, LETTERS, reduced

_RECENT = 4
"""Families named last among which a number alone finds its shoe."""

_BEFORE = 40
"""Mentions among which these families are looked for."""


class Mention(NamedTuple):
    """One mention: character offsets `[start, end)`, and what it names."""

    start: int
    end: int
    shoe: str | None
    model: str | None
    probability: float
    why: Why

    @property
    def reason(self) -> str:
        """The reason in words."""
        return words(self.why)

    @property
    def is_bare(self) -> bool:
        """Say whether a model is named, and no version of it."""
        return self.why.reason is Reason.SAID_MODEL


class FoundMention(NamedTuple):
    """A mention and the words `[first, last)` that it takes."""

    first: int
    last: int
    family: NamedModel | None
    mention: Mention


class Post:
    """Reads one post. Names that stand for themselves come first; then, with what they tell
    about the post, misspelled ones, common words, parts of names, and numbers alone.
    """

    def __init__(self, names: NameTrie, text: str) -> None:
        """Cut the text into words."""
        self.names = names
        self.words = PostWords(text)
        self.found: list[FoundMention] = []
        self.evidence = PostEvidence(names, self.words)
        self.taken: set[int] = set()

    def read(self) -> list[Mention]:
        """Give the mentions in order."""
        roles = map(self.names.roles.__getitem__, self.words.said)
        hits = [(at, role) for at, role in enumerate(roles) if role]
        if not hits:
            return []
        self.evidence.find_brands(at for at, role in hits if role & BRAND)
        weak = self._scan(
            [at for at, role in hits if role & NAME or (role & OPENS and self._opens(at))]
        )
        self.evidence.final = True
        self._scan(sorted([*weak, *(at for at, role in hits if role == TYPO)]))
        if self.found:
            self._read_numbers(at for at, role in hits if role & NUMBER)
        return sorted(found.mention for found in self.found)

    def _opens(self, at: int) -> bool:
        """Say no quickly to words that only begin names of several words, as `the` does."""
        if at + 1 == len(self.words.said):
            return False
        follows = self.words.said[at + 1]
        after = self.names.root.after[self.words.said[at]].after
        return follows in after or self.names.roles[follows] == TYPO

    def _scan(self, places: Sequence[int]) -> list[int]:
        """Read the names that start at `places`; give the places where none was certain."""
        return [at for at in places if at not in self.taken and self._name(at) == at]

    def _name(self, at: int) -> int:
        """Read the longest name that starts here; give the place after it, else `at`."""
        node: TrieNode | None = self._step(self.names.root, at)
        ends, end = [], at + 1
        while node:
            if node.names:
                ends.append((end, node.names))
            if not node.after or end in self.taken or not self._goes_on(end):
                break
            node, end = self._step(node, end), end + 1
        for end, choices in reversed(ends):
            after = self._choose(at, end, choices)
            if after > at:
                return after
        return at

    def _goes_on(self, at: int) -> bool:
        """Say whether a name may go on with the word here."""
        if at >= len(self.words.said):
            return False
        gap = self.words.gap(at)
        return gap in {" ", ""} or PARTING.isdisjoint(gap)

    def _step(self, node: TrieNode, at: int) -> TrieNode | None:
        word = self.words.said[at]
        step = node.after.get(word)
        if step is None and self.names.roles[word] == TYPO:
            step = node.after.get(self.names.typos.correct(word))
        return step

    def _choose(self, at: int, end: int, choices: Sequence[Name]) -> int:
        if measured(self.words, end, sure=False):
            return at
        choices = [name for name in choices if self.evidence.may_be(name, at)]
        misspelled = self.names.roles[self.words.said[at]] == TYPO
        if misspelled and end == at + 1:
            choices = [name for name in choices if self.evidence.is_meant(name, end)]
        if not choices:
            return at
        if len(choices) == 1 and choices[0].is_plain and not misspelled:
            return self._one(at, end, choices[0])
        pool = self.evidence.narrow(at, end, choices)
        name = pool[0]
        if not self.evidence.accepts(choices, name, at, end):
            return at
        if len({one.family for one in pool}) > 1:
            return self._several(at, end, pool)
        if name.shoe and self.evidence.version(name, end)[1] is None:
            self._keep(at, end, name.shoe, name.family, why(Reason.SAID_ALIAS))
            return self._continue(end, name.family)
        return self._one(at, end, name)

    def _several(self, at: int, end: int, pool: Sequence[Name]) -> int:
        """Name what several models share (Dunk of Dunk Low and High), or say that they do."""
        families = list(dict.fromkeys(name.family for name in pool))
        first = families[0]
        if len({(one.brand, reduced(one.words)) for one in families}) == 1:
            whole = [name for name in pool if reduced(name.family.words) == name.family.words]
            if len(whole) == 1:
                return self._one(at, end, whole[0])
            shared = first.model.split()[: len(reduced(first.words))]
            model = " ".join((first.brand, *shared)).strip()
            self._put(at, end, None, model, why(Reason.SAID_CUTS, model, len(families)))
            return end
        if not self.evidence.final or pool[0].rank > CUT:
            return at
        shown = ", ".join(family.name for family in families[:3])
        self._put(at, end, None, None, why(Reason.SAID_SEVERAL, len(families), shown))
        return end

    def _one(self, at: int, end: int, name: Name) -> int:
        family, words = name.family, self.words
        after, shoe = self.evidence.version(name, end)
        if shoe and not self._is_variant(after):
            self._keep(at, after, shoe, family, why(_how(name.rank)))
            return self._continue(after, family)
        after = after if shoe else other_version(words, family, end)
        if after > end:
            stated = words.spelled(after - 1)
            other = why(Reason.SAID_OTHER_VERSION, family.name, stated)
            self._keep(at, after, None, family, other)
            return self._continue(after, family)
        return self._bare(at, end, name)

    def _is_variant(self, at: int, also: Collection[str] = ()) -> bool:
        """Say whether `GTX` or the like follows, which makes it another shoe."""
        word = self.words.word(at)
        return (word in kind("variant") or word in also) and self.words.gap(at) in {" ", "-"}

    def _bare(self, at: int, end: int, name: Name) -> int:
        family = name.family
        shoe = family.versions.get(())
        whole = name.rank != CUT
        # Evo SL ATR is a variant, not a successor: only a number makes Evo SL unclear.
        if shoe and whole and not family.numbered and not self._is_variant(end, family.variants):
            self._keep(at, end, shoe, family, why(Reason.SAID_ONLY_ONE))
        else:
            self._keep(at, end, None, family, why(Reason.SAID_MODEL, family.name))
        return self._continue(end, family) if family.siblings else end

    def _continue(self, at: int, family: NamedModel) -> int:
        """Read on in a list of versions: `Novablast 4 and 5`, `Jordan 1s & 4s`."""
        while place := next_listed(self.words, at):
            if self.words.said[place] == self.words.said[at - 1]:
                return at
            after, shoe = version_at(self.words, family, place, sure=False, listed=True)
            other = family
            if shoe is None:
                sibling = family.siblings.get(self.words.said[place])
                if sibling is None or measured(self.words, place + 1, sure=False):
                    return at
                other, after, shoe = sibling, place + 1, sibling.versions.get(())
            self._keep(place, after, shoe, other, why(Reason.SAID_IN_LIST))
            at = after
        return at

    def _read_numbers(self, places: Iterable[int]) -> None:
        """Read `the 25's`, `V4s`, `the 9`: versions of a model that was named before."""
        mentions = sorted(self.found, key=attrgetter("first"))
        named = [(one.first, one.family) for one in mentions if one.family]
        for at in places:
            if at not in self.taken and stands_alone(self.words, at):
                last = bisect_left(named, at, key=itemgetter(0))
                before = [family for _, family in named[max(0, last - _BEFORE) : last]]
                self._read_number(at, list(dict.fromkeys(reversed(before)))[:_RECENT])

    def _read_number(self, at: int, recent: Sequence[NamedModel]) -> None:
        word = self.words.said[at]
        if self.words.marked(at):
            recent = [family for family in recent if family.marked] or recent[:1]
        elif not self.words.plural(at):
            recent = recent[:2]
        for family in recent:
            other = family.siblings.get(word, family)
            shoe = family.versions.get((word,))
            if shoe is None and family.siblings.get(word):
                shoe = other.versions.get(())
            if shoe:
                self._keep(at, at + 1, shoe, other, why(Reason.SAID_NUMBER, family.name))
                self._continue(at + 1, other)
                return

    def _keep(self, at: int, end: int, shoe: str | None, family: NamedModel, told: Why) -> None:
        self.evidence.note(family, end)
        self._put(at, end, shoe, family.name, told, family)

    def _put(
        self,
        at: int,
        end: int,
        shoe: str | None,
        model: str | None,
        told: Why,
        family: NamedModel | None = None,
    ) -> None:
        first = self._with_brand(at, family) if family else at
        start, stop = self.words.starts[first], self.words.ends[end - 1]
        probability = estimated(Sign(told.reason))
        mention = Mention(start, stop, shoe, model, probability, told)
        self.found.append(FoundMention(first, end, family, mention))
        self.taken.update(range(first, end))

    def _with_brand(self, at: int, family: NamedModel) -> int:
        """Give the place of the brand's own name right before, else `at`."""
        brand = parts(family.brand)
        first = at - len(brand)
        if brand and first >= 0 and tuple(self.words.said[first:at]) == brand:
            untaken = self.taken.isdisjoint(range(first, at))
            if untaken and not PARTING.intersection(self.words.gap(at)):
                return first
        return at


def _how(rank: int) -> Reason:
    if rank >= LETTERS:
        return Reason.SAID_INITIALS
    return Reason.SAID_VERSION if rank <= CUT else Reason.SAID_PART
