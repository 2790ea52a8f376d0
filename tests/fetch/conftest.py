"""A guide's folder beside a server that answers as the public services do."""

import datetime as dt

import pytest

from solecast import fetch
from solecast.fetch.web import Manners
from solecast.settings.config import parse_config

from .public_services import Services, served

TODAY = dt.date(2026, 12, 1)
QUICK = Manners(connect=1.0, read=0.4, whole=2.0, attempts=3, first_wait=0.01, most_bytes=2_000_000)


@pytest.fixture
def services():
    """The services, served."""
    known = Services()
    with served(known) as address:
        known.address = address
        yield known


@pytest.fixture
def settings(services):
    """Make settings `[fetch]` whose services are those of this machine."""

    def made(**told):
        address = services.address
        homes = {
            "pageviews": f"{address}/rest",
            "articles": f"{address}/w/api.php",
            "news": f"{address}/gdelt",
            "forums": address,
        }
        given = {"contact": "editor@example.org", "allow_private": ["127.0.0.1"], **told}
        said = {key: value for key, value in given.items() if value is not None}
        return parse_config({"title": "Test", "fetch": {"services": homes, **said}}).fetch

    return made


@pytest.fixture
def fetched(tmp_path, settings):
    """Fetch into a folder: `fetched(wikipedia=[...])` gives the outcomes."""

    def run(today=TODAY, manners=QUICK, only=None, **told):
        return fetch.run(tmp_path, settings(**told), only=only, today=today, manners=manners)

    return run
