"""The same guide from a cluster of Spark, even when it loses a worker on the way."""

import shutil

import pytest

import solecast
from solecast.build import build_guide
from solecast.guide.guide import STORE

from ..spark import NEEDS_SPARK, cluster

LOST_AT = "joining records to shoes"
"""The step that runs most of Spark's work: when it begins, one of two workers is killed."""


@pytest.mark.parametrize("engine", [pytest.param("spark", marks=[*NEEDS_SPARK, pytest.mark.slow])])
def test_a_cluster_that_loses_a_worker_gives_equal_tables(starter_folder, tmp_path, engine):
    other = tmp_path / "other"
    shutil.copytree(starter_folder, other, ignore=shutil.ignore_patterns(STORE))
    settings = (other / "guide.toml").read_text()
    with cluster(tmp_path) as running:
        spark = (
            f'[spark]\n"spark.master" = "{running.address}"\n"spark.driver.host" = "127.0.0.1"\n'
        )
        (other / "guide.toml").write_text(f'engine = "{engine}"\n{settings}\n{spark}')

        def lose(step, done, total):
            if step == LOST_AT and len(running.workers) == 2:
                running.kill_worker()

        built = build_guide(other, lose)
        assert len(running.workers) == 1
    assert built.hashes == solecast.open_guide(starter_folder).hashes
