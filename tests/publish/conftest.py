import httpx
import pytest

from solecast.publish.site import create_app

from ..serving import serving
from . import little_guide


@pytest.fixture(scope="session")
def little(tmp_path_factory):
    return little_guide.write(tmp_path_factory.mktemp("little"))


@pytest.fixture(scope="session")
def site(little):
    with (
        serving(create_app(lambda: little)) as address,
        httpx.Client(base_url=address, follow_redirects=False, timeout=20) as client,
    ):
        yield client
