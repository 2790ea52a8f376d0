"""The starter guide, built once for all tests that ask for it, and its site on a free port."""

import shutil
from importlib import resources

import pytest
from hypothesis import settings

from solecast.build import build_guide
from solecast.publish.site import create_app

from .serving import serving

# How long one example takes tells of the machine's other work, not of the product.
settings.register_profile("solecast", deadline=None)
settings.load_profile("solecast")


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory):
    """A copy of the starter guide's folder, built."""
    target = tmp_path_factory.mktemp("starter") / "guide"
    with resources.as_file(resources.files("solecast") / "starter") as source:
        shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
    build_guide(target).close()
    return target


@pytest.fixture(scope="session")
def starter(starter_folder):
    """The starter guide."""
    guide = build_guide(starter_folder)
    yield guide
    guide.close()


@pytest.fixture(scope="session")
def server(starter):
    """The address of the starter guide's site."""
    with serving(create_app(lambda: starter)) as address:
        yield address
