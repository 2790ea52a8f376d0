"""Misspelt names: how many are found among the first five, and how fast, beside two kept indexes.

SQLite's trigram index is asked for names with any triple of letters of what was typed, the best by
BM25 first; RapidFuzz compares with every name (`WRatio`). Both know the names of the guide only.
"""

import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence

import numpy as np
from rapidfuzz import fuzz, process

from solecast.guide.guide import Guide

ASKED, FOUND = 500, 5
_ALPHABET = list("abcdefghijklmnopqrstuvwxyz")


def search(guide: Guide) -> None:
    """Print recall at five and the median time of ours, of FTS5 and of RapidFuzz."""
    draw = np.random.default_rng(11)
    names = {card.shoe: card.name for card in guide.cards.values()}
    asked = [list(names)[at] for at in draw.permutation(len(names))[:ASKED]]
    typed = [misspelt(names[slug], draw) for slug in asked]
    ways: dict[str, Callable[[str], Sequence[str]]] = {
        "ours": lambda words: [one.shoe for one in guide.search(words, FOUND)],
        "FTS5 trigram": _trigrams(names),
        "RapidFuzz": _rapidfuzz(names),
    }
    for way, find in ways.items():
        find("any")
        times, found = [], 0
        for slug, words in zip(asked, typed, strict=True):
            start = time.thread_time()
            slugs = find(words)
            times.append((time.thread_time() - start) * 1e3)
            found += slug in slugs
        recall, median = found / len(asked), statistics.median(times)
        print(f"{len(asked)} misspelt names, {way}: recall {recall:.3f}, median {median:.1f} ms")


def _trigrams(names: dict[str, str]) -> Callable[[str], list[str]]:
    database = sqlite3.connect(":memory:")
    database.execute(
        "CREATE VIRTUAL TABLE names USING fts5(shoe UNINDEXED, name, tokenize=trigram)"
    )
    database.executemany("INSERT INTO names VALUES (?, ?)", names.items())

    def find(words: str) -> list[str]:
        plain = words.replace('"', " ").casefold()
        triples = " OR ".join(f'"{plain[at : at + 3]}"' for at in range(len(plain) - 2))
        query = "SELECT shoe FROM names WHERE names MATCH ? ORDER BY rank LIMIT ?"
        return [slug for (slug,) in database.execute(query, (triples, FOUND))]

    return find


def _rapidfuzz(names: dict[str, str]) -> Callable[[str], list[str]]:
    folded = {slug: name.casefold() for slug, name in names.items()}

    def find(words: str) -> list[str]:
        found = process.extract(words.casefold(), folded, scorer=fuzz.WRatio, limit=FOUND)
        return [slug for _, _, slug in found]

    return find


def misspelt(name: str, draw: np.random.Generator) -> str:
    """Garble one or two letters of a name: one left out, doubled, changed, or two swapped."""
    letters = list(name.casefold())
    for _ in range(draw.integers(1, 3)):
        at = int(draw.choice([n for n, letter in enumerate(letters) if letter.isalpha()]))
        match draw.integers(4):
            case 0:
                del letters[at]
            case 1:
                letters.insert(at, str(draw.choice(_ALPHABET)))
            case 2:
                letters[at] = str(draw.choice(_ALPHABET))
            case _:
                letters[at : at + 2] = reversed(letters[at : at + 2])
    return "".join(letters)
