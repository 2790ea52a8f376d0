"""The docket: what waits, what is decided in this sitting, and how it gets into the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from rapidfuzz import fuzz, process, utils

from ...errors import InputError
from ...guide.answers import Card
from ...guide.guide import Guide
from ...link.catalog.record_names import Spellings
from ...link.catalog.shoe_names import Identity, Shoe
from ...link.linker.decisions import (
    FILE_NAME,
    Decision,
    Verdicts,
    load_decisions,
    save_decision,
    write_decisions,
)
from ...link.linker.editor_rulings import own_shoes
from ...model import Row
from .cases import WAITING, Case, cases

MOST_CANDIDATES = 4
_LEAST_ID = 4
"""Characters of an id that must be given: a slip of the finger is no decision."""
_LEAST_LIKE = 60
"""Similarity of words (0-100) from which a shoe is worth showing beside a record."""


@dataclass(frozen=True)
class ShoeChoice:
    """A shoe of the guide: the right side. `titles` are names that are linked to it already."""

    card: Card
    colorway: str | None
    style_codes: list[str]
    titles: list[str]


@dataclass(frozen=True)
class Done:
    """One decision of this sitting, and the decisions on its case that it replaced."""

    case: Case
    decision: Decision
    before: list[Decision]


class Docket:
    """The cases of one guide, and the decisions on them. One editor at a time."""

    def __init__(self, guide: Guide, folder: Path) -> None:
        """Take the links of `guide`; decisions go to `decisions.csv` in `folder`."""
        self.guide = guide
        self.path = folder / FILE_NAME
        self.done: list[Done] = []
        self._read: tuple[tuple[int, ...], Verdicts] | None = None
        self._cases = cases(guide.rows("FROM links"))
        brands: dict[str, str] = guide.facts.get("settings", {}).get("brands", {})
        self._spellings = Spellings(brands)

    def waiting(self, only: str | None = None) -> list[Case]:
        """Give the cases that wait, or those in the state `only`; decided ones left out."""
        states = (only,) if only else WAITING
        verdicts = self._verdicts()
        asked = [case for case in self._cases.values() if case.state in states]
        return [case for case in asked if not self._decided(case, verdicts)]

    def _verdicts(self) -> Verdicts:
        """Give the decisions in force; the file is read again only when it changed."""
        stat = self.path.stat() if self.path.is_file() else None
        version = (stat.st_mtime_ns, stat.st_size, stat.st_ino) if stat else ()
        if self._read is None or self._read[0] != version:
            self._read = (version, Verdicts(load_decisions(self.path)))
        return self._read[1]

    def _decided(self, case: Case, verdicts: Verdicts) -> bool:
        name, brand = case.record.name, case.record.brand
        accepted = verdicts.accepted(name, brand)
        if accepted:
            return not any(f"accepted {accepted}, which" in reason for reason in case.reasons)
        rejections = verdicts.rejections(name, brand)
        return bool(rejections) and (
            "" in rejections or not case.suggested or case.suggested[0] in rejections
        )

    def links(self, shoe: str) -> list[Case]:
        """Give the cases that are linked to a shoe, those in most doubt first."""
        verdicts = self._verdicts()
        kept = [
            about(case, shoe)
            for case in self._cases.values()
            if shoe in case.shoes
            and not verdicts.rejected(case.record.name, case.record.brand, shoe)
        ]
        return sorted(kept, key=lambda case: case.probability)

    def find(self, identity: str) -> Case:
        """Find a case by its id, or by the first characters of it that only it has.

        Raises `InputError` for an id that no case has, or several.
        """
        wanted = identity.strip().casefold()
        if wanted in self._cases:
            return self._cases[wanted]
        enough = len(wanted) >= _LEAST_ID
        fitting = [one for one in self._cases if enough and one.startswith(wanted)]
        if len(fitting) == 1:
            return self._cases[fitting[0]]
        if fitting:
            raise InputError(
                f"{identity!r} begins {len(fitting)} ids: {', '.join(fitting[:5])}. "
                "Give more of it."
            )
        raise InputError(
            f"{identity[:80]!r} is not the id of a record. An id is 8 characters such as "
            f"{next(iter(self._cases), '3f2a9c1b')}; see them with: solecast review "
            f"{self.path.parent} --list, or those of one shoe with --shoe NAME."
        )

    def shoe(self, name: str) -> str:
        """Find the slug of a shoe by a forgiving name; raises like `Guide.resolve`.

        A shoe that a decision made counts too, by its slug, before the guide is built again.
        """
        made = {one.shoe for one in load_decisions(self.path) if one.verdict == "accept"}
        return name if name in made else self.guide.resolve(name)

    @cached_property
    def _names(self) -> dict[str, str]:
        return {slug: card.name for slug, card in self.guide.cards.items()}

    def candidates(self, case: Case) -> list[ShoeChoice]:
        """Give the shoes to choose from, the likeliest first; rejected ones are left out."""
        rejections = self._verdicts().rejections(case.record.name, case.record.brand)
        chosen = [slug for slug in self._near(case) if slug not in rejections]
        return [self._candidate(case, slug) for slug in chosen[:MOST_CANDIDATES]]

    def nearest(self, case: Case) -> Card | None:
        """Give the likeliest shoe, which is what `reject` rejects where no shoe is named."""
        return next((self.guide.cards[slug] for slug in self._near(case)), None)

    def _near(self, case: Case) -> list[str]:
        """Give shoes of the guide: what the build says, then codes, then names alike."""
        record = case.record
        words = f"{record.brand or ''} {record.name}"[:200]
        alike = process.extract(
            words, self._names, scorer=fuzz.token_set_ratio, processor=utils.default_process,
            score_cutoff=_LEAST_LIKE, limit=MOST_CANDIDATES,
        )  # fmt: skip
        by_code = self._of_codes(record.style_codes)
        slugs = dict.fromkeys([*case.suggested, *by_code, *(slug for _, _, slug in alike)])
        return [slug for slug in slugs if slug in self.guide.cards]

    def conflicting(self, case: Case) -> list[Row]:
        """Give the listings that contradict each other in a conflict: at most six."""
        codes = case.record.style_codes
        return self.guide.rows(_SIDES, codes) if case.state == "conflict" and codes else []

    def _of_codes(self, style_codes: Sequence[str]) -> list[str]:
        """Give the shoes whose listings have one of these style codes."""
        query = (
            "SELECT DISTINCT shoe FROM links WHERE shoe IS NOT NULL AND style_code = ? ORDER BY 1"
        )
        return [row["shoe"] for code in style_codes[:5] for row in self.guide.rows(query, code)]

    def _candidate(self, case: Case, slug: str) -> ShoeChoice:
        rows = self.guide.rows(
            "SELECT colorway, name, style_code, listings FROM colorways WHERE shoe = ? ORDER BY 1",
            slug,
        )
        titles = self.guide.rows(_TITLES, slug)
        # A colorway without a listing was made of the record's own words: it proves nothing.
        listed = (row for row in rows if row["listings"] and row["colorway"] == case.colorway)
        colorway = next((row["name"] for row in listed), None)
        of_it = [row for row in rows if colorway is None or row["colorway"] == case.colorway]
        return ShoeChoice(
            card=self.guide.cards[slug],
            colorway=colorway,
            style_codes=[row["style_code"] for row in of_it if row["style_code"]],
            titles=[row["title"] for row in titles if row["title"] != case.record.name][:3],
        )

    def own(self, case: Case) -> Shoe | None:
        """Give the shoe that a case would be of its own; None when its name leaves none."""
        record = case.record
        name, brand = self._spellings.title(record.name), self._spellings.brand(record.brand)
        own = (shoe for shoe in own_shoes(name, brand) if shoe.identity not in self._identities)
        return next(own, None)

    @cached_property
    def _identities(self) -> set[Identity]:
        rows = self.guide.rows("SELECT brand, model, version FROM shoes")
        return {Shoe(row["brand"], row["model"], row["version"]).identity for row in rows}

    def accept(self, case: Case, shoe: str) -> Done:
        """Decide that the records of a case are a shoe of the guide, named by its slug."""
        return self._save(case, Decision(*self._named(case), shoe, "accept"))

    def reject(self, case: Case, shoe: str = "") -> Done:
        """Decide that they are not `shoe`, else not the nearest, or no shoe where none is near."""
        nearest = self.nearest(case)
        refused = shoe or (nearest.shoe if nearest else "")
        return self._save(case, Decision(*self._named(case), refused, "reject"))

    def accept_own(self, case: Case) -> Done:
        """Decide that they are a shoe of their own.

        Raises `InputError` when nothing of the name is left to call it by.
        """
        return self.accept(case, self.own_slug(case))

    def own_slug(self, case: Case) -> str:
        """Give the slug of the shoe that a case would be of its own; raises like `accept_own`."""
        own = self.own(case)
        if own is None:
            raise InputError(
                f"{case.record.name[:80]!r} cannot be a shoe of its own: the guide has a shoe of "
                "that name. Accept that one, or reject the link."
            )
        return own.slug

    def leave_out(self, case: Case) -> Done:
        """Decide that they are no shoe at all."""
        return self._save(case, Decision(*self._named(case), "", "reject"))

    @staticmethod
    def _named(case: Case) -> tuple[str, str]:
        return case.record.name, (case.record.brand or "").strip()

    def _save(self, case: Case, decision: Decision) -> Done:
        before = [one for one in load_decisions(self.path) if one.place == case.place]
        if decision.verdict == "reject" and any(one.verdict == "accept" for one in before):
            self._restore(case, [one for one in before if one.verdict == "reject"])
        save_decision(self.path, decision)
        done = Done(case, decision, before)
        self.done.append(done)
        return done

    def undo(self) -> Done | None:
        """Take the last decision of this sitting back; give it, or None when there is none."""
        if not self.done:
            return None
        done = self.done.pop()
        self._restore(done.case, done.before)
        return done

    def take_back(self, case: Case) -> int:
        """Take all decisions on a case back, of whatever day; give how many they were."""
        taken = [one for one in load_decisions(self.path) if one.place == case.place]
        if taken:
            self._restore(case, [])
            self.done = [done for done in self.done if done.case.id != case.id]
        return len(taken)

    def _restore(self, case: Case, decisions: Sequence[Decision]) -> None:
        others = [one for one in load_decisions(self.path) if one.place != case.place]
        write_decisions(self.path, [*others, *decisions])

    def decided(self) -> list[tuple[str | None, Decision]]:
        """Give every decision in the file with the id of its case; None where no record has it."""
        ids = {case.place: case.id for case in self._cases.values()}
        return [(ids.get(one.place), one) for one in load_decisions(self.path)]


def about(case: Case, shoe: str) -> Case:
    """Put the question of a case for one of the shoes that its records are linked to."""
    return replace(case, suggested=list(dict.fromkeys([shoe, *case.suggested])))


_SIDES = """
SELECT title, style_code, any_value(coalesce(retail_price, price)) AS price,
       any_value(currency) AS currency, min(file) AS file, min(line) AS line, shoe
FROM links WHERE kind = 'listing' AND status <> 'conflict' AND list_contains(?, style_code)
GROUP BY title, style_code, shoe ORDER BY style_code, title LIMIT 6
"""
_TITLES = """
SELECT title FROM links WHERE shoe = ? AND status = 'linked' AND title IS NOT NULL
GROUP BY title ORDER BY sum(records) DESC, title LIMIT 4
"""
