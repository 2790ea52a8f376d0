"""The wheel holds all that Solecast needs: installed outside of the checkout, it works."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOG = "brand,model,version,retail price\nBrooks,Ghost,16,140\n"


def run(*words, cwd, path=None):
    """Run Python outside of the checkout; `path` is where the wheel was installed."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    if path:
        environment["PYTHONPATH"] = str(path)
    done = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of the sources so that nothing is left in the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in ("pyproject.toml", "README.md"):
        shutil.copy(ROOT / name, source)
    unwanted = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "src", source / "src", ignore=unwanted)
    run(
        "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(source), cwd=folder
    )
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def solecast(wheel, tmp_path_factory):
    """Run the installed Solecast in a folder of its own: `solecast(words)` gives what it says."""
    home = tmp_path_factory.mktemp("installed")
    target = home / "site"
    pip = ("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target))
    run(*pip, str(wheel), cwd=home)

    def command(*words):
        return run("-m", "solecast", *words, cwd=home, path=target)

    command.home, command.target = home, target
    return command


def served(solecast, folder, page):
    """Serve a guide with the installed Solecast and give one page of it."""
    environment = {**os.environ, "PYTHONPATH": str(solecast.target), "PYTHONUNBUFFERED": "1"}
    words = [sys.executable, "-m", "solecast", "serve", folder, "--no-watch"]
    server = subprocess.Popen(
        words, stdout=subprocess.PIPE, text=True, cwd=solecast.home, env=environment
    )
    try:
        said = next(line for line in server.stdout if "Serving" in line)
        return httpx.get(re.search(r"http://[\d.:]+/", said)[0] + page, timeout=30)
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_every_file_of_the_package_is_in_the_wheel(wheel):
    package = ROOT / "src" / "solecast"
    files = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert files - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_a_guide_of_ones_own_is_made_built_asked_and_served(solecast):
    where = "import solecast; print(solecast.__file__)"
    assert str(solecast.target) in run("-c", where, cwd=solecast.home, path=solecast.target)
    solecast("new", "mine")
    assert (solecast.home / "mine" / "articles").is_dir()
    (solecast.home / "mine" / "catalog" / "shop.csv").write_text(CATALOG)
    solecast("build", "mine")
    assert "Brooks Ghost 16" in solecast("shoe", "ghost", "--guide", "mine")
    page = served(solecast, "mine", "shoes/brooks-ghost-16")
    assert page.status_code == 200
    assert "Brooks Ghost 16" in page.text


@pytest.mark.slow
def test_the_starter_guide_is_made_built_asked_and_served(solecast):
    solecast("new", "starter", "--starter")
    solecast("build", "starter")
    assert "Balenciaga Speed 2.0" in solecast("shoe", "Balenciaga Speed 2.0", "--guide", "starter")
    page = served(solecast, "starter", "shoes/balenciaga-speed-2-0")
    assert page.status_code == 200
    assert "Balenciaga Speed 2.0" in page.text
