"""A guide of five invented shoes: a real snapshot with chosen contents, built in no time.

Its figures are made for the tests of pages and charts; they stand in no guide.
"""

import datetime as dt
import math
from pathlib import Path

import pyarrow as pa

from solecast.guide.guide import Guide
from solecast.model import LINKED, MEASURED, RAW, Tables, table
from solecast.publish import snapshot

from .little_groups import groups
from .little_texts import articles, author, review

MONDAY = dt.date(2024, 1, 1)
WEEKS = 130
LAST = MONDAY + dt.timedelta(weeks=WEEKS - 1)
SLUGS = ("acme-pace", "acme-pace-2-0", "borea-drift", "borea-drift-low", "cobalt-stone")
"""The last one has no signal, no review and no spec."""
FULL = SLUGS[:4]
KEPT = {"shoe", "shoes", "article", "author_page", "previous", "other", "group", "about", "slug",
        "precision", "colorway", "attribute", "change", "status", "class", "ranking", "kind",
        "metric", "currency", "scale_group", "reason", "figure", "shows", "counts"}  # fmt: skip
"""Columns of slugs and classes, which Solecast makes itself: no stranger writes them."""

_SHOES = (
    ("Acme", "Pace", None, 2022, None),
    ("Acme", "Pace", "2.0", 2024, "acme-pace"),
    ("Borea", "Drift", None, 2024, None),
    ("Borea", "Drift Low", None, 2024, None),
    ("Cobalt", "Stone", None, None, None),
)
_HEAT = {
    "acme-pace": (40, 0.1),
    "acme-pace-2-0": (25, 0.4),
    "borea-drift": (12, 0.9),
    "borea-drift-low": (60, -0.2),
}
_ABOUT = {
    "title": "Little guide",
    "description": "Five shoes for tests.",
    "editors": ["The editors"],
    "currency": "USD",
    "as_of": "2026-06-22",
    "version": "0.1.0",
    "method": "Heat is **one** line.\n\n## Trend\n\n| class | means |\n|---|---|\n",
}
_FROM = {"file": "catalog/notes.csv", "line": 12, "source": "Maker's notes"}


def write(store: Path, attack: str = "") -> Guide:
    """Publish the guide in `store` and open it; `attack` is put behind every stranger's text."""
    rows = {name: [] for name in (*LINKED, *MEASURED, "files", "quarantine")}
    rows |= _rows() | groups()
    schemas = {**RAW, **LINKED, **MEASURED}
    tables = {name: table(schemas[name], found) for name, found in rows.items()}
    about = {**_ABOUT, "title": _ABOUT["title"] + attack, "method": _ABOUT["method"] + attack}
    return Guide(snapshot.write(_poisoned(tables, attack) if attack else tables, about, store))


def _poisoned(tables: Tables, attack: str) -> Tables:
    made = {}
    for name, clean in tables.items():
        columns = {field.name: clean[field.name] for field in clean.schema}
        for field in clean.schema:
            if field.name not in KEPT and field.type in {pa.string(), pa.list_(pa.string())}:
                values = [_worse(v, field.name, attack) for v in clean[field.name].to_pylist()]
                columns[field.name] = pa.array(values, field.type)
        made[name] = pa.table(columns, schema=clean.schema)
    return made


def _worse(value: str | list[str] | None, column: str, attack: str) -> str | list[str] | None:
    if isinstance(value, list):
        return [f"{each}{attack}" for each in value]
    if value is None:
        return None
    return "javascript:alert(4)" if column == "url" else f"{value}{attack}"


def _rows() -> dict[str, list[dict]]:
    return {
        "shoes": [_shoe(slug, *told) for slug, told in zip(SLUGS, _SHOES, strict=True)],
        "colorways": [row for slug in FULL for row in _colorways(slug)],
        "listings": [_listing(slug) for slug in FULL],
        "links": _links(),
        "facts": [row for n, slug in enumerate(FULL) for row in _facts(slug, n)],
        "reviews": [review(slug, _FROM) for slug in FULL],
        "articles": articles(FULL, _FROM),
        "authors": [author(_FROM)],
        "specs": [row for n, slug in enumerate(FULL) for row in _specs(slug, n)]
        + [
            _specs(FULL[3], 3)[0]
            | {"attribute": "retail_price", "value": "640 GBP", "unit": None, "other_values": []}
        ],
        "prices": [
            {"shoe": slug, "currency": "USD", "retail": 795.0, "asking": 310.5} for slug in FULL[:3]
        ]
        + [{"shoe": FULL[3], "currency": "USD", "retail": None, "asking": 310.5}],
        "changes": [
            _change("sole", "one piece", "five segments", "changed"),
            _change("lining", "terry cloth", "terry cloth", "same"),
            _change("insole", None, "cushy", "unknown"),
        ],
        "series": [row for slug in FULL for row in _series(slug)],
        "heat": [row for slug in FULL for row in _heat(slug)],
        "heat_sources": [row for slug in FULL for row in _heat_sources(slug)],
        "trends": [_trend(slug) for slug in FULL],
        "forecasts": [row for slug in FULL for row in _forecast(slug)],
        "growth": [_growth(slug) for slug in FULL],
        "scores": [_score(slug) for slug in FULL],
        "estimates": [_estimate(slug) for slug in FULL],
        "rankings": _rankings(),
        "alternatives": [_alternative()],
        "events": [row for slug in FULL for row in _events(slug)],
        "grades": _grades(),
        "files": [
            _file("catalog/notes.csv", "table", 10, 9, 1, None),
            _file("signals/odd.bin", "unknown", 0, 0, 0, "left out: not a text"),
        ],
        "quarantine": [
            {"file": "catalog/notes.csv", "line": 4, "reason": "no name", "row": ",,12"}
        ],
    }


def _shoe(
    slug: str, brand: str, model: str, version: str | None, year: int | None, previous: str | None
) -> dict:
    name = " ".join(part for part in (brand, model, version) if part)
    return {
        "shoe": slug,
        "name": name,
        "brand": brand,
        "model": model,
        "version": version,
        "aliases": [f"{name.lower()} sneaker", f"{brand} classic"],
        "category": "lifestyle",
        "first_released": year,
        "first_release": dt.date(year, 6, 1) if year else None,
        "first_release_end": dt.date(year, 6, 30) if year else None,
        "earliest_colorway": dt.date(year, 7, 1) if year else None,
        "previous": previous,
        "previous_gap": 2 if previous else None,
        "listings": 1,
    }


def _colorways(slug: str) -> list[dict]:
    black = {
        "colorway": f"{slug}-black",
        "name": "Core Black",
        "style_code": "BB1234",
        "colours": ["black", "copper"],
        "gender": "men",
        "retail_price": 795.0,
        "currency": "USD",
        "release_date": dt.date(2024, 9, 1),
        "sources": ["Maker's notes"],
    }
    white = {"colorway": f"{slug}-white", "name": "White", "collaborator": "A. Designer"}
    return [{"shoe": slug, "listings": 1, **row} for row in (black, white)]


def _listing(slug: str) -> dict:
    return {**_FROM, "shoe": slug, "colorway": f"{slug}-black", "title": "Core Black",
            "price": 310.5, "currency": "USD"}  # fmt: skip


def _links() -> list[dict]:
    return [
        {"kind": "observation", "title": "Pace", "records": 12, "status": "review",
         "shoe": "acme-pace", "probability": 0.61, "reason": "two shoes of that name",
         "runner_up": "acme-pace-2-0", "file": "signals/a.csv", "line": 3},
        {"kind": "review", "title": "Zoomer", "records": 1, "status": "unlinked",
         "reason": "no such brand", "file": "reviews/z.md", "line": 1},
    ]  # fmt: skip


def _values(n: int) -> list[tuple[str, list[str], str | None]]:
    stated = [("lining", ["terry cloth"], None), ("released_year", ["2024", "2025"], None),
              ("weight", [str(310 + n)], "g")]  # fmt: skip
    return stated if n else [*stated, ("plate", ["no"], None)]


def _facts(slug: str, n: int) -> list[dict]:
    return [
        {
            **_FROM,
            "source": "A magazine" if later else "Maker's notes",
            "shoe": slug,
            "attribute": attribute,
            "value": value,
            "evidence": None if later else f"it has {value}",
            "column": "released" if later else None,
            "url": "https://example.org/notes",
            "date": dt.date(2024, 3, 1),
            "confidence": 0.9,
        }
        for attribute, values, _ in _values(n)
        for later, value in enumerate(values)
    ]


def _specs(slug: str, n: int) -> list[dict]:
    return [
        {
            "shoe": slug,
            "attribute": attribute,
            "value": first,
            "unit": unit,
            "status": "disputed" if others else "single",
            "in_favour": 1,
            "against": len(others),
            "confidence": 0.8,
            "other_values": others,
        }
        for attribute, (first, *others), unit in _values(n)
    ]


def _change(attribute: str, before: str | None, after: str | None, change: str) -> dict:
    return {"shoe": "acme-pace-2-0", "previous": "acme-pace", "attribute": attribute,
            "before": before, "after": after, "change": change}  # fmt: skip


def _series(slug: str) -> list[dict]:
    sources = (
        ("Shop sales", "sales", "shop", True, 0),
        ("Searches", "searches", "trends", False, 40),
    )
    return [
        {
            "shoe": slug,
            "source": source,
            "metric": metric,
            "scale_group": scale,
            "comparable": comparable,
            "week": MONDAY + dt.timedelta(weeks=n),
            "value": float(n % 17),
            "censored": n == 3,
            "partial": n == WEEKS - 1,
            "observations": 1,
        }
        for source, metric, scale, comparable, first in sources
        for n in range(first, WEEKS)
    ]


def _value(slug: str, n: int) -> tuple[float, float]:
    """Give the heat of week `n` and the season's factor in it."""
    base, growth = _HEAT[slug]
    season = 1 + 0.25 * math.sin(n / 52 * 2 * math.pi)
    return min(base * (1 + growth * n / 52) * season, 100.0), season


def _heat(slug: str) -> list[dict]:
    return [
        {
            "shoe": slug,
            "week": MONDAY + dt.timedelta(weeks=n),
            "heat": value,
            "lo": value * 0.9,
            "hi": value * 1.1,
            "level": math.log(value),
            "adjusted": value / season,
            "partial": n == WEEKS - 1,
            "open": False,
            "scale": "Shop sales",
            "anchored": True,
        }
        for n in range(WEEKS)
        for value, season in [_value(slug, n)]
    ]


def _heat_sources(slug: str) -> list[dict]:
    told = (("Shop sales", "sales", "shop", True, 0.6, WEEKS, "size"),
            ("Searches", "searches", "trends", False, 0.4, 52, "shape"))  # fmt: skip
    names = ("source", "metric", "scale_group", "comparable", "contribution", "weeks", "shows")
    return [
        {"shoe": slug, "weight": row[4], "last_week": MONDAY, "counts": "now", "alone": 40.0}
        | dict(zip(names, row, strict=True))
        for row in told
    ]


def _trend(slug: str) -> dict:
    return {
        "shoe": slug,
        "class": "rising",
        "level": 3.2,
        "momentum13": 0.12,
        "yoy": 0.24,
        "yoy_lo": 0.1,
        "yoy_hi": 0.4,
        "peak_week": dt.date(2025, 9, 1),
        "season_peak": 9,
        "change_weeks": [dt.date(2025, 3, 3)],
        "first_week": MONDAY,
        "last_week": LAST,
        "weeks": WEEKS,
        "current": True,
        "change": 0.24,
        "change_lo": 0.1,
        "change_hi": 0.4,
        "yearly": True,
        "past": False,
        "turn_week": dt.date(2025, 9, 1),
        "turn_ratio": 1.3,
        "positive": WEEKS,
        "silent": 0,
        "resumed": False,
    }


def _forecast(slug: str) -> list[dict]:
    level = _value(slug, WEEKS - 1)[0]
    return [
        {
            "shoe": slug,
            "week": LAST + dt.timedelta(weeks=n),
            "mean": level * (1 + n / 200),
            "lo80": level * (1 - n / 160),
            "hi80": level * (1 + n / 70),
            "lo95": level * (1 - n / 110),
            "hi95": level * (1 + n / 40),
            "method": "PL 1",
            "frozen": dt.date(2026, 6, 22),
        }
        for n in range(1, 53)
    ]


def _growth(slug: str) -> dict:
    return {"shoe": slug, "now": 40, "quarter": 38, "in26": 44, "in26_lo": 30,
            "in26_hi": 60, "in52": 48,
            "in52_lo": 28, "in52_hi": 80, "p_half_more": 0.22}  # fmt: skip


def _score(slug: str) -> dict:
    return {"shoe": slug, "kind": "critics", "source": "Our reviews", "value": 85.0,
            "unit": 100.0, "n": 1, "place": 2, "of": 9}  # fmt: skip


def _estimate(slug: str) -> dict:
    return {"shoe": slug, "score": 85.0, "quality": 83.0, "lo": 78.0, "hi": 90.0, "reviews": 1,
            "ratings": 0}  # fmt: skip


PLACES = (
    ("hottest", "heat"),
    ("rising", "trend"),
    ("odds", "chance"),
    ("underrated", "rating"),
    ("new", "released"),
)


def _rankings() -> list[dict]:
    return [
        {"ranking": ranking, "rank": n, "shoe": slug, "value": 90.0 - n, "lo": 80.0 - n,
         "hi": 99.0 - n, "was": n, "reason": reason, "date": LAST, "source": "Shop sales",
         "metric": "sales", "score_above": 95.0, "heat_above": 20.0}
        for ranking, reason in PLACES
        for n, slug in enumerate(FULL, start=1)
    ]  # fmt: skip


def _alternative() -> dict:
    return {"shoe": "acme-pace-2-0", "other": "borea-drift", "similarity": 0.8, "kind": "cheaper",
            "figure": "retail", "theirs": 595.0, "mine": 795.0, "is_previous": False,
            "shared": [{"attribute": "lining", "value": "terry cloth"}]}  # fmt: skip


def _events(slug: str) -> list[dict]:
    told = ((dt.date(2024, 9, 2), "release", "Release of Black Copper", "Maker's notes"),
            (dt.date(2025, 5, 5), "press", "Worn on a red carpet", "A magazine"))  # fmt: skip
    return [
        {"shoe": slug, "date": date, "kind": kind, "label": label, "source": source}
        for date, kind, label, source in told
    ]


def _grades() -> list[dict]:
    due = {"made": dt.date(2025, 1, 6), "kind": "backtest", "weeks_due": 208,
           "mae_vs_naive": 0.82, "mae_vs_momentum": 0.77, "coverage80": 0.79, "coverage95": 0.94,
           "rising_calls": 3, "rising_hits": 2}  # fmt: skip
    waiting = {"made": dt.date(2026, 6, 22), "kind": "live", "weeks_due": 0, "rising_calls": 1,
               "rising_hits": 0}  # fmt: skip
    return [{"method": "PL 1", "shoes": 4, **row} for row in (due, waiting)]


def _file(name: str, kind: str, read: int, used: int, left: int, note: str | None) -> dict:
    return {"file": name, "sha256": "0" * 64, "bytes": 100, "format": kind, "read": read,
            "used": used, "quarantined": left, "note": note}  # fmt: skip
