"""How people write the name of a model: shortened, fused, parted, in plural, by initials."""

import itertools
import re
from collections.abc import Iterable, Iterator
from functools import cache

from .. import lexicon
from .post_tokens import kind, parts

Said = tuple[str, ...]

FULL, SHORT, CUT, PART, LETTERS, INITIALS = range(6)
"""Ranks of a spelling: the name itself, a shortened one, one without Low or High, a part,
letters that people use, initials.
"""


def spoken(brand: str, model: Said) -> dict[Said, int]:
    """Give the spellings of a model (its words as `parts` gives them), each with its rank.

    A model without a brand was not understood: no parts and no initials stand for it.
    """
    found: dict[Said, int] = {model: FULL} if model else {}
    for said in _listed(brand, " ".join(model)):
        _put(found, said, SHORT)
    shorter = _shortened(model)
    for said, rank in shorter.items():
        _put(found, said, rank)
        for other in (*_respelled(said), *_replaced(said)):
            letters = len(other[0]) <= 2 and other[0] not in model
            _put(found, other, LETTERS if letters else rank)
    for said, rank in list(found.items()):
        if rank <= CUT:
            for other in _plurals(said):
                _put(found, other, rank)
    for said, rank in shorter.items() if brand else ():
        for other, how in _abbreviated(said, whole=rank < CUT):
            _put(found, other, how)
    return found


def _abbreviated(said: Said, *, whole: bool) -> Iterator[tuple[Said, int]]:
    """Give parts of a name where it is `whole`, and initials: `Speed`, `es` of Endorphin Speed."""
    for other in _partial(said) if whole else ():
        yield other, PART
    for other in _initials(said):
        yield other, INITIALS
    if len(said) > 2 and all(word.isalpha() for word in said):
        yield ("".join(word[0] for word in said[:-1]), said[-1]), LETTERS


def _put(found: dict[Said, int], said: Said, rank: int) -> None:
    if said and all(said):
        found[said] = min(rank, found.get(said, rank))


@cache
def _aliases() -> dict[tuple[str, str], list[Said]]:
    """(brand, words of a model) -> the spellings of the lexicon, those in other scripts, too."""
    found: dict[tuple[str, str], list[Said]] = {}
    folded = ((m, " ".join(words)) for words, models in lexicon.models().items() for m in models)
    # A post is not spelled in Latin letters, as titles are.
    foreign = ((m, said) for m, said in lexicon.written_spellings() if not said.isascii())
    for model, said in itertools.chain(folded, foreign):
        where = (model.brand, " ".join(parts(model.name)))
        found.setdefault(where, []).append(parts(said))
    return found


def _listed(brand: str, model: str) -> Iterable[Said]:
    return _aliases().get((brand, model), ())


@cache
def _silent() -> tuple[Said, ...]:
    return tuple(sorted(map(parts, kind("silent")), key=lambda line: (-len(line), line)))


def _shortened(model: Said) -> dict[Said, int]:
    """Leave out lines from the front, editions and cuts at the end, and silent words."""
    found = {model: FULL}
    forms = [model]
    while forms:
        said = forms.pop()
        for other, rank in _one_less(said):
            if other and other not in found:
                found[other] = max(rank, found[said])
                forms.append(other)
    return {said: rank for said, rank in found.items() if not _incomplete(said, model)}


@cache
def _never_alone() -> frozenset[str]:
    """The words that never stand for a longer name: English, those of lines and editions."""
    return kind("stop").union(kind("edition"), *_silent())


def _one_less(said: Said) -> Iterator[tuple[Said, int]]:
    for line in _silent():
        if said[: len(line)] == line:
            yield said[len(line) :], SHORT
            break
    if said[-1] in kind("cut"):
        yield said[:-1], CUT
    elif said[-1] in kind("edition"):
        yield said[:-1], SHORT
    quiet = tuple(word for word in said if word not in kind("inside"))
    if quiet != said:
        yield quiet, SHORT


def _incomplete(said: Said, model: Said) -> bool:
    """Say whether only a line is left, or a cut was left out but not the edition before it."""
    if said == model:
        return False
    cut = said[-1] in kind("edition") and model[-1] in kind("cut")
    return cut or (len(said) == 1 and said[0] in _never_alone())


def _respelled(said: Said) -> Iterator[Said]:
    """Fuse words (`zoomfly`, `rocketx 2`), part compounds (`super blast`), swap two words."""
    if 1 < len(said) <= 3 and any(len(word) > 2 for word in said) and said[0].isalpha():
        yield parts("".join(said))
        if len(said) == 3:
            yield parts(said[0] + said[1] + " " + said[2])
            yield parts(said[0] + " " + said[1] + said[2])
    for at, word in enumerate(said):
        for head, tail in _compound(word):
            yield (*said[:at], head, tail, *said[at + 1 :])
    long = all(word.isalpha() and len(word) > 2 for word in said)
    if len(said) == 2 and long and any(_is_unusual(word) for word in said):
        yield said[::-1]


def _is_unusual(word: str) -> bool:
    return not any(word in kind(name) for name in ("word", "function", "stop"))


def _compound(word: str) -> Iterator[tuple[str, str]]:
    if not word.isalpha() or len(word) < 6:
        return
    tails = [tail for tail in kind("part") if word.endswith(tail) and len(word) - len(tail) > 2]
    for tail in sorted(tails, key=lambda tail: (-len(tail), tail))[:1]:
        yield word.removesuffix(tail), tail
    for head in sorted(kind("whole")):
        rest = word.removeprefix(head)
        if rest != word and len(rest) > 3 and rest not in tails:
            yield head, rest


@cache
def _shorts() -> dict[str, list[tuple[Said, Said]]]:
    """First word -> the words of a name that begin with it, and what is written instead."""
    found: dict[str, list[tuple[Said, Said]]] = {}
    for words, short in lexicon.rows("mention_shorts.csv"):
        found.setdefault(parts(words)[0], []).append((parts(words), parts(short)))
    return found


def _replaced(said: Said) -> Iterator[Said]:
    for at, first in enumerate(said):
        for words, short in _shorts().get(first, ()):
            if said[at : at + len(words)] == words:
                yield (*said[:at], *short, *said[at + len(words) :])


def _plurals(said: Said) -> Iterator[Said]:
    """Give plurals: of the last word, of the word before a final number, of both of two."""
    for at in {len(said) - 1, len(said) - 2 if said[-1].isdigit() else len(said) - 1}:
        if at >= 0 and said[at].isalpha() and (len(said[at]) > 1 or said[0].isdigit()):
            for plural in _plural(said[at]):
                yield (*said[:at], plural, *said[at + 1 :])
    if len(said) == 2 and all(word.isalpha() and len(word) > 2 for word in said):
        yield (f"{said[0]}s", f"{said[1]}s")


def _plural(word: str) -> Iterator[str]:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{word}es"
        return
    yield f"{word}s"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        yield f"{word[:-1]}ies"


def _partial(said: Said) -> Iterator[Said]:
    """Give the first word and the last one or two: `Takumi`, `Speed` of Endorphin Speed."""
    if len(said) < 2:
        return
    for words in (said[:1], said[-1:], said[-2:] if len(said) > 2 else ()):
        alone = len(words) == 1 and (words[0] in _never_alone() or len(words[0]) < 3)
        if words and words[0].isalpha() and words[0] not in kind("tailless") and not alone:
            yield words
            yield from _plurals(words)


def _initials(said: Said) -> Iterator[Said]:
    """Give `ap` for Adios Pro, `sb` for Superblast, `am 90` for Air Max 90."""
    number = said[-1:] if said[-1].isdigit() else ()
    words = said[: len(said) - len(number)]
    if not words or not all(word.isalpha() for word in words):
        return
    letters = "".join(word[0] + _tail_letter(word) for word in words)
    if letters not in kind("plain"):
        yield (letters, *number)
        if f"{letters}s" not in kind("plain"):
            yield (f"{letters}s", *number)


def _tail_letter(word: str) -> str:
    return next((tail[0] for _, tail in _compound(word)), "")


def reduced(model: Said) -> Said:
    """Give a model without cuts and editions: what Dunk Low and Dunk High share."""
    while len(model) > 1 and (model[-1] in kind("cut") or model[-1] in kind("edition")):
        model = model[:-1]
    return model


def stems(model: Said) -> Iterator[tuple[Said, str]]:
    """Give what a model shares with its siblings, and its number: Air Max, 90."""
    if len(model) > 1 and model[-1].isdigit():
        yield model[:-1], model[-1]


def fused(model: Said) -> str:
    """Give a model as one string: equal for `Metaspeed Sky` and `Meta Speed Sky`."""
    return re.sub(r"(?<=[^\d]) | (?=[^\d])", "", " ".join(model))
