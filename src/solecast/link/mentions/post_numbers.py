"""Numbers in posts: which are versions of a shoe, and which count or measure something."""

from .name_trie import NamedModel
from .post_tokens import PostWords, kind

_GAPS = frozenset({"", " ", "-", "  ", "\u00a0", " #", "#", "% ", "%", ".", " v", "'"})
_AHEAD = 4
"""How far beyond the newest version of the catalog a number may be one more version."""


def version_at(
    words: PostWords, family: NamedModel, at: int, *, sure: bool = True, listed: bool = False
) -> tuple[int, str | None]:
    """Give the place after the longest version of `family` that stands at `at`, and its shoe.

    `sure`: the words before are a name beyond doubt, so that a version may be followed by
    `runs` or `pairs`. `listed`: a connector stands before, not a name. Without a version the
    place is `at` and the shoe None.
    """
    if not family.longest:
        return at, None
    for place in _after_fillers(words, at, listed=listed):
        first = words.word(place)
        if first not in family.firsts and first != "plus":
            continue
        for size in range(family.longest, 0, -1):
            stated = tuple(words.said[place : place + size])
            if len(stated) < size or not _together(words, place, size):
                continue
            if stated == ("plus",):
                stated = ("+",)
            elif stated == ("+",) and words.gap(place):
                continue
            shoe = family.versions.get(stated)
            if shoe and not measured(words, place + size, sure=sure):
                return place + size, shoe
    return at, None


def _after_fillers(words: PostWords, at: int, *, listed: bool) -> list[int]:
    """Give the places at which a version may begin: here, or after `Next%`, `version`."""
    places = []
    while listed or words.gap(at) in _GAPS:
        places.append(at)
        if words.word(at) not in kind("filler") or len(places) > 2:
            break
        at += 1
        listed = False
    return places


def _together(words: PostWords, at: int, size: int) -> bool:
    return all(words.gap(place) in _GAPS for place in range(at + 1, at + size))


def other_version(words: PostWords, family: NamedModel, at: int) -> int:
    """Give the place after a number here that is a version the catalog lacks, else `at`."""
    known = [int(w) for version in family.versions for w in version if w.isdigit()]
    newest = max(known) + _AHEAD if known else 99
    for place in _after_fillers(words, at, listed=False):
        number = words.word(place)
        if not number.isdigit() or len(number) > 2 or not 1 <= int(number) <= newest:
            continue
        follows = words.word(place + 1)
        if not measured(words, place + 1, sure=False) and follows not in kind("size"):
            return place + 1
    return at


def measured(words: PostWords, after: int, *, sure: bool) -> bool:
    """Say whether the number before `after` measures, counts, or is part of a time or date."""
    if not "0" <= words.said[after - 1][:1] <= "9":
        return False
    sign = words.text[words.ends[after - 1] : words.ends[after - 1] + 2]
    if sign[:1] in {"%", '"', "°"} or (sign[:1] in {":", "."} and sign[1:].isdigit()):
        return True
    if after >= len(words) or words.gap(after) not in {"", " ", "-"}:
        return False
    fused = after > 1 and not words.gap(after - 1) and words.said[after - 2].isalpha()
    if fused and words.gap(after):
        return False  # `SL2 colors` counts nothing.
    unit = words.said[after]
    if unit in kind("unit"):
        return True
    return not sure and unit in kind("count")


def next_listed(words: PostWords, at: int) -> int:
    """Give the place of the number with which a list of versions goes on, else 0.

    `Novablast 4 and 5`, `Ghost 16/17`, `Nimbus 24, 25 and 26`, `2 vs the 3`, `(or 11)`.
    """
    joined = words.word(at) in kind("connector")
    place = at + joined
    if joined and words.word(place) == "the":
        place += 1
    if place >= len(words) or not words.said[place][:1].isdigit():
        return 0
    gap = words.gap(at).strip()
    if joined:
        tied = gap in {"", ",", "(", "/"} and not words.gap(place).strip()
        return place if tied and "\n" not in words.gap(at) + words.gap(place) else 0
    if gap not in {"/", ",", "-", "–"} or "\n" in words.gap(at):
        return 0
    return place if gap != "," or _closes(words, place + 1) else 0


def _closes(words: PostWords, after: int) -> bool:
    """Say whether a list may end or go on here, so that its comma did not end a sentence."""
    if after >= len(words):
        return True
    return words.gap(after)[:1] in {",", ".", ";", ")", "\n", "?", "!", "/"} or words.word(
        after
    ) in kind("connector")


def stands_alone(words: PostWords, at: int) -> bool:
    """Say whether a number may name a shoe by its version only: `the 25's`, `V4s`, `the 9`."""
    before, after = words.word(at - 1), words.word(at + 1)
    if measured(words, at + 1, sure=False) or before in kind("size") or before in kind("measure"):
        return False
    if words.marked(at):
        return before in kind("determiner") or before in kind("connector")
    if words.plural(at):
        aged = before in kind("decade") and words.word(at - 2) in {"in", "my", "mid", ""}
        if before in {"mid", "late", "early"} or aged or after in kind("interval"):
            return False
        return before in kind("determiner") and not _symbol(words, at)
    few = words.said[at] in {"1", "2", "3"}  # `Which of the 2 is better?`
    return before == "the" and not few and after in kind("goes_on") and not _symbol(words, at)


def _symbol(words: PostWords, at: int) -> bool:
    return words.gap(at).strip() != ""
