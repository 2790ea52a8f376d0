"""Mentions of shoes in forum posts: precision, recall and speed beside two peers.

Labels and their rules are in `bench/data`. The catalog is the 457 running shoes and the 886
shoes of all kinds of `../shared/data`, spelled as they are there. A mention is right when it
overlaps a label and names its shoe, or its family where no version of the catalog is named.
"""

import argparse
import csv
import gzip
import re
import time
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from rapidfuzz import fuzz, process

import solecast

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LABELS = Path(__file__).parent / "data" / "mentions-askrunningshoegeeks.csv"
_LINES = frozenset(
    "gel fresh foam fuelcell fuel cell zoom zoomx air react wave adizero next nxt flyknit topo "
    "strung athletic run running go v".split()
)


class Said(NamedTuple):
    """A mention: place in the post, and the shoe or (`~`) the family that it names."""

    start: int
    end: int
    name: str


class Label(NamedTuple):
    """A labelled mention: its place, all right names, and whether it counts."""

    start: int
    end: int
    names: tuple[str, ...]
    counts: bool


class Post(NamedTuple):
    """A labelled post."""

    text: str
    half: str
    labels: list[Label]


class Score(NamedTuple):
    """Counts over posts."""

    right: int
    found: int
    labelled: int

    @property
    def precision(self) -> float:
        """Share of the mentions found that are right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Share of the labelled mentions that were found and named right."""
        return self.right / max(1, self.labelled)


def read_texts() -> dict[str, str]:
    """Give the forum's posts by id: title, line break, text."""
    path = DATA / "mentions" / "askrunningshoegeeks-posts.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        return {row["id"]: f"{row['title']}\n{row['selftext']}" for row in csv.DictReader(file)}


def read_posts() -> list[Post]:
    """Give the labelled posts."""
    texts = read_texts()
    posts: dict[str, Post] = {}
    with LABELS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            post = posts.setdefault(row["post"], Post(texts[row["post"]], row["half"], []))
            if row["start"]:
                names = tuple(row["names"].removeprefix("?").split("|"))
                place = int(row["start"]), int(row["end"])
                post.labels.append(Label(*place, names, not row["names"].startswith("?")))
    return list(posts.values())


def read_names() -> list[tuple[str, str]]:
    """Give brand and name of the shoes of both catalogs, in small letters once each."""
    with (DATA / "running-lab-457" / "shoes.csv").open(encoding="utf-8") as file:
        rows = [(row["brand"], row["name"]) for row in csv.DictReader(file)]
    path = DATA / "catalogs" / "footwear-886.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        rows += [(r["Brand"], f"{r['Brand']} {r['Product Name']}") for r in csv.DictReader(file)]
    return list({name.lower(): (brand, name) for brand, name in reversed(rows)}.values())


def catalog_of(names: Sequence[tuple[str, str]]) -> pa.Table:
    """Give a catalog for `solecast.Linker`."""
    return pa.table({"brand": [b for b, _ in names], "name": [n for _, n in names]})


class Speller:
    """Compares names loosely: brand, line, spaces, `v` and a final `.0` do not count."""

    def __init__(self, brands: Iterable[str]) -> None:
        """Know the words of brands."""
        self._brands = {word for brand in brands for word in _words(brand)}
        self.core = lru_cache(maxsize=None)(self._core)

    def _core(self, name: str) -> str:
        words = list(_words(re.sub(r"(?i)fresh[ -]foam[ -]x\b", "", name)))
        while len(words) > 1 and words[0] in self._brands:
            words = words[1:]
        if words[0] in {"adrenaline", "beast"}:
            words = [word for word in words if word != "gts"]
        if len(words) > 2 and words[-1] == "0" and words[-2].isdigit():
            words = words[:-1]
        return "".join(word for word in words if word not in _LINES) or "".join(words)

    def same(self, said: str, label: str) -> bool:
        """Say whether two names agree, and name a shoe or a family alike."""
        family = label.startswith(("~", "*"))
        return said.startswith("~") == family and self.core(said) == self.core(label)


def _words(name: str) -> list[str]:
    name = name.lower().replace("plus", "+").replace("%", "")
    return re.findall(r"\d+|[^\W\d_]+|\+", name)


def score(posts: Sequence[Post], found: Sequence[Sequence[Said]], speller: Speller) -> Score:
    """Count right, found and labelled mentions; what overlaps an uncounted label is left out."""
    right = said_all = 0
    for post, mentions in zip(posts, found, strict=True):
        good, bad = judged(post, mentions, speller)
        right += len(good)
        said_all += len(good) + len(bad)
    return Score(right, said_all, sum(label.counts for post in posts for label in post.labels))


def judged(
    post: Post, mentions: Sequence[Said], speller: Speller
) -> tuple[dict[Label, Said], list[Said]]:
    """Give the labels that were found, each by its mention, and the mentions that are wrong."""
    good: dict[Label, Said] = {}
    bad = []
    for said in mentions:
        touched = [one for one in post.labels if one.start < said.end and said.start < one.end]
        fits = [
            one
            for one in touched
            if one not in good and any(speller.same(said.name, name) for name in one.names)
        ]
        if fits and fits[0].counts:
            good[fits[0]] = said
        elif not fits and all(one.counts for one in touched):
            bad.append(said)
    return good, bad


def ours(linker: solecast.Linker, texts: Sequence[str]) -> list[list[Said]]:
    """Answer with `Linker.mentions`; what names neither shoe nor model is no answer."""
    found: list[list[Said]] = [[] for _ in texts]
    for row in linker.mentions(texts).to_pylist():
        name = row["shoe"] or (f"~{row['model']}" if row["model"] else None)
        if name:
            found[row["text"]].append(Said(row["start"], row["end"], name))
    return found


def exact(names: Sequence[tuple[str, str]]) -> Callable[[Sequence[str]], list[list[Said]]]:
    """The peer that knows catalog names as they are, with and without the brand."""
    spelled = _spellings(names)
    longest = sorted(spelled, key=len, reverse=True)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)

    def answer(texts: Sequence[str]) -> list[list[Said]]:
        return [
            [Said(*m.span(), spelled[m.group().lower()]) for m in pattern.finditer(text)]
            for text in texts
        ]

    return answer


def rapidfuzz(
    names: Sequence[tuple[str, str]], least: float
) -> Callable[[Sequence[str]], list[list[Said]]]:
    """The peer that compares all runs of one to five words with all names (`fuzz.ratio`)."""
    spelled = _spellings(names)
    choices = list(spelled)

    def answer(texts: Sequence[str]) -> list[list[Said]]:
        return [_fuzzy(text, choices, spelled, least) for text in texts]

    return answer


def _spellings(names: Sequence[tuple[str, str]]) -> dict[str, str]:
    spelled = {}
    for brand, name in names:
        spelled[name.lower()] = name
        bare = name.lower().removeprefix(brand.lower()).strip()
        if bare:
            spelled.setdefault(bare, name)
    return spelled


def _fuzzy(text: str, choices: Sequence[str], spelled: dict[str, str], least: float) -> list[Said]:
    words = list(re.finditer(r"\w+", text))
    spans = [
        (words[i].start(), words[j - 1].end())
        for i in range(len(words))
        for j in range(i + 1, min(i + 6, len(words) + 1))
    ]
    runs = [text[a:b].lower() for a, b in spans]
    scores = process.cdist(runs, choices, scorer=fuzz.ratio, score_cutoff=least)
    best = scores.argmax(axis=1)
    ranked = sorted(range(len(runs)), key=lambda i: (-scores[i, best[i]], -len(runs[i])))
    taken: list[Said] = []
    for i in ranked:
        if scores[i, best[i]] < least:
            break
        start, end = spans[i]
        if all(end <= one.start or one.end <= start for one in taken):
            taken.append(Said(start, end, spelled[choices[best[i]]]))
    return sorted(taken)


def long_posts(texts: Iterable[str], count: int, words: int = 200) -> list[str]:
    """Cut the forum's running text into posts of 200 words."""
    stream = " ".join(texts).split(" ")
    places = [at * words % max(1, len(stream) - words) for at in range(count)]
    return [" ".join(stream[at : at + words]) for at in places]


def _catalog_of_2000(names: Sequence[tuple[str, str]]) -> pa.Table:
    """Fill the catalog up to 2,000 shoes with colorways of the StockX snapshot."""
    with (DATA / "catalogs" / "stockx-2021-mit.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    column = next(name for name in rows[0] if name.lower() in {"name", "shoe", "title", "item"})
    more = [("", row[column]) for row in rows]
    return catalog_of([*names, *more][:2000])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", choices=("dev", "check"), help="print what is wrong")
    misses = parser.parse_args().misses
    names, posts = read_names(), read_posts()
    speller = Speller(brand for brand, _ in names)
    linker = solecast.Linker(catalog_of(names))
    linker.mentions(["warm up"])
    methods: list[tuple[str, Callable[[Sequence[str]], list[list[Said]]]]] = [
        ("Linker.mentions", lambda texts: ours(linker, texts)),
        ("catalog names as they are (regex)", exact(names)),
        ("RapidFuzz ratio >= 90, runs of 1-5 words", rapidfuzz(names, 90)),
    ]
    if misses:
        show(methods[0][1], [post for post in posts if post.half == misses], speller)
        return
    print(f"{len(posts)} posts, {sum(not post.labels for post in posts)} without a mention; "
          f"catalog of {len(names)} names")  # fmt: skip
    print(f"{'':42} dev: prec.  rec.  check: prec.  rec.  posts/s")
    for name, answer in methods:
        line = f"{name:42}"
        started = time.perf_counter()
        found = answer([post.text for post in posts])
        seconds = time.perf_counter() - started
        for half in ("dev", "check"):
            pairs = [(p, f) for p, f in zip(posts, found, strict=True) if p.half == half]
            got = score([p for p, _ in pairs], [f for _, f in pairs], speller)
            line += f"       {got.precision:.3f} {got.recall:.3f}"
        print(f"{line}  {len(posts) / seconds:7,.0f}")
    _print_speed(names)


def _print_speed(names: Sequence[tuple[str, str]]) -> None:
    texts = long_posts(read_texts().values(), 3000)
    linker = solecast.Linker(_catalog_of_2000(names))
    linker.mentions(["warm up"])
    started = time.perf_counter()
    linker.mentions(texts)
    seconds = time.perf_counter() - started
    print(f"posts of 200 words, catalog of 2,000 shoes: {len(texts) / seconds:,.0f} posts/s")


def show(
    answer: Callable[[Sequence[str]], list[list[Said]]], posts: Sequence[Post], speller: Speller
) -> None:
    """Print the wrong mentions and the missed labels, with what stands around them."""
    for post, mentions in zip(posts, answer([post.text for post in posts]), strict=True):
        good, bad = judged(post, mentions, speller)
        missed = [one for one in post.labels if one.counts and one not in good]
        wrong = [("wrong ", one.start, one.end, one.name) for one in bad]
        lost = [("missed", one.start, one.end, "|".join(one.names)) for one in missed]
        for what, start, end, name in sorted([*wrong, *lost], key=lambda row: row[1]):
            before, after = post.text[max(0, start - 30) : start], post.text[end : end + 20]
            print(what, repr(f"{before}[{post.text[start:end]}]{after}"), name)


if __name__ == "__main__":
    main()
