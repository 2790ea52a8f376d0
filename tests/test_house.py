"""The house: size of files and functions, names of modules, what may be imported where."""

import ast
import statistics
from collections import Counter
from pathlib import Path

import pytest

import solecast
from solecast.engine import Engine

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
ALL = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]


def functions(path):
    """Every function of a file with its length in lines, docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            documented = ast.get_docstring(node) is not None
            docs = (first.end_lineno - first.lineno + 1) if documented else 0
            yield f"{path.name}:{node.name}", node.end_lineno - node.lineno + 1 - docs


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_at_most_400_lines(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_a_function_has_at_most_60_lines():
    long = [(name, lines) for path in ALL for name, lines in functions(path) if lines > 60]
    assert long == []


def test_the_median_function_has_at_most_10_lines():
    assert statistics.median(lines for path in SOURCES for _, lines in functions(path)) <= 10


def test_no_module_has_a_name_that_says_nothing():
    assert {path.stem for path in ALL} & {"utils", "common", "helpers", "misc"} == set()


def test_no_two_modules_share_a_name():
    names = Counter(path.stem for path in SOURCES if not path.stem.startswith("__"))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_classes_share_a_name():
    classes = Counter(
        node.name
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, count in classes.items() if count > 1] == []


def test_a_folder_has_at_most_15_modules():
    homes = [path.parent for path in SOURCES if path.name != "__init__.py"]
    assert {str(home) for home in homes if homes.count(home) > 15} == set()


def test_the_engine_has_at_most_eight_methods():
    assert len([name for name in vars(Engine) if not name.startswith("_")]) <= 8


@pytest.mark.parametrize(
    ("package", "homes"),
    [
        ("duckdb", {"publish/snapshot.py", "guide/guide.py"}),
        ("pyspark", {"engine/spark.py"}),
        ("pandas", set()),
    ],
)
def test_a_package_is_imported_only_at_its_home(package, homes):
    importing = set()
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            if any(name.split(".")[0] == package for name in names):
                importing.add(str(path.relative_to(ROOT / "src" / "solecast")))
    assert importing == homes


def test_every_public_name_is_there():
    assert [name for name in solecast.__all__ if not hasattr(solecast, name)] == []


def test_an_unknown_public_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'forcast'"):
        _ = solecast.forcast
