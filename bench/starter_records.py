"""What the parts of the starter guide's maker share: sources, subjects, reading and writing."""

import csv
import datetime as dt
import gzip
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[1]
STARTER = ROOT / "src" / "solecast" / "starter"

CATALOG_2021 = "StockX catalog 2021"
CATALOG_2023 = "StockX catalog 2023"
CONTEST = "StockX contest 2019"
TRACKER = "Lifestyle tracker 2026"
TOP_SELLERS = "StockX top sellers 2026-07-22"
LAB = "RunRepeat lab"
AUDIENCE = "RunRepeat audience"
LYST = "Lyst Index"
TRENDS = "Google Trends"

Row = dict[str, Any]


class Subject(NamedTuple):
    """What a source record is about."""

    brand: str
    model: str
    version: str
    colorway: str
    category: str

    @property
    def shoe(self) -> str:
        """The shoe's name as people use it."""
        brand = "" if self.model.startswith("Air Jordan") else self.brand
        return " ".join(part for part in (brand, self.model, self.version) if part)

    @property
    def title(self) -> str:
        """The shoe's name with its colorway."""
        return f"{self.shoe} {self.colorway}".strip()


def read(path: Path) -> list[Row]:
    """Read a CSV file, gzipped or not, as dictionaries."""
    opener: Any = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def write(name: str, rows: Iterable[Row]) -> None:
    """Write rows as CSV, leaving out columns that no row fills."""
    kept = list(rows)
    columns = [c for c in dict.fromkeys(c for r in kept for c in r) if any(r.get(c) for r in kept)]
    path = STARTER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(kept)
    print(f"{name}: {len(kept)} rows, {path.stat().st_size:,} bytes")


def subjects(path: Path) -> dict[tuple[str, str], Subject]:
    """Read the hand-made table: (source, key) -> subject."""
    return {
        (r["source"], r["key"]): Subject(
            r["brand"], r["model"], r["version"], r["colorway"], r["category"]
        )
        for r in read(path)
    }


Names = dict[tuple[str, str], Subject]


def money(text: Any) -> str:
    """Give a price without currency sign and trailing zeros; 0 and N/A are unknown."""
    digits = str(text or "").strip().lstrip("$")
    if not re.fullmatch(r"\d+(\.\d+)?", digits) or float(digits) == 0:
        return ""
    return f"{float(digits):g}"


def squeezed(name: str) -> str:
    """Give a name without spaces, signs and capitals, to compare it across sources."""
    return re.sub(r"[^a-z0-9+]", "", name.lower())


def day(text: str) -> str:
    """Give `Jun 20, 2024` as an ISO date."""
    return dt.datetime.strptime(text, "%b %d, %Y").date().isoformat()


def footwear(data: Path) -> list[Row]:
    """Rows of the catalog with audience ratings and prices in dollars."""
    return read(data / "catalogs/footwear-886.csv.gz")


def top_rows(data: Path, names: Names) -> list[tuple[Subject, Row]]:
    """Top sellers of one day that the guide has."""
    answer = json.loads((data / "catalogs/top-sellers-2026.json").read_text("utf-8"))
    rows = next(v for v in answer.values() if isinstance(v, list))
    keyed = [(names.get(("top", r["styleCode"])), r) for r in rows]
    return [(subject, r) for subject, r in keyed if subject]


def lyst_rows(data: Path, names: Names) -> list[tuple[Subject, Row]]:
    """The Lyst entries about sneakers of the guide, without those marked as doubtful."""
    rows = [r for r in read(data / "lyst-ranks.csv") if "LOW confidence" not in r["note"]]
    keyed = [(names.get(("lyst", f"{r['brand']} {r['product']}")), r) for r in rows]
    return [(subject, r) for subject, r in keyed if subject]
