"""Listings as editors decided: moved to the shoe that was accepted, or away from a rejected one."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from ..catalog.record_names import Named, RecordSubject, Spellings, named_subject
from ..catalog.shoe_names import Shoe
from ..lexicon.tokenizer import clean, key
from ..probability import EVEN
from ..reasons import Reason, Why, why
from ..titles.title import parse_title
from .decisions import Verdicts, name_of


class Ruling(NamedTuple):
    """What an editor's verdict makes of a link: its probability (0-1) and its reason."""

    probability: float
    why: Why


def unknown(shoe: str) -> Ruling:
    """Tell of an accepted shoe that the guide does not have: the link waits again."""
    return Ruling(EVEN, why(Reason.ACCEPTED_UNKNOWN, shoe))


def own_shoes(name: str | None, brand: str | None) -> list[Shoe]:
    """Give the shoes that a record of this name may be of its own, the shortest name first.

    The name is the title without brand, gender, size, style code and shop words; first also
    without colours. Empty for a name without words.
    """
    parsed = parse_title(name or "", brand)
    text = clean(name or "")
    dropped = [span for part in ("brand", "gender", "size") for span in _spans(parsed.spans, part)]
    shop = [span for part in ("noise", "style_codes") for span in _spans(parsed.spans, part)]
    hues = _spans(parsed.spans, "colours")
    cuts = [[*dropped, *shop, *hues], [*dropped, *shop], dropped]
    models = [model for cut in cuts if key(model := _without(text, cut))]
    # A name that is only its brand is that brand's shoe of the same name.
    models = models or [model for model in [_without(text, [])] if key(model)]
    return [Shoe(parsed.brand or "", model, None) for model in dict.fromkeys(models)]


def _spans(spans: Mapping[str, Any], part: str) -> list[tuple[int, int]]:
    found = spans.get(part, [])
    return list(found) if isinstance(found, list) else [found]


def _without(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    for start, end in cuts:
        text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(text.split()).strip(" -–/|,()[]'\"")


def accepted_names(verdicts: Verdicts, spellings: Spellings) -> dict[str, Shoe]:
    """Give the shoes that editors made of the names they decided on, by slug."""
    made: dict[str, Shoe] = {}
    for one in verdicts.decisions:
        if one.verdict == "accept":
            own = own_shoes(spellings.title(one.title), spellings.brand(one.brand))
            made.update({shoe.slug: shoe for shoe in own if shoe.slug == one.shoe})
    return made


def rejects(rejections: Collection[str], shoe: Shoe, known: Mapping[str, Shoe]) -> bool:
    """Say whether rejected slugs mean a shoe, however it is spelled; `known` are shoes by slug."""
    same = (known[slug].identity == shoe.identity for slug in rejections if slug in known)
    return shoe.slug in rejections or any(same)


class RulingsInForce:
    """Applies the verdicts to the distinct listings of the catalogs."""

    def __init__(
        self,
        verdicts: Verdicts,
        spellings: Spellings,
        subjects: Callable[[], Iterable[RecordSubject]],
    ) -> None:
        """Know `verdicts`; `subjects` gives those of other records, which may name more shoes."""
        self._verdicts = verdicts
        self._spellings = spellings
        self._subjects = subjects
        self._known: dict[str, Shoe] = {}

    def apply(
        self, rows: Sequence[Mapping[str, Any]], named: Sequence[Named]
    ) -> tuple[list[Named], list[Ruling | None]]:
        """Give each listing with the shoe that is decided for it, and what an editor said."""
        if not self._verdicts.decisions:
            return list(named), [None] * len(named)
        made = accepted_names(self._verdicts, self._spellings)
        self._known = made | {one.shoe.slug: one.shoe for one in named if one.shoe}
        obeyed = [self._one(row, one) for row, one in zip(rows, named, strict=True)]
        return [one for one, _ in obeyed], [said for _, said in obeyed]

    def _one(self, row: Mapping[str, Any], named: Named) -> tuple[Named, Ruling | None]:
        name, brand = name_of(row["title"], row["style_code"]), row["brand"]
        accepted = self._verdicts.accepted(name, brand)
        if accepted:
            shoe = self._known.get(accepted) or self._others.get(accepted)
            if shoe is None:
                return named, unknown(accepted)
            return _moved(named, shoe), Ruling(1.0, why(Reason.ACCEPTED))
        rejections = self._verdicts.rejections(name, brand)
        if "" in rejections:
            return named._replace(shoe=None), Ruling(0.0, why(Reason.REJECTED_ALL))
        if not rejections or (named.shoe and not rejects(rejections, named.shoe, self._known)):
            return named, None
        return self._own(named, name, brand, rejections)

    def _own(
        self, named: Named, name: str, brand: str | None, rejections: Sequence[str]
    ) -> tuple[Named, Ruling]:
        """Make a rejected listing a shoe of its own; no shoe where its name leaves none."""
        said = named.shoe.slug if named.shoe else rejections[0]
        own = own_shoes(self._spellings.title(name), self._spellings.brand(brand))
        new = next((shoe for shoe in own if not rejects(rejections, shoe, self._known)), None)
        if new is None:
            return named._replace(shoe=None), Ruling(0.0, why(Reason.REJECTED, said))
        return _moved(named, new), Ruling(1.0, why(Reason.REJECTED_OWN, said))

    @cached_property
    def _others(self) -> dict[str, Shoe]:
        """The shoes that reviews, signals and facts name, by slug."""
        named = (named_subject(subject, self._spellings).shoe for subject in self._subjects())
        return {shoe.slug: shoe for shoe in named if shoe}


def _moved(named: Named, shoe: Shoe) -> Named:
    """Give a listing another shoe; how it spells its own one is no alias of that."""
    if named.shoe and named.shoe.identity == shoe.identity:
        return named
    return named._replace(shoe=shoe, certain=True, spelled=None)
