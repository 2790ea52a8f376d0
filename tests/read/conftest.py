"""One way into the room for its tests: write a file, read it."""

from pathlib import Path

import pytest

from solecast import read
from solecast.settings.config import Config

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture
def read_one(tmp_path):
    """Write a file and read it: `read_one(name, content, **settings)` gives its Reading."""

    def read_content(name, content, **settings):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read.read_file(path, Config(title="Test", **settings))

    return read_content


@pytest.fixture(scope="session")
def data():
    """The folder of real data beside the checkout."""
    if not DATA.is_dir():
        pytest.skip("../shared/data is not beside this checkout")
    return DATA
