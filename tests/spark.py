"""Marks of tests that run Spark: they are skipped where Java or the extra is missing."""

import shutil
from importlib.util import find_spec

import pytest

READY = shutil.which("java") is not None and find_spec("pyspark") is not None
NEEDS_SPARK = (
    pytest.mark.spark,
    pytest.mark.skipif(not READY, reason="needs Java and the extra `spark`"),
)
