"""Subjects of signals, reviews and facts linked to the guide's shoes and colorways.

`guide.toml` and editors decide first, then the linker. A subject that no catalog has may
still make a shoe when the lexicon knows brand and model; a colorway only for signals.
"""

from collections.abc import Iterable, Mapping

from ...progress import Progress, counted, silent
from ...settings.config import Config
from ..catalog.record_names import Named, RecordSubject, Spellings, named_subject
from ..catalog.rollup import RolledUp
from ..lexicon.tokenizer import key
from ..probability import CERTAIN, WORTH_A_LOOK, LinkEvidence, estimated
from ..reasons import REJECTIONS, SETTLED, Reason, why
from .decisions import Verdicts, name_of
from .editor_rulings import accepted_names, rejects, unknown
from .linker import Link, Linker

_OWN = LinkEvidence(Reason.IN_LEXICON)
"""What speaks for a shoe that a subject itself makes known: the lexicon has brand and model."""

_LONGEST_LABEL = 6
"""Words of a colorway that a signal may add; longer rests are sentences."""


class Subjects:
    """Links subjects, once each."""

    def __init__(
        self, roll: RolledUp, config: Config, verdicts: Verdicts, spellings: Spellings
    ) -> None:
        """Use the shoes of `roll`; aliases of `config` and `verdicts` decide first."""
        self._roll = roll
        self._verdicts = verdicts
        self._spellings = spellings
        self._made = accepted_names(verdicts, spellings)
        # A guide may ask for less certainty than a public linker, never be told more.
        self._certain = min(CERTAIN, config.link_threshold)
        self._linker = self._indexed()
        self._aliases = {key(a): self._target(name) for a, name in config.aliases.items()}

    def _indexed(self) -> Linker:
        return Linker.of(self._roll.entries(), self._certain)

    def _target(self, name: str) -> str | None:
        """Give the slug of a shoe that `guide.toml` names, making the shoe where it is new."""
        if name in self._roll.shoes:
            return name
        link = self._linker.link_one(name)
        if link.shoe:
            return link.shoe
        named = named_subject(RecordSubject(name, None, None), self._spellings)
        if named.shoe is None or not named.certain:
            return None
        return self._roll.shoe(named.shoe).slug

    def link_all(
        self, by_kind: Mapping[str, Iterable[RecordSubject]], progress: Progress = silent
    ) -> dict[tuple[str, RecordSubject], Link]:
        """Link the subjects of every kind; those no catalog has are made known between."""
        asked = [(kind, subject) for kind, subjects in by_kind.items() for subject in subjects]
        owned = [self._owned(subject) for _, subject in asked]
        if any(owned):
            self._linker = self._indexed()
        names = counted(asked, progress, "linking names", len(asked))
        links = {one: self._link(one[1]) for one in names}
        known = set(self._roll.shoes)
        new = [one for one in asked if self._makes(one[0], one[1], links[one])]
        if not new:
            return links
        made = set(new)
        self._linker = self._indexed()
        for one in counted(asked, progress, "linking to new shoes", len(asked)):
            again = self._link(one[1])
            if one in made and again.shoe:
                listed = again.shoe in known
                new_one = Reason.COLORWAY_IN_LEXICON if listed else Reason.IN_LEXICON
                again = again._replace(probability=estimated(_OWN), why=why(new_one))
            links[one] = again
        return links

    def _owned(self, subject: RecordSubject) -> bool:
        """Make the shoe that an editor accepted as a subject's own, unless a catalog has it."""
        slug = self._accepted(subject)
        if slug is None or slug in self._roll.shoes:
            return False
        shoe = self._made.get(slug)
        if shoe:
            self._roll.shoe(shoe)
        return shoe is not None

    def _accepted(self, subject: RecordSubject) -> str | None:
        return self._verdicts.accepted(_name(subject), subject.brand)

    def _link(self, subject: RecordSubject) -> Link:
        title, brand = self._spellings.title(subject.title), self._spellings.brand(subject.brand)
        link = self._linker.link_one(title, brand, subject.style_code)
        accepted = self._accepted(subject)
        if accepted and accepted not in self._roll.shoes:
            return Link(None, None, *unknown(accepted))
        if accepted:
            colorway = link.colorway if link.shoe == accepted else None
            return Link(accepted, colorway, 1.0, why(Reason.ACCEPTED))
        alias = self._aliases.get(key(title))
        if alias:
            link = Link(alias, None, 1.0, why(Reason.ALIAS))
        return self._unless_rejected(subject, link)

    def _unless_rejected(self, subject: RecordSubject, link: Link) -> Link:
        """Drop the shoe of a link, or the nearest one where it has none, if an editor did."""
        rejections = self._verdicts.rejections(_name(subject), subject.brand)
        if not rejections:
            return link
        if "" in rejections:
            return Link(None, None, 0.0, why(Reason.REJECTED_ALL))
        near = link.shoe or (link.runner_up or "").partition("--")[0]
        if near and near not in rejections:
            return link
        if link.model:
            return link._replace(runner_up=None)
        return Link(None, None, 0.0, why(Reason.REJECTED, near or rejections[0]))

    def _makes(self, kind: str, subject: RecordSubject, link: Link) -> bool:
        """Make the shoe or colorway of a subject known where the lexicon is certain of it."""
        contradicted = link.why.reason == Reason.CODE_CONTRADICTS
        if link.why.reason in SETTLED or link.colorway or link.model or contradicted:
            return False
        if self._accepted(subject):
            return False
        named = named_subject(subject, self._spellings)
        if named.shoe is None or not named.certain or self._rejects(subject, named):
            return False
        fresh = link.shoe is None
        labelled = kind == "observation" and _is_label(named)
        if fresh and not _bare(named) and not labelled:
            return False
        if not fresh and not labelled:
            return False
        self._roll.shoe(named.shoe)
        if labelled and link.why.reason != Reason.SHOE_AGREES:
            self._colorway(named)
        return True

    def _colorway(self, named: Named) -> None:
        if named.shoe is None:
            return
        owner = self._roll.shoe(named.shoe).slug
        known = [c for c in self._roll.colorways.values() if c.shoe == owner]
        same = (named.collaborator, named.label, named.year, named.gender)
        if all((c.collaborator, c.label, c.year, c.gender) != same for c in known):
            draft = self._roll.colorway(named.shoe, named, named.year, named.style_codes)
            draft.colours = named.colours

    def _rejects(self, subject: RecordSubject, named: Named) -> bool:
        rejections = self._verdicts.rejections(_name(subject), subject.brand)
        known = {slug: draft.shoe for slug in rejections if (draft := self._roll.shoes.get(slug))}
        return "" in rejections or (
            named.shoe is not None and rejects(rejections, named.shoe, known)
        )


def _name(subject: RecordSubject) -> str:
    return name_of(subject.title, subject.style_code)


def _is_label(named: Named) -> bool:
    label = key(named.label or "")
    return bool(label or named.collaborator) and len(label) <= _LONGEST_LABEL


def _bare(named: Named) -> bool:
    return not named.label or bool(named.colours) or len(key(named.label)) <= _LONGEST_LABEL


def status(link: Link, threshold: float) -> str:
    """Give the status of a link: linked, review, model, rejected or unlinked."""
    if link.shoe:
        return "linked" if link.probability >= threshold else "review"
    if link.model:
        return "model"
    if link.why.reason in REJECTIONS:
        return "rejected"
    return "review" if link.runner_up and link.probability >= WORTH_A_LOOK else "unlinked"
