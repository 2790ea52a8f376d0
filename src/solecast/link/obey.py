"""Listings as editors decided: moved to the shoe that was accepted, or away from a rejected one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from .decisions import REJECTED, Verdicts, name_of
from .records import Named, Spellings, Subject, named_subject
from .shoes import Shoe
from .title import parse_title
from .words import clean, key

ACCEPTED = "accepted by an editor"


class Said(NamedTuple):
    """What an editor's verdict makes of a link: its probability (0-1) and its reason."""

    probability: float
    reason: str


def unknown(shoe: str) -> Said:
    """Tell of an accepted shoe that the guide does not have: the link waits again."""
    return Said(0.5, f"an editor accepted {shoe}, which this guide does not have")


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
    cuts: Sequence[list[tuple[int, int]]] = (
        [*dropped, *shop, *hues],
        [*dropped, *shop],
        dropped,
        [],
    )
    models = [model for cut in cuts if key(model := _without(text, cut))]
    return [Shoe(parsed.brand or "", model, None) for model in dict.fromkeys(models)]


def _spans(spans: Mapping[str, Any], part: str) -> list[tuple[int, int]]:
    found = spans.get(part, [])
    return list(found) if isinstance(found, list) else [found]


def _without(text: str, cuts: Iterable[tuple[int, int]]) -> str:
    for start, end in cuts:
        text = text[:start] + " " * (end - start) + text[end:]
    return " ".join(text.split()).strip(" -–/|,()[]'\"")


class Obeying:
    """Applies the verdicts to the distinct listings of the catalogs."""

    def __init__(
        self, verdicts: Verdicts, spellings: Spellings, subjects: Callable[[], Iterable[Subject]]
    ) -> None:
        """Know `verdicts`; `subjects` gives those of other records, which may name more shoes."""
        self._verdicts = verdicts
        self._spellings = spellings
        self._subjects = subjects

    def apply(
        self, rows: Sequence[Mapping[str, Any]], named: Sequence[Named]
    ) -> tuple[list[Named], list[Said | None]]:
        """Give each listing with the shoe that is decided for it, and what an editor said."""
        known = {one.shoe.slug: one.shoe for one in named if one.shoe}
        obeyed = [self._one(row, one, known) for row, one in zip(rows, named, strict=True)]
        return [one for one, _ in obeyed], [said for _, said in obeyed]

    def _one(
        self, row: Mapping[str, Any], named: Named, known: dict[str, Shoe]
    ) -> tuple[Named, Said | None]:
        name, brand = name_of(row["title"], row["style_code"]), row["brand"]
        accepted = self._verdicts.accepted(name, brand)
        if accepted:
            shoe = self._known(accepted, name, brand, known)
            return (
                (_moved(named, shoe), Said(1.0, ACCEPTED)) if shoe else (named, unknown(accepted))
            )
        slug = named.shoe.slug if named.shoe else ""
        rejections = self._verdicts.rejections(name, brand)
        if "" in rejections:
            return named._replace(shoe=None), Said(0.0, f"{REJECTED}it: no shoe")
        if not rejections or (slug and slug not in rejections):
            return named, None
        said = f"{REJECTED}{slug or rejections[0]}"
        own = [shoe for shoe in self._own(name, brand) if shoe.slug not in rejections]
        if not own:
            return named._replace(shoe=None), Said(0.0, said)
        return _moved(named, own[0]), Said(1.0, f"{said}; a shoe of its own")

    def _known(
        self, slug: str, name: str, brand: str | None, known: dict[str, Shoe]
    ) -> Shoe | None:
        """Find an accepted shoe: of a catalog, of the record's own name, or of another record."""
        if slug in known:
            return known[slug]
        own = next((shoe for shoe in self._own(name, brand) if shoe.slug == slug), None)
        if own:
            return known.setdefault(slug, own)
        return self._others.get(slug)

    def _own(self, name: str, brand: str | None) -> list[Shoe]:
        return own_shoes(self._spellings.title(name), self._spellings.brand(brand))

    @cached_property
    def _others(self) -> dict[str, Shoe]:
        named = (named_subject(subject, self._spellings).shoe for subject in self._subjects())
        return {shoe.slug: shoe for shoe in named if shoe}


def _moved(named: Named, shoe: Shoe) -> Named:
    """Give a listing another shoe; how it spells its own one is no alias of that."""
    if named.shoe and named.shoe.identity == shoe.identity:
        return named
    return named._replace(shoe=shoe, certain=True, spelled=None)
