"""`python -m bench.link_frozen`: 300 names that no lexicon was written on, beside peers.

`bench/data/frozen_names.csv` holds names drawn by `bench.link_frozen_draw` and labelled by hand
before the product had seen them. Nothing is tuned on them: a mistake here is reported, not mended.

A shoe is right when brand, model and version together have the words of the label; where the
model ends and the version begins is a matter of taste. Links ask for the same shoe in a catalog of
560 names; a name whose label is `?` there could not be judged and is left out.
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from bench.link_catalog import PEERS
from bench.link_frozen_draw import catalog
from solecast.link import Linker, parse_title
from solecast.link.lexicon.tokenizer import key

NAMES = Path(__file__).with_name("data") / "frozen_names.csv"
_UNSURE = "?"


class Answers(NamedTuple):
    """How many links of each kind a linker gave."""

    right: int
    wrong: int
    missed: int

    def __str__(self) -> str:
        """Give precision and recall of the links."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        return f"{precision:6.3f} {recall:6.3f}   {self.right:3} right, {self.wrong:3} wrong"


def labelled() -> list[dict[str, str]]:
    """The frozen names with their labels."""
    with NAMES.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _words(*parts: str | None) -> tuple[str, ...]:
    """The folded words of the parts of a name, without `air`, which some shops leave out."""
    return tuple(word for part in parts for word in key(part or "") if word != "air")


def parts() -> dict[str, int]:
    """How many names have the right brand, shoe and colorway, and all of these."""
    right = {"brand": 0, "shoe": 0, "colorway": 0, "all": 0}
    for row in labelled():
        title = parse_title(row["name"], row["brand_column"] or None)
        found = {
            "brand": _words(title.brand) == _words(row["brand"]),
            "shoe": sorted(_words(title.brand, title.model, title.version))
            == sorted(_words(row["brand"], row["model"], row["version"])),
            "colorway": _words(title.colorway) == _words(row["colorway"]),
        }
        for part, ok in (found | {"all": all(found.values())}).items():
            right[part] += ok
    return right


def _asked() -> list[dict[str, str]]:
    return [row for row in labelled() if row["same_shoe"] != _UNSURE]


def _said(row: dict[str, str]) -> str:
    return f"{row['brand_column']} {row['name']}".strip()


def links() -> Answers:
    """Our links to the catalog."""
    linker = Linker(pa.table({"name": catalog()}))
    rows = _asked()
    found = [link["shoe"] for link in linker.link([_said(row) for row in rows]).to_pylist()]
    wanted = linker.link([row["same_shoe"] for row in rows]).to_pylist()
    return _counted(found, [shoe["shoe"] if row["same_shoe"] else None
                            for shoe, row in zip(wanted, rows, strict=True)])  # fmt: skip


def _counted(found: Sequence[str | None], wanted: Sequence[str | None]) -> Answers:
    pairs = list(zip(found, wanted, strict=True))
    return Answers(
        sum(one is not None and one == two for one, two in pairs),
        sum(one is not None and one != two for one, two in pairs),
        sum(two is not None and one != two for one, two in pairs),
    )


def report() -> None:
    """Print our figures and those of peers that always name the nearest shoe."""
    rows, asked = labelled(), _asked()
    print(f"names frozen before any lexicon saw them: {len(rows)}; right by part")
    print("  solecast                  ", ", ".join(f"{p} {n}" for p, n in parts().items()))
    there = sum(bool(row["same_shoe"]) for row in asked)
    print(f"links of {len(asked)} of them to {len(catalog())} names, {there} of which are there: "
          "precision, recall")  # fmt: skip
    print(f"  {'solecast':26} {links()}")
    shoes = Linker(pa.table({"name": catalog()}))
    slugs = [link["shoe"] for link in shoes.link(catalog()).to_pylist()]
    slug_of = dict(zip(catalog(), slugs, strict=True))
    wanted = [slug_of.get(row["same_shoe"]) for row in asked]
    for name, make in PEERS:
        find = make(catalog())
        print(f"  {name:26} {_counted([slugs[find(_said(row))] for row in asked], wanted)}")


def main() -> None:
    """Command line."""
    report()


if __name__ == "__main__":
    main()
