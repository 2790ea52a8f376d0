"""Names of shoes whose model no lexicon lists: the words behind the brand, up to a colour."""

from collections.abc import Sequence

from .. import lexicon
from ..lexicon import Model
from ..lexicon.phrases import FoundPhrase
from ..lexicon.tokenizer import Word, key
from . import makers
from .makers import collaborators
from .name_parts import JOINS, VERSION, Naming, glued, parted, spaced, variants


def unlisted(
    words: Sequence[Word],
    title: str,
    brand: str | None,
    brands: Sequence[FoundPhrase[str]],
    taken: set[int],
) -> Naming:
    """Name a shoe whose model no lexicon lists: the words after the brand, up to a colour."""
    own = brand or (brands[0].value if brands else None)
    mine = [found for found in brands if found.value == own]
    others = tuple(found for found in brands if found not in mine)
    texts = [word.text for word in words]
    start = mine[0].last if mine else 0
    if own and not mine:
        stated = key(own)
        mine_here = tuple(texts[: len(stated)]) == stated
        mine = [FoundPhrase(0, len(stated), own)] if mine_here else []
        start = len(stated) if mine_here else 0
    start, stop = _name_place(words, title, start, own, taken)
    if stop == start and brand and mine and mine[0].first:  # `Tênis Flyer Runner Puma`
        start, stop = _name_place(words[: mine[0].first], title, 0, own, taken)
    places = tuple((found.first, found.last) for found in mine)
    if own is None or stop == start:
        return Naming(own, None, places, None, None, False, others)
    cut = next((i for i in range(start + 1, stop) if _starts_version(words, title, i)), stop)
    name = title[words[start].start : words[cut - 1].end]
    model = Model(own, spaced(name, title), "sport")
    version = (cut, stop) if cut < stop else None
    return Naming(own, model, places, (start, cut), version, False, others)


def _name_place(
    words: Sequence[Word], title: str, start: int, own: str | None, taken: set[int]
) -> tuple[int, int]:
    """Give the place of a name from `start` on: without shop words and partners before it."""
    texts = [word.text for word in words]
    while start < len(texts) and (
        start in taken or texts[start] in JOINS or not makers.may_begin(texts[start])
    ):
        start += 1
    partner = collaborators().at(texts, start) if start < len(texts) else None
    start = partner.last if partner and partner.value != own else start
    stop = _name_end(words, title, start, taken)
    while stop > start and texts[stop - 1] in JOINS:
        stop -= 1
    return start, stop


def _name_end(words: Sequence[Word], title: str, start: int, taken: set[int]) -> int:
    texts = [word.text for word in words]
    stop = start
    while stop < len(words) and stop not in taken and makers.may_name(texts[stop]):
        if stop > start and (
            parted(title, words[stop - 1].end, words[stop].start)
            or _begins_shade(words, title, stop)
            or collaborators().at(texts, stop)
            or makers.joins_partner(words, title, stop)
        ):
            break
        stop += 1
    return stop


def _begins_shade(words: Sequence[Word], title: str, place: int) -> bool:
    """Say whether a word is the shade of a colour that follows it: `Fire` in `Fire Red`."""
    if words[place].text not in lexicon.shades() or place + 1 == len(words):
        return False
    after = words[place + 1]
    return after.text in lexicon.colours() and not parted(title, words[place].end, after.start)


def _starts_version(words: Sequence[Word], title: str, place: int) -> bool:
    """Say whether a version starts at a word; the 10 of `N-10` belongs to its letter."""
    texts = [word.text for word in words]
    if VERSION.fullmatch(texts[place]):
        return len(texts[place - 1]) > 1 or not glued(words, title, place - 1)
    found = variants().at(texts, place)
    return found is not None and found.value in {"line", "protro", "build"}
