"""What was fetched: the folder `fetched/` of a guide, and where each file comes from.

Files are written in one step, and before the manifest that tells of them: whatever is interrupted
is asked for again, and never half there. The manifest and the pages of unfinished lists begin with
a dot, so that a build does not take them for inputs.
"""

import datetime as dt
import fcntl
import hashlib
import json
import re
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..replacing import replace_text, replacing
from .troubles import NotFetched, Trouble
from .web import WebAnswer

HOME = "fetched"
MANIFEST = ".manifest.json"
_NAME_CHARS = 60
_PARTS = 4
_ENDING = re.compile(r"(?:\.[A-Za-z]{1,7})?\.[A-Za-z0-9]{1,7}$")
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")

Json = dict[str, Any]


class FetchedFiles:
    """The folder of what was fetched for one guide. Paths are relative to it."""

    def __init__(self, folder: Path) -> None:
        """Open what was fetched for the guide of `folder`; nothing is written yet."""
        self.home = folder / HOME
        self._manifest = self.home / MANIFEST
        told = self._told()
        self._files: dict[str, Json] = told.get("files") or {}
        self._subjects: dict[str, Json] = told.get("subjects") or {}

    def _told(self) -> Json:
        """Read the manifest; one that is damaged only costs asking again."""
        try:
            told = json.loads(self._manifest.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return told if isinstance(told, dict) else {}

    def read(self, file: str) -> bytes | None:
        """Give the bytes of a file; None where there is none."""
        path = self.home / file
        return path.read_bytes() if path.is_file() else None

    def json(self, file: str) -> Any:
        """Give what a JSON file holds; None where there is none that can be read."""
        try:
            return json.loads(self.read(file) or b"")
        except ValueError:
            return None

    def files(self, folder: str) -> list[str]:
        """Give the files of a folder, in order."""
        found = (self.home / folder).glob("[!.]*")
        return sorted(one.relative_to(self.home).as_posix() for one in found)

    def keep(self, file: str, data: bytes, answer: WebAnswer) -> bool:
        """Keep a file and where it is from; tell whether it differs from the one before."""
        path, now = self.home / file, dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._files[file] = {
            "from": answer.address,
            "fetched": now,
            "sha256": hashlib.sha256(data).hexdigest(),
            "etag": answer.etag,
            "modified": answer.modified,
        }
        if self.read(file) == data:
            return False
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path) as temporary:
                temporary.write_bytes(data)
        except OSError as error:
            raise NotFetched(Trouble.FOLDER, answer.address, got=str(error)) from None
        return True

    def confirm(self, file: str) -> None:
        """Note that a file was asked for again and is as it was."""
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._files[file]["fetched"] = now

    def drop(self, file: str) -> None:
        """Remove a file."""
        self._files.pop(file, None)
        (self.home / file).unlink(missing_ok=True)

    def known(self, file: str) -> dict[str, str]:
        """Give the headers that ask for a file only if it changed; none where it is not there."""
        told = self._files.get(file)
        if not told or not (self.home / file).is_file():
            return {}
        pairs = (("If-None-Match", told.get("etag")), ("If-Modified-Since", told.get("modified")))
        return {name: value for name, value in pairs if value}

    def fetched(self, file: str) -> dt.datetime | None:
        """Give when a file was fetched or confirmed last; None where it is not there."""
        told = self._files.get(file)
        if not told or not (self.home / file).is_file():
            return None
        return dt.datetime.fromisoformat(told["fetched"])

    def state(self, subject: str) -> Json:
        """Give what is noted of a subject; nothing where one of its files is gone."""
        told = self._subjects.get(subject) or {}
        is_whole = all((self.home / one).is_file() for one in told.get("files", ()))
        return dict(told) if is_whole else {}

    def note(self, subject: str, **told: Any) -> None:
        """Note of a subject how far it is fetched, and save the manifest."""
        self._subjects[subject] = told
        self.save()

    def save(self) -> None:
        """Write the manifest."""
        self.home.mkdir(parents=True, exist_ok=True)
        told = {"files": self._files, "subjects": self._subjects}
        replace_text(self._manifest, json.dumps(told, indent=1, sort_keys=True) + "\n")

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other fetches of this guide out. Raises `InputError` where one is under way."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            lock = (self.home / ".lock").open("w")
        except OSError as error:
            raise InputError(f"{self.home} cannot be written to: {error.strerror}.") from None
        with lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise InputError(
                    f"Another fetch writes to {self.home}. Wait until it is done."
                ) from None
            yield


def file_name(text: str) -> str:
    """Give a name for a file: plain letters; a hash tells apart what they do not."""
    plain = _OTHER.sub("-", text).strip("-.")[:_NAME_CHARS]
    if text in {plain, plain.replace("-", " ")}:
        return plain
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    ending = _ENDING.search(plain)
    return (
        f"{plain[: ending.start()]}-{mark}{ending[0]}" if ending else f"{plain}-{mark}".strip("-")
    )


def path_name(address: str) -> str:
    """Give a path for what an address holds: its host, then the parts of its path."""
    found = urllib.parse.urlsplit(address)
    parts = [part for part in urllib.parse.unquote(found.path).split("/") if part]
    if len(parts) > _PARTS:
        parts = ["/".join(parts[:-1]), parts[-1]]
    if found.query:
        last = parts.pop() if parts else ""
        stem, dot, ending = last.rpartition(".")
        parts.append(f"{stem}?{found.query}{dot}{ending}" if stem else f"{last}?{found.query}")
    host = found.netloc.replace(":", "-")
    return "/".join(file_name(part) for part in (host, *parts))


ROWS = "\x00rows"
"""Stands in the holder of `lines` where the rows are to be."""


def lines(holder: Mapping[str, Any], rows: Sequence[Any]) -> bytes:
    """Write JSON with a line for each row, in the place of `ROWS` within `holder`."""
    written = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    before, after = json.dumps(holder, ensure_ascii=False).split(json.dumps(ROWS), 1)
    return f"{before}[\n{written}\n]{after}\n".encode("utf-8", "replace")
