"""Folders with doubts: built once, copied for each test, since tests decide in them."""

import shutil

import pytest

from solecast.faces.review.docket import Docket
from solecast.guide.guide import open_guide

from .folder import build


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    return build(tmp_path_factory.mktemp("doubts") / "guide")


@pytest.fixture
def folder(built, tmp_path):
    shutil.copytree(built, tmp_path / "guide")
    return tmp_path / "guide"


@pytest.fixture
def docket(folder):
    return Docket(open_guide(folder), folder)
