"""Names that stand for no one shoe -> the model or the brand that they stand for.

`Hoka Bondi` names a model, `hoka` a brand; `Nike Travis Scott` names a part of a brand, which
says something of the brand and is not its line.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from .. import lexicon
from ..catalog.families import ModelFamily, families
from ..catalog.record_names import RecordSubject, Spellings
from ..catalog.shoe_names import identity
from ..lexicon.tokenizer import key, slug
from ..probability import EVEN
from ..reasons import SETTLED, Reason, why
from ..titles.makers import brand_name
from ..titles.title import Title, parse_title
from .linker import Link

KINDS = ("observation", "fact")
"""Kinds of records that may be about a model or a brand as a whole."""


class NamedGroup(NamedTuple):
    """A model or brand, by its kind and slug; `part` is what a name singles out of it."""

    kind: str
    slug: str
    part: str | None = None


class Groups:
    """The models and brands of a guide, found by name; brands that only a line names are added."""

    def __init__(self, shoes: Iterable[Mapping[str, Any]], spellings: Spellings) -> None:
        """Take the rows of LINKED shoes."""
        rows = list(shoes)
        self._spellings = spellings
        self.families: dict[str, ModelFamily] = {}
        self.brands: dict[str, str] = {}
        self._models: dict[object, str] = {}
        self._names: dict[tuple[str, ...], NamedGroup] = {}
        self._shoes = {key(row["name"]) for row in rows}
        for brand in sorted({row["brand"] for row in rows if row["brand"]}):
            self._brand(brand)
        for family in families(rows):
            self._model(family)

    def _brand(self, name: str) -> NamedGroup:
        group = NamedGroup("brand", slug(name))
        self.brands.setdefault(group.slug, name)
        self._names.setdefault(key(name), group)
        return group

    def _model(self, family: ModelFamily) -> None:
        group = NamedGroup("model", family.named.slug)
        self.families.setdefault(group.slug, family)
        for model in family.models:
            self._models.setdefault(identity(family.brand, model), group.slug)
            name = family.named._replace(model=model).name
            for spelled in (name, f"{family.brand} {model}"):
                self._names.setdefault(key(spelled), group)

    def named(self, subject: RecordSubject) -> NamedGroup | None:
        """Give the model or brand that a subject names as a whole, or None."""
        title, brand = self._spellings.title(subject.title), self._spellings.brand(subject.brand)
        if subject.style_code:
            return None
        if not title.strip():
            return self._brand(brand_name(brand)) if brand else None
        return self._exact(title, brand) or self._parsed(parse_title(title, brand), title)

    def model_of_several(self, subject: RecordSubject) -> NamedGroup | None:
        """Give the model of several shoes that a subject names by its name, which none of them has.

        Its records could be about any of its shoes, so they are about no one of them.
        """
        title, brand = self._spellings.title(subject.title), self._spellings.brand(subject.brand)
        found = self._exact(title, brand)
        if subject.style_code or found is None or found.kind != "model":
            return None
        family = self.families[found.slug]
        name = key(family.named.name)
        said = {_told(title), (*key(brand or ""), *_told(title))}
        several = len(family.shoes) > 1 and name not in self._shoes
        return found if several and name in said else None

    def _exact(self, title: str, brand: str | None) -> NamedGroup | None:
        said = _told(title)
        return self._names.get(said) or self._names.get((*key(brand or ""), *said))

    def _parsed(self, parsed: Title, title: str) -> NamedGroup | None:
        if parsed.brand is None or parsed.version or parsed.colorway:
            return None
        partner = parsed.collaborator
        part = title.strip() if partner or _is_label(title) else None
        if parsed.model is None:
            return self._brand(parsed.brand)._replace(part=part)
        found = self._models.get(identity(parsed.brand, parsed.model))
        return NamedGroup("model", found, part) if found else None


def _told(title: str) -> tuple[str, ...]:
    """Give the words of a title without those of shops: `Balenciaga sneakers`."""
    words = key(title)
    return tuple(word for word in words if word not in lexicon.noise()) or words


def _is_label(title: str) -> bool:
    """Say whether a title names a label of a brand (`Yeezy`), not the brand."""
    words = set(key(title))
    return any(words.issuperset(label) for label in lexicon.labels())


def by_group(
    kind: str,
    subjects: Sequence[RecordSubject],
    links: Mapping[tuple[str, RecordSubject], Link],
    groups: Groups,
) -> tuple[list[Link], list[NamedGroup | None]]:
    """Give the links of subjects, and the model or brand of each that is about no one shoe."""
    wholes = [_whole(kind, subject, links[kind, subject], groups) for subject in subjects]
    decided = [
        _of_group(links[kind, subject], group) if group else links[kind, subject]
        for subject, group in zip(subjects, wholes, strict=True)
    ]
    return decided, wholes


def _whole(kind: str, subject: RecordSubject, link: Link, groups: Groups) -> NamedGroup | None:
    """Give the model or brand that a record is about where it is about no one shoe.

    A name that one version was once sold by (`Balenciaga Speed`) is that of the model, once the
    guide has several versions; what an editor decided stays.
    """
    if kind not in KINDS or link.why.reason in SETTLED:
        return None
    return groups.model_of_several(subject) if link.shoe else groups.named(subject)


def _of_group(link: Link, group: NamedGroup) -> Link:
    told = Reason.GROUP
    if group.part:
        told = Reason.PART_OF_GROUP
    return Link(None, None, EVEN, why(told, group.kind, group.slug), None, link.model)
