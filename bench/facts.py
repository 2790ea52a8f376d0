"""Facts in texts: precision and recall on labelled texts, tempting errors, the seed, speed.

    python -m bench.facts [--half a|b] [--misses] [--rates] [--no-subject]

The labelled texts are `../shared/data/facts-gold-dev`, in two halves by the order of their
identifiers: `a` was looked at while rules were written, `b` less. Comparison as its README
says: white space normalised, overlapping spans, values compared loosely, unsure facts ignored
in both directions, pros and cons against list items. `strict` also asks that the spans
overlap. `--rates` writes how often each rule was right to `link/texts/grammar/hit_rates.csv`.
"""

import argparse
import json
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from solecast import Fact, read_facts

SHARED = Path(__file__).resolve().parents[2] / "shared"
GOLD = SHARED / "data" / "facts-gold-dev"
RATES = (
    Path(__file__).parents[1] / "src" / "solecast" / "link" / "texts" / "grammar" / "hit_rates.csv"
)
MAIN = ("upper_material", "midsole", "outsole", "colorway", "fit", "closure", "cut")
POOLED = ("release_date", "retail_price", "style_code")
_NAMES = {"replaces/cheaper_alternative": "alternative", "lining": "lining_material"}
_FIT = {
    "roomy": "wide", "accommodating": "wide", "spacious": "wide", "tight": "narrow",
    "tapered": "narrow", "snug": "narrow", "toe": "toebox", "box": "toebox", "wider": "wide",
}  # fmt: skip
"""Words of fit that a loose comparison takes as one."""

Case = dict[str, Any]


def cases() -> list[Case]:
    """Give the labelled texts: id, subject, facts, text."""
    found = []
    for line in (GOLD / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        with (GOLD / "texts" / f"{case['id']}.txt").open(encoding="utf-8", newline="") as file:
            case["text"] = file.read()
        found.append(case)
    return sorted(found, key=lambda case: str(case["id"]))


def half(all_cases: Sequence[Case], name: str | None) -> list[Case]:
    """Give one half, or all."""
    start = {"a": 0, "b": 1}.get(name or "")
    return list(all_cases) if start is None else list(all_cases[start::2])


def words(value: str) -> set[str]:
    """Give the words of a value that a loose comparison looks at."""
    said = re.findall(r"\d+(?:\.\d+)?|[a-z]+", value.lower())
    return {_FIT.get(word, word.rstrip("s")) for word in said} - {"and", "with", "the", "a", "of"}


def same_value(found: Fact, gold: Case) -> bool:
    """Compare loosely: dates by their beginning, amounts by number, else by shared words."""
    theirs, mine = str(gold["value"]).lower(), found.value.lower()
    if found.attribute in {"release_date", "release_year"}:
        return theirs.startswith(mine) or mine.startswith(theirs)
    if found.unit:
        return mine in re.findall(r"\d+(?:\.\d+)?", theirs)
    if found.attribute == "style_code":
        return mine == theirs
    shared = words(theirs) & words(mine)
    return bool(shared) and len(shared) * 2 >= min(len(words(theirs)), len(words(mine)))


def overlaps(found: Fact, gold: Case, text: str) -> bool:
    """Say whether the evidences share a character, wherever the text repeats the gold one."""
    said = gold["evidence"]
    places = [m.start() for m in re.finditer(re.escape(said), text)] or [gold["start"]]
    return any(found.start < place + len(said) and place < found.end for place in places)


def compared(case: Case, facts: Iterable[Fact], strict: bool) -> list[tuple[str, str, Any]]:
    """Give `hit`, `wrong`, `missed` or `ignored` with attribute and fact."""
    gold = [{**g, "attribute": _NAMES.get(g["attribute"], g["attribute"])} for g in case["facts"]]
    told: list[tuple[str, str, Any]] = []
    reached: set[int] = set()
    for fact in facts:
        if fact.negated or fact.of:
            continue
        fits = [
            i
            for i, g in enumerate(gold)
            if g["attribute"] == fact.attribute
            and same_value(fact, g)
            and (not strict or overlaps(fact, g, case["text"]))
        ]
        sure = [i for i in fits if not gold[i].get("unsure")]
        near = any(
            g.get("unsure") and g["attribute"] == fact.attribute and overlaps(fact, g, case["text"])
            for g in gold
        )
        reached.update(fits)
        verdict = "hit" if sure else "ignored" if fits or near else "wrong"
        told.append((verdict, fact.attribute, fact))
    for i, g in enumerate(gold):
        if i not in reached and not g.get("unsure"):
            told.append(("missed", g["attribute"], g))
    reached_sure = [i for i in reached if not gold[i].get("unsure")]
    told += [("reached", gold[i]["attribute"], None) for i in reached_sure]
    return told


def rates(
    told: Iterable[tuple[str, str, Any]], names: Iterable[str]
) -> tuple[float, float, Counter[str]]:
    """Give precision, recall and the counts over some attributes."""
    count = Counter(verdict for verdict, name, _ in told if name in set(names))
    precision = count["hit"] / max(1, count["hit"] + count["wrong"])
    recall = count["reached"] / max(1, count["reached"] + count["missed"])
    return precision, recall, count


def table(told: Sequence[tuple[str, str, Any]]) -> None:
    """Print precision and recall, per attribute and pooled."""
    names = sorted({name for _, name, _ in told})
    groups = [("main seven", MAIN), ("release, price, code", POOLED), *((n, (n,)) for n in names)]
    print(f"{'':24}{'precision':>10}{'recall':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
    for title, group in groups:
        precision, recall, n = rates(told, group)
        print(f"{title:24}{precision:10.2f}{recall:8.2f}{n['hit']:7}{n['wrong']:7}{n['missed']:8}")


def negatives(by_case: dict[str, list[Fact]]) -> int:
    """Count the tempting wrong facts that were taken."""
    texts = {case["id"]: case["text"] for case in cases()}
    taken = 0
    for line in (GOLD / "negatives.jsonl").read_text(encoding="utf-8").splitlines():
        trap = json.loads(line)
        if trap["id"] not in by_case:
            continue
        gold = {"evidence": trap["evidence"], "start": 0}
        for fact in by_case[trap["id"]]:
            if (
                fact.attribute == trap["attribute"]
                and not fact.negated
                and overlaps(fact, gold, texts[trap["id"]])
            ):
                print(f"  taken: {trap['id']} {fact.attribute} {fact.value!r} in {fact.evidence!r}")
                taken += 1
                break
    return taken


def speed() -> float:
    """Give CPU seconds for 1,000 pages of 1,000 characters, made of the labelled texts."""
    whole = "\n\n".join(case["text"] for case in cases())
    pages = [whole[at % (len(whole) - 1000) :][:1000] for at in range(0, 637_000, 637)]
    subjects = [case["subject"] for case in cases()]
    read_facts(pages[0], subjects[0])
    begun = time.process_time()
    for number, page in enumerate(pages):
        read_facts(page, subjects[number % len(subjects)])
    return time.process_time() - begun


def write_rates(told: Iterable[tuple[str, str, Any]]) -> None:
    """Write how often each rule was right."""
    right: Counter[str] = Counter()
    trials: Counter[str] = Counter()
    for verdict, _, fact in told:
        if verdict in {"hit", "wrong"}:
            trials[fact.rule] += 1
            right[fact.rule] += verdict == "hit"
    head = RATES.read_text(encoding="utf-8").splitlines()[:2]
    lines = [*head, *(f"{rule},{right[rule]},{n}" for rule, n in sorted(trials.items()))]
    RATES.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("a", "b"))
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--rates", action="store_true")
    parser.add_argument("--no-subject", action="store_true")
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    chosen = half(cases(), asked.half)
    found = {
        case["id"]: read_facts(case["text"], None if asked.no_subject else case["subject"])
        for case in chosen
    }
    for strict in (False, True):
        told = defaultdict(list)
        for case in chosen:
            told[case["id"]] = compared(case, found[case["id"]], strict)
        every = [one for some in told.values() for one in some]
        print(f"\n{'spans overlap, too' if strict else 'values compared'}: {len(chosen)} texts")
        table(every)
        if asked.misses and strict:
            _show(told, asked.only.split(",") if asked.only else [*MAIN, *POOLED])
    print(f"\ntempting wrong facts taken: {negatives(dict(found))}")
    print(f"1,000 pages of 1,000 characters: {speed():.1f} s of CPU")
    if asked.rates:
        write_rates(every)


def _show(told: dict[str, list[tuple[str, str, Any]]], names: Sequence[str]) -> None:
    for identifier, some in told.items():
        for verdict, name, one in some:
            if verdict in {"wrong", "missed"} and name in names:
                fact = one if isinstance(one, dict) else vars(one)
                said = f"{fact['value']!r} {fact['evidence']!r} {fact.get('rule', '')}"
                print(identifier, f"{verdict:7}{name:16}", said)


if __name__ == "__main__":
    main()
