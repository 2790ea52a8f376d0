"""Brands and models of the guide of five invented shoes: a brand's places on a list, a story."""

import datetime as dt

PLACES = (3.0, 1.0, 1.0, 2.0, 6.0, 11.0, None, 9.0)


def groups() -> dict[str, list[dict]]:
    """Give the rows of the tables of groups."""
    return {
        "groups": [_group("brand", brand, brand) for brand in ("Acme", "Borea", "Cobalt")]
        + [
            _group("model", "Acme", "Acme Pace", "Pace"),
            _group("model", "Borea", "Borea Drift", "Drift"),
            _group("model", "Borea", "Borea Drift Low", "Drift Low"),
            _group("model", "Cobalt", "Cobalt Stone", "Stone"),
        ],
        "members": [
            {"kind": kind, "group": group, "shoe": shoe, "place": place}
            for kind, group, shoe, place in _MEMBERS
        ],
        "group_series": [
            {"kind": "brand", "group": "acme", "source": "A list", "scale_group": "list",
             "metric": "rank", "comparable": True, "week": _quarter(n), "value": value,
             "censored": value is None, "partial": False, "observations": 1}
            for n, value in enumerate(PLACES)
        ],
        "story": [
            {"about": "shoe", "slug": "acme-pace", "date": dt.date(2024, 11, 1),
             "precision": "month", "kind": "worn_by", "names": ["A. Singer", "B. Actor"],
             "source": "A magazine", "url": "https://example.org/worn", "confidence": 0.8,
             "sources": 1},
        ],
    }  # fmt: skip


_MEMBERS = (
    ("brand", "acme", "acme-pace", 1),
    ("brand", "acme", "acme-pace-2-0", 2),
    ("brand", "borea", "borea-drift", 1),
    ("brand", "borea", "borea-drift-low", 2),
    ("brand", "cobalt", "cobalt-stone", 1),
    ("model", "acme-pace", "acme-pace", 1),
    ("model", "acme-pace", "acme-pace-2-0", 2),
    ("model", "borea-drift", "borea-drift", 1),
    ("model", "borea-drift-low", "borea-drift-low", 1),
    ("model", "cobalt-stone", "cobalt-stone", 1),
)


def _group(kind: str, brand: str, name: str, model: str | None = None) -> dict:
    slug = name.lower().replace(" ", "-")
    return {"kind": kind, "group": slug, "name": name, "brand": brand, "model": model}


def _quarter(n: int) -> dt.date:
    return dt.date(2024 + n // 4, 1 + 3 * (n % 4), 1)
