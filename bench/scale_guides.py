"""Generated guides with the distributions of real data, of any size, for `bench.scale`.

Names are made of the link lexicon's brands and models with versions, lines and colours, as shops
write them; colorways, sources and rows of a shoe have a heavy tail, as the public catalogs and
counts have: most shoes have one source and few weeks, a few have five sources and years of days.
The same plan gives the same files.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import csv

from solecast.link import lexicon

LAST_DAY = "2026-08-30"
"""A Sunday: the last day of every source that is still counted."""

_LINES = ("Trail", "Wide", "Racer", "Evo", "Adventure", "Explorer", "Platform", "Lift", "Utility")
_COLOURS = (
    *("Black", "White", "Core Black", "Sail", "Red", "University Blue", "Navy", "Grey", "Gum"),
    *("Green", "Pine Green", "Pink", "Orange", "Volt", "Cream", "Brown", "Silver", "Gold"),
    *("Purple", "Olive", "Yellow", "Infrared", "Bone", "Chalk", "Burgundy", "Teal", "Obsidian"),
)


@dataclass(frozen=True)
class Plan:
    """How large a guide is to be; `seed` draws it."""

    shoes: int
    listings: int
    observations: int
    reviews: int = 0
    seed: int = 7

    def times(self, share: float) -> "Plan":
        """Give the same guide at another size."""
        return Plan(
            max(round(self.shoes * share), 1),
            max(round(self.listings * share), 1),
            max(round(self.observations * share), 1),
            round(self.reviews * share),
            self.seed,
        )


@dataclass(frozen=True)
class Source:
    """Who counts what, by which stretch of days, of which share of the shoes, and how long."""

    name: str
    metric: str
    days: int
    share: float
    longest: int
    comparable: bool = True

    @property
    def period(self) -> str:
        """Name the stretch of one datum."""
        return {0: "instant", 1: "day", 7: "week"}[self.days]


SOURCES = (
    Source("Search tracker", "searches", 7, 1.0, 300, comparable=False),
    Source("Resale market", "sales", 7, 0.25, 300),
    Source("Page counter", "views", 1, 0.12, 2_800),
    Source("Forums", "mentions", 1, 0.06, 2_800),
    Source("Resale prices", "price", 7, 0.04, 300),
)
DEALS = Source("Warehouse", "sales", 0, 1.0, 10**9)
"""Single sales: what is left where days and weeks cannot hold so many rows."""


def write_guide(folder: Path, plan: Plan) -> None:
    """Write a guide's folder: settings, two catalogs, a table a source, reviews and posts."""
    names = write_without_signals(folder, plan)
    with duckdb.connect() as database:
        for source in _series(database, names, plan):
            path = folder / "signals" / f"{source.name.lower().replace(' ', '-')}.csv"
            columns = "date, shoe, metric, value, source, comparable, period"
            _copy(database, source, columns, f"'{path}' (HEADER)")


def write_without_signals(folder: Path, plan: Plan) -> list[str]:
    """Write all but the signals; give the names of the shoes, the best known first."""
    for room in ("catalog", "reviews", "signals"):
        (folder / room).mkdir(parents=True, exist_ok=True)
    (folder / "guide.toml").write_text('title = "A generated guide"\n', encoding="utf-8")
    draw = np.random.default_rng(plan.seed)
    named = shoe_names(plan.shoes, draw)
    _write_catalogs(folder / "catalog", named, plan, draw)
    names = [_title(shoe) for shoe in named]
    if plan.reviews:
        _write_reviews(folder / "reviews", names, plan.reviews, draw)
    return names


def write_observations(folder: Path, names: Sequence[str], plan: Plan) -> None:
    """Write the observations as Parquet files with the columns of a warehouse of one's own."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = "date AS day, shoe AS sneaker, metric, value AS amount, source, comparable, period"
    with duckdb.connect() as database:
        for source in _series(database, names, plan):
            path = folder / f"{source.name.lower().replace(' ', '-')}.parquet"
            _copy(database, source, columns, f"'{path}' (FORMAT parquet)")


def write_daily(path: Path, names: Sequence[str], days: int) -> None:
    """Write a CSV of daily counts: every name, five sources, so many days up to the last."""
    with duckdb.connect() as database:
        database.register("names", pa.table({"shoe": list(names)}))
        database.execute(
            f"""
            COPY (
              SELECT DATE '{LAST_DAY}' - CAST(d AS INT) AS date, shoe, 'views' AS metric,
                     1 + hash(shoe, s, d) % 500 AS value, 'Counter ' || s AS source
              FROM names, range(5) sources(s), range({days}) days(d)
            ) TO '{path}' (HEADER)
            """
        )


def shoe_names(count: int, draw: np.random.Generator) -> list[tuple[str, str, str]]:
    """Draw `count` distinct shoes: brand, model and version, in the order of their fame."""
    models = sorted({one for group in lexicon.models().values() for one in group})
    found = [
        (brand, name, version) for brand, name, kind in models for version in _versions(name, kind)
    ]
    if count > len(found):
        raise SystemExit(f"The lexicon makes {len(found):,} shoes; {count:,} are too many.")
    return [found[at] for at in draw.permutation(len(found))[:count]]


def _title(shoe: tuple[str, str, str]) -> str:
    """Name a shoe as shops do: nobody writes `Jordan Air Jordan 4`."""
    brand, model, version = shoe
    return f"{'' if brand in model else brand} {model} {version}".strip()


def _versions(name: str, kind: str) -> list[str]:
    numbers = [] if name[-1].isdigit() else [str(number) for number in range(2, 24)]
    return ["", *numbers] if kind == "sport" else ["", *_LINES]


def _write_catalogs(
    folder: Path, shoes: Sequence[tuple[str, str, str]], plan: Plan, draw: np.random.Generator
) -> None:
    """Write one catalog of columns and one of titles; every shoe has at least one listing."""
    extra = _heavy(len(shoes), max(plan.listings - len(shoes), 0), draw)
    of = np.repeat(np.arange(len(shoes)), 1 + extra).tolist()
    colours = _colorways(len(of), draw)
    prices = np.round(np.exp(draw.normal(4.85, 0.35, len(of))) / 5) * 5
    days = draw.integers(0, 3_500, len(of))
    dates = np.datetime64(LAST_DAY) - days.astype("timedelta64[D]")
    rows = {
        "brand": [shoes[at][0] for at in of],
        "name": [_title(shoes[at]) for at in of],
        "colorway": colours,
        "retail_price": prices,
        "release_date": pa.array(dates.astype("datetime64[D]")),
        "gender": draw.choice(["men", "women", "unisex"], len(of), p=[0.6, 0.3, 0.1]),
    }
    whole = pa.table(rows)
    # The second half of shops state the colours in the title, and no column for them.
    first = whole.slice(0, len(of) // 2)
    csv.write_csv(first, folder / "columns.csv")
    rest = whole.slice(len(of) // 2)
    both = zip(rest["name"].to_pylist(), rest["colorway"].to_pylist(), strict=True)
    titles = [f"{name} {colour.replace('/', ' ')}" for name, colour in both]
    rest = rest.drop_columns(["name", "colorway"]).append_column("title", pa.array(titles))
    csv.write_csv(rest, folder / "titles.csv")


def _colorways(count: int, draw: np.random.Generator) -> list[str]:
    picked = draw.integers(0, len(_COLOURS), (count, 3))
    several = draw.choice([1, 2, 3], count, p=[0.15, 0.5, 0.35])
    return [
        "/".join(_COLOURS[at] for at in row[:n]) for row, n in zip(picked, several, strict=True)
    ]


def _heavy(count: int, total: int, draw: np.random.Generator) -> np.ndarray:
    """Share `total` among `count` shoes by a heavy tail; the first are the best known."""
    weights = 1 / (np.arange(count) + count / 50 + 1) * np.exp(draw.normal(0, 0.7, count))
    return draw.multinomial(total, weights / weights.sum())


_SAID = (
    "The {shoe} fits true to size and feels softer underfoot than I thought.",
    "After two hundred kilometres the outsole of my {shoe} looks as new.",
    "I would take the {shoe} again, though the tongue slides on longer runs.",
    "Compared with the {other}, the {shoe} is firmer and a little lighter.",
    "My second pair; I sold the {other} after a week.",
)


def _write_reviews(
    folder: Path, names: Sequence[str], count: int, draw: np.random.Generator
) -> None:
    """Write two thirds as scored reviews of a named shoe, one third as posts that mention some."""
    about = np.minimum(draw.zipf(1.3, (count, 2)) - 1, len(names) - 1)
    dates = np.datetime64(LAST_DAY) - draw.integers(0, 1_500, count).astype("timedelta64[D]")
    texts = [
        " ".join(
            _SAID[at].format(shoe=names[shoe], other=names[other])
            for at in draw.permutation(len(_SAID))[:3]
        )
        for shoe, other in about.tolist()
    ]
    scored = count * 2 // 3
    reviews = {
        "shoe": [names[shoe] for shoe, _ in about[:scored].tolist()],
        "review": texts[:scored],
        "score": draw.integers(60, 100, scored),
        "author": [f"Reviewer {number}" for number in draw.integers(0, 40, scored)],
        "date": pa.array(dates[:scored]),
    }
    csv.write_csv(pa.table(reviews), folder / "reviews.csv")
    posts = {
        "title": ["What do you think?"] * (count - scored),
        "text": texts[scored:],
        "date": pa.array(dates[scored:]),
    }
    csv.write_csv(pa.table(posts), folder / "posts.csv")


def _series(
    database: duckdb.DuckDBPyConnection, names: Sequence[str], plan: Plan
) -> Iterator[Source]:
    """Make the table `series` for one source after the other: a name and its number of rows."""
    draw = np.random.default_rng(plan.seed + 1)
    known = np.arange(len(names)) / len(names)
    held = [np.flatnonzero(known < source.share) for source in SOURCES]
    weights = [np.exp(draw.normal(0, 0.8, len(of))) / (known[of] + 0.02) for of in held]
    rows = _filled(weights, [source.longest for source in SOURCES], plan.observations)
    left = plan.observations - sum(int(one.sum()) for one in rows)
    sources = [*SOURCES, DEALS] if left > 0 else list(SOURCES)
    if left > 0:
        held.append(np.arange(len(names)))
        rows.append(_heavy(len(names), left, draw))
    for source, of, counts in zip(sources, held, rows, strict=True):
        table = {
            "shoe": [names[at] for at in of.tolist()],
            "rows": counts,
            "level": 400 / (known[of] + 0.05),
        }
        database.register("series", pa.table(table))
        yield source


def _filled(weights: Sequence[np.ndarray], longest: Sequence[int], total: int) -> list[np.ndarray]:
    """Give rows in proportion to the weights, at most `longest` a series, `total` in all."""
    low, high = 0.0, 1e9
    for _ in range(100):
        scale = (low + high) / 2
        rows = [
            np.clip(one * scale, 1, most).astype(int)
            for one, most in zip(weights, longest, strict=True)
        ]
        low, high = (scale, high) if sum(one.sum() for one in rows) <= total else (low, scale)
    return rows


def _copy(database: duckdb.DuckDBPyConnection, source: Source, columns: str, target: str) -> None:
    """Write the rows of a source: a level a shoe, a season, noise, and a trend of its own."""
    days = source.days or 1
    # Single sales spread over some years; several fall on one day.
    back = f"{days} * i" if source.days else "hash(shoe, i) % 1500"
    database.execute(
        f"""
        COPY (
          SELECT {columns} FROM (
            SELECT DATE '{LAST_DAY}' - CAST({back} + {days - 1} AS INT) AS date, shoe,
                   '{source.metric}' AS metric, '{source.name}' AS source,
                   {str(source.comparable).lower()} AS comparable, '{source.period}' AS period,
                   {_VALUES[source.metric] if source.days else 1} AS value
            FROM (
              SELECT shoe, level, unnest(range(rows)) AS i,
                     (hash(shoe) % 1000) / 1000.0 AS own FROM series
            )
          )
        ) TO {target}
        """
    )


_NOISE = "(0.7 + 0.6 * (hash(shoe, i) % 1000) / 1000.0)"
_SEASON = "(1 + 0.3 * sin(i / 8.3 + 6.28 * own)) * exp((0.5 - own) * i / 150.0)"
_VALUES = {
    "searches": f"CAST(least(100, 45 * {_SEASON} * {_NOISE}) AS INT)",
    "sales": f"CAST(level / 40 * {_SEASON} * {_NOISE} AS INT)",
    "views": f"CAST(level * exp((0.5 - own) * i / 1000.0) * {_NOISE} AS INT)",
    "mentions": f"CAST(level / 400 * exp((0.5 - own) * i / 1000.0) * {_NOISE} AS INT)",
    "price": f"round(60 + 200 * own + 20 * {_NOISE}, 2)",
}
