"""Folders with doubts: built once, copied for each test, since tests decide in them."""

import shutil

import pytest

from solecast.build import build_guide
from solecast.guide import open_guide
from solecast.review.docket import Docket

from .folder import fill


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("doubts") / "guide"
    fill(folder)
    build_guide(folder).close()
    return folder


@pytest.fixture
def folder(built, tmp_path):
    shutil.copytree(built, tmp_path / "guide")
    return tmp_path / "guide"


@pytest.fixture
def docket(folder):
    return Docket(open_guide(folder), folder)
