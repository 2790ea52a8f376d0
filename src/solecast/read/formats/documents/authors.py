"""Authors: who writes here, with a biography and a picture."""

from ... import limits
from ...findings import Findings
from ...values import wording
from .front_matter import Stated, line

FOLDER = "authors/"
_SUBJECTS = ("shoe", "shoes", "model", "brand", "headline")


def is_author(stated: Stated, file: str) -> bool:
    """Tell whether a document is about somebody who writes."""
    if any(key in stated for key in _SUBJECTS):
        return False
    return "name" in stated or file.startswith(FOLDER)


def read(stated: Stated, body: str, out: Findings) -> None:
    """Read an author; one without a name has that of the file."""
    name = line(stated.get("name"))
    if name is None:
        name = wording.words(out.stem).title() or "Unnamed"
        out.say(f"The author has no name; the file's is taken: {name}. Add a line such as: name: X")
    out.record(1, name)
    out.author(
        name=name,
        role=line(stated.get("role")),
        bio=wording.text(body, limits.TEXT_CHARS),
        picture=line(stated.get("picture")),
    )
