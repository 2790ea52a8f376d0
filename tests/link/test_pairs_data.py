"""same_product on real shop titles: figures that a change must not lower."""

import csv
import gzip
import subprocess
import sys
import time
from pathlib import Path

import pytest

from solecast.link.pairs.pair_tokens import parse_pair_title
from solecast.link.pairs.same_product import Mode, same_product

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data" / "title-pairs"
pytestmark = [
    pytest.mark.data,
    pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data/title-pairs is absent"),
]


def rows(name: str) -> list[tuple[str, str, bool]]:
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8") as file:
        found = [
            (r["title_left"], r["title_right"], r["label"] == "1") for r in csv.DictReader(file)
        ]
    return [(min(a, b), max(a, b), same) for a, b, same in found]


@pytest.fixture(scope="module")
def unseen() -> list[tuple[str, str, bool]]:
    """valid_large without the pairs, in either order, that the shipped model was trained on."""
    trained = {row[:2] for row in rows("train_large")}
    return [row for row in rows("valid_large") if row[:2] not in trained]


def f1(pairs: list[tuple[str, str, bool]], model: Mode) -> float:
    answers = same_product([a for a, _, _ in pairs], [b for _, b, _ in pairs], model=model)
    decided = [answer >= 0.5 for answer in answers]
    both = sum(d and same for d, (*_, same) in zip(decided, pairs, strict=True))
    return 2 * both / (sum(decided) + sum(same for *_, same in pairs))


@pytest.mark.parametrize(("model", "floor"), [("trained", 0.975), ("cold", 0.945), ("rules", 0.89)])
def test_f1_on_unseen_pairs(unseen: list[tuple[str, str, bool]], model: Mode, floor: float) -> None:
    assert f1(unseen, model) >= floor


def test_speed_is_above_the_floor_with_empty_caches(unseen: list[tuple[str, str, bool]]) -> None:
    same_product(["a"], ["b"])
    parse_pair_title.cache_clear()
    started = time.process_time()
    same_product([a for a, _, _ in unseen], [b for _, b, _ in unseen])
    assert len(unseen) / (time.process_time() - started) > 3_000


@pytest.mark.slow
def test_plain_arrays_answer_as_the_trainer_does() -> None:
    lightgbm = pytest.importorskip("lightgbm")
    numpy = pytest.importorskip("numpy")
    sys.path.insert(0, str(ROOT))
    from bench.export_trees import export_trees
    from bench.train_linker import TREES, parsed, read_pairs, staged, vocabulary_of

    from solecast.link.pairs.trees import score_trees

    pairs = parsed(read_pairs("train_small"))
    stage = staged(pairs, vocabulary_of(pairs))
    learner = lightgbm.LGBMClassifier(**TREES, n_estimators=60, random_state=0)
    learner.fit(stage.matrix, stage.same)
    theirs = learner.booster_.predict(stage.matrix, raw_score=True)
    ours = score_trees(export_trees(learner.booster_), stage.matrix)
    numpy.testing.assert_allclose(ours, theirs, atol=1e-4)


@pytest.mark.slow
def test_training_reproduces_the_shipped_model(tmp_path: Path) -> None:
    pytest.importorskip("lightgbm")
    again = tmp_path / "again.npz"
    command = [
        sys.executable,
        "-m",
        "bench.train_linker",
        "--quick",
        "--sizes",
        "large",
        "--out",
        str(again),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    shipped = ROOT / "src" / "solecast" / "link" / "pairs" / "weights" / "pairs.npz"
    assert again.read_bytes() == shipped.read_bytes()
