"""Alternatives: how often the ten that are nearest hold one that a real review names.

    python -m bench.alternatives

Reviews of running shoes (`running-lab-457/pages.json.gz`) name, under "who should not buy", other
shoes that suit better. Shoes are parted in two by their names: `tuned` may be looked at while the
distance is made, `held` only counts. Beside ours stand ten shoes of the same brand and category
drawn by lot (mean of 20 draws), and the nearest texts (scikit-learn TF-IDF and SVD of 100
components). No list holds the shoe itself or another version of its model.
"""

import gzip
import hashlib
import json
import random
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import TfidfVectorizer

from solecast import link, read
from solecast.engine import open_engine
from solecast.link import Linker
from solecast.measure.facts.alternatives import preferred
from solecast.measure.facts.nearest import nearest, unit_vectors
from solecast.measure.facts.prices import prices
from solecast.measure.facts.profiles import Profile, profiles
from solecast.measure.facts.retail import retail_prices
from solecast.measure.facts.scores import scores
from solecast.measure.facts.specs import specs
from solecast.settings.config import load_config
from solecast.settings.rates import Rates

LAB = Path(__file__).resolve().parents[2] / "shared" / "data" / "running-lab-457"
AT = 10
_DRAWS = 20
_COMPONENTS = 100
_LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)

Lists = Mapping[str, Sequence[str]]


def profiled(folder: Path) -> tuple[list[Profile], list[dict[str, Any]]]:
    """Read and link the laboratory's files; give what alternatives are chosen by, and the shoes."""
    (folder / "guide.toml").write_text('title = "Lab"\neditors = ["E"]\ncurrency = "GBP"\n')
    for name in ("shoes.csv", "pages.json.gz"):
        shutil.copy(LAB / name, folder / name)
    config = load_config(folder)
    raw = read.run(folder, config, folder / "store")
    with open_engine("duckdb") as engine:
        linked = link.run(raw, config, engine)
        retail = retail_prices(linked, engine, config.currency)
        agreed = specs(linked, engine, retail)
        cost = prices(linked, agreed, retail, engine, Rates(config.currency), date(2026, 11, 30))
        marks = scores(linked, engine, config.editors)["estimates"]
        return profiles(linked, agreed, cost, marks, {}), linked["shoes"].to_pylist()


def ours(found: Sequence[Profile]) -> Lists:
    """Give the ten nearest of another family by our distance."""
    names = sorted({name for one in found for name in one.features})
    number = {name: at for at, name in enumerate(names)}
    features = [
        {number[n]: v for n, v in one.features.items()} or {len(names): 1e-9} for one in found
    ]
    near = nearest(unit_vectors(features, len(names) + 1), 0, len(found), 100, 0.0)
    family = np.unique([one.family for one in found], return_inverse=True)[1]
    score = np.array([one.score[0] if one.score else np.nan for one in found])
    near = preferred(near, family, score)
    lists: dict[str, list[str]] = {one.shoe: [] for one in found}
    for row, column in zip(near.row.tolist(), near.column.tolist(), strict=True):
        lists[found[row].shoe].append(found[column].shoe)
    return {shoe: own[:AT] for shoe, own in lists.items()}


def by_text(found: Sequence[Profile], texts: Mapping[str, str]) -> Lists:
    """Give the ten nearest texts of another family."""
    words = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english")
    sparse = words.fit_transform([texts.get(one.shoe, "") for one in found])
    dense = TruncatedSVD(_COMPONENTS, random_state=0).fit_transform(sparse)
    dense /= np.maximum(np.linalg.norm(dense, axis=1, keepdims=True), 1e-9)
    order = np.argsort(-(dense @ dense.T), axis=1)
    return {
        one.shoe: [found[c].shoe for c in row if found[c].family != one.family][:AT]
        for one, row in zip(found, order, strict=True)
    }


def drawn(found: Sequence[Profile], shoes: Sequence[Mapping[str, Any]], seed: int) -> Lists:
    """Draw ten of the same brand and category, of another family."""
    lot = random.Random(seed)  # noqa: S311 - a lot, no secret
    kind = {row["shoe"]: (row["brand"], row["category"]) for row in shoes}
    lists = {}
    for one in found:
        same = [o.shoe for o in found if kind[o.shoe] == kind[one.shoe] and o.family != one.family]
        lists[one.shoe] = lot.sample(same, min(AT, len(same)))
    return lists


def named(pages: Sequence[Mapping[str, Any]], linker: Linker) -> dict[str, set[str]]:
    """Give the shoes that each review names for those who should not buy."""
    truth: dict[str, set[str]] = {}
    for page in pages:
        shoe = linker.link_one(page["name"], page["brand"]).shoe
        said = {re.sub(r"<[^>]+>", "", one).strip() for one in _LINK.findall(_against(page))}
        others = {linker.link_one(one).shoe for one in said if one}
        if shoe and (others := {one for one in others if one and one != shoe}):
            truth.setdefault(shoe, set()).update(others)
    return truth


def _against(page: Mapping[str, Any]) -> str:
    return str(page.get("whoShouldNotBuy") or "")


def hit_rate(lists: Lists, truth: Mapping[str, set[str]]) -> float:
    """Give the share of shoes whose list holds one that its review names."""
    return sum(bool(set(lists[shoe]) & others) for shoe, others in truth.items()) / len(truth)


def main() -> None:
    """Print the figures."""
    pages = json.loads(gzip.decompress((LAB / "pages.json.gz").read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        found, shoes = profiled(Path(folder))
    rows = [{name: row[name] for name in ("shoe", "brand", "name")} for row in shoes]
    linker = Linker(pa.Table.from_pylist(rows))
    family = {one.shoe: one.family for one in found}
    truth = {
        shoe: {o for o in others if family[o] != family[shoe]}
        for shoe, others in named(pages, linker).items()
    }
    truth = {shoe: others for shoe, others in truth.items() if others}
    texts = {
        str(linker.link_one(page["name"], page["brand"]).shoe): " ".join(
            [str(page["intro"]), *page["pros"], *page["cons"]]
        )
        for page in pages
    }
    compared = {"ours": ours(found), "text (TF-IDF + SVD)": by_text(found, texts)}
    draws = [drawn(found, shoes, seed) for seed in range(_DRAWS)]
    for half in ("tuned", "held"):
        some = {s: o for s, o in truth.items() if (_digit(s) % 2 == 1) == (half == "held")}
        print(f"{half}: {len(some)} shoes, hit rate at {AT}")
        for name, lists in compared.items():
            print(f"  {name:24}{hit_rate(lists, some):6.2f}")
        lot = sum(hit_rate(lists, some) for lists in draws) / _DRAWS
        print(f"  {'same brand and category':24}{lot:6.2f}")


def _digit(shoe: str) -> int:
    return hashlib.sha256(shoe.encode()).digest()[0]


if __name__ == "__main__":
    main()
