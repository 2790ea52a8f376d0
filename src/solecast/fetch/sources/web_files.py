"""Files at an address: kept as they come, under the name that the address gives them."""

import mimetypes
import urllib.parse

from ...settings.config import Fetch
from ..errand import Errand, Gathered, Question, SourceKind, if_changed
from ..shelf import path_name
from ..troubles import NotFetched, Trouble
from ..web import Web

_PAGE = "text/html"


def _names(settings: Fetch) -> tuple[str, ...]:
    return settings.files


def _plan(errand: Errand, name: str) -> Question:
    return if_changed(errand, name, _file(name), "file")


def _fetch(errand: Errand, name: str, web: Web) -> Gathered:
    file = _file(name)
    answer = web.get(name, "*/*", errand.shelf.known(file))
    if answer.body is None:
        errand.shelf.confirm(file)
        return Gathered(0)
    stated = mimetypes.guess_type(file)[0]
    if answer.type == _PAGE and stated not in {None, _PAGE}:
        came = f'a page: "{answer.start}"'
        raise NotFetched(Trouble.TYPE, answer.address, got=came, wanted=f"A file ({stated})")
    return Gathered(int(errand.shelf.keep(file, answer.body, answer)))


def _file(address: str) -> str:
    has_name = urllib.parse.urlsplit(address).path.strip("/")
    return f"files/{path_name(address)}{'' if has_name else '/index'}"


KIND = SourceKind(_names, _plan, _fetch, "files")
