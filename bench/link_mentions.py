"""Mentions of shoes in forum posts: precision, recall and speed beside two peers.

Labels and their rules are in `bench/data`. The running forum is read with the 457 running shoes
and the 886 shoes of all kinds of `../shared/data`, the sneaker forum with its own 27 sneakers and
the names of two StockX catalogs, all spelled as they are there. A mention is right when it
overlaps a label and names its shoe, or its family where no version of the catalog is named.
"""

import argparse
import csv
import gzip
import json
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
LABELS = Path(__file__).parent / "data"
_LINES = frozenset(
    ("gel", "fresh", "foam", "fuelcell", "fuel", "cell", "zoom", "zoomx", "air", "react", "wave",
     "adizero", "next", "nxt", "flyknit", "topo", "strung", "athletic", "run", "running", "go",
     "v", "jordan", "retro", "og", "boost")
)  # fmt: skip

Catalog = Sequence[tuple[str, str]]
"""Brand and name of each shoe."""

Answer = Callable[[Sequence[str]], "list[list[Said]]"]
"""A method: texts in, the mentions of each out."""


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


class Forum(NamedTuple):
    """A labelled forum, and the names it is read with."""

    name: str
    posts: list[Post]
    names: Catalog


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


def read_titles() -> dict[str, str]:
    """Give the titles of the sneaker forum by id."""
    found = json.loads((DATA / "mentions" / "sneaker-posts.json").read_text(encoding="utf-8"))
    return {post["Post_id"]: post["Post_title"] for posts in found.values() for post in posts}


def read_forums() -> list[Forum]:
    """Give the labelled forums: of runners, in two halves, and of collectors."""
    running = read_labels("mentions-askrunningshoegeeks.csv", read_texts())
    names = read_names()
    halves = [
        Forum(f"running, {half}", [post for post in running if post.half == half], names)
        for half in ("dev", "check")
    ]
    sneakers = read_labels("mentions-sneakers.csv", read_titles())
    return [*halves, Forum("sneakers, dev", sneakers, read_sneakers())]


def read_labels(name: str, texts: dict[str, str]) -> list[Post]:
    """Give the labelled posts of one file."""
    posts: dict[str, Post] = {}
    with (LABELS / name).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            post = posts.setdefault(row["post"], Post(texts[row["post"]], row["half"], []))
            if row["start"]:
                names = tuple(row["names"].removeprefix("?").split("|"))
                place = int(row["start"]), int(row["end"])
                post.labels.append(Label(*place, names, not row["names"].startswith("?")))
    return list(posts.values())


def read_names() -> Catalog:
    """Give brand and name of the shoes of both catalogs, in small letters once each."""
    with (DATA / "running-lab-457" / "shoes.csv").open(encoding="utf-8") as file:
        rows = [(row["brand"], row["name"]) for row in csv.DictReader(file)]
    path = DATA / "catalogs" / "footwear-886.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8-sig") as file:
        rows += [(r["Brand"], f"{r['Brand']} {r['Product Name']}") for r in csv.DictReader(file)]
    return list({name.lower(): (brand, name) for brand, name in reversed(rows)}.values())


def read_sneakers() -> Catalog:
    """Give the names of the sneaker forum's shoes and of two StockX catalogs."""
    stated = json.loads((DATA / "mentions" / "sneaker-posts.json").read_text(encoding="utf-8"))
    sold = json.loads((DATA / "catalogs" / "stockx-names-4087.json").read_text(encoding="utf-8"))
    with (DATA / "catalogs" / "stockx-2021-mit.csv").open(encoding="utf-8-sig") as file:
        rows = [row["Name"] for row in csv.DictReader(file)]
    return [("", name) for name in dict.fromkeys([*stated, *rows, *(r["Name"] for r in sold)])]


def catalog_of(names: Catalog) -> pa.Table:
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
        words = ["2" if word == "ii" else word for word in words]
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


def read_speller() -> Speller:
    """Give the comparison of names for the brands of both forums."""
    return Speller([*(brand for brand, _ in read_names()), "off white", "gucci", "clarks"])


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
            found[row["index"]].append(Said(row["start"], row["end"], name))
    return found


def exact(names: Catalog) -> Answer:
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


def rapidfuzz(names: Catalog, least: float) -> Answer:
    """The peer that compares all runs of one to five words with all names (`fuzz.ratio`)."""
    spelled = _spellings(names)
    choices = list(spelled)

    def answer(texts: Sequence[str]) -> list[list[Said]]:
        return [_fuzzy(text, choices, spelled, least) for text in texts]

    return answer


def _spellings(names: Catalog) -> dict[str, str]:
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


def methods_for(forum: Forum) -> list[tuple[str, Answer]]:
    """Give ours and the peers, each with the forum's catalog."""
    linker = solecast.Linker(catalog_of(forum.names))
    linker.mentions(["warm up"])
    return [
        ("Linker.mentions", lambda texts: ours(linker, texts)),
        ("catalog names as they are (regex)", exact(forum.names)),
        ("RapidFuzz ratio >= 90, runs of 1-5 words", rapidfuzz(forum.names, 90)),
    ]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    forums = read_forums()
    parser.add_argument("--misses", choices=[one.name for one in forums], help="show what is wrong")
    misses = parser.parse_args().misses
    for forum in forums:
        speller = read_speller()
        if misses == forum.name:
            show(methods_for(forum)[0][1], forum.posts, speller)
        elif not misses:
            _print_forum(forum, speller)
    if not misses:
        _print_speed(forums[0].names)


def _print_forum(forum: Forum, speller: Speller) -> None:
    silent = sum(not post.labels for post in forum.posts)
    print(f"{forum.name}: {len(forum.posts)} posts, {silent} without a mention, "
          f"catalog of {len(forum.names)} names")  # fmt: skip
    print(f"{'':42} prec.  recall  posts/s")
    for name, answer in methods_for(forum):
        started = time.perf_counter()
        found = answer([post.text for post in forum.posts])
        seconds = time.perf_counter() - started
        got = score(forum.posts, found, speller)
        speed = len(forum.posts) / seconds
        print(f"{name:42}  {got.precision:.3f}   {got.recall:.3f}  {speed:7,.0f}")


def _print_speed(names: Catalog) -> None:
    texts = long_posts(read_texts().values(), 3000)
    catalog = [*names, *read_sneakers()][:2000]
    started = time.perf_counter()
    linker = solecast.Linker(catalog_of(catalog))
    linker.mentions(["warm up"])
    ready = time.perf_counter()
    linker.mentions(texts)
    seconds = time.perf_counter() - ready
    print(f"posts of 200 words, catalog of 2,000 shoes: {len(texts) / seconds:,.0f} posts/s, "
          f"after {ready - started:.2f} s of indexing")  # fmt: skip


def show(answer: Answer, posts: Sequence[Post], speller: Speller) -> None:
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
