"""What a headline says: which shoe, its colorway behind the name, its cut within the name."""

from collections import Counter
from collections.abc import Iterator, Sequence

from .. import lexicon
from ..lexicon.tokenizer import key, words
from ..titles.title import Title, parse_title
from .fact import TextSubject
from .grammar.layout import Sentence
from .named_shoes import NameFinder
from .sayings import Saying
from .sentence_units import Unit, Units

_CUTS = {"low": "low", "lo": "low", "mid": "mid", "high": "high", "hi": "high"}
_SEARCHED = 40
"""Sentences in which a text without a telling headline must name its shoe."""


def subject(laid: Sequence[Sentence]) -> TextSubject | None:
    """Find which shoe a text is about: by its headline, else the one that it names most."""
    first = laid[0].text
    found = parse_title(first.partition(":")[0][:120])
    if found.model and (found.brand or found.certain):
        return _subject(found)
    counts: Counter[TextSubject] = Counter()
    for sentence in laid[:_SEARCHED]:
        for piece in _branded(sentence.text):
            said = parse_title(piece)
            if said.model and said.brand and said.certain:
                counts[_subject(said)] += 1
    best = counts.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if clear else None


def _subject(found: Title) -> TextSubject:
    return TextSubject(found.brand, found.model, found.version)


def _branded(text: str) -> Iterator[str]:
    """Give the stretches of a sentence that begin with a brand."""
    said = words(text)
    known = lexicon.brands()
    for i, word in enumerate(said):
        named = any(tuple(w.text for w in said[i : i + n]) in known for n in (1, 2))
        if named and text[word.start].isupper():
            yield text[word.start : said[min(len(said), i + 6) - 1].end]


def candidates(read: Sequence[Units], names: NameFinder) -> Iterator[Saying]:
    """Give the colorway that a headline adds to the shoe's name, and the cut of the name."""
    titles = [one for one in read if one.sentence.kind == "title"]
    for title in titles[:1]:
        yield from _colorway(title, read)
    yield from _cut([*titles[:1], *read], names)


def _cut(read: Sequence[Units], names: NameFinder) -> Iterator[Saying]:
    own = next((_CUTS[word] for word in (*names.model, *names.version) if word in _CUTS), None)
    if own is None:
        return
    for one in read:
        for unit in one.units:
            said = one.sentence.text[unit.start : unit.end]
            if "me" in unit.classes and any(word in _CUTS for word in key(said)):
                start = one.sentence.start
                yield Saying("cut", own, None, start + unit.start, start + unit.end, said, "name")
                return


def _colorway(title: Units, read: Sequence[Units]) -> Iterator[Saying]:
    """Give what stands behind the name: where it has a colour, or the text repeats it."""
    rest = _behind_name(title)
    place = title.sentence.start
    if rest and "quoted" in rest[0].classes:
        start, end = place + rest[0].start, place + rest[0].end
        value = rest[0].values["quoted"]
        yield Saying("colorway", value, None, start, end, value, "headline-quoted")
    elif rest:
        start, end = rest[0].start, rest[-1].end
        said = title.sentence.text[start:end]
        if any("colour" in unit.classes for unit in rest) or _nickname(title, said, read):
            yield Saying("colorway", said, None, place + start, place + end, said, "headline")


def _nickname(title: Units, said: str, read: Sequence[Units]) -> bool:
    """Say whether what stands behind a name is a nickname: not a variant, not a shop's words.

    A shop writes `Swift Run X Shoes`, and means another model by its words than by a nickname.
    """
    shop = any("shoe" in unit.classes or unit.classes & _TELLING for unit in title.units)
    version = len(said) < _SHORT or not said[0].isalpha() or said.isupper()
    version = version or any((word,) in lexicon.variants() for word in key(said))
    return not shop and not version and _repeated(said, read)


_TELLING = frozenset({"category", "sure", "foamish"})
_SHORT = 3
"""Letters of a nickname at least: `X` is a version, and so is what is all capitals."""


def _behind_name(title: Units) -> list[Unit]:
    """Give the units behind the shoe's name and its partners, up to a shop's words."""
    mine = [i for i, unit in enumerate(title.units) if "me" in unit.classes]
    rest: list[Unit] = []
    for unit in title.units[mine[-1] + 1 :] if mine else ():
        if unit.classes & {"partner", "brand"} and not rest:
            continue
        said = title.sentence.text[unit.start : unit.end]
        if _ends(unit, said) or (rest and not unit.classes & {"cap", "slash", "amp"}):
            break
        rest.append(unit)
    return rest


_SHOP = frozenset({"comma", "open", "bar", "dash", "colon", "yearnumber", "stylecode"})


def _ends(unit: Unit, said: str) -> bool:
    folded = " ".join(key(said))
    shop = folded in lexicon.noise_kinds() or folded in lexicon.genders()
    return bool(unit.classes & _SHOP) or shop or "shoe" in unit.classes


def _repeated(said: str, read: Sequence[Units]) -> bool:
    """Say whether the text calls the shoe so, right behind its name."""
    wanted = said.casefold()
    return any(
        one.sentence.text[unit.end : unit.end + len(said) + 1].strip().casefold() == wanted
        for one in read
        if one.sentence.kind != "title"
        for unit in one.units
        if "me" in unit.classes
    )
