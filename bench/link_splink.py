"""Splink on DuckDB as a peer of same_product: the same parsed columns, trained without labels."""

import logging
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from solecast.link.pairs.pair_tokens import FACTS, parse_pair_title
from solecast.link.pairs.pair_words import WordKind


def splink_scores(left: Sequence[str], right: Sequence[str]) -> npt.NDArray[np.float64]:
    """Match probability of every pair; u from random pairs, m by expectation maximisation."""
    database = DuckDBAPI()
    database.duckdb_con.execute("SET threads TO 1")
    tables = [
        database.register(_columns(side), dataset_display_name=name, table_name=name)
        for name, side in (("a_left", left), ("b_right", right))
    ]
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=[
            compare.JaroWinklerAtThresholds("model", [0.99, 0.95, 0.88, 0.8]),
            compare.ExactMatch("numbers"),
            compare.ArrayIntersectAtSizes("hues", [3, 2, 1]),
            compare.ExactMatch("first_hue"),
            compare.ExactMatch("gender"),
            compare.ExactMatch("surface"),
            compare.ExactMatch("code"),
        ],
        blocking_rules_to_generate_predictions=[block_on("pair")],
        probability_two_random_records_match=0.15,
        retain_matching_columns=False,
    )
    linker = Linker(tables, settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=300_000, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(
        block_on("pair"), record_sample_proportion=1.0
    )
    found = linker.inference.predict().as_pyarrow_table()
    scores = np.zeros(len(left))
    rows = found["unique_id_l"].to_numpy()
    scores[rows] = found["match_probability"].to_numpy()
    return scores


def _columns(titles: Sequence[str]) -> pa.Table:
    """What parse_pair_title reads from each title, as columns; null where it says nothing."""
    parse_pair_title.cache_clear()
    rows = [_row(number, title) for number, title in enumerate(titles)]
    return pa.Table.from_pylist(rows)


def _row(number: int, title: str) -> dict[str, Any]:
    parsed = parse_pair_title(title)
    facts = dict(zip(FACTS, parsed.facts, strict=True))
    kinds: dict[int, list[int]] = {}
    for bits in parsed.bits:
        kinds.setdefault((bits >> 1) & 0x7F, []).append(bits >> 8)
    numbers = kinds.get(WordKind.NUMBER)
    codes = kinds.get(WordKind.CODE)
    return {
        "unique_id": number,
        "pair": number,
        "model": parsed.model or None,
        "numbers": " ".join(map(str, numbers)) if numbers else None,
        "hues": kinds.get(WordKind.HUE),
        "first_hue": facts["first_hue"] or None,
        "gender": facts["genders"] or None,
        "surface": facts["surfaces"] or None,
        "code": str(codes[0]) if codes else None,
    }
