"""Lineage: which shoe is the previous version of which, from names, brands and dates alone.

A line is what stays of a name without brand, technology words and version; `GTX`, `Trail` or
`Wide` stay, so a side line is a line of its own. Within a line versions count upward; a
number that falls while time passes (Ultraboost 22, then 5) starts the count anew. Models that
come again for decades are counted without their dates.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .. import lexicon
from ..lexicon.tokenizer import key
from ..titles.makers import brand_name

_FURTHEST = 6
"""Versions that may lie between a shoe and its predecessor; more are another era of the name."""
_FIRST_YEAR = 70
"""Numbers from here on are years that name a model (`Air Max 97`), not versions."""
_RESET_DAYS = 240
"""Days by which a lower number must come later to begin a new count."""
_LONGEST_GAP_DAYS = 6 * 365
"""Days from a version to the next: a name that rests for longer is taken up by another shoe."""
_OVERLAP_DAYS = 550
"""Days by which a predecessor may be dated after its successor: catalogs date colorways."""
_TECHNOLOGY = {
    "Nike": {"air", "zoom", "zoomx", "react", "flyknit", "next", "run"},
    "New Balance": {"fresh", "foam", "x", "fuelcell", "fuel", "cell"},
    "Salomon": {"s", "lab"},
    "Saucony": {"iso"},
    "adidas": {"primeknit", "boost"},
}
_SPELLINGS = {
    "rn": ("run",), "infinityrn": ("infinity", "run"), "fuelcell": ("fuel", "cell"),
    "sc": ("supercomp",), "gtx": ("gore", "tex"), "goretex": ("gore", "tex"),
}  # fmt: skip
_NUMBER = re.compile(r"v?(\d{1,2}(?:\.\d)?)")
_GLUED = re.compile(r"([a-z]+)(\d{1,2})")
_MARKED = re.compile(r"v\d")
_EDITIONS = ("+", "paris", "tokyo")
"""Words that name editions of a racing shoe, in the order in which they came."""


class LineagePlace(NamedTuple):
    """A shoe's place: its line and its version in that line; 1 where a name has no number.

    `words` are all words of the name but its brand and version. `stated` is a release that
    somebody states; else it is a colorway's, which may be far younger than the shoe, and says
    nothing of a `reissued` model.
    """

    line: tuple[str, str]
    version: float
    release: dt.date | None
    words: frozenset[str]
    stated: bool
    reissued: bool


def lineage(
    names: Sequence[str],
    brands: Sequence[str | None] | None = None,
    released: Sequence[dt.date | None] | None = None,
    stated: Sequence[bool] | None = None,
) -> list[int | None]:
    """Give, for each shoe, the index of its previous version among `names`, or None.

    `brands` and `released` run parallel to `names`; both help and neither is needed. Dates may
    be `date` or ISO text, whole or `YYYY-MM`. The predecessor is the nearest version that is
    there. `stated` tells which of the dates are the shoes' own first releases; the others are
    those of colorways, as catalogs date them. Raises `ValueError` when the lists differ in length.
    """
    for what, given in (("brands", brands), ("released", released), ("stated", stated)):
        if given is not None and len(given) != len(names):
            raise ValueError(f"{what} has {len(given)} items; it must have {len(names)}, as names.")
    none = [None] * len(names)
    own = stated or [False] * len(names)
    places = _places(names, brands or none, released or none, own)
    by_line: dict[tuple[str, str], list[int]] = {}
    for i, place in enumerate(places):
        by_line.setdefault(place.line, []).append(i)
    previous: list[int | None] = [None] * len(names)
    for members in by_line.values():
        for i, before in _chain(members, places):
            previous[i] = before
    return previous


def gap(name: str, previous: str) -> int:
    """Give how many versions lie from `previous` to `name`: 1 for neighbours."""
    after, before = (_split(key(text))[1] for text in (name, previous))
    steps = round(after - before)
    return steps if 1 <= steps <= _FURTHEST else 1


def _places(
    names: Sequence[str],
    brands: Sequence[str | None],
    released: Sequence[dt.date | str | None],
    stated: Sequence[bool],
) -> list[LineagePlace]:
    owners = [_owner(name, brand) for name, brand in zip(names, brands, strict=True)]
    words = [_own_words(name, owner) for name, owner in zip(names, owners, strict=True)]
    known = {(owner, _split(said)[0]) for owner, said in zip(owners, words, strict=True)}
    parted = [_parted(said) for said in words]
    glued = Counter((owner, one[0]) for owner, one in zip(owners, parted, strict=True) if one)
    places = []
    rows = zip(owners, words, parted, released, stated, strict=True)
    for owner, said, one, release, own in rows:
        apart = one and ((owner, one[0]) in known or (len(said) > 1 and glued[owner, one[0]] > 1))
        rest, version = one if one and apart else _split(said)
        again = _reissued(owner, said)
        date = None if again and not own else _date(release)
        line = owner, _line(owner, rest)
        places.append(
            LineagePlace(line, version, date, frozenset(rest), own and date is not None, again)
        )
    return _with_editions(places, words)


def _owner(name: str, brand: str | None) -> str:
    if brand and brand.strip():
        return brand_name(brand)
    words = key(name)
    for width in (3, 2, 1):
        found = lexicon.brands().get(words[:width])
        if found:
            return found
    return ""


def _own_words(name: str, owner: str) -> tuple[str, ...]:
    """Give the words of a name without its brand, in one spelling."""
    words = list(key(name))
    spellings = [
        s for s, brand in lexicon.brands().items() if brand == owner and s == tuple(words[: len(s)])
    ]
    spellings.append(key(owner)[:1] if key(owner)[:1] == tuple(words[:1]) else ())
    words = words[max((len(s) for s in spellings), default=0) :] or words
    spelled: list[str] = []
    for word in words:
        spelled.extend(_SPELLINGS.get(word, (word,)))
    return tuple(spelled)


def _parted(words: tuple[str, ...]) -> tuple[tuple[str, ...], float] | None:
    """Part `sl2` into `sl` and 2; None where a word of its own is the version."""
    if any(_is_version(word) for word in words):
        return None
    for i, word in enumerate(words):
        match = _GLUED.fullmatch(word)
        if match:
            return (*words[:i], match[1], *words[i + 1 :]), float(match[2])
    return None


def _reissued(owner: str, words: Sequence[str]) -> bool:
    """Say whether numbers alone tell the order: `v4`, or a model that comes again for decades.

    Catalogs date its latest colorway: Air Jordan 3 of 2018 is no successor of Air Jordan 4.
    """
    if owner == "Jordan" or any(_MARKED.match(word) for word in words):
        return True
    own = [word for word in words if word != "air"]
    for width in range(len(own), 0, -1):
        for model in lexicon.models().get(tuple(own[:width]), ()):
            if model.brand == owner:
                return model.kind == "retro"
    return False


def _is_version(word: str) -> bool:
    match = _NUMBER.fullmatch(word)
    return match is not None and (word[0] == "v" or float(match[1]) < _FIRST_YEAR)


def _split(words: Sequence[str]) -> tuple[tuple[str, ...], float]:
    """Split a name's words into what stays and the version: `v14` first, else the last number."""
    places = [i for i, word in enumerate(words) if _is_version(word)]
    if not places:
        return tuple(words), 1.0
    marked = [i for i in places if words[i].startswith("v")]
    place = (marked or places)[-1]
    match = _NUMBER.fullmatch(words[place])
    rest = tuple(word for i, word in enumerate(words) if i != place)
    return rest, float(match[1]) if match else 1.0


def _line(owner: str, words: Sequence[str]) -> str:
    silent = _TECHNOLOGY.get(owner, set())
    kept = [word for word in words if word not in silent] or list(words)
    joined = "".join(kept)
    return _renamed().get((owner, joined), joined)


@cache
def _renamed() -> dict[tuple[str, str], str]:
    return {
        (brand, "".join(key(canonical))): "".join(key(model))
        for (brand, model), canonical in lexicon.renames().items()
    }


def _date(value: dt.date | str | None) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date) or not value:
        return value or None
    match = re.match(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", str(value))
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return None


def _with_editions(
    places: list[LineagePlace], words: Sequence[Sequence[str]]
) -> list[LineagePlace]:
    """Make lines that name editions after cities one line, counted by release or known order."""
    bases: dict[tuple[str, str], list[int]] = {}
    for i, said in enumerate(words):
        if said and said[-1] in _EDITIONS:
            base = places[i].line[0], "".join(said[:-1])
            bases.setdefault(base, []).append(i)
    for base, members in bases.items():
        if all(words[i][-1] == "+" for i in members):
            continue
        dated = all(places[i].release for i in members)
        ordered = sorted(
            members,
            key=lambda i: (str(places[i].release) if dated else "", _EDITIONS.index(words[i][-1])),
        )
        for n, i in enumerate(ordered, 2):
            places[i] = places[i]._replace(line=base, version=float(n))
    return places


def _chain(members: Sequence[int], places: Sequence[LineagePlace]) -> list[tuple[int, int]]:
    """Pair each shoe of a line with the nearest earlier version."""
    eras = _eras(members, places)
    pairs: list[tuple[int, int]] = []
    last: int | None = None
    for era in eras:
        ordered = sorted(era, key=lambda i: (places[i].version, str(places[i].release or ""), i))
        for i in ordered:
            earlier = [j for j in ordered if places[j].version < places[i].version]
            resets = last if places[i].version > 1 else None
            before = _nearest(i, earlier, places) if earlier else resets
            if before is not None and _follows(places[i], places[before], reset=not earlier):
                pairs.append((i, before))
        last = ordered[-1]
    return pairs


def _nearest(one: int, earlier: Sequence[int], places: Sequence[LineagePlace]) -> int:
    """Give the highest of the earlier versions; of several, the one of the most similar name."""
    top = places[earlier[-1]].version
    likely = [i for i in earlier if places[i].version == top]
    words = places[one].words
    return min(reversed(likely), key=lambda i: len(words ^ places[i].words))


def _eras(members: Sequence[int], places: Sequence[LineagePlace]) -> list[list[int]]:
    """Part a line where its numbers fall while time passes."""
    undated = [i for i in members if places[i].release is None]
    dated = sorted(
        (i for i in members if places[i].release is not None),
        key=lambda i: (str(places[i].release), places[i].version),
    )
    eras: list[list[int]] = [[]]
    for i in dated:
        era = eras[-1]
        if era and _restarts(places[i], [places[j] for j in era]):
            era = []
            eras.append(era)
        era.append(i)
    eras[0].extend(undated)
    return eras


def _restarts(one: LineagePlace, era: Sequence[LineagePlace]) -> bool:
    top = max(era, key=lambda place: place.version)
    if one.version >= top.version - 1 or one.release is None or top.release is None:
        return False
    return (one.release - top.release).days > _RESET_DAYS


def _follows(one: LineagePlace, before: LineagePlace, *, reset: bool) -> bool:
    """Say whether `before` can be the predecessor: near in number and not later."""
    if not reset and one.version - before.version > _FURTHEST:
        return False
    if not one.release or not before.release:
        return True
    days = (one.release - before.release).days
    if one.stated and before.stated:
        return one.release.year >= before.release.year and (
            days < _LONGEST_GAP_DAYS or one.reissued
        )
    if one.stated and days < 0:
        return True  # The older one's first release is unknown: its colorways came later.
    return -_OVERLAP_DAYS < days < _LONGEST_GAP_DAYS
